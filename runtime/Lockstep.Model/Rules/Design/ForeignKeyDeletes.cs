using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5013.</summary>
public sealed class ForeignKeyDeletes : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5013",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A foreign key does not delete or change rows by itself",
        "{0} of '{1}' says {2} CASCADE: one statement on '{3}' may change any number of rows here, in one transaction; use NO ACTION, and do it in batches",
        "A cascade is invisible where the DELETE is written, has no limit, and fires triggers of tables that nobody thought of.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var key in NewConstraints.Written(reviewed.Operation).OfType<ForeignKeyConstraint>())
        {
            var (onDelete, onUpdate) = (key.Target.OnDelete == ReferentialAction.Cascade, key.Target.OnUpdate == ReferentialAction.Cascade);
            if (!onDelete && !onUpdate) continue;
            var when = onDelete && onUpdate ? "ON DELETE CASCADE and ON UPDATE" : onDelete ? "ON DELETE" : "ON UPDATE";
            report.Add(Info, reviewed.Origin, Wording.Name(key), NewConstraints.TableOf(reviewed.Operation)!.ToString(), when, key.Target.Table.ToString());
        }
    }
}
