using System.Runtime.CompilerServices;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A table, view, index or sequence that is changed.</summary>
/// <typeparam name="TSelf">The builder itself, so that verbs chain.</typeparam>
public abstract class AlterRelationBuilder<TSelf> : IChainOfChanges
    where TSelf : AlterRelationBuilder<TSelf>
{
    private readonly RelationKind _kind;
    private bool _ifExists;
    private bool _only;

    private protected AlterRelationBuilder(OperationRecorder recorder, QualifiedName name, RelationKind kind)
    {
        Recorder = recorder;
        RelationName = name;
        _kind = kind;
    }

    private protected OperationRecorder Recorder { get; }

    private protected QualifiedName RelationName { get; }

    /// <summary>If it is missing, the changes that follow are no error and do nothing.</summary>
    public TSelf IfExists()
    {
        _ifExists = true;
        return (TSelf)this;
    }

    /// <summary>Moves it to another schema, with its indexes and the sequences of its columns. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="schema">The other schema.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf SetSchema(string schema, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableSchema(RelationName, schema), file, line);

    /// <summary>Makes a role its owner. Lock: ACCESS EXCLUSIVE, for an instant.</summary>
    /// <param name="role">The role.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf OwnerTo(string role, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Recorder.Add(new SetOwner(new(ObjectKinds.Of(_kind), RelationName), Said.Role(role)) { IfExists = _ifExists, Origin = new(file, line) });
        return (TSelf)this;
    }

    /// <summary>Sets an option of its storage.</summary>
    /// <param name="option">Such as <c>fillfactor</c>, <c>autovacuum_enabled</c>, of a view <c>security_invoker</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf SetOption(string option, string value, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableOptions(RelationName, EquatableArray.Of(new OptionSetting(option, value))), file, line);

    /// <summary>Takes options of its storage back to their defaults.</summary>
    /// <param name="options">Their names.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public TSelf ResetOptions(string[] options, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new ResetTableOptions(RelationName, new(options)), file, line);

    private protected void SetOnly() => _only = true;

    /// <summary>The change with what was said of the whole chain, and its place.</summary>
    private protected TChange Placed<TChange>(TChange change, string file, int line)
        where TChange : TableChange =>
        (TChange)(TableChange)(change with { Relation = _kind, IfTableExists = _ifExists, Only = _only, Origin = new(file, line) });

    private protected int Note(TableChange change, string file, int line) => Recorder.Add(Placed(change, file, line));

    private protected TSelf Change(TableChange change, string file, int line)
    {
        Note(change, file, line);
        return (TSelf)this;
    }
}

/// <summary>A view that is changed.</summary>
public sealed class AlterViewBuilder : AlterRelationBuilder<AlterViewBuilder>
{
    internal AlterViewBuilder(OperationRecorder recorder, QualifiedName name)
        : base(recorder, name, RelationKind.View)
    {
    }

    /// <summary>What INSERT into the view takes for a column that it does not give.</summary>
    /// <param name="column">The column.</param>
    /// <param name="expression">An SQL expression.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterViewBuilder SetDefault(
        string column, string expression, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetColumnDefault(RelationName, column, expression), file, line);

    /// <summary>The column has no default of its own any more.</summary>
    /// <param name="column">The column.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterViewBuilder DropDefault(string column, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetColumnDefault(RelationName, column, null), file, line);
}

/// <summary>A materialized view that is changed.</summary>
public sealed class AlterMaterializedViewBuilder : AlterRelationBuilder<AlterMaterializedViewBuilder>
{
    internal AlterMaterializedViewBuilder(OperationRecorder recorder, QualifiedName name)
        : base(recorder, name, RelationKind.MaterializedView)
    {
    }

    /// <summary>Copies its rows to another tablespace. Lock: ACCESS EXCLUSIVE while they are copied.</summary>
    /// <param name="tablespace">The tablespace.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterMaterializedViewBuilder SetTablespace(
        string tablespace, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableTablespace(RelationName, tablespace), file, line);
}

/// <summary>An index that is changed.</summary>
public sealed class AlterIndexBuilder : AlterRelationBuilder<AlterIndexBuilder>
{
    internal AlterIndexBuilder(OperationRecorder recorder, QualifiedName name)
        : base(recorder, name, RelationKind.Index)
    {
    }

    /// <summary>Makes a partition's index a part of this one, which belongs to the partitioned table.</summary>
    /// <param name="index">The partition's index.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterIndexBuilder AttachPartition(string index, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new AttachIndexPartition(RelationName, QualifiedName.Parse(index)), file, line);

    /// <summary>How finely ANALYZE looks at an expression of the index.</summary>
    /// <param name="column">Its number among the index's columns, from 1.</param>
    /// <param name="target">0 to 10000; null for the server's default.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterIndexBuilder SetStatistics(int column, int? target, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetColumnStatistics(RelationName, column.ToString(System.Globalization.CultureInfo.InvariantCulture), target), file, line);

    /// <summary>Copies it to another tablespace. Lock: ACCESS EXCLUSIVE while it is copied.</summary>
    /// <param name="tablespace">The tablespace.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public AlterIndexBuilder SetTablespace(string tablespace, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Change(new SetTableTablespace(RelationName, tablespace), file, line);
}

/// <summary>A sequence that is changed: all words make one change.</summary>
public sealed class AlterSequenceBuilder : SequenceWords<AlterSequenceBuilder, AlterSequence>
{
    internal AlterSequenceBuilder(OperationRecorder recorder, AlterSequence sequence)
        : base(recorder, sequence)
    {
    }

    /// <summary>A missing sequence is no error.</summary>
    public AlterSequenceBuilder IfExists() => With(sequence => sequence with { IfExists = true });

    /// <summary>It starts again.</summary>
    /// <param name="value">Its next value; without it, its first.</param>
    public AlterSequenceBuilder Restart(long? value = null) => Say(options => options with { Restart = true, RestartWith = value });

    private protected override AlterSequenceBuilder Say(Func<SequenceOptions, SequenceOptions> change) =>
        With(sequence => sequence with { Options = change(sequence.Options) });
}
