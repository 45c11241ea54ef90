using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2090.</summary>
public sealed class TriggerCreated : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2090",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A trigger is not created while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "CREATE TRIGGER takes SHARE ROW EXCLUSIVE: it waits for all transactions that have written to the table, and all that want to write wait behind it.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Operation is CreateTrigger create ? $"Creating trigger '{create.Name}'" : null;
}
