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
        "UPDATE of '{0}' {1}: {2} is written anew and stays locked until the transaction ends; change the rows in batches, each committed on its own, or say in " +
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
            if (!IsMeant(change) || !reviewed.IsBusy(reviewed.NameOf(change.Table), review) || reviewed.IsMadeHere(change.Table)) continue;
            report.Add(
                Info,
                reviewed.Origin,
                change.Table.ToString(),
                !change.HasWhere ? "has no WHERE" : change.Reach == RowReach.All ? "has a WHERE that is always true" : "has a WHERE that may hold for most rows",
                change.Reach == RowReach.All ? "every row" : "every row that it holds for, in one transaction,");
        }
    }

    /// <summary>Whether the rule speaks of the change, so that others need not.</summary>
    internal static bool IsMeant(RowChange change) =>
        change is { Deletes: false, OnConflict: false } and ({ Reach: RowReach.All } or { Reach: RowReach.Many, MayHoldForMost: true });
}
