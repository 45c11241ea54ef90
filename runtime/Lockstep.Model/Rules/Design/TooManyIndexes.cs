using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5028.</summary>
public sealed class TooManyIndexes : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5028",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "A table has no more indexes than the project allows",
        "'{0}' has {1} indexes with this one, and lockstep_max_indexes allows {2}: each INSERT writes all of them, and so does each UPDATE that is not HOT; drop one that " +
        "another makes needless",
        "Every index is work for every write, and keeps updates from being done within the page.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not CreateIndex create) return;
        var count = review.AfterUp.IndexesOf(reviewed.NameOf(create.Table)).Count();
        var most = review.Options.MaxIndexes;
        if (count > most) report.Add(Info, create.Origin, create.Table.ToString(), count.ToString(CultureInfo.InvariantCulture), most.ToString(CultureInfo.InvariantCulture));
    }
}
