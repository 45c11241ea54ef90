using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2097.</summary>
public sealed class ReplicaIdentityChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2097",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A replica identity is not changed while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "REPLICA IDENTITY only says what of an old row is written to the log from then on, but takes ACCESS EXCLUSIVE on the table.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation is SetReplicaIdentity ? "REPLICA IDENTITY" : null;
}
