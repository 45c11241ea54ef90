using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verb that adds rows.</summary>
public readonly struct Insert
{
    private readonly OperationRecorder _recorder;

    internal Insert(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Adds rows to a table; say which with <c>Row</c> or <c>FromQuery</c>. Lock: ROW EXCLUSIVE.</summary>
    /// <param name="table">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public InsertBuilder Into(string table, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(table, new(file, line)), new(file, line));
}

/// <summary>Rows that are added: one statement, however many rows.</summary>
public sealed class InsertBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;
    private readonly List<string> _rows = [];
    private string? _columns;
    private string? _query;
    private string _overriding = string.Empty;
    private string _conflict = string.Empty;
    private int? _at;

    internal InsertBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Insert.Into(\"{table}\") does nothing: add .Row(…) or .FromQuery(…).", origin);
    }

    /// <summary>A row: <c>Row(new { name = "admin", is_active = true })</c>. All rows have the same columns.</summary>
    /// <param name="columns">
    /// An object whose properties are the columns, or a dictionary. Values are text, numbers, truth values, moments, UUIDs, null, or
    /// <c>Sql("now()")</c>.
    /// </param>
    public InsertBuilder Row(object columns) => Add(ColumnValues.Of(columns, _origin));

    /// <summary>A row: <c>Row(("name", "admin"), ("is_active", true))</c>. All rows have the same columns.</summary>
    /// <param name="columns">The columns and their values.</param>
    public InsertBuilder Row(params (string Column, object? Value)[] columns) => Add(ColumnValues.Of(columns, _origin));

    /// <summary>The rows of a query.</summary>
    /// <param name="columns">The columns that they fill, in the query's order.</param>
    /// <param name="query">The query, as SQL.</param>
    public InsertBuilder FromQuery(string[] columns, string query)
    {
        if (_rows.Count > 0) throw new AuthoringException($"Insert.Into(\"{_table}\") has rows and a query: say one of them, or two Inserts.", _origin);
        _columns = ColumnValues.Names(columns);
        _query = query;
        return Write();
    }

    /// <summary>A row that meets an existing key is left out.</summary>
    /// <param name="columns">The key's columns; none for any key.</param>
    public InsertBuilder OnConflictDoNothing(params string[] columns)
    {
        _conflict = " ON CONFLICT" + (columns.Length == 0 ? string.Empty : " (" + ColumnValues.Names(columns) + ")") + " DO NOTHING";
        return Write();
    }

    /// <summary>A row that meets an existing key takes the place of the existing row's values.</summary>
    /// <param name="key">The key's columns.</param>
    /// <param name="columns">The columns that are overwritten.</param>
    public InsertBuilder OnConflictUpdate(string[] key, string[] columns)
    {
        var set = columns.Select(SqlIdentifier.Quote).Select(column => column + " = EXCLUDED." + column);
        _conflict = " ON CONFLICT (" + ColumnValues.Names(key) + ") DO UPDATE SET " + string.Join(", ", set);
        return Write();
    }

    /// <summary>Given values of an identity column that is always generated count (<c>OVERRIDING SYSTEM VALUE</c>).</summary>
    public InsertBuilder OverridingSystemValue()
    {
        _overriding = " OVERRIDING SYSTEM VALUE";
        return Write();
    }

    private InsertBuilder Add(List<KeyValuePair<string, string>> row)
    {
        var columns = ColumnValues.Names(row.Select(column => column.Key));
        if (_query is not null) throw new AuthoringException($"Insert.Into(\"{_table}\") has rows and a query: say one of them, or two Inserts.", _origin);
        if (_columns is not null && _columns != columns)
        {
            throw new AuthoringException($"Insert.Into(\"{_table}\"): a row has the columns ({columns}), those before it ({_columns}). Give all the same, or say two Inserts.", _origin);
        }

        _columns = columns;
        _rows.Add("(" + string.Join(", ", row.Select(column => column.Value)) + ")");
        return Write();
    }

    private InsertBuilder Write()
    {
        // Words before the first row are kept for it.
        if (_columns is null) return this;
        var values = _query ?? "VALUES\n    " + string.Join(",\n    ", _rows);
        var sql = "INSERT INTO " + _table.ToSql() + " (" + _columns + ")" + _overriding + (_query is null ? " " : "\n") + values + _conflict;
        if (_at is { } at)
        {
            _recorder.Update<InsertRows>(at, insert => insert with { Sql = sql });
        }
        else
        {
            _said();
            _at = _recorder.Add(new InsertRows(_table, sql) { Origin = _origin });
        }

        return this;
    }
}
