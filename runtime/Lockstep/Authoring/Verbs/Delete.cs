using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verb that removes rows. What removes tables and their like is <see cref="Drop"/>.</summary>
public readonly struct Delete
{
    private readonly OperationRecorder _recorder;

    internal Delete(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Removes rows of a table in one transaction; say which with <c>Where</c> or <c>AllRows</c>. Lock: ROW EXCLUSIVE.</summary>
    /// <param name="table">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DeleteBuilder From(string table, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(table, new(file, line)), new(file, line));
}

/// <summary>Rows that are removed.</summary>
public sealed class DeleteBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;
    private string _using = string.Empty;

    internal DeleteBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Delete.From(\"{table}\") does nothing: add .Where(condition) or .AllRows().", origin);
    }

    /// <summary>Other tables that the condition may use.</summary>
    /// <param name="tables">As SQL: <c>orders o</c>.</param>
    public DeleteBuilder Using(string tables)
    {
        _using = " USING " + tables;
        return this;
    }

    /// <summary>Which rows. This ends the verb.</summary>
    /// <param name="condition">An SQL condition.</param>
    public void Where(string condition) => Write(" WHERE " + condition, hasWhere: true);

    /// <summary>All rows; TRUNCATE is quicker, and stricter. This ends the verb.</summary>
    public void AllRows() => Write(string.Empty, hasWhere: false);

    private void Write(string where, bool hasWhere)
    {
        _said();
        _recorder.Add(new DeleteRows(_table, "DELETE FROM " + _table.ToSql() + _using + where) { HasWhere = hasWhere, Origin = _origin });
    }
}
