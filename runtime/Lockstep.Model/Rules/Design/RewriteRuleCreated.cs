using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5031.</summary>
public sealed class RewriteRuleCreated : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5031",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "No rule rewrites statements",
        "Rule '{0}' rewrites every {1} of '{2}' before it runs: values may be computed twice, and row counts do not tell what happened; write a trigger",
        "A rule works on the statement, not on rows. With volatile functions, RETURNING and ON CONFLICT it does other things than its author thinks of.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (!reviewed.Statement.IsDown && reviewed.Operation is CreateRule create) report.Add(Info, create.Origin, create.Name, create.Event, create.Table.ToString());
    }
}
