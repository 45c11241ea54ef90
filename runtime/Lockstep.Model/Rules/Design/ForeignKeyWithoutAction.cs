using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5014.</summary>
public sealed class ForeignKeyWithoutAction : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5014",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A foreign key says what happens when the referenced row goes",
        "{0} of '{1}' leaves ON DELETE at NO ACTION: a DELETE of the row in '{2}' fails; say ON DELETE RESTRICT, CASCADE or SET NULL",
        "NO ACTION is the default and often what is wanted, but nobody sees whether somebody thought of it.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var key in NewConstraints.Written(reviewed.Operation).OfType<ForeignKeyConstraint>())
        {
            if (key.Target.OnDelete != ReferentialAction.NoAction) continue;
            report.Add(Info, reviewed.Origin, Wording.Name(key), NewConstraints.TableOf(reviewed.Operation)!.ToString(), key.Target.Table.ToString());
        }
    }
}
