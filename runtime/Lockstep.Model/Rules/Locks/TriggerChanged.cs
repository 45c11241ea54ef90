using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2092.</summary>
public sealed class TriggerChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2092",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A trigger is not dropped, renamed or switched while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "ENABLE and DISABLE TRIGGER take SHARE ROW EXCLUSIVE, which writes wait for; DROP and RENAME take ACCESS EXCLUSIVE, which reads wait for too.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        DropObject { Object: { Kind: ObjectKind.Trigger } trigger } => "Dropping " + Name(trigger),
        RenameObject { Object: { Kind: ObjectKind.Trigger } trigger } => "Renaming " + Name(trigger),
        // What else that does is reported, not only the lock.
        SetTriggerState { State: FiringState.Disabled, Trigger: null, UserOnly: false } when !reviewed.Statement.IsDown => null,
        SetTriggerState set => (set.State == FiringState.Disabled ? "Disabling " : "Enabling ") + (set.Trigger is { } name ? $"trigger '{name}'" : "triggers"),
        _ => null,
    };
}
