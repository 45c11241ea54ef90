using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2086.</summary>
public sealed class AttachedPartitionIndexed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2086",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table that becomes a partition has the indexes of the partitioned table",
        "Table '{0}' becomes a partition of '{1}' and lacks what corresponds to {2}: it is built while reads and writes of '{0}' wait (ACCESS EXCLUSIVE); create it " +
        "concurrently first, and attaching takes it over",
        "Each index of a partitioned table has one on each partition. One that is missing is built when the partition is attached; one that is there, with the same columns, " +
        "is taken. A primary key or unique constraint needs one with the constraint.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AttachPartition attach || reviewed.Table(attach.Table) is not { } parent || reviewed.Table(attach.Partition) is not { } child) return;
        if (!reviewed.IsBusy(child.Name, review)) return;
        var own = reviewed.Before.IndexesOf(child.Name).ToList();
        var missing = reviewed.Before.IndexesOf(parent.Name).Where(index => !own.Exists(other => Serves(other, index))).ToList();
        if (missing.Count > 0) report.Add(Info, attach.Origin, attach.Partition.ToString(), attach.Table.ToString(), (missing.Count == 1 ? "index " : "the indexes ") + ColumnTypeChange.Quoted(missing.Select(index => index.Name)));
    }

    private static bool Serves(TableIndex own, TableIndex index) =>
        own.Elements == index.Elements && own.Method == index.Method && own.Unique == index.Unique && own.Where == index.Where && own.Include == index.Include &&
        own.NullsNotDistinct == index.NullsNotDistinct && (index.Constraint is null || own.Constraint is not null);
}
