using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Forms;

/// <summary>What a design lacks, or has twice.</summary>
internal static class DesignForms
{
    /// <summary>An index like one that is there: it is left out, or a key takes over the one that is there.</summary>
    public static SafeForm? WithoutDuplicate(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Operation is AddConstraint) return KeyForms.TakenOver(reviewed, review);
        if (reviewed.Operation is not CreateIndex { Incomplete: false } || reviewed.Statement.IsDown) return null;
        var following = review.Up.SelectMany(statement => statement.Operations)
            .SkipWhile(other => other != reviewed)
            .Skip(1)
            .Select(other => other.Operation)
            .ToList();
        // Whatever says its name needs it.
        return Problems(following) <= Problems(following.Prepend(reviewed.Operation)) ? new("Leave it out", default) : null;

        int Problems(IEnumerable<Operation> operations) => reviewed.Before.Apply(operations).Problems.Count;
    }

    /// <summary>A constraint or index without a name: it gets the one that PostgreSQL would choose.</summary>
    public static SafeForm? Named(ReviewedOperation reviewed)
    {
        // Which names an unknown table has taken nobody knows.
        Operation? named = reviewed.Operation switch
        {
            AddConstraint { Incomplete: false, Constraint.Name: null } add when reviewed.Table(add.Table) is not null => add with { Constraint = add.Constraint with { Name = FormNames.Of(add, reviewed.Before) } },
            CreateIndex { Incomplete: false, Name: null, IfNotExists: false } create when reviewed.Table(create.Table) is not null => create with { Name = FormNames.Of(create, reviewed.Before) },
            _ => null,
        };
        if (named is null) return null;
        var (wanted, made) = (reviewed.Before.Apply(reviewed.Operation), reviewed.Before.Apply(named));
        return wanted.Problems.Count == made.Problems.Count && SchemaDiff.Between(wanted.Schema, made.Schema).Count == 0
            ? new("Name it as PostgreSQL would", EquatableArray.Of(named with { Origin = Origin.None }))
            : null;
    }
}
