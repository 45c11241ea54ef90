using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <summary>
/// The verbs that describe objects in the catalog (<c>COMMENT ON</c>); null takes a description away. Lock: SHARE UPDATE EXCLUSIVE on
/// tables and their like.
/// </summary>
public readonly struct Comment
{
    private readonly OperationRecorder _recorder;

    internal Comment(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Describes a table.</summary>
    /// <param name="name">The table.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnTable(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Table, name, text, new(file, line));

    /// <summary>Describes a view.</summary>
    /// <param name="name">The view.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnView(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.View, name, text, new(file, line));

    /// <summary>Describes a materialized view.</summary>
    /// <param name="name">The materialized view.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnMaterializedView(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.MaterializedView, name, text, new(file, line));

    /// <summary>Describes an index.</summary>
    /// <param name="name">The index.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnIndex(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Index, name, text, new(file, line));

    /// <summary>Describes a sequence.</summary>
    /// <param name="name">The sequence.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnSequence(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Sequence, name, text, new(file, line));

    /// <summary>Describes a schema.</summary>
    /// <param name="name">The schema.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnSchema(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Schema, name, text, new(file, line));

    /// <summary>Describes a type.</summary>
    /// <param name="name">The type.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnType(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Type, name, text, new(file, line));

    /// <summary>Describes a domain.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnDomain(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Domain, name, text, new(file, line));

    /// <summary>Describes an extension.</summary>
    /// <param name="name">The extension.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnExtension(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Extension, name, text, new(file, line));

    /// <summary>Describes a publication.</summary>
    /// <param name="name">The publication.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnPublication(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Publication, name, text, new(file, line));

    /// <summary>Describes a statistics object.</summary>
    /// <param name="name">The statistics object.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnStatistics(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Single(ObjectKind.Statistics, name, text, new(file, line));

    /// <summary>Describes a column of a table or view.</summary>
    /// <param name="table">The table or view.</param>
    /// <param name="column">The column.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnColumn(string table, string column, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Part(ObjectKind.Column, table, column, text, new(file, line));

    /// <summary>Describes a constraint of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="constraint">The constraint.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnConstraint(
        string table, string constraint, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Part(ObjectKind.TableConstraint, table, constraint, text, new(file, line));

    /// <summary>Describes a trigger.</summary>
    /// <param name="table">The table or view.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnTrigger(string table, string trigger, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Part(ObjectKind.Trigger, table, trigger, text, new(file, line));

    /// <summary>Describes a policy.</summary>
    /// <param name="table">The table.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnPolicy(string table, string policy, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Part(ObjectKind.Policy, table, policy, text, new(file, line));

    /// <summary>Describes a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="parameters">The types of its parameters, as SQL; null if it is the only one of its name.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnFunction(
        string name, string? parameters, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Note(
        new(ObjectKind.Function, Said.Name(name, new(file, line))) { Signature = Said.Signature(parameters) }, text, new(file, line));

    /// <summary>Describes a procedure.</summary>
    /// <param name="name">The procedure.</param>
    /// <param name="parameters">The types of its parameters, as SQL; null if it is the only one of its name.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnProcedure(
        string name, string? parameters, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Note(
        new(ObjectKind.Procedure, Said.Name(name, new(file, line))) { Signature = Said.Signature(parameters) }, text, new(file, line));

    /// <summary>Describes a role.</summary>
    /// <param name="name">The role.</param>
    /// <param name="text">What people should know of it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void OnRole(string name, string? text, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new(ObjectKind.Role, new(null, Said.Role(name))), text, new(file, line));

    private void Single(ObjectKind kind, string name, string? text, Origin origin) =>
        Note(new(kind, Said.Name(name, origin)), text, origin);

    private void Part(ObjectKind kind, string table, string name, string? text, Origin origin) =>
        Note(new(kind, new(null, name)) { Of = Said.Name(table, origin) }, text, origin);

    private void Note(DatabaseObject item, string? text, Origin origin) => _recorder.Add(new SetComment(item, text) { Origin = origin });
}
