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
        var siblings = table.PartitionBy is null ? [] : children.Where(child => child.Bounds is not null).Select(child => PartitionBounds.Of(table, child.Bounds!)).ToList();
        foreach (var child in children)
        {
            if (table.PartitionBy is not null && child.Bounds is { } bounds && IsOut(PartitionBounds.Of(table, bounds), siblings, conditions)) continue;
            foreach (var part in Left(walk, child, conditions)) yield return part;
        }
    }

    /// <summary>The partitions, on all levels, that a row goes to; null if its values do not tell.</summary>
    /// <param name="walk">Who is related to whom.</param>
    /// <param name="table">The partitioned table.</param>
    /// <param name="row">The values of the row's columns, as far as they are known.</param>
    public static IReadOnlyList<Table>? PathOf(SchemaWalk walk, Table table, Dictionary<string, SqlExpression> row)
    {
        var path = new List<Table>();
        for (var whole = table; whole is { PartitionBy: not null };)
        {
            if (Child(walk, whole, row) is not { } next) return null;
            path.Add(next);
            whole = next;
        }

        return path;
    }

    private static Table? Child(SchemaWalk walk, Table table, Dictionary<string, SqlExpression> row)
    {
        var columns = PartitionBounds.KeyColumns(table);
        if (columns is not [{ } column] || !row.TryGetValue(column, out var expression) || SqlValue.Of(expression, table.Column(column)?.Type ?? string.Empty) is not { } value) return null;
        Table? rest = null;
        foreach (var child in walk.ChildrenOf(table.Name))
        {
            var bounds = PartitionBounds.Of(table, child.Bounds ?? string.Empty);
            if (bounds.IsDefault)
            {
                rest = child;
                continue;
            }

            switch (bounds.Holds(value))
            {
                case true:
                    return child;
                case null:
                    return null;
            }
        }

        return rest;
    }

    private static bool IsOut(PartitionBounds bounds, IReadOnlyList<PartitionBounds> siblings, Dictionary<string, Restriction> conditions) => bounds.IsDefault
        ? bounds.Columns is [{ } column] && conditions.TryGetValue(column, out var restriction) && IsElsewhere(restriction, column, siblings)
        : bounds.HoldsNone(conditions);

    /// <summary>Whether all that is let through is held by partitions other than the default one.</summary>
    private static bool IsElsewhere(Restriction restriction, string column, IReadOnlyList<PartitionBounds> siblings)
    {
        if (restriction.Values is { } values) return values.All(value => siblings.Any(sibling => sibling.Holds(value) == true));
        var rows = new Dictionary<string, Restriction> { [column] = restriction with { NotNull = true } };
        return siblings.Any(sibling => sibling.HoldsAll(rows));
    }
}
