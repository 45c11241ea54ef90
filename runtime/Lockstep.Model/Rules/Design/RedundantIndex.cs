using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5003.</summary>
public sealed class RedundantIndex : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5003",
        RuleCategory.Design,
        RuleSeverity.Info,
        "No index is the beginning of another",
        "Index '{0}' of '{1}' is needless beside '{2}', which {3}: it only costs writes; {4}",
        "A b-tree over (a, b) serves the queries that one over (a) serves. The shorter one is a little smaller, and that is rarely worth a second index for " +
        "every write.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var (added, other) in IndexOverlap.Pairs(reviewed, review))
        {
            if (!added.Unique && IndexOverlap.IsPrefix(added, other)) Add(added, other, "begins with the same columns", "leave it out", reviewed, report);
            else if (IsNeeded(other, review)) continue;
            else if (IndexOverlap.IsPrefix(other, added)) Add(other, added, "begins with the same columns", "drop it concurrently", reviewed, report);
            else if (added.Unique && IndexOverlap.AreSame(added, other)) Add(other, added, "is the same, and unique", "drop it concurrently", reviewed, report);
        }
    }

    /// <summary>Whether the index does more than to serve queries.</summary>
    private static bool IsNeeded(TableIndex index, MigrationReview review) =>
        index.Unique || index.Constraint is not null || index.Parent is not null ||
        (review.AfterUp.Relations.Find(index.Table) is Table table && (table.ReplicaIndex == index.Name.Name || table.ClusterIndex == index.Name.Name));

    private void Add(TableIndex needless, TableIndex other, string why, string whatToDo, ReviewedOperation reviewed, Report report) =>
        report.Add(Info, reviewed.Origin, needless.Name.Name, needless.Table.ToString(), other.Name.Name, why, whatToDo);
}
