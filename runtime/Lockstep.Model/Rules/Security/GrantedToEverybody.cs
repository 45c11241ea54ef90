using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6002.</summary>
public sealed class GrantedToEverybody : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6002",
        RuleCategory.Security,
        RuleSeverity.Warning,
        "Privileges go to roles, not to PUBLIC",
        "{0} on {1} goes to PUBLIC: every role of the server, also those that are made later, has it; grant it to the roles that need it",
        "PUBLIC is every role, of every application and person that may connect, now and later.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        var operation = reviewed.Operation is AlterDefaultPrivileges { Change: var change } ? change : reviewed.Operation;
        // In Down it may be what was there before.
        if (reviewed.Statement.IsDown || operation is not GrantPrivileges grant) return;
        if (!grant.Grantees.Any(role => string.Equals(role, "PUBLIC", StringComparison.OrdinalIgnoreCase))) return;
        // Using a schema or a type, or running a function, is what PUBLIC has by default or needs to see anything else.
        if (grant.Privileges.All(privilege => privilege is "USAGE" or "EXECUTE" or "CONNECT")) return;
        report.Add(Info, reviewed.Origin, string.Join(", ", grant.Privileges), grant.Target.Names.IsEmpty ? grant.Target.Kind.ToLowerInvariant() : string.Join(", ", grant.Target.Names));
    }
}
