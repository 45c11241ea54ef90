using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verb that changes rows.</summary>
public readonly struct Update
{
    private readonly OperationRecorder _recorder;

    internal Update(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>
    /// Changes rows of a table in one transaction; say how with <c>Set</c> and which with <c>Where</c> or <c>AllRows</c>. Lock: ROW EXCLUSIVE, and
    /// each row until the transaction ends.
    /// </summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public UpdateBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)), new(file, line));
}

/// <summary>Rows that are changed.</summary>
public sealed class UpdateBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;
    private readonly List<KeyValuePair<string, string>> _values = [];
    private string _from = string.Empty;

    internal UpdateBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Update.Table(\"{table}\") does nothing: add .Set(…), and .Where(condition) or .AllRows().", origin);
    }

    /// <summary>The new values: <c>Set(new { plan = "free" })</c>.</summary>
    /// <param name="columns">An object whose properties are the columns, or a dictionary.</param>
    public UpdateBuilder Set(object columns) => Add(ColumnValues.Of(columns, _origin));

    /// <summary>The new values: <c>Set(("plan", "free"))</c>.</summary>
    /// <param name="columns">The columns and their values.</param>
    public UpdateBuilder Set(params (string Column, object? Value)[] columns) => Add(ColumnValues.Of(columns, _origin));

    /// <summary>A new value as an SQL expression: <c>SetSql("email", "lower(email)")</c>.</summary>
    /// <param name="column">The column.</param>
    /// <param name="expression">The expression.</param>
    public UpdateBuilder SetSql(string column, string expression) => Add([new(column, expression)]);

    /// <summary>Other tables that values and condition may use.</summary>
    /// <param name="tables">As SQL: <c>orders o</c>.</param>
    public UpdateBuilder From(string tables)
    {
        _from = " FROM " + tables;
        return this;
    }

    /// <summary>Which rows. This ends the verb.</summary>
    /// <param name="condition">An SQL condition.</param>
    public void Where(string condition) => Write(" WHERE " + condition, hasWhere: true);

    /// <summary>All rows. This ends the verb.</summary>
    public void AllRows() => Write(string.Empty, hasWhere: false);

    private UpdateBuilder Add(IEnumerable<KeyValuePair<string, string>> values)
    {
        _values.AddRange(values);
        return this;
    }

    private void Write(string where, bool hasWhere)
    {
        if (_values.Count == 0) throw new AuthoringException($"Update.Table(\"{_table}\") sets nothing: add .Set(…) before .Where or .AllRows.", _origin);
        _said();
        var set = string.Join(", ", _values.Select(value => SqlIdentifier.Quote(value.Key) + " = " + value.Value));
        _recorder.Add(new UpdateRows(_table, "UPDATE " + _table.ToSql() + " SET " + set + _from + where)
        {
            HasWhere = hasWhere,
            Columns = new(_values.Select(value => value.Key)),
            Origin = _origin,
        });
    }
}
