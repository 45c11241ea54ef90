using System.Runtime.CompilerServices;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>An object without rows that is changed.</summary>
/// <typeparam name="TSelf">The builder itself, so that verbs chain.</typeparam>
public abstract class AlterObjectBuilder<TSelf> : IChainOfChanges
    where TSelf : AlterObjectBuilder<TSelf>
{
    private protected AlterObjectBuilder(OperationRecorder recorder, DatabaseObject item)
    {
        Recorder = recorder;
        Object = item;
    }

    private protected OperationRecorder Recorder { get; }

    private protected DatabaseObject Object { get; }

    /// <summary>Makes a role its owner.</summary>
    /// <param name="role">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf OwnerTo(string role, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetOwner(Object, Said.Role(role)) { Origin = new(file, line) });

    private protected TSelf Note(Operation operation)
    {
        Recorder.Add(operation);
        return (TSelf)this;
    }
}

/// <summary>An object of a schema that is changed.</summary>
/// <typeparam name="TSelf">The builder itself, so that verbs chain.</typeparam>
public abstract class AlterSchemaObjectBuilder<TSelf> : AlterObjectBuilder<TSelf>
    where TSelf : AlterSchemaObjectBuilder<TSelf>
{
    private protected AlterSchemaObjectBuilder(OperationRecorder recorder, DatabaseObject item)
        : base(recorder, item)
    {
    }

    /// <summary>Moves it to another schema.</summary>
    /// <param name="schema">The other schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf SetSchema(string schema, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new SetObjectSchema(Object, schema) { Origin = new(file, line) });
}

/// <summary>A function or procedure that is changed.</summary>
public sealed class AlterRoutineBuilder : AlterSchemaObjectBuilder<AlterRoutineBuilder>
{
    internal AlterRoutineBuilder(OperationRecorder recorder, DatabaseObject routine)
        : base(recorder, routine)
    {
    }

    /// <summary>Gives it other properties.</summary>
    /// <param name="options">Each as SQL: <c>STABLE</c>, <c>SECURITY DEFINER</c>, <c>SET search_path TO ''</c>, <c>COST 10</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterRoutineBuilder SetOptions(string[] options, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Note(new AlterRoutine(Object, new(options)) { Origin = new(file, line) });
}

/// <summary>A schema that is changed.</summary>
public sealed class AlterSchemaBuilder : AlterObjectBuilder<AlterSchemaBuilder>
{
    internal AlterSchemaBuilder(OperationRecorder recorder, string name)
        : base(recorder, new(ObjectKind.Schema, new(null, name)))
    {
    }
}

/// <summary>An extension that is changed.</summary>
public sealed class AlterExtensionBuilder : IChainOfChanges
{
    private readonly OperationRecorder _recorder;
    private readonly string _name;

    internal AlterExtensionBuilder(OperationRecorder recorder, string name)
    {
        _recorder = recorder;
        _name = name;
    }

    /// <summary>Brings it to another version.</summary>
    /// <param name="version">The version; null for the server's default.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterExtensionBuilder Update(string? version = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _recorder.Add(new UpdateExtension(_name, version) { Origin = new(file, line) });
        return this;
    }

    /// <summary>Moves its objects to another schema, if it lets them.</summary>
    /// <param name="schema">The other schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterExtensionBuilder SetSchema(string schema, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _recorder.Add(new SetObjectSchema(new(ObjectKind.Extension, new(null, _name)), schema) { Origin = new(file, line) });
        return this;
    }
}

/// <summary>Statistics that are changed.</summary>
public sealed class AlterStatisticsBuilder : AlterSchemaObjectBuilder<AlterStatisticsBuilder>
{
    internal AlterStatisticsBuilder(OperationRecorder recorder, QualifiedName name)
        : base(recorder, new(ObjectKind.Statistics, name))
    {
    }

    /// <summary>How finely ANALYZE looks.</summary>
    /// <param name="target">0 to 10000; null for the server's default.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterStatisticsBuilder SetTarget(
        int? target, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => target is < 0 or > 10000
        ? throw new AuthoringException($"SetTarget({target}): the target is from 0 to 10000, or null.", new(file, line))
        : Note(new SetStatisticsTarget(Object.Name, target) { Origin = new(file, line) });
}
