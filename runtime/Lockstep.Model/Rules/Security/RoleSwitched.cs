using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6008.</summary>
public sealed class RoleSwitched : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6008",
        RuleCategory.Security,
        RuleSeverity.Info,
        "A migration stays the role that runs it",
        "{0} goes on as another role: what follows belongs to it, and who reads the history does not see that; run the migrations as the role that is to own the objects",
        "SET ROLE lasts until the session ends or RESET ROLE, so that a later migration may run as that role too. Policy of some teams; off by default.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is SetSetting { Name: "role" or "session_authorization" } set) report.Add(Info, set.Origin, StatementText.Short(reviewed.Statement.Operation));
    }
}
