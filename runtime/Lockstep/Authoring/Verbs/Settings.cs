using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>
/// The verbs that set something for the rest of the step (<c>SET LOCAL</c>): when its transaction ends, the runner's own value holds again.
/// They do nothing for a statement that runs outside a transaction.
/// </summary>
public readonly struct Set
{
    private readonly OperationRecorder _recorder;

    internal Set(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>How long a statement waits for a lock before it fails.</summary>
    /// <param name="time">The time, to the millisecond; <see cref="TimeSpan.Zero"/> for without end.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void LockTimeout(TimeSpan time, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local("lock_timeout", Said.Milliseconds(time, new(file, line)), new(file, line));

    /// <summary>How long a statement may take before it fails.</summary>
    /// <param name="time">The time, to the millisecond; <see cref="TimeSpan.Zero"/> for without end.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void StatementTimeout(TimeSpan time, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local("statement_timeout", Said.Milliseconds(time, new(file, line)), new(file, line));

    /// <summary>Memory for building indexes and validating foreign keys.</summary>
    /// <param name="memory">As PostgreSQL writes it: <c>512MB</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void MaintenanceWorkMemory(string memory, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local("maintenance_work_mem", SqlLiteral.Text(memory), new(file, line));

    /// <summary>The schemas in which names without one are looked for, in order; new objects go to the first.</summary>
    /// <param name="schemas">The schemas.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void SearchPath(string[] schemas, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local("search_path", string.Join(", ", schemas.Select(SqlIdentifier.Quote)), new(file, line));

    /// <summary>The role that statements run as; it owns what they make.</summary>
    /// <param name="name">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Role(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local("role", SqlIdentifier.Quote(name), new(file, line));

    /// <summary>Any setting.</summary>
    /// <param name="name">The setting, such as <c>work_mem</c> or <c>app.user_id</c>.</param>
    /// <param name="value">Its value as SQL: <c>'64MB'</c>, <c>on</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Setting(string name, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Local(name, value, new(file, line));

    /// <summary>Constraints that may be put off are checked only when the step ends.</summary>
    /// <param name="constraints">The constraints; null for all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void ConstraintsDeferred(string[]? constraints = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Constraints(constraints, deferred: true, new(file, line));

    /// <summary>Constraints that may be put off are checked at once.</summary>
    /// <param name="constraints">The constraints; null for all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void ConstraintsImmediate(string[]? constraints = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Constraints(constraints, deferred: false, new(file, line));

    private void Local(string name, string value, Origin origin) =>
        _recorder.Add(new SetSetting(name, value) { Local = true, Origin = origin });

    private void Constraints(string[]? constraints, bool deferred, Origin origin) =>
        _recorder.Add(new SetConstraints(new((constraints ?? []).Select(name => QualifiedName.Parse(name).ToSql())), deferred) { Origin = origin });
}
