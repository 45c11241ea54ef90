using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2051.</summary>
public sealed class TypeChangeRebuildsIndexes : OperationRule
{
    private const string Aside = "if queries can do without it for a while, drop it concurrently before and create it concurrently after; else let a new column take over";

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2051",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A change of a column's type that keeps the rows builds no index anew",
        "Column '{0}.{1}' changes to {2} without a row being written, but {3} is built anew while reads and writes of '{0}' wait (ACCESS EXCLUSIVE){4}; {5}",
        "An index is kept only if its columns are plain and compared as before. Indexes on an expression or with a WHERE that names the column, another COLLATE, and " +
        "pairs such as int and oid or timestamp and timestamptz in UTC need it to be built again.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (ColumnTypeChange.Of(reviewed, review) is not { } change) return;
        if (change.LikelyRebuilds is { } likely)
        {
            report.Add(Info, reviewed.Origin, change.Alter.Table.ToString(), change.Alter.Column, change.Alter.Type, likely, string.Empty, Aside);
            return;
        }

        var indexes = change.Rebuilds;
        if (indexes.Count == 0) return;
        report.Add(
            Info,
            reviewed.Origin,
            change.Alter.Table.ToString(),
            change.Alter.Column,
            change.Alter.Type,
            (indexes.Count == 1 ? "index " : "each of the indexes ") + ColumnTypeChange.Quoted(indexes.Select(index => index.Name)),
            change.AndPartners,
            indexes.All(index => CanGo(index, reviewed.Before))
                ? Aside
                : "add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, index it concurrently, and let readers move to it");
    }

    /// <summary>Whether it can be dropped and created concurrently.</summary>
    private static bool CanGo(TableIndex index, DatabaseSchema schema) =>
        index is { Constraint: null, Parent: null } && schema.Relations.Find(index.Table) is not Table { PartitionBy: not null };
}
