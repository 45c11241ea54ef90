using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Operations = Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>The verb that refreshes the planner's statistics.</summary>
public readonly struct Analyze
{
    private readonly OperationRecorder _recorder;

    internal Analyze(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Looks at a sample of a table's rows. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="name">The table.</param>
    /// <param name="columns">These columns; null for all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Table(
        string name, string[]? columns = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _recorder.Add(
        new Operations.Analyze(EquatableArray.Of(new MaintenanceTarget(Said.Name(name, new(file, line)), new(columns ?? [])))) { Origin = new(file, line) });
}

/// <summary>The verb that makes dead rows' room free. Each is a step of its own outside a transaction.</summary>
public readonly struct Vacuum
{
    private readonly OperationRecorder _recorder;

    internal Vacuum(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Vacuums a table. Lock: SHARE UPDATE EXCLUSIVE, so its users go on.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public VacuumOptions Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder, new(EquatableArray.Of(new MaintenanceTarget(Said.Name(name, new(file, line)), default))) { Origin = new(file, line) });
}

/// <summary>What can be said of a vacuum.</summary>
public sealed class VacuumOptions : OperationOptions<VacuumOptions, Operations.Vacuum>
{
    internal VacuumOptions(OperationRecorder recorder, Operations.Vacuum vacuum)
        : base(recorder, vacuum)
    {
    }

    /// <summary>Writes the table anew under ACCESS EXCLUSIVE, and gives the room back to the disk.</summary>
    public VacuumOptions Full() => Option("full", null);

    /// <summary>Marks rows so that no later vacuum need look at them for their age.</summary>
    public VacuumOptions Freeze() => Option("freeze", null);

    /// <summary>Refreshes the planner's statistics too.</summary>
    public VacuumOptions Analyze() => Option("analyze", null);

    /// <summary>Any other option.</summary>
    /// <param name="name">Such as <c>parallel</c> or <c>index_cleanup</c>.</param>
    /// <param name="value">Its value as SQL; null if the name says all.</param>
    public VacuumOptions Option(string name, string? value) =>
        With(vacuum => vacuum with { Options = vacuum.Options.With(new(name, value)) });
}

/// <summary>The verb that builds indexes anew.</summary>
public readonly struct Reindex
{
    private readonly OperationRecorder _recorder;

    internal Reindex(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Builds an index anew. Lock: ACCESS EXCLUSIVE on it and SHARE on its table meanwhile, unless <see cref="ReindexOptions.Concurrently"/>.</summary>
    /// <param name="name">The index.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public ReindexOptions Index(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Of(ReindexScope.Index, name, new(file, line));

    /// <summary>Builds a table's indexes anew. Lock: SHARE on it meanwhile, unless <see cref="ReindexOptions.Concurrently"/>.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public ReindexOptions Table(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Of(ReindexScope.Table, name, new(file, line));

    /// <summary>Builds all indexes of a schema anew, outside a transaction.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public ReindexOptions Schema(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Of(ReindexScope.Schema, name, new(file, line));

    private ReindexOptions Of(ReindexScope scope, string name, Origin origin) =>
        new(_recorder, new(scope, Said.Name(name, origin)) { Origin = origin });
}

/// <summary>What can be said of indexes that are built anew.</summary>
public sealed class ReindexOptions : OperationOptions<ReindexOptions, Operations.Reindex>
{
    internal ReindexOptions(OperationRecorder recorder, Operations.Reindex reindex)
        : base(recorder, reindex)
    {
    }

    /// <summary>The table's users go on (SHARE UPDATE EXCLUSIVE), as a step of its own outside a transaction.</summary>
    public ReindexOptions Concurrently() => With(reindex => reindex with { Concurrently = true });
}

/// <summary>The verb that fills materialized views anew.</summary>
public readonly struct Refresh
{
    private readonly OperationRecorder _recorder;

    internal Refresh(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Fills a materialized view anew. Lock: ACCESS EXCLUSIVE meanwhile, unless <see cref="RefreshOptions.Concurrently"/>.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RefreshOptions MaterializedView(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line))) { Origin = new(file, line) });
}

/// <summary>What can be said of a materialized view that is filled anew.</summary>
public sealed class RefreshOptions : OperationOptions<RefreshOptions, RefreshView>
{
    internal RefreshOptions(OperationRecorder recorder, RefreshView refresh)
        : base(recorder, refresh)
    {
    }

    /// <summary>It can be read meanwhile (EXCLUSIVE). It needs a unique index over columns, of all its rows.</summary>
    public RefreshOptions Concurrently() => With(refresh => refresh with { Concurrently = true });

    /// <summary>It is emptied, and can't be read until it is filled.</summary>
    public RefreshOptions WithNoData() => With(refresh => refresh with { WithNoData = true });
}

/// <summary>The verb that sorts a table's rows.</summary>
public readonly struct Cluster
{
    private readonly OperationRecorder _recorder;

    internal Cluster(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Writes a table anew in the order of an index, once. Lock: ACCESS EXCLUSIVE meanwhile.</summary>
    /// <param name="name">The table.</param>
    /// <param name="index">The index; null for the one of the last time.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Table(string name, string? index = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _recorder.Add(new Operations.Cluster(Said.Name(name, new(file, line))) { Index = index, Origin = new(file, line) });
}

/// <summary>The verb that takes locks.</summary>
public readonly struct Lock
{
    private readonly OperationRecorder _recorder;

    internal Lock(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Takes a lock on a table until the step ends.</summary>
    /// <param name="name">The table.</param>
    /// <param name="mode">The lock.</param>
    /// <param name="noWait">Whether a lock that can't be had at once is an error.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Table(
        string name, LockMode mode = LockMode.AccessExclusive, bool noWait = false,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _recorder.Add(
        new LockTables(EquatableArray.Of(Said.Name(name, new(file, line))), mode.Words()) { NoWait = noWait, Origin = new(file, line) });
}

/// <summary>The verb that empties tables.</summary>
public readonly struct Truncate
{
    private readonly OperationRecorder _recorder;

    internal Truncate(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Removes all rows of tables at once. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TruncateOptions Table(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Tables([name], file, line);

    /// <inheritdoc cref="Table" />
    /// <param name="names">The tables; those that refer to each other go together.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TruncateOptions Tables(string[] names, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(new(names.Select(name => Said.Name(name, new(file, line))))) { Origin = new(file, line) });
}

/// <summary>What can be said of tables that are emptied.</summary>
public sealed class TruncateOptions : OperationOptions<TruncateOptions, Operations.Truncate>
{
    internal TruncateOptions(OperationRecorder recorder, Operations.Truncate truncate)
        : base(recorder, truncate)
    {
    }

    /// <summary>Sequences of their columns start again.</summary>
    public TruncateOptions RestartIdentity() => With(truncate => truncate with { RestartIdentity = true });

    /// <summary>Tables that refer to them are emptied too.</summary>
    public TruncateOptions Cascade() => With(truncate => truncate with { Cascade = true });
}
