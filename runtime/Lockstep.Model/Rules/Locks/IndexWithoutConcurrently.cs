using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

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
        "{0} is created without CONCURRENTLY: writes to '{1}' wait (SHARE lock) until it is built; create it concurrently",
        "CREATE INDEX takes a SHARE lock on the table: reads go on, every INSERT, UPDATE and DELETE waits until the index is built. " +
        "CREATE INDEX CONCURRENTLY takes SHARE UPDATE EXCLUSIVE, which lets them through, but can't run in a transaction block.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // ON ONLY a partitioned table builds nothing.
        if (reviewed.Operation is not CreateIndex { Concurrently: false, Only: false } index || reviewed.IsNew(index.Table)) return;
        report.Add(Info, index.Origin, index.Name is { } name ? "Index '" + name + "'" : "An index", index.Table.ToString());
    }

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review)
    {
        // Between BEGIN and COMMIT, in a DO block and on a partitioned table the server refuses it; without a name no run could find it again.
        if (reviewed.Operation is not CreateIndex { Concurrently: false, Name: not null } index ||
            reviewed.Statement.TransactionState == TransactionState.Block || reviewed.Statement.IsBlock ||
            reviewed.Table(index.Table) is { PartitionBy: not null })
        {
            return null;
        }

        return new("Create it concurrently", EquatableArray.Of<Operation>(index with { Concurrently = true }));
    }
}
