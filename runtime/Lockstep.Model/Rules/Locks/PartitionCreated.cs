using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2079.</summary>
public sealed class PartitionCreated : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2079",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A partition of a table in use is created apart and attached",
        "{0} takes {1} on '{2}', with no lock_timeout: while it waits for a running query there, {3} queue behind it; create the table apart and ATTACH it, which takes only SHARE " +
        "UPDATE EXCLUSIVE there, or set lock_timeout first, and try again if it runs out",
        "CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the partitioned table, so everybody who uses any partition waits. ATTACH PARTITION lets reads and writes through.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) =>
        // Where the default partition is read too, that is reported.
        reviewed.Operation is CreatePartition create && Partitioning.ScannedDefault(reviewed, reviewed.NameOf(create.Parent), review) is null
            ? $"Creating partition '{create.Table}'"
            : null;
}
