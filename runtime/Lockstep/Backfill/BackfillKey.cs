using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>A column of the key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL.</param>
/// <param name="IsTime">Whether it is a date or time, whose text depends on the session's DateStyle.</param>
internal sealed record KeyColumn(string Name, string Type, bool IsTime)
{
    /// <summary>Its value as text that any session reads back as the same.</summary>
    /// <param name="column">The column as SQL.</param>
    public string Text(string column) => IsTime ? $"(to_jsonb({column}) #>> '{{}}')" : $"{column}::text";
}

/// <summary>The key by which a backfill goes through its table. Its values are kept as text.</summary>
/// <param name="Columns">Its columns, in the index's order.</param>
internal sealed record BackfillKey(IReadOnlyList<KeyColumn> Columns)
{
    /// <summary>The columns' names, as they are kept and compared.</summary>
    public string Names => string.Join(",", Columns.Select(column => SqlIdentifier.Quote(column.Name)));

    /// <summary>The columns as SQL, separated by commas.</summary>
    /// <param name="qualifier">The table's name there.</param>
    public string List(string qualifier) => string.Join(", ", Columns.Select(column => Of(column, qualifier)));

    /// <summary>The columns' values as text, separated by commas.</summary>
    /// <param name="qualifier">The table's name there.</param>
    public string Texts(string qualifier) => string.Join(", ", Columns.Select(column => column.Text(Of(column, qualifier))));

    /// <summary>A comparison with a value, whose parts are added to a command's parameters; null for no value.</summary>
    /// <param name="command">The command.</param>
    /// <param name="qualifier">The table's name there.</param>
    /// <param name="sign">Such as <c>&gt;</c>.</param>
    /// <param name="value">The value; null for none.</param>
    public string? Compare(NpgsqlBatchCommand command, string qualifier, string sign, string[]? value)
    {
        if (value is null) return null;
        var parts = new List<string>(value.Length);
        foreach (var (column, text) in Columns.Zip(value))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            parts.Add($"${command.Parameters.Count}::{column.Type}");
        }

        return Columns.Count == 1 ? $"{List(qualifier)} {sign} {parts[0]}" : $"({List(qualifier)}) {sign} ({string.Join(", ", parts)})";
    }

    /// <summary>An array of a value's parts, which are added to a command's parameters.</summary>
    public static string Array(NpgsqlBatchCommand command, string[]? value)
    {
        if (value is null) return "NULL::text[]";
        var parts = new List<string>(value.Length);
        foreach (var text in value)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
            parts.Add($"${command.Parameters.Count}");
        }

        return $"ARRAY[{string.Join(", ", parts)}]::text[]";
    }

    private static string Of(KeyColumn column, string qualifier) => $"{qualifier}.{SqlIdentifier.Quote(column.Name)}";
}
