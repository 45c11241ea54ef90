using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Which partitions a query can leave out, and which one a row goes to.</summary>
internal static class PartitionPruning
{
    /// <summary>The table, its children and partitions, but for the partitions that hold no row that the conditions let through.</summary>
    /// <param name="walk">Who is related to whom.</param>
    /// <param name="table">The table.</param>
    /// <param name="conditions">What the conditions say of its columns.</param>
    public static IEnumerable<Table> Left(SchemaWalk walk, Table table, Dictionary<string, Restriction> conditions)
    {
        yield return table;
        var children = walk.ChildrenOf(table.Name).ToList();
        var siblings = table.PartitionBy is null ? [] : children.Select(child => PartitionBounds.Of(table, child.Bounds ?? string.Empty)).ToList();
        for (var at = 0; at < children.Count; at++)
        {
            if (table.PartitionBy is not null && (siblings[at].IsDefault ? IsElsewhere(siblings, conditions) : siblings[at].HoldsNone(conditions))) continue;
            foreach (var part in Left(walk, children[at], conditions)) yield return part;
        }
    }

    /// <summary>The partitions, on all levels, that a row goes to; null if its values do not tell.</summary>
    /// <param name="walk">Who is related to whom.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="row">The expressions of the row's columns.</param>
    public static IReadOnlyList<Table>? PathOf(SchemaWalk walk, Table table, Dictionary<string, SqlExpression> row)
    {
        var known = Restrictions.OfRow(row, table.Columns);
        var path = new List<Table>();
        for (var whole = table; whole is { PartitionBy: not null };)
        {
            if (Child(walk, whole, known) is not { } next) return null;
            path.Add(next);
            whole = next;
        }

        return path;
    }

    private static Table? Child(SchemaWalk walk, Table table, Dictionary<string, Restriction> row)
    {
        Table? rest = null;
        foreach (var child in walk.ChildrenOf(table.Name))
        {
            var bounds = PartitionBounds.Of(table, child.Bounds ?? string.Empty);
            if (bounds.IsDefault) rest = child;
            else if (bounds.HoldsAll(row)) return child;
            else if (!bounds.HoldsNone(row)) return null;
        }

        return rest;
    }

    /// <summary>Whether all that is let through is held by partitions other than the default one.</summary>
    private static bool IsElsewhere(List<PartitionBounds> siblings, Dictionary<string, Restriction> conditions)
    {
        if (siblings[0].Columns is not [{ } column, ..] || !conditions.TryGetValue(column, out var restriction)) return false;
        if (restriction.Values is not { Count: > 1 } values) return siblings.Exists(sibling => sibling.HoldsAll(conditions));
        return values.All(value =>
        {
            var one = new Dictionary<string, Restriction>(conditions) { [column] = restriction with { Values = [value] } };
            return siblings.Exists(sibling => sibling.HoldsAll(one));
        });
    }
}
