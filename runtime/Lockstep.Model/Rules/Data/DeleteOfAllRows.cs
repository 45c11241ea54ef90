using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4031.</summary>
public sealed class DeleteOfAllRows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4031",
        RuleCategory.Transactions,
        RuleSeverity.Error,
        "A DELETE says which rows",
        "DELETE from '{0}' {1}: all rows of the table are lost; say in WHERE which are meant, or in a suppression that all are",
        "A DELETE without WHERE empties the table, and no Down brings the rows back. It also locks every row until the transaction ends.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        foreach (var change in RowChange.In(reviewed))
        {
            if (change is { Deletes: true, Reach: RowReach.All } && !reviewed.IsMadeHere(change.Table) && !reviewed.IsNew(change.Table))
            {
                report.Add(Info, reviewed.Origin, change.Table.ToString(), change.HasWhere ? "has a WHERE that is always true" : "has no WHERE");
            }
        }
    }
}
