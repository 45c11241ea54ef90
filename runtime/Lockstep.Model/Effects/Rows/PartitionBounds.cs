using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Which rows a partition holds, and what can be told from it.</summary>
/// <param name="Columns">The columns that decide, in order; null for an expression.</param>
/// <param name="Types">Their types, as the catalog calls them.</param>
/// <param name="Bound">The bound; null if it can't be read.</param>
internal sealed record PartitionBounds(IReadOnlyList<string?> Columns, IReadOnlyList<string> Types, PartitionBound? Bound)
{
    /// <summary>Whether it holds what no other partition does.</summary>
    public bool IsDefault => Bound?.Kind == "default";

    /// <summary>The bounds of a partition.</summary>
    /// <param name="parent">The partitioned table.</param>
    /// <param name="bounds">What follows its name: <c>FOR VALUES …</c> or <c>DEFAULT</c>.</param>
    public static PartitionBounds Of(Table parent, string bounds)
    {
        var read = SqlParser.Parse("CREATE TABLE p PARTITION OF t " + bounds).Statements.FirstOrDefault() as CreateTableStatement;
        var columns = KeyColumns(parent);
        return new(columns, [.. columns.Select(column => column is null ? string.Empty : parent.Column(column)?.Type ?? string.Empty)], read?.Bound);
    }

    /// <summary>The columns that a partitioned table's partitions are told by; null for an expression.</summary>
    public static IReadOnlyList<string?> KeyColumns(Table table)
    {
        var read = SqlParser.Parse("CREATE TABLE t () PARTITION BY " + table.PartitionBy).Statements.FirstOrDefault() as CreateTableStatement;
        return read?.PartitionBy is { } key ? [.. key.Columns.Select(column => column.Name?.Value)] : [];
    }

    /// <summary>Whether rows that are restricted so are surely all within the bounds, as PostgreSQL itself proves it.</summary>
    public bool HoldsAll(Dictionary<string, Restriction> rows) => Bound?.Kind switch
    {
        "in" => Of(rows, 0) is { } restriction && (restriction.IsNull ? HoldsNull()
            : (restriction.NotNull || HoldsNull()) && restriction.Values is { } values && values.All(value => Listed().Exists(listed => listed.IsSame(value) == true))),
        "from" => Columns.Count > 0 && Columns.Select((_, at) => Of(rows, at)).All(restriction => restriction?.NotNull == true) && IsAllFrom(rows, Bound.From, 0) && IsAllBelow(rows, Bound.To, 0),
        "with" => HashOf(rows) is { } hash && IsRemainder(hash),
        _ => false,
    };

    /// <summary>Whether rows that are restricted so are surely all outside the bounds.</summary>
    public bool HoldsNone(Dictionary<string, Restriction> rows) => Bound?.Kind switch
    {
        "in" => Of(rows, 0) is { } restriction && (restriction.IsNull ? !HoldsNull()
            : (restriction.NotNull || !HoldsNull()) && (restriction.Values is { } values ? values.All(value => IsNotListed(value) || restriction.IsOutside(value)) : restriction.IsLimited && Listed().TrueForAll(restriction.IsOutside))),
        "from" => Columns.Select((_, at) => Of(rows, at)).Any(restriction => restriction?.IsNull == true) || IsAllFrom(rows, Bound.To, 0) || IsAllBelow(rows, Bound.From, 0),
        "with" => HashOf(rows) is { } hash && !IsRemainder(hash),
        _ => false,
    };

    private Restriction? Of(Dictionary<string, Restriction> rows, int at) =>
        at < Columns.Count && Columns[at] is { } column && rows.TryGetValue(column, out var restriction) ? restriction : null;

    /// <summary>Whether all rows, column by column, are the bound or come after it.</summary>
    private bool IsAllFrom(Dictionary<string, Restriction> rows, IReadOnlyList<SqlExpression> bound, int at)
    {
        if (at == bound.Count) return true;
        if (IsOpen(bound[at], "minvalue")) return true;
        if (Of(rows, at) is not { IsNull: false } restriction || SqlValue.Of(bound[at], Types[at]) is not { } value) return false;
        return restriction.IsAbove(value) || (restriction.IsFrom(value) && IsAllFrom(rows, bound, at + 1));
    }

    /// <summary>Whether all rows, column by column, come before the bound.</summary>
    private bool IsAllBelow(Dictionary<string, Restriction> rows, IReadOnlyList<SqlExpression> bound, int at)
    {
        if (at == bound.Count) return false;
        if (IsOpen(bound[at], "maxvalue")) return true;
        if (Of(rows, at) is not { IsNull: false } restriction || SqlValue.Of(bound[at], Types[at]) is not { } value) return false;
        return restriction.IsBelow(value) || (restriction.IsUpTo(value) && IsAllBelow(rows, bound, at + 1));
    }

    private bool IsNotListed(SqlValue value) => Listed().TrueForAll(listed => listed.IsSame(value) == false);

    private bool HoldsNull() => Bound!.From.Any(item => item is ConstantExpression { Kind: ConstantKind.Null });

    private List<SqlValue> Listed() => [.. Bound!.From.Select(item => SqlValue.Of(item, Types[0])).OfType<SqlValue>()];

    private bool IsRemainder(ulong hash) => Bound is { Modulus: { } modulus, Remainder: { } remainder } && hash % (ulong)modulus == (ulong)remainder;

    /// <summary>The hash of the one key that all rows have; null if they may have several, or it can't be told.</summary>
    private ulong? HashOf(Dictionary<string, Restriction> rows)
    {
        var key = new List<SqlValue?>();
        for (var at = 0; at < Columns.Count; at++)
        {
            if (Of(rows, at) is not ({ IsNull: true } or { Values.Count: 1 }) || Of(rows, at) is not { } restriction) return null;
            key.Add(restriction.IsNull ? null : restriction.Values![0]);
        }

        return key.Count == 0 ? null : PartitionHash.Of(key, Types);
    }

    /// <summary>MINVALUE or MAXVALUE, which read like columns.</summary>
    private static bool IsOpen(SqlExpression bound, string word) => bound is ColumnExpression { Name: { Parts.Count: 1 } name } && name.Name == word;
}
