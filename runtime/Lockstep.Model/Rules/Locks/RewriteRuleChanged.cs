using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2093.</summary>
public sealed class RewriteRuleChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2093",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A rule of a table is not changed while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "Every query of the table is rewritten with its rules, so making, dropping and switching one takes ACCESS EXCLUSIVE on the table.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        CreateRule create => $"Creating rule '{create.Name}'",
        DropObject { Object: { Kind: ObjectKind.Rule } rule } => "Dropping " + Name(rule),
        RenameObject { Object: { Kind: ObjectKind.Rule } rule } => "Renaming " + Name(rule),
        SetRuleState set => (set.State == FiringState.Disabled ? "Disabling" : "Enabling") + $" rule '{set.Rule}'",
        _ => null,
    };
}
