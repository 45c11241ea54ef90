using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that remove something. Each takes ACCESS EXCLUSIVE on what it removes, for an instant.</summary>
public readonly struct Drop
{
    private readonly OperationRecorder _recorder;

    internal Drop(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Drops a table and its data.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropTableOptions Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line))) { Origin = new(file, line) });

    /// <summary>Drops an index. Lock: ACCESS EXCLUSIVE on its table, which waits for those who read it, unless <see cref="DropIndexOptions.Concurrently"/>.</summary>
    /// <param name="name">The index, with its schema if it is not on the search path.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropIndexOptions Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line))) { Origin = new(file, line) });

    /// <summary>Drops a view.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions View(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.View, name, new(file, line));

    /// <summary>Drops a materialized view and its rows.</summary>
    /// <param name="name">The materialized view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions MaterializedView(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.MaterializedView, name, new(file, line));

    /// <summary>Drops a sequence.</summary>
    /// <param name="name">The sequence.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Sequence(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Sequence, name, new(file, line));

    /// <summary>Drops a schema. What is in it must go first, or with <see cref="DropOptions.Cascade"/>.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Schema(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Schema, name, new(file, line));

    /// <summary>Drops a type.</summary>
    /// <param name="name">The type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Type(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Type, name, new(file, line));

    /// <summary>Drops a domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Domain(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Domain, name, new(file, line));

    /// <summary>Drops an extension and its objects.</summary>
    /// <param name="name">The extension.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Extension(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Extension, name, new(file, line));

    /// <summary>Drops a publication.</summary>
    /// <param name="name">The publication.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Publication(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Publication, name, new(file, line));

    /// <summary>Drops a statistics object.</summary>
    /// <param name="name">The statistics.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Statistics(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Statistics, name, new(file, line));

    /// <summary>Drops an event trigger.</summary>
    /// <param name="name">The event trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions EventTrigger(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.EventTrigger, name, new(file, line));

    /// <summary>Drops a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="parameters">The types of its parameters, as SQL: <c>integer, text</c>. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Function(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Routine(ObjectKind.Function, name, parameters, new(file, line));

    /// <summary>Drops a procedure.</summary>
    /// <param name="name">The procedure.</param>
    /// <param name="parameters">The types of its parameters, as SQL. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOptions Procedure(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Routine(ObjectKind.Procedure, name, parameters, new(file, line));

    /// <summary>Drops a trigger; say of which table with <c>On</c>. Lock: ACCESS EXCLUSIVE on the table, for an instant.</summary>
    /// <param name="name">The trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOnBuilder Trigger(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, ObjectKind.Trigger, name, new(file, line));

    /// <summary>Drops a rule; say of which table with <c>On</c>. Lock: ACCESS EXCLUSIVE on the table, for an instant.</summary>
    /// <param name="name">The rule.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOnBuilder Rule(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, ObjectKind.Rule, name, new(file, line));

    /// <summary>Drops a policy; say of which table with <c>On</c>. Lock: ACCESS EXCLUSIVE on the table, for an instant.</summary>
    /// <param name="name">The policy.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropOnBuilder Policy(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, ObjectKind.Policy, name, new(file, line));

    /// <summary>Drops a role, which must own nothing and have no rights any more.</summary>
    /// <param name="name">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public DropRoleOptions Role(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder,
        new(new(ObjectKind.Role, new(null, Said.Role(Said.Name(name, new(file, line)).Name)))) { Origin = new(file, line) });

    /// <summary>Drops what roles own in this database, and their rights in it.</summary>
    /// <param name="role">The role.</param>
    /// <param name="cascade">Whether what depends on it goes too.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OwnedBy(string role, bool cascade = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _recorder.Add(new DropOwned(Said.Roles([role])) { Cascade = cascade, Origin = new(file, line) });

    private DropOptions Object(ObjectKind kind, string name, Origin origin) =>
        new(_recorder, new(new(kind, Said.Name(name, origin))) { Origin = origin });

    private DropOptions Routine(ObjectKind kind, string name, string? parameters, Origin origin) =>
        new(_recorder, new(new(kind, Said.Name(name, origin)) { Signature = Said.Signature(parameters) }) { Origin = origin });
}

/// <summary>What can be said of a dropped table.</summary>
public sealed class DropTableOptions : OperationOptions<DropTableOptions, DropTable>
{
    internal DropTableOptions(OperationRecorder recorder, DropTable drop)
        : base(recorder, drop)
    {
    }

    /// <summary>A missing table is no error.</summary>
    public DropTableOptions IfExists() => With(drop => drop with { IfExists = true });

    /// <summary>Views and foreign keys that depend on it go too.</summary>
    public DropTableOptions Cascade() => With(drop => drop with { Cascade = true });
}

/// <summary>What can be said of a dropped index.</summary>
public sealed class DropIndexOptions : OperationOptions<DropIndexOptions, DropIndex>
{
    internal DropIndexOptions(OperationRecorder recorder, DropIndex drop)
        : base(recorder, drop)
    {
    }

    /// <summary>Lets the table's users go on meanwhile, as a step of its own outside a transaction.</summary>
    public DropIndexOptions Concurrently() => With(drop => drop with { Concurrently = true });

    /// <summary>A missing index is no error.</summary>
    public DropIndexOptions IfExists() => With(drop => drop with { IfExists = true });

    /// <summary>Constraints that depend on it go too; not with <see cref="Concurrently"/>.</summary>
    public DropIndexOptions Cascade() => With(drop => drop with { Cascade = true });
}

/// <summary>What can be said of a dropped object.</summary>
public sealed class DropOptions : OperationOptions<DropOptions, DropObject>
{
    internal DropOptions(OperationRecorder recorder, DropObject drop)
        : base(recorder, drop)
    {
    }

    /// <summary>A missing object is no error.</summary>
    public DropOptions IfExists() => With(drop => drop with { IfExists = true });

    /// <summary>What depends on it goes too, whatever it is.</summary>
    public DropOptions Cascade() => With(drop => drop with { Cascade = true });
}

/// <summary>What can be said of a dropped role.</summary>
public sealed class DropRoleOptions : OperationOptions<DropRoleOptions, DropObject>
{
    internal DropRoleOptions(OperationRecorder recorder, DropObject drop)
        : base(recorder, drop)
    {
    }

    /// <summary>A missing role is no error.</summary>
    public DropRoleOptions IfExists() => With(drop => drop with { IfExists = true });
}

/// <summary>A trigger, rule or policy that goes, of which the table is still to be said.</summary>
public sealed class DropOnBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly ObjectKind _kind;
    private readonly string _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal DropOnBuilder(OperationRecorder recorder, ObjectKind kind, string name, Origin origin)
    {
        _recorder = recorder;
        _kind = kind;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Drop.{kind}(\"{name}\") does nothing: add .On(table).", origin);
    }

    /// <summary>Of which table or view.</summary>
    /// <param name="table">The table or view.</param>
    public DropOptions On(string table)
    {
        _said();
        return new(_recorder, new(new(_kind, new(null, _name)) { Of = QualifiedName.Parse(table) }) { Origin = _origin });
    }
}
