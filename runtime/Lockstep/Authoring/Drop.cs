using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that remove something.</summary>
public readonly struct Drop
{
    private readonly OperationRecorder _recorder;

    internal Drop(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Drops a table and its data.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropTableOptions Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, _recorder.Add(new DropTable(QualifiedName.Parse(name)) { Origin = new(file, line) }));

    /// <summary>Drops an index.</summary>
    /// <param name="name">The index, with its schema if it is not on the search path.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropIndexOptions Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, _recorder.Add(new DropIndex(QualifiedName.Parse(name)) { Origin = new(file, line) }));
}

/// <summary>What can be said of a dropped table.</summary>
public sealed class DropTableOptions
{
    private readonly OperationRecorder _recorder;
    private readonly int _at;

    internal DropTableOptions(OperationRecorder recorder, int at)
    {
        _recorder = recorder;
        _at = at;
    }

    /// <summary>A missing table is no error.</summary>
    public DropTableOptions IfExists() => With(drop => drop with { IfExists = true });

    /// <summary>Views and foreign keys that depend on it go too.</summary>
    public DropTableOptions Cascade() => With(drop => drop with { Cascade = true });

    private DropTableOptions With(Func<DropTable, DropTable> change)
    {
        _recorder.Update(_at, change);
        return this;
    }
}

/// <summary>What can be said of a dropped index.</summary>
public sealed class DropIndexOptions
{
    private readonly OperationRecorder _recorder;
    private readonly int _at;

    internal DropIndexOptions(OperationRecorder recorder, int at)
    {
        _recorder = recorder;
        _at = at;
    }

    /// <summary>Lets the table's users go on meanwhile, as a step of its own outside a transaction.</summary>
    public DropIndexOptions Concurrently() => With(drop => drop with { Concurrently = true });

    /// <summary>A missing index is no error.</summary>
    public DropIndexOptions IfExists() => With(drop => drop with { IfExists = true });

    private DropIndexOptions With(Func<DropIndex, DropIndex> change)
    {
        _recorder.Update(_at, change);
        return this;
    }
}
