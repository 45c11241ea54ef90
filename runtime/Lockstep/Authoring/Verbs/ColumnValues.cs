using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>Columns and their values, as SQL.</summary>
internal static class ColumnValues
{
    /// <summary>Of a dictionary, or of an object's properties.</summary>
    public static List<KeyValuePair<string, string>> Of(object columns, Origin origin)
    {
        var values = columns as IEnumerable<KeyValuePair<string, object?>> ??
            columns.GetType().GetProperties().Select(property => new KeyValuePair<string, object?>(property.Name, property.GetValue(columns)));
        return Of(values, origin);
    }

    /// <summary>Of pairs.</summary>
    public static List<KeyValuePair<string, string>> Of((string Column, object? Value)[] columns, Origin origin) =>
        Of(columns.Select(column => new KeyValuePair<string, object?>(column.Column, column.Value)), origin);

    /// <summary>Names between commas, quoted where they must be.</summary>
    public static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(SqlIdentifier.Quote));

    private static List<KeyValuePair<string, string>> Of(IEnumerable<KeyValuePair<string, object?>> columns, Origin origin)
    {
        List<KeyValuePair<string, string>> values =
            [.. columns.Select(column => new KeyValuePair<string, string>(column.Key, Said.Value(column.Value, origin)))];
        return values.Count == 0
            ? throw new AuthoringException("No column is given: say new { column = value }, or (\"column\", value).", origin)
            : values;
    }
}
