using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5015.</summary>
public sealed class AnyForeignKey : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5015",
        RuleCategory.Design,
        RuleSeverity.Info,
        "There are no foreign keys",
        "{0} of '{1}' ties it to '{2}': each write here looks a row up and locks it there; leave it to the application, as this project does",
        "For teams that shard, archive or move tables apart, and have decided against foreign keys.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var key in NewConstraints.Written(reviewed.Operation).OfType<ForeignKeyConstraint>())
        {
            report.Add(Info, reviewed.Origin, Wording.Name(key), NewConstraints.TableOf(reviewed.Operation)!.ToString(), key.Target.Table.ToString());
        }
    }
}
