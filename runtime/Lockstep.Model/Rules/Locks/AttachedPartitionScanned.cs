using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2077.</summary>
public sealed class AttachedPartitionScanned : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2077",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table that becomes a partition has a check that says what its bounds say",
        "Table '{0}' becomes a partition of '{1}': it is read whole to see that its rows are within the bounds, while reads and writes of it wait (ACCESS EXCLUSIVE) and " +
        "'{1}' can't be vacuumed or changed; {2}",
        "If a validated CHECK of the table implies the bounds, with IS NOT NULL for the columns of the key, nothing is read. The check can be dropped afterwards.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AttachPartition attach) return;
        var name = reviewed.NameOf(attach.Partition);
        var scans = reviewed.Busy(reviewed.Effects.Scans, review);
        var child = reviewed.Before.FindTable(attach.Partition) ?? new Table(name);
        if (review.IsSmall(name) || !Partitioning.Within(child, scans, reviewed.Before).Any()) return;
        report.Add(
            Info,
            attach.Origin,
            attach.Partition.ToString(),
            attach.Table.ToString(),
            attach.Bounds.IndexOf("MODULUS", StringComparison.OrdinalIgnoreCase) >= 0
                ? "attach it empty, and fill it afterwards"
                : "first add a CHECK to it that says the same as the bounds, NOT VALID, and VALIDATE it in a transaction of its own");
    }
}
