using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>The verbs that change something.</summary>
public readonly partial struct Alter
{
    private readonly OperationRecorder _recorder;

    internal Alter(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Changes a table. Each verb that follows is a change, and tells the lock it takes on the table.</summary>
    /// <param name="name">The table: <c>users</c> or <c>audit.events</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTableBuilder Table(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)), new(file, line));

    /// <summary>Changes a view.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterViewBuilder View(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes a materialized view.</summary>
    /// <param name="name">The view.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterMaterializedViewBuilder MaterializedView(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes an index.</summary>
    /// <param name="name">The index.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterIndexBuilder Index(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes a sequence. Lock: SHARE ROW EXCLUSIVE on it.</summary>
    /// <param name="name">The sequence.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterSequenceBuilder Sequence(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new AlterSequence(Said.Name(name, new(file, line)), SequenceOptions.None) { Origin = new(file, line) });

    /// <summary>Changes a type.</summary>
    /// <param name="name">The type.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterTypeBuilder Type(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes a domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterDomainBuilder Domain(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="parameters">The types of its parameters, as SQL: <c>integer, text</c>. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoutineBuilder Function(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(ObjectKind.Function, Said.Name(name, new(file, line))) { Signature = Said.Signature(parameters) });

    /// <summary>Changes a procedure.</summary>
    /// <param name="name">The procedure.</param>
    /// <param name="parameters">The types of its parameters, as SQL. Not needed if it is the only one of its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoutineBuilder Procedure(
        string name, string? parameters = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(ObjectKind.Procedure, Said.Name(name, new(file, line))) { Signature = Said.Signature(parameters) });

    /// <summary>Changes a policy; say whose with <c>On</c>.</summary>
    /// <param name="name">The policy.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPolicyBuilder Policy(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, new(file, line));

    /// <summary>Changes what a publication publishes.</summary>
    /// <param name="name">The publication.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterPublicationBuilder Publication(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)).Name);

    /// <summary>Changes a schema.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterSchemaBuilder Schema(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)).Name);

    /// <summary>Changes an extension.</summary>
    /// <param name="name">The extension.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterExtensionBuilder Extension(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)).Name);

    /// <summary>Changes statistics over several columns.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterStatisticsBuilder Statistics(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Name(name, new(file, line)));

    /// <summary>Changes a role.</summary>
    /// <param name="name">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoleBuilder Role(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, Said.Role(Said.Name(name, new(file, line)).Name));

    /// <summary>Changes the privileges that objects made later have from the start.</summary>
    public DefaultPrivilegesBuilder DefaultPrivileges() => new(_recorder);
}
