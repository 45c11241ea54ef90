using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2002.</summary>
public sealed class IndexDroppedWithoutConcurrently : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2002",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "An index of an existing table is dropped concurrently",
        "Index '{0}' is dropped without CONCURRENTLY: DROP INDEX waits for every transaction that uses {1} (ACCESS EXCLUSIVE lock), and all " +
        "reads and writes that come after it wait behind it; {2}",
        "The index itself goes in no time, but its table is locked against everybody for it, and the lock is waited for in the queue in which all " +
        "others then wait too. DROP INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, and lets them pass.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Drop(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not DropIndex { Concurrently: false } drop) return;
        if (reviewed.Before.Find(drop.Index) is not TableIndex index)
        {
            // What is not there at all is told by others.
            if (!review.History.IsComplete) Add(drop, "its table", Concurrently(drop, reviewed), report);
            return;
        }

        if (ConstraintIndexDropped.IsNeeded(index) || reviewed.IsNew(index.Table)) return;
        var table = $"'{index.Table}'";
        if (IsPartitioned(index, reviewed))
        {
            if (!reviewed.Statement.IsGuarded) Add(drop, table + " or one of its partitions", "PostgreSQL has no CONCURRENTLY for a partitioned table: set lock_timeout before it, and try again when it gives up", report);
        }
        else if (!review.IsSmall(index.Table) || !reviewed.Statement.IsGuarded)
        {
            Add(drop, table, Concurrently(drop, reviewed), report);
        }
    }

    private static bool IsPartitioned(TableIndex index, ReviewedOperation reviewed) =>
        reviewed.Before.Relations.Find(index.Table) is Table { PartitionBy: not null };

    private static string Concurrently(DropIndex drop, ReviewedOperation reviewed) =>
        "drop it concurrently" + (drop.Cascade ? ", without CASCADE" : string.Empty) + Wording.Outside(reviewed.Statement);

    private void Add(DropIndex drop, string table, string whatToDo, Report report) =>
        report.Add(Info, drop.Origin, drop.Index.ToString(), table, whatToDo);
}
