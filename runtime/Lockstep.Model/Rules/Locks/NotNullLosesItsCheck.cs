using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2043.</summary>
public sealed class NotNullLosesItsCheck : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2043",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "The check that spares SET NOT NULL its scan is dropped by a later statement",
        "Constraint '{2}' would spare SET NOT NULL on '{0}.{1}' its scan, but the same ALTER TABLE drops it, so '{0}' is read whole while reads and writes wait " +
        "(ACCESS EXCLUSIVE); drop it in a statement of its own behind this one",
        "ALTER TABLE drops constraints before it looks for proofs that a column has no nulls, whatever the order of its commands. Two statements, in the same " +
        "transaction if you like, scan nothing.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not SetNotNull set || Lost(reviewed, set.Column, review) is not { } constraint) return;
        if (reviewed.Busy(reviewed.Statement.Effects.Scans, review).Count > 0) report.Add(Info, set.Origin, set.Table.ToString(), set.Column, constraint);
    }

    /// <summary>The check that proves that the column has no nulls and is dropped by the same statement; null if there is none.</summary>
    internal static string? Lost(ReviewedOperation reviewed, string column, MigrationReview review)
    {
        var statement = reviewed.Statement;
        if (statement.IsBlock || reviewed.Operation is not SetNotNull set || statement.Before.FindOrAssumed(set.Table) is not { } table) return null;
        foreach (var drop in statement.Operations.Select(other => other.Operation).OfType<DropConstraint>())
        {
            if (drop.Table != set.Table || NullTests.Proof(table, column) is not { } proof || proof.Name != drop.Name) continue;
            // Another check may prove it too.
            var rest = table with { Constraints = new(table.Constraints.Where(constraint => constraint.Name != drop.Name)) };
            if (NullTests.Proof(rest, column) is null && table.Column(column) is not { NotNull: true }) return drop.Name;
        }

        return null;
    }
}
