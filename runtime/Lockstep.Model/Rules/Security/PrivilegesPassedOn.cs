using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6003.</summary>
public sealed class PrivilegesPassedOn : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6003",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "Privileges are not given away with the right to pass them on",
        "WITH {1} OPTION lets {0} pass {2} on to anybody, and no migration will know; grant {3} without it",
        "Who has a privilege is then no longer what the migrations say. Revoking it needs CASCADE, and takes it from everybody it was passed on to.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var operation = reviewed.Operation is AlterDefaultPrivileges { Change: var change } ? change : reviewed.Operation;
        if (reviewed.Statement.IsDown) return;
        if (operation is GrantPrivileges { WithGrantOption: true } grant) report.Add(Info, reviewed.Origin, string.Join(", ", grant.Grantees), "GRANT", "the privileges", "them");
        else if (operation is GrantRoles roles && roles.Options.Any(IsAdmin)) report.Add(Info, reviewed.Origin, string.Join(", ", roles.Grantees), "ADMIN", string.Join(", ", roles.Roles), "it");
    }

    private static bool IsAdmin(OptionSetting option) =>
        string.Equals(option.Name, "admin", StringComparison.OrdinalIgnoreCase) && !string.Equals(option.Value, "false", StringComparison.OrdinalIgnoreCase);
}
