using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Forms;

/// <summary>Constraints that are added without a look at the rows, and validated once that is committed.</summary>
internal static class ConstraintForms
{
    private const string NotValidTitle = "Add it NOT VALID, and validate it in a later migration";

    /// <summary>A check or foreign key of a table in use.</summary>
    public static SafeForm? NotValid(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: CheckConstraint or ForeignKeyConstraint } add) return null;
        if (add.Incomplete || add.Constraint.NotValid || add.Constraint.NotEnforced) return null;
        if (add.Constraint is ForeignKeyConstraint && ForeignKeyNotValidRefused.IsFor(add, reviewed, review)) return null;
        var named = Unchecked(add, reviewed.Before);
        return new(NotValidTitle, EquatableArray.Of<Operation>(named)) { Later = EquatableArray.Of(Validation(named)) };
    }

    /// <summary>A column with a constraint for which the whole table would be read: the column without it, then the constraint.</summary>
    public static SafeForm? ColumnFirst<T>(ReviewedOperation reviewed, MigrationReview review)
        where T : TableConstraint
    {
        if (reviewed.Operation is not AddColumn { Incomplete: false, IfNotExists: false } add || reviewed.Table(add.Table) is { PartitionBy: not null } && typeof(T) == typeof(ForeignKeyConstraint)) return null;
        var constraints = add.Column.AllConstraints().OfType<T>().Where(constraint => !constraint.NotEnforced).ToList();
        if (constraints.Count == 0) return null;
        var column = Without<T>(add);
        var instead = new List<Operation> { column };
        var later = new List<LaterMigration>();
        var schema = reviewed.Before.Apply(column).Schema;
        foreach (var constraint in constraints)
        {
            var named = Unchecked(new AddConstraint(add.Table, constraint), schema);
            schema = schema.Apply(named).Schema;
            instead.Add(named);
            later.Add(Validation(named));
        }

        return new("Add the column without it, then the constraint NOT VALID, and validate it in a later migration", new(instead)) { Later = new(later) };
    }

    /// <summary>A constraint that is validated under a lock that its transaction holds: later.</summary>
    public static SafeForm? Validated(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not ValidateConstraint { Incomplete: false } validate) return null;
        if (reviewed.Statement.Operations.Count == 1 && reviewed.Statement.TransactionState == TransactionState.Runner)
        {
            return new("Validate it in a step of its own", EquatableArray.Of<Operation>(validate with { StartsStep = true, Origin = Origin.None }));
        }

        var definition = reviewed.Table(validate.Table)?.Constraint(validate.Name)?.Definition;
        return definition is null
            ? null
            : new("Validate it in a later migration", default) { Later = EquatableArray.Of(Validation(new(validate.Table, definition with { Name = validate.Name, NotValid = true }))) };
    }

    /// <summary>The constraint under the name that it gets, without a look at the rows.</summary>
    internal static AddConstraint Unchecked(AddConstraint add, DatabaseSchema before) =>
        add with { Constraint = add.Constraint with { Name = FormNames.Of(add, before), NotValid = true }, Origin = Origin.None };

    /// <summary>What looks at the rows. Its Down makes the constraint anew as one that has not looked, which takes no time.</summary>
    internal static LaterMigration Validation(AddConstraint named) => new(
        "Validate " + named.Constraint.Name,
        EquatableArray.Of<Operation>(new ValidateConstraint(named.Table, named.Constraint.Name!)),
        EquatableArray.Of<Operation>(new DropConstraint(named.Table, named.Constraint.Name!), named));

    /// <summary>The column without constraints of a kind.</summary>
    internal static AddColumn Without<T>(AddColumn add)
        where T : TableConstraint
    {
        var column = add.Column with { Constraints = new(add.Column.Constraints.Where(constraint => constraint is not T)) };
        if (typeof(T) == typeof(CheckConstraint)) column = column with { Check = null };
        else if (typeof(T) == typeof(ForeignKeyConstraint)) column = column with { References = null };
        else if (typeof(T) == typeof(UniqueConstraint)) column = column with { Unique = false };
        return add with { Column = column, Origin = Origin.None };
    }
}
