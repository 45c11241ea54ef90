using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Security;

/// <summary>LS6006.</summary>
public sealed class ExtensionCreated : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS6006",
        RuleCategory.Security,
        RuleSeverity.Info,
        "Extensions are installed by who runs the server",
        "CREATE EXTENSION {0} needs privileges that a role for migrations should not have, and the extension's files on the server; have it installed where the server is set up",
        "Only extensions that are marked as trusted can be created without a superuser. Policy of some teams; off by default.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is CreateExtension create) report.Add(Info, reviewed.Origin, create.Name);
    }
}
