using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2001.</summary>
public sealed class IndexWithoutConcurrently : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2001",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "An index on an existing table is created concurrently",
        "{0} is created without CONCURRENTLY: {1} '{2}' wait ({3}) until it is built; {4}",
        "CREATE INDEX takes a SHARE lock on the table: reads go on, every INSERT, UPDATE and DELETE waits until the index is built. " +
        "CREATE INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, which lets them through, but can't run in a transaction block.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Create(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not CreateIndex { Concurrently: false } index) return;
        var relation = reviewed.Before.Find(index.Table);
        // Who writes ONLY knows that the table is partitioned, and then nothing is built. Nobody writes to a materialized view.
        if ((index.Only && relation is null) || relation is View || !Work.Reads(reviewed.Effects, index.Table, reviewed, review)) return;
        var held = Work.HeldBefore(reviewed.Statement, reviewed.NameOf(index.Table), review);
        var mode = held > LockMode.Share ? held.Value : LockMode.Share;
        report.Add(
            Info,
            index.Origin,
            Wording.Name(index),
            Wording.Waiting(mode),
            index.Table.ToString(),
            mode == LockMode.Share ? mode.Words() + " lock" : mode.Words() + " lock, held since an earlier statement of the transaction",
            relation is Table { PartitionBy: not null }
                ? Wording.IndexByPartition(index.Table.ToString())
                : "create it concurrently" + Wording.Outside(reviewed.Statement));
    }
}
