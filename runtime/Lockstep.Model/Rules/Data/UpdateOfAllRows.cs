using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4030.</summary>
public sealed class UpdateOfAllRows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4030",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "An UPDATE does not change a whole table at once",
        "UPDATE of '{0}' {1}: every row is written anew and stays locked until the transaction ends; change the rows in batches, each committed on its own, or say in " +
        "WHERE which need it",
        "PostgreSQL writes a new version of each row, and of its entries in all indexes. Whoever wants to change one of the rows waits for the end of the transaction, and " +
        "no VACUUM can clean up meanwhile. In batches each row is locked for a moment.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => BatchForms.Of(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (BackfillMark.BackfillOf(reviewed.Operation) is not null || LongWorkUnderLock.SpeaksOf(reviewed, review)) return;
        foreach (var change in RowChange.In(reviewed))
        {
            if (change is { Deletes: false, Reach: RowReach.All } && reviewed.IsBusy(reviewed.NameOf(change.Table), review) && !reviewed.IsMadeHere(change.Table))
            {
                report.Add(Info, reviewed.Origin, change.Table.ToString(), change.HasWhere ? "has a WHERE that is always true" : "has no WHERE");
            }
        }
    }
}
