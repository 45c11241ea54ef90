using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2080.</summary>
public sealed class DetachWithoutConcurrently : OperationRule
{
    /// <summary>The version that brought DETACH PARTITION CONCURRENTLY.</summary>
    internal const int Concurrent = 14;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2080",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A partition is detached concurrently",
        "Partition '{0}' is detached from '{1}' under ACCESS EXCLUSIVE on both: everybody who reads or writes any partition waits for it, and it waits for all of " +
        "them; {2}",
        "DETACH PARTITION CONCURRENTLY (since PostgreSQL 14) takes SHARE UPDATE EXCLUSIVE on the partitioned table, which lets reads and writes through. It runs outside a " +
        "transaction, and not while there is a default partition.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Detached(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not DetachPartition { Concurrently: false, Finalize: false } detach || reviewed.IsNew(detach.Table)) return;
        var canBe = review.Options.PostgresVersion >= Concurrent && Partitioning.DefaultOf(reviewed.NameOf(detach.Table), reviewed.Before) is null;
        // Where there is no other way, the lock is brief, and a limit on the wait for it is all that can be asked for.
        if (!canBe && reviewed.Statement.IsGuarded) return;
        report.Add(
            Info,
            detach.Origin,
            detach.Partition.ToString(),
            detach.Table.ToString(),
            canBe ? "detach it CONCURRENTLY, in a statement of its own outside a transaction" : "set lock_timeout first, and try again if it runs out");
    }
}
