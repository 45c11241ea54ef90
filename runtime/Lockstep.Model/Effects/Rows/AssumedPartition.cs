using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>
/// A table that becomes a partition of one that the schema does not hold, so that nobody knows what its partitions are told by: a check that says what the
/// bounds say is taken for what it looks like.
/// </summary>
internal static class AssumedPartition
{
    private static readonly string[] s_types = ["timestamptz", "numeric", "text"];

    private static readonly string[] s_kinds = ["RANGE ", "LIST "];

    /// <summary>Whether a validated check of the table says of one of its columns what the bounds would say.</summary>
    /// <param name="partition">The table.</param>
    /// <param name="bounds">What follows its name: <c>FOR VALUES …</c>.</param>
    public static bool IsProved(Table partition, string bounds)
    {
        var checks = partition.Constraints.Select(constraint => constraint.Definition).OfType<CheckConstraint>().Where(check => check is { NotValid: false, NotEnforced: false });
        foreach (var column in checks.SelectMany(check => ExpressionText.Names(check.Condition)).Select(name => name.Name).Distinct(StringComparer.Ordinal))
        {
            foreach (var type in partition.Column(column) is { } known ? [known.Type] : s_types)
            {
                if (IsProved(partition, bounds, column, type)) return true;
            }
        }

        return false;
    }

    private static bool IsProved(Table partition, string bounds, string column, string type)
    {
        // What a partition is told by is hardly ever null.
        var columns = EquatableArray.Of(new Column(column, type) { NotNull = true });
        var key = "(" + SqlIdentifier.Quote(column) + ")";
        return s_kinds.Any(kind =>
        {
            var assumed = PartitionBounds.Of(new Table(partition.Name) { PartitionBy = kind + key, Columns = columns }, bounds);
            return !assumed.IsDefault && RowAlternatives.Prove(partition with { Columns = columns }, assumed.HoldsAll);
        });
    }
}
