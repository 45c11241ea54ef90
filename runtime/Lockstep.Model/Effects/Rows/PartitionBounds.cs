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
    public bool HoldsAll(Dictionary<string, Restriction> rows)
    {
        if (Bound is null || IsDefault || Columns.Count == 0 || Columns[0] is not { } column || !rows.TryGetValue(column, out var restriction) || !restriction.NotNull) return false;
        if (Bound.Kind == "in") return restriction.Values is { } values && values.All(value => Listed().Any(listed => listed.IsSame(value) == true));
        // Of several columns only the first is looked at: what is within it is within all.
        return Columns.Count == 1 && Bound.Kind == "from" && (IsOpen(Bound.From[0]) || (Lower() is { } lower && restriction.IsFrom(lower))) &&
            (IsOpen(Bound.To[0]) || (Upper() is { } upper && restriction.IsBelow(upper)));
    }

    /// <summary>Whether rows that are restricted so are surely all outside the bounds.</summary>
    public bool HoldsNone(Dictionary<string, Restriction> rows)
    {
        if (Bound is null || IsDefault || Columns.Count == 0 || Columns[0] is not { } column || !rows.TryGetValue(column, out var restriction)) return false;
        if (Bound.Kind == "in") return restriction.Values is { } values ? values.All(IsNotListed) : Listed().Count > 0 && Listed().All(listed => IsOutside(restriction, listed)) && !HoldsNull();
        if (Bound.Kind != "from") return false;
        if (Columns.Count == 1 && !IsOpen(Bound.To[0]) && Upper() is { } upper && restriction.IsFrom(upper)) return true;
        return !IsOpen(Bound.From[0]) && Lower() is { } lower && restriction.IsBelow(lower);
    }

    /// <summary>Whether the value of the one deciding column is within the bounds; null if nobody can tell.</summary>
    public bool? Holds(SqlValue value)
    {
        if (Bound is null || IsDefault || Columns.Count != 1) return null;
        if (Bound.Kind == "in") return Listed().Any(listed => listed.IsSame(value) == true) ? true : IsNotListed(value) ? false : null;
        if (Bound.Kind != "from") return null;
        bool? isFrom = IsOpen(Bound.From[0]) ? true : Lower() is { } lower && value.CompareTo(lower) is { } order ? order >= 0 : null;
        bool? isBelow = IsOpen(Bound.To[0]) ? true : Upper() is { } upper && value.CompareTo(upper) is { } difference ? difference < 0 : null;
        return isFrom == false || isBelow == false ? false : isFrom == true && isBelow == true ? true : null;
    }

    private static bool IsOutside(Restriction restriction, SqlValue value) =>
        restriction.IsBelow(value) || (restriction.Low?.CompareTo(value) is { } order && (order > 0 || (order == 0 && restriction.LowIsOut)));

    private bool IsNotListed(SqlValue value) => Listed().All(listed => listed.IsSame(value) == false);

    private bool HoldsNull() => Bound!.From.Any(item => item is ConstantExpression { Kind: ConstantKind.Null });

    private List<SqlValue> Listed() => [.. Bound!.From.Select(item => SqlValue.Of(item, Types[0])).OfType<SqlValue>()];

    private SqlValue? Lower() => SqlValue.Of(Bound!.From[0], Types[0]);

    private SqlValue? Upper() => SqlValue.Of(Bound!.To[0], Types[0]);

    /// <summary>MINVALUE or MAXVALUE, which read like columns.</summary>
    private static bool IsOpen(SqlExpression bound) => bound is ColumnExpression { Name.Name: "minvalue" or "maxvalue" };
}
