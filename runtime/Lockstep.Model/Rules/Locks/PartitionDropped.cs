using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2082.</summary>
public sealed class PartitionDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2082",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A partition is detached concurrently before it is dropped",
        "Dropping partition '{0}' takes ACCESS EXCLUSIVE on '{1}' too, with no lock_timeout: while it waits for a running query on any partition, all reads and writes queue " +
        "behind it; {2}",
        "DROP TABLE of a partition changes the partitioned table, so it waits for everybody who uses any partition. Once it is detached, it is a table like any other.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsGuarded || reviewed.Operation is not DropTable drop) return;
        if (reviewed.Table(drop.Table) is not { Bounds: not null, Inherits: [var parent, ..] } || reviewed.IsNew(parent)) return;
        // Who drops the whole of it asks for all its locks.
        if (reviewed.Statement.Operations.Any(other => other.Operation is DropTable whole && reviewed.NameOf(whole.Table) == parent)) return;
        var canDetach = review.Options.PostgresVersion >= DetachWithoutConcurrently.Concurrent && Partitioning.DefaultOf(parent, reviewed.Before) is null;
        report.Add(
            Info,
            drop.Origin,
            drop.Table.ToString(),
            parent.ToString(),
            canDetach ? "DETACH it CONCURRENTLY first, or set lock_timeout" : "set lock_timeout first, and try again if it runs out");
    }
}
