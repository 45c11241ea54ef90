using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verb that changes or removes many rows in batches, each committed on its own.</summary>
public readonly struct Backfill
{
    private readonly OperationRecorder _recorder;

    internal Backfill(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>
    /// Changes rows of a table in batches; say how with <c>Set</c> and which with <c>Where</c> or <c>AllRows</c>. It is a step of its own: it goes through the
    /// table by its primary key, rests when replicas or other sessions need it, and goes on where it stopped. Lock: ROW EXCLUSIVE, and each row until its
    /// batch ends.
    /// </summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public BackfillBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)), new(file, line));

    /// <summary>Removes rows of a table in batches, as <see cref="Table"/> changes them; say which with <c>Where</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public BackfillDeleteBuilder Delete(string table, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(table, new(file, line)), new(file, line));

    /// <summary>What the statement means, marked as to be done in batches.</summary>
    internal static DataStatement Marked(DataStatement statement, Origin origin)
    {
        // As the door for SQL reads it, so that both note the same; what it can't read is left to PostgreSQL, which says why.
        var meant = SqlReader.Read(statement.Sql) is [{ Meaning: [UpdateRows or DeleteRows] and [DataStatement read] }] ? read : statement;
        return meant with { Backfill = BackfillSettings.Default, Origin = origin };
    }
}

/// <summary>Rows that are changed in batches.</summary>
public sealed class BackfillBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;
    private readonly List<string> _values = [];
    private string _from = string.Empty;

    internal BackfillBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Backfill.Table(\"{table}\") does nothing: add .Set(…), and .Where(condition) or .AllRows().", origin);
    }

    /// <summary>The new values as SQL: <c>Set("email = lower(email), note = NULL")</c>.</summary>
    /// <param name="assignments">What stands behind SET in an UPDATE.</param>
    public BackfillBuilder Set(string assignments)
    {
        _values.Add(assignments);
        return this;
    }

    /// <summary>Other tables that values and condition may use.</summary>
    /// <param name="tables">As SQL: <c>orders o</c>.</param>
    public BackfillBuilder From(string tables)
    {
        _from = " FROM " + tables;
        return this;
    }

    /// <summary>Which rows need it.</summary>
    /// <param name="condition">An SQL condition.</param>
    public BackfillOptions Where(string condition) => Write(" WHERE " + condition, hasWhere: true);

    /// <summary>All rows.</summary>
    public BackfillOptions AllRows() => Write(string.Empty, hasWhere: false);

    private BackfillOptions Write(string where, bool hasWhere)
    {
        if (_values.Count == 0) throw new AuthoringException($"Backfill.Table(\"{_table}\") sets nothing: add .Set(…) before .Where or .AllRows.", _origin);
        _said();
        var sql = "UPDATE " + _table.ToSql() + " SET " + string.Join(", ", _values) + _from + where;
        return new(_recorder, Backfill.Marked(new UpdateRows(_table, sql) { HasWhere = hasWhere }, _origin));
    }
}

/// <summary>Rows that are removed in batches.</summary>
public sealed class BackfillDeleteBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;
    private string _using = string.Empty;

    internal BackfillDeleteBuilder(OperationRecorder recorder, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Backfill.Delete(\"{table}\") does nothing: add .Where(condition).", origin);
    }

    /// <summary>Other tables that the condition may use.</summary>
    /// <param name="tables">As SQL: <c>orders o</c>.</param>
    public BackfillDeleteBuilder Using(string tables)
    {
        _using = " USING " + tables;
        return this;
    }

    /// <summary>Which rows.</summary>
    /// <param name="condition">An SQL condition.</param>
    public BackfillOptions Where(string condition)
    {
        _said();
        return new(_recorder, Backfill.Marked(new DeleteRows(_table, "DELETE FROM " + _table.ToSql() + _using + " WHERE " + condition) { HasWhere = true }, _origin));
    }
}

/// <summary>How a backfill goes through its table. Without a word it suits a server in use.</summary>
public sealed class BackfillOptions : OperationOptions<BackfillOptions, DataStatement>
{
    internal BackfillOptions(OperationRecorder recorder, DataStatement operation)
        : base(recorder, operation)
    {
    }

    /// <summary>How many rows a batch has at most. Without it, as many as can be done in <see cref="Target"/>.</summary>
    /// <param name="rows">The number.</param>
    public BackfillOptions BatchSize(int rows) =>
        rows < 1 ? throw Wrong("A batch has one row or more.") : Settings(settings => settings with { BatchSize = rows });

    /// <summary>How long a batch is to take; 100 ms without it. The number of its rows is steered to that.</summary>
    /// <param name="time">The time.</param>
    public BackfillOptions Target(TimeSpan time) =>
        time <= TimeSpan.Zero ? throw Wrong("A batch takes some time: give more than zero.") : Settings(settings => settings with { Target = time });

    /// <summary>How many sessions work at once, each on its own part of the table; 1 without it.</summary>
    /// <param name="sessions">The number.</param>
    public BackfillOptions Workers(int sessions) =>
        sessions < 1 ? throw Wrong("A backfill has one worker or more.") : Settings(settings => settings with { Workers = sessions });

    /// <summary>The columns of the unique key, all of them NOT NULL, to go by; the primary key without it.</summary>
    /// <param name="columns">The columns.</param>
    public BackfillOptions Key(params string[] columns) =>
        columns.Length == 0 ? throw Wrong("Key names no column: add one or more.") : Settings(settings => settings with { Key = new(columns) });

    /// <summary>How far a replica may be behind before the work rests; 10 s without it, <see cref="TimeSpan.Zero"/> for as far as it likes.</summary>
    /// <param name="time">The time.</param>
    public BackfillOptions MaxReplicaLag(TimeSpan time) =>
        time < TimeSpan.Zero ? throw Wrong("A lag can't be negative; TimeSpan.Zero takes the limit away.") : Settings(settings => settings with { MaxReplicaLag = time });

    /// <summary>How many other sessions may be active before the work rests; half of max_connections without it, 0 for as many as like.</summary>
    /// <param name="sessions">The number.</param>
    public BackfillOptions MaxSessions(int sessions) =>
        sessions < 0 ? throw Wrong("A number of sessions can't be negative; 0 takes the limit away.") : Settings(settings => settings with { MaxSessions = sessions });

    /// <summary>
    /// While others use the server, its batches take about a millisecond, and it rests for two after each: where processors are few, or others must hardly feel it. Then
    /// it takes several times as long as without it; alone on the server it is as quick.
    /// </summary>
    public BackfillOptions Gently() => Settings(settings => settings with { Gently = true });

    /// <summary>Runs at the same time as the backfill noted just before, in one step with that. They must be of different tables.</summary>
    public BackfillOptions Alongside() => Settings(settings => settings with { Alongside = true });

    private BackfillOptions Settings(Func<BackfillSettings, BackfillSettings> change) =>
        With(data => data with { Backfill = change(data.Backfill!) });
}
