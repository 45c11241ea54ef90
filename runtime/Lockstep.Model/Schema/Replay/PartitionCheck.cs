using Lockstep.Model.Schema.Forms;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema;

/// <summary>What all rows of a partition have in common, in the words in which PostgreSQL leaves it as a check of one that is detached while others use the table.</summary>
internal static class PartitionCheck
{
    /// <summary>The condition; null if none is left, or if it is not known. Of a partition by hash none is left: it would name the table that it was part of.</summary>
    /// <param name="table">The partitioned table.</param>
    /// <param name="partition">Its partition.</param>
    /// <param name="find">Finds tables above it, whose bounds hold for the partition as well.</param>
    public static string? Of(Table table, Table partition, Func<ObjectName, Table?> find)
    {
        var conditions = new List<string>();
        for (var (parent, child) = (table, partition); ; (parent, child) = (find(parent.Inherits[0])!, parent))
        {
            if (Conditions(parent, child) is not { } own) return null;
            conditions.InsertRange(0, own);
            if (parent.Bounds is null) break;
            if (parent.Inherits.IsEmpty || find(parent.Inherits[0]) is null) return null;
        }

        return string.Join(" AND ", conditions.Select(condition => "(" + condition + ")"));
    }

    private static List<string>? Conditions(Table table, Table partition)
    {
        if (table.PartitionBy is not { } by || partition.Bounds is not { } bounds || PartitionKeys.Read(bounds) is not { } read) return null;
        var columns = PartitionKeys.Columns(by);
        if (columns.Count == 0) return null;
        // Whether PostgreSQL finds a check of its own in an expression nobody knows here.
        if (columns.Contains(null) && partition.Constraints.Any(constraint => constraint.Definition is Operations.CheckConstraint)) return null;
        var keys = PartitionKeys.Elements(by).Select((element, at) => columns[at] is { } name ? new Key(SqlIdentifier.Quote(name), table.Column(name)?.Type) : new Key(element, null)).ToList();
        return read.Bound.Kind switch
        {
            "in" when keys.Count == 1 => Listed(keys[0], read.Bound.From, read.Text),
            "from" when read.Bound.From.Count == keys.Count && read.Bound.To.Count == keys.Count => Range(keys, read.Bound, read.Text),
            _ => null,
        };
    }

    private static List<string>? Listed(Key key, IReadOnlyList<SqlExpression> items, string text)
    {
        var given = items.Where(item => !IsNull(item)).ToList();
        var values = given.ConvertAll(item => key.Value(item, text));
        if (values.Contains(null)) return null;
        // Several are one constant, of which the type has to be known.
        if (values.Count > 1 && (key.Type is null || !given.TrueForAll(item => item is ConstantExpression))) return null;
        var isAnyOf = values switch
        {
            [] => null,
            ["true"] when key.Type == "bool" => key.Name,
            ["false"] when key.Type == "bool" => "NOT " + key.Name,
            [var only] => key.Name + " = " + only,
            _ => $"{key.Name} = ANY ({SqlLiteral.Text("{" + string.Join(",", given.Select(item => Element(((ConstantExpression)item).Value))) + "}")}::{key.Type}[])",
        };
        if (!items.Any(IsNull)) return [key.Name + " IS NOT NULL", isAnyOf!];
        return [key.Name + " IS NULL" + (isAnyOf is null ? string.Empty : $" OR ({isAnyOf})")];
    }

    private static List<string>? Range(List<Key> keys, PartitionBound bound, string text)
    {
        var (lower, upper) = (Values(bound.From, "minvalue"), Values(bound.To, "maxvalue"));
        if (lower is null || upper is null) return null;
        var conditions = keys.ConvertAll(key => key.Name + " IS NOT NULL");
        // What both bounds begin with is the same in all rows.
        var same = 0;
        while (same < keys.Count - 1 && lower[same] is { } value && value == upper[same]) conditions.Add(keys[same].Name + " = " + lower[same++]);
        Add(lower, bound.From, ">");
        Add(upper, bound.To, "<");
        return conditions;

        // One way of being beyond the bound for each column in which the row can part from it.
        void Add(List<string?> values, IReadOnlyList<SqlExpression> bounds, string beyond)
        {
            var ways = new List<string>();
            for (var at = same; at < keys.Count && values[at] is not null; at++)
            {
                var isUpTo = (beyond == ">" && at == keys.Count - 1) || (at + 1 < keys.Count && IsWord(bounds[at + 1], beyond == ">" ? "minvalue" : "maxvalue"));
                var way = Enumerable.Range(same, at - same).Select(before => $"({keys[before].Name} = {values[before]})").Append($"({keys[at].Name} {beyond}{(isUpTo ? "=" : string.Empty)} {values[at]})");
                ways.Add(string.Join(" AND ", way));
            }

            if (ways.Count > 0) conditions.Add(ways.Count == 1 ? ways[0] : string.Join(" OR ", ways.Select(way => "(" + way + ")")));
        }

        List<string?>? Values(IReadOnlyList<SqlExpression> items, string open)
        {
            var values = items.Select((item, at) => IsWord(item, "minvalue") || IsWord(item, "maxvalue") ? null : keys[at].Value(item, text) ?? string.Empty).ToList();
            return values.Contains(string.Empty) ? null : values;
        }
    }

    /// <summary>A value in an array's text.</summary>
    private static string Element(string value)
    {
        var isPlain = value.Length > 0 && !value.Equals("null", StringComparison.OrdinalIgnoreCase) && value.All(c => !char.IsWhiteSpace(c) && c is not ('{' or '}' or ',' or '"' or '\\'));
        return isPlain ? value : "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
    }

    private static bool IsNull(SqlExpression value) => value is ConstantExpression { Kind: ConstantKind.Null };

    /// <summary>MINVALUE and MAXVALUE, which read like columns.</summary>
    private static bool IsWord(SqlExpression value, string word) => value is ColumnExpression { Name: { Parts.Count: 1 } name } && name.Name == word;

    /// <summary>A column or expression that decides about the partition.</summary>
    /// <param name="Name">As SQL.</param>
    /// <param name="Type">Its type; null if it is not known.</param>
    private sealed record Key(string Name, string? Type)
    {
        /// <summary>A value as the catalog has it; null for one that only the server works out.</summary>
        public string? Value(SqlExpression value, string text) => value switch
        {
            ConstantExpression { Kind: ConstantKind.String } when Type is not null => value.TextIn(text) + "::" + Type,
            ConstantExpression { Kind: ConstantKind.Integer or ConstantKind.Number } or UnaryExpression { Operand: ConstantExpression } when Type is not (null or "int4") => $"'{value.TextIn(text).Replace(" ", string.Empty)}'::{Type}",
            ConstantExpression or TypedConstantExpression or UnaryExpression { Operand: ConstantExpression } or CastExpression { Value: ConstantExpression } => value.TextIn(text),
            _ => null,
        };
    }
}
