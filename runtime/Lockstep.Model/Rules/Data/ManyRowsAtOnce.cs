using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4032.</summary>
public sealed class ManyRowsAtOnce : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4032",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "Many rows are changed in batches",
        "{0} '{1}' reaches as many rows as its condition happens to hold for, in one transaction: each stays locked until it ends; change them in batches, each " +
        "committed on its own",
        "How many rows a condition holds for depends on the database: ten on the developer's machine, ten million on the server. A batch of a thousand rows that is " +
        "committed at once locks each row for a moment, can be stopped, and lets VACUUM and replicas keep up.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => BatchForms.Of(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // A backfill, or a block that commits, does what is asked for here.
        if (BackfillMark.BackfillOf(reviewed.Operation) is not null) return;
        if (reviewed.Statement is { Operation: SqlText { EndsTransactions: true }, TransactionState: TransactionState.Alone }) return;
        if (LongWorkUnderLock.SpeaksOf(reviewed, review)) return;
        foreach (var change in RowChange.In(reviewed))
        {
            // A Down takes back what Up has put in.
            if (change.Reach != RowReach.Many || UpdateOfAllRows.IsMeant(change) || (change.Deletes && reviewed.Statement.IsDown)) continue;
            if (!reviewed.IsBusy(reviewed.NameOf(change.Table), review) || reviewed.IsMadeHere(change.Table)) continue;
            report.Add(Info, reviewed.Origin, change.OnConflict ? "ON CONFLICT DO UPDATE of" : reviewed.Operation is MergeRows ? "MERGE into" : change.Deletes ? "DELETE from" : "UPDATE of", change.Table.ToString());
        }
    }
}
