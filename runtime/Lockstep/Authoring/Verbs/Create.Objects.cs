using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;

namespace Lockstep.Authoring;

/// <content>Types, views, code, rights and replication.</content>
public readonly partial struct Create
{
    /// <summary>Makes an enum: a type of a few texts in an order.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="labels">Its values, in order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Enum(string name, string[] labels, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        _recorder.Add(new CreateEnumType(Said.Name(name, new(file, line)), new(labels)) { Origin = new(file, line) });

    /// <summary>Makes a composite type: a row without a table. Say its fields with <c>WithField</c>.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateCompositeTypeBuilder CompositeType(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), default) { Origin = new(file, line) });

    /// <summary>Makes a range type over another type.</summary>
    /// <param name="name">The type's name.</param>
    /// <param name="subtype">The type of its ends.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateRangeTypeOptions RangeType(
        string name, ColumnType subtype, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => new(
        _recorder,
        new(Said.Name(name, new(file, line)), EquatableArray.Of(new OptionSetting("subtype", subtype.Sql))) { Origin = new(file, line) });

    /// <summary>Makes a domain: a type with rules of its own.</summary>
    /// <param name="name">The domain's name.</param>
    /// <param name="type">The type under it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateDomainOptions Domain(string name, ColumnType type, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), type.Sql) { Origin = new(file, line) });

    /// <summary>Makes a view. With <see cref="CreateViewOptions.OrReplace"/>, ACCESS EXCLUSIVE on the old one, for an instant.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">What it shows, as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateViewOptions View(string name, string query, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), query) { Origin = new(file, line) });

    /// <summary>Makes a materialized view: the rows of a query, kept until they are refreshed.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="query">The query, as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateMaterializedViewOptions MaterializedView(
        string name, string query, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), query) { Origin = new(file, line) });

    /// <summary>Makes a function; say what it does with <c>Body</c> or <c>SqlBody</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateRoutineBuilder Function(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), default) { Origin = new(file, line) });

    /// <summary>Makes a procedure; say what it does with <c>Body</c> or <c>SqlBody</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateRoutineBuilder Procedure(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)), default) { Procedure = true, Origin = new(file, line) });

    /// <summary>Makes a trigger; say where with <c>On</c>, when, and what it calls with <c>Execute</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTriggerBuilder Trigger(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, isConstraint: false, new(file, line));

    /// <summary>Makes a constraint trigger, whose work a transaction may put off; AFTER and FOR EACH ROW only.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateTriggerBuilder ConstraintTrigger(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, isConstraint: true, new(file, line));

    /// <summary>Makes an event trigger, which fires on schema changes. For superusers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="on"><c>ddl_command_start</c>, <c>ddl_command_end</c>, <c>table_rewrite</c> or <c>sql_drop</c>.</param>
    /// <param name="function">The function that it calls.</param>
    /// <param name="tags">The commands that it fires for, such as <c>CREATE TABLE</c>; null for all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void EventTrigger(
        string name, string on, string function, string[]? tags = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _recorder.Add(
        new CreateEventTrigger(name, on, Said.Name(function, new(file, line))) { Tags = new(tags ?? []), Origin = new(file, line) });

    /// <summary>Makes a rule, which rewrites statements; say on what with <c>On</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateRuleBuilder Rule(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, new(file, line));

    /// <summary>Makes a policy, which decides which rows a role sees and writes; say whose with <c>On</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreatePolicyBuilder Policy(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, name, new(file, line));

    /// <summary>Installs an extension.</summary>
    /// <param name="name">Its name, such as <c>pg_trgm</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateExtensionOptions Extension(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)).Name) { Origin = new(file, line) });

    /// <summary>Makes a publication for logical replication. Without <c>ForTable</c> and its like it publishes nothing yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreatePublicationBuilder Publication(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Name(name, new(file, line)).Name, default) { Origin = new(file, line) });

    /// <summary>Makes a role, which belongs to the whole server and not to the database.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public CreateRoleOptions Role(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(_recorder, new(Said.Role(Said.Name(name, new(file, line)).Name), string.Empty) { Origin = new(file, line) });
}
