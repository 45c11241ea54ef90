using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2098.</summary>
public sealed class OwnerChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2098",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A table's owner is not changed while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "OWNER TO only changes the catalog, but takes ACCESS EXCLUSIVE on the table or view. Of other objects, such as functions and schemas, it locks no table.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        SetOwner set => $"OWNER TO {set.Owner}",
        ReassignOwned reassign => "REASSIGN OWNED BY " + string.Join(", ", reassign.Roles),
        _ => null,
    };
}
