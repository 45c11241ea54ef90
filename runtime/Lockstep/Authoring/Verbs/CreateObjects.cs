using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>What can be said of a new schema.</summary>
public sealed class CreateSchemaOptions : OperationOptions<CreateSchemaOptions, CreateSchema>
{
    internal CreateSchemaOptions(OperationRecorder recorder, CreateSchema schema)
        : base(recorder, schema)
    {
    }

    /// <summary>An existing schema of that name is no error.</summary>
    public CreateSchemaOptions IfNotExists() => With(schema => schema with { IfNotExists = true });

    /// <summary>Who owns it. Without it, the role that migrates.</summary>
    /// <param name="role">The role.</param>
    public CreateSchemaOptions OwnedBy(string role) => With(schema => schema with { Owner = Said.Role(role) });
}

/// <summary>What can be said of a sequence.</summary>
/// <typeparam name="TSelf">The builder itself, so that words chain.</typeparam>
/// <typeparam name="TOperation">What is done with the sequence.</typeparam>
public abstract class SequenceWords<TSelf, TOperation> : OperationOptions<TSelf, TOperation>
    where TSelf : SequenceWords<TSelf, TOperation>
    where TOperation : Operation
{
    private protected SequenceWords(OperationRecorder recorder, TOperation operation)
        : base(recorder, operation)
    {
    }

    /// <summary>Its type.</summary>
    /// <param name="type"><c>SmallInt</c>, <c>Integer</c> or <c>BigInt</c>.</param>
    public TSelf As(ColumnType type) => Say(options => options with { Type = type.Sql });

    /// <summary>The step from a value to the next; negative to count down.</summary>
    /// <param name="step">Not 0.</param>
    public TSelf IncrementBy(long step) => Say(options => options with { Increment = step });

    /// <summary>The least value.</summary>
    /// <param name="value">The value.</param>
    public TSelf MinValue(long value) => Say(options => options with { Minimum = value });

    /// <summary>The type gives the least value.</summary>
    public TSelf NoMinValue() => Say(options => options with { NoMinimum = true });

    /// <summary>The greatest value.</summary>
    /// <param name="value">The value.</param>
    public TSelf MaxValue(long value) => Say(options => options with { Maximum = value });

    /// <summary>The type gives the greatest value.</summary>
    public TSelf NoMaxValue() => Say(options => options with { NoMaximum = true });

    /// <summary>The first value.</summary>
    /// <param name="value">The value.</param>
    public TSelf StartWith(long value) => Say(options => options with { Start = value });

    /// <summary>How many values a session takes at once; what it does not use is lost.</summary>
    /// <param name="values">At least 1.</param>
    public TSelf Cache(long values) => Say(options => options with { Cache = values });

    /// <summary>It begins anew after its last value.</summary>
    public TSelf Cycle() => Say(options => options with { Cycle = true });

    /// <summary>After its last value the next one is an error, as it is unless told otherwise.</summary>
    public TSelf NoCycle() => Say(options => options with { Cycle = false });

    /// <summary>It is dropped with this column.</summary>
    /// <param name="table">The column's table.</param>
    /// <param name="column">The column.</param>
    public TSelf OwnedBy(string table, string column) =>
        Say(options => options with { OwnedBy = QualifiedName.Parse(table).ToSql() + "." + SqlIdentifier.Quote(column) });

    /// <summary>It belongs to no column.</summary>
    public TSelf OwnedByNone() => Say(options => options with { OwnedBy = "NONE" });

    private protected abstract TSelf Say(Func<SequenceOptions, SequenceOptions> change);
}

/// <summary>What can be said of a new sequence.</summary>
public sealed class CreateSequenceOptions : SequenceWords<CreateSequenceOptions, CreateSequence>
{
    internal CreateSequenceOptions(OperationRecorder recorder, CreateSequence sequence)
        : base(recorder, sequence)
    {
    }

    /// <summary>An existing relation of that name is no error.</summary>
    public CreateSequenceOptions IfNotExists() => With(sequence => sequence with { IfNotExists = true });

    /// <summary>Its state is not in the write-ahead log (since PostgreSQL 15).</summary>
    public CreateSequenceOptions Unlogged() => With(sequence => sequence with { Persistence = Persistence.Unlogged });

    private protected override CreateSequenceOptions Say(Func<SequenceOptions, SequenceOptions> change) =>
        With(sequence => sequence with { Options = change(sequence.Options) });
}

/// <summary>New statistics, of which the table is still to be said.</summary>
public sealed class CreateStatisticsBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreateStatisticsBuilder(OperationRecorder recorder, QualifiedName name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Statistics(\"{name}\") does nothing: add .On(table, columns).", origin);
    }

    /// <summary>On which table (SHARE UPDATE EXCLUSIVE), over what. The next ANALYZE fills them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="elements">Two or more columns, or expressions, as SQL.</param>
    public CreateStatisticsOptions On(string table, params string[] elements)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table), Said.Columns(elements, "Create.Statistics", _origin)) { Origin = _origin });
    }
}

/// <summary>What can be said of new statistics.</summary>
public sealed class CreateStatisticsOptions : OperationOptions<CreateStatisticsOptions, CreateStatistics>
{
    internal CreateStatisticsOptions(OperationRecorder recorder, CreateStatistics statistics)
        : base(recorder, statistics)
    {
    }

    /// <summary>Which kinds. Without it, all.</summary>
    /// <param name="kinds"><c>ndistinct</c>, <c>dependencies</c>, <c>mcv</c>.</param>
    public CreateStatisticsOptions Kinds(params string[] kinds) => With(statistics => statistics with { Kinds = new(kinds) });

    /// <summary>Existing ones of that name are no error.</summary>
    public CreateStatisticsOptions IfNotExists() => With(statistics => statistics with { IfNotExists = true });
}
