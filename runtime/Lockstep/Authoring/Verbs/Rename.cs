using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>
/// The verbs that rename something; say what it is called from now on with <c>To</c>. What still uses the old name fails from then on, a
/// running application among it.
/// </summary>
public readonly struct Rename
{
    private readonly OperationRecorder _recorder;

    internal Rename(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Renames a table. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The table.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Relation(RelationKind.Table, name, new(file, line));

    /// <summary>Renames a view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder View(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Relation(RelationKind.View, name, new(file, line));

    /// <summary>Renames a materialized view. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder MaterializedView(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Relation(RelationKind.MaterializedView, name, new(file, line));

    /// <summary>Renames an index, and the constraint that it enforces. Lock: SHARE UPDATE EXCLUSIVE.</summary>
    /// <param name="name">The index.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Relation(RelationKind.Index, name, new(file, line));

    /// <summary>Renames a sequence. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The sequence.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Sequence(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Relation(RelationKind.Sequence, name, new(file, line));

    /// <summary>Renames a column; say of which table with <c>OnTable</c>. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The column.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameOnTableBuilder Column(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder, $"Rename.Column(\"{name}\")", new(file, line), (table, to) => new RenameColumn(table, name, to));

    /// <summary>Renames a constraint; say of which table with <c>OnTable</c>. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The constraint.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameOnTableBuilder Constraint(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder, $"Rename.Constraint(\"{name}\")", new(file, line), (table, to) => new RenameConstraint(table, name, to));

    /// <summary>Renames a trigger; say of which table with <c>OnTable</c>. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameOnTableBuilder Trigger(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        OnTable(ObjectKind.Trigger, name, new(file, line));

    /// <summary>Renames a rule; say of which table with <c>OnTable</c>. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The rule.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameOnTableBuilder Rule(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => OnTable(ObjectKind.Rule, name, new(file, line));

    /// <summary>Renames a policy; say of which table with <c>OnTable</c>. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="name">The policy.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameOnTableBuilder Policy(
        string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        OnTable(ObjectKind.Policy, name, new(file, line));

    /// <summary>Renames a schema.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Schema(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Schema, name, new(file, line));

    /// <summary>Renames a type.</summary>
    /// <param name="name">The type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Type(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Type, name, new(file, line));

    /// <summary>Renames a domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Domain(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Domain, name, new(file, line));

    /// <summary>Renames a publication.</summary>
    /// <param name="name">The publication.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Publication(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Publication, name, new(file, line));

    /// <summary>Renames a statistics object.</summary>
    /// <param name="name">The statistics object.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Statistics(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Statistics, name, new(file, line));

    /// <summary>Renames an event trigger.</summary>
    /// <param name="name">The event trigger.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder EventTrigger(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.EventTrigger, name, new(file, line));

    /// <summary>Renames a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="parameters">The types of its parameters, as SQL: <c>integer, text</c>. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Function(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Function, name, new(file, line), Said.Signature(parameters));

    /// <summary>Renames a procedure.</summary>
    /// <param name="name">The procedure.</param>
    /// <param name="parameters">The types of its parameters, as SQL. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Procedure(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Object(ObjectKind.Procedure, name, new(file, line), Said.Signature(parameters));

    /// <summary>Renames a role. An MD5 password of it is void then.</summary>
    /// <param name="name">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RenameToBuilder Role(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder, $"Rename.Role(\"{name}\")", new(file, line), to => new RenameObject(new(ObjectKind.Role, new(null, Said.Role(name))), to));

    private RenameToBuilder Relation(RelationKind kind, string name, Origin origin)
    {
        var relation = Said.Name(name, origin);
        return new(_recorder, $"Rename.{kind}(\"{name}\")", origin, to => new RenameTable(relation, to) { Relation = kind });
    }

    private RenameToBuilder Object(ObjectKind kind, string name, Origin origin, string? signature = null)
    {
        var item = new DatabaseObject(kind, Said.Name(name, origin)) { Signature = signature };
        return new(_recorder, $"Rename.{kind}(\"{name}\")", origin, to => new RenameObject(item, to));
    }

    private RenameOnTableBuilder OnTable(ObjectKind kind, string name, Origin origin) => new(
        _recorder, $"Rename.{kind}(\"{name}\")", origin, (table, to) => new RenameObject(new(kind, new(null, name)) { Of = table }, to));
}

/// <summary>A part of a table that is renamed, of which the table is still to be said.</summary>
public sealed class RenameOnTableBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly string _verb;
    private readonly Origin _origin;
    private readonly Func<QualifiedName, string, Operation> _rename;
    private readonly Action _said;

    internal RenameOnTableBuilder(OperationRecorder recorder, string verb, Origin origin, Func<QualifiedName, string, Operation> rename)
    {
        _recorder = recorder;
        _verb = verb;
        _origin = origin;
        _rename = rename;
        _said = recorder.Expect(verb + " does nothing: add .OnTable(table).To(name).", origin);
    }

    /// <summary>Of which table.</summary>
    /// <param name="table">The table.</param>
    public RenameToBuilder OnTable(string table)
    {
        _said();
        var name = QualifiedName.Parse(table);
        return new(_recorder, $"{_verb}.OnTable(\"{table}\")", _origin, to => _rename(name, to));
    }
}

/// <summary>Something that is renamed, of which the new name is still to be said.</summary>
public sealed class RenameToBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly Origin _origin;
    private readonly Func<string, Operation> _rename;
    private readonly Action _said;

    internal RenameToBuilder(OperationRecorder recorder, string verb, Origin origin, Func<string, Operation> rename)
    {
        _recorder = recorder;
        _origin = origin;
        _rename = rename;
        _said = recorder.Expect(verb + " does nothing: add .To(name).", origin);
    }

    /// <summary>What it is called from now on.</summary>
    /// <param name="name">The new name, without a schema: it stays in its own.</param>
    public void To(string name)
    {
        _said();
        _recorder.Add(_rename(name) with { Origin = _origin });
    }
}
