using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Forms;

/// <summary>NOT NULL without a read of the table under a lock that keeps all others out.</summary>
internal static class NotNullForms
{
    private const int NamedNotNull = 18;

    /// <summary>How a column becomes NOT NULL.</summary>
    /// <param name="Unchecked">What holds for new rows at once.</param>
    /// <param name="Later">What looks at the old ones, and finishes.</param>
    /// <param name="Back">What undoes <paramref name="Later"/>.</param>
    internal sealed record NotNullSteps(AddConstraint Unchecked, IReadOnlyList<Operation> Later, IReadOnlyList<Operation> Back);

    /// <summary>A column that becomes NOT NULL.</summary>
    public static SafeForm? Of(ReviewedOperation reviewed, MigrationReview review)
    {
        var set = reviewed.Operation switch
        {
            SetNotNull { Incomplete: false } own => own,
            AddConstraint { Incomplete: false, Constraint: NotNullConstraint { NotValid: false } constraint } add => new(add.Table, constraint.Column),
            _ => null,
        };
        if (set is null || reviewed.Table(set.Table) is not { } table || table.Column(set.Column) is null) return null;
        if (table.Inherits.Count > 0 || table.PartitionBy is not null) return null;
        if (reviewed.Operation is AddConstraint { Constraint: NotNullConstraint } named)
        {
            var notValid = ConstraintForms.Unchecked(named, reviewed.Before);
            var validation = ConstraintForms.Validation(notValid) with { Down = EquatableArray.Of<Operation>(new DropNotNull(set.Table, set.Column), notValid) };
            return new("Add it NOT VALID, and validate it in a later migration", EquatableArray.Of<Operation>(notValid)) { Later = EquatableArray.Of(validation) };
        }

        if (Known(table, set.Column) is not null) return null;
        var steps = Steps(set with { Origin = Origin.None, StartsStep = false }, reviewed.Before, review.Options.PostgresVersion);
        return new("Prove with a constraint NOT VALID that there are no nulls, and validate it in a later migration", EquatableArray.Of<Operation>(steps.Unchecked))
        {
            Later = EquatableArray.Of(new LaterMigration($"Make {set.Table}.{set.Column} NOT NULL", new(steps.Later), new(steps.Back))),
            Down = EquatableArray.Of<Operation>(new DropConstraint(set.Table, steps.Unchecked.Constraint.Name!)),
        };
    }

    /// <summary>From PostgreSQL 18 on NOT NULL can be NOT VALID itself; before, a check does instead, and goes when it has proved what it was for.</summary>
    internal static NotNullSteps Steps(SetNotNull set, DatabaseSchema before, int version)
    {
        if (version >= NamedNotNull)
        {
            var constraint = new AddConstraint(set.Table, new NotNullConstraint(FormNames.Choose(set.Table, set.Column, ConstraintNaming.NotNull, before), set.Column) { NotValid = true });
            return new(constraint, [new ValidateConstraint(set.Table, constraint.Constraint.Name!)], [new DropNotNull(set.Table, set.Column), constraint]);
        }

        var name = FormNames.Choose(set.Table, set.Column, ConstraintNaming.NotNull, before);
        var check = new AddConstraint(set.Table, new CheckConstraint(name, SqlIdentifier.Quote(set.Column) + " IS NOT NULL") { NotValid = true });
        return new(
            check,
            // The scan is over, and its transaction committed, before the strong lock is asked for.
            [new ValidateConstraint(set.Table, name), set with { StartsStep = true }, new DropConstraint(set.Table, name)],
            [check, new DropNotNull(set.Table, set.Column)]);
    }

    /// <summary>A constraint that says so already and has only to be validated: the author is on the way.</summary>
    private static SchemaConstraint? Known(Table table, string column) => table.Constraints.FirstOrDefault(constraint => constraint.Definition switch
    {
        NotNullConstraint { NotValid: true } notNull => notNull.Column == column,
        CheckConstraint { NotValid: true, NotEnforced: false } check =>
            NullTests.Proof(new(table.Name) { Constraints = EquatableArray.Of(new SchemaConstraint(constraint.Name, check with { NotValid = false })) }, column) is not null,
        _ => false,
    });
}
