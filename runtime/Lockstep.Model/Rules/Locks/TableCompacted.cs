using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2070.</summary>
public sealed class TableCompacted : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2070",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "VACUUM FULL and CLUSTER are not part of a migration",
        "{0} writes {1} and every index anew while reads and writes wait (ACCESS EXCLUSIVE); {2}",
        "Both copy the table into a new file. Plain VACUUM makes the space usable again and lets everybody work; pg_repack and pg_squeeze give it back to the disk, or " +
        "sort the rows, with a brief lock at the end.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case Vacuum vacuum when vacuum.Options.Any(IsFull):
                Add("VACUUM FULL", [.. vacuum.Targets.Select(target => target.Table)], "every table", "plain VACUUM frees the space for new rows; pg_repack or pg_squeeze give it back to the disk");
                break;
            case Cluster cluster:
                Add("CLUSTER", cluster.Table is { } table ? [table] : [], "every table that was clustered before", "pg_repack sorts a table while others work");
                break;
        }

        void Add(string what, IReadOnlyList<QualifiedName> tables, string all, string whatToDo)
        {
            var busy = tables.Where(table => reviewed.IsBusy(reviewed.NameOf(table), review)).ToList();
            if (tables.Count > 0 && busy.Count == 0) return;
            report.Add(Info, reviewed.Origin, what, busy.Count == 0 ? all : ColumnTypeChange.Quoted(busy), whatToDo);
        }
    }

    private static bool IsFull(OptionSetting option) =>
        option.Name.Equals("full", StringComparison.OrdinalIgnoreCase) && option.Value?.Trim('\'').ToLowerInvariant() is not ("false" or "off" or "0" or "no");
}
