using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>What an INSERT gives values to.</summary>
internal static class InsertedValues
{
    /// <summary>The columns of the table that get another value than DEFAULT, in at least one row.</summary>
    public static IEnumerable<Column> Given(InsertStatement insert, Table table)
    {
        if (insert.Source is not { } source) yield break;
        var rows = Rows(source.Body);
        var width = rows?.Select(row => row.Items.Count).DefaultIfEmpty(0).Max() ?? Width(source.Body);
        var names = insert.Columns.Count > 0 ? insert.Columns.Select(target => target.Column.Value).ToList() : [.. table.Columns.Select(column => column.Name)];
        for (var at = 0; at < names.Count; at++)
        {
            if (table.Column(names[at]) is not { } column) continue;
            // Without a list of columns, those that no value stands for are left to their defaults.
            if (rows is null ? insert.Columns.Count > 0 || at < width : rows.Any(row => at < row.Items.Count && row.Items[at] is not DefaultExpression)) yield return column;
        }
    }

    /// <summary>The values that VALUES gives a column; null if they come from a query.</summary>
    public static IReadOnlyList<SqlExpression>? Of(InsertStatement insert, Table table, string column)
    {
        if (insert.Source is null || Rows(insert.Source.Body) is not { } rows) return null;
        var at = insert.Columns.Count > 0
            ? insert.Columns.ToList().FindIndex(target => target.Column.Value == column)
            : table.Columns.ToList().FindIndex(it => it.Name == column);
        return at < 0 ? [] : [.. rows.Where(row => at < row.Items.Count).Select(row => row.Items[at])];
    }

    private static IReadOnlyList<RowExpression>? Rows(QueryBody body) => body switch
    {
        ValuesBody values => values.Rows,
        NestedBody { Query.Body: var inner } => Rows(inner),
        _ => null,
    };

    /// <summary>How many columns a query gives at least, as far as that can be seen.</summary>
    private static int Width(QueryBody body) => body switch
    {
        SelectBody select => select.Targets.Any(target => target.Value is ColumnExpression { IsStar: true }) ? 0 : select.Targets.Count,
        NestedBody { Query.Body: var inner } => Width(inner),
        SetOperationBody set => Width(set.Left),
        _ => 0,
    };
}
