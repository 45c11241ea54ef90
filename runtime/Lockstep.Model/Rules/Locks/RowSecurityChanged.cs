using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2094.</summary>
public sealed class RowSecurityChanged : BriefLockRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2094",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "Row security and policies are not changed while the lock is waited for without a limit",
        WaitsWithoutLimit,
        "Policies are part of every query of the table, so making, changing and dropping one, and switching row security, takes ACCESS EXCLUSIVE on the table.");

    /// <inheritdoc />
    protected override string? Describe(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        CreatePolicy create => $"Creating policy '{create.Name}'",
        AlterPolicy alter => $"Changing policy '{alter.Name}'",
        DropObject { Object: { Kind: ObjectKind.Policy } policy } => "Dropping " + Name(policy),
        RenameObject { Object: { Kind: ObjectKind.Policy } policy } => "Renaming " + Name(policy),
        SetRowSecurity set => (set.Enabled ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY",
        SetRowSecurityForced set => (set.Forced ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY",
        _ => null,
    };
}
