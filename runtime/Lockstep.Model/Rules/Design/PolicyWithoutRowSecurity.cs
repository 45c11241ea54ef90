using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5033.</summary>
public sealed class PolicyWithoutRowSecurity : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5033",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A table with a policy has row security on",
        "Policy '{0}' does nothing while row security of '{1}' is off; ALTER TABLE {1} ENABLE ROW LEVEL SECURITY",
        "PostgreSQL keeps policies of tables without row security and does not apply them, without saying so.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not CreatePolicy create) return;
        if (review.AfterUp.Relations.Find(reviewed.NameOf(create.Table)) is Table { RowSecurity: false }) report.Add(Info, create.Origin, create.Name, create.Table.ToString());
    }
}
