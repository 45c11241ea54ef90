using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>A new partition, of which the table is still to be said.</summary>
public sealed class CreatePartitionBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _name;
    private readonly Origin _origin;
    private readonly Action _said;

    internal CreatePartitionBuilder(OperationRecorder recorder, QualifiedName name, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _origin = origin;
        _said = recorder.Expect($"Create.Partition(\"{name}\") does nothing: add .Of(table, bounds).", origin);
    }

    /// <summary>Of which table, and which rows.</summary>
    /// <param name="table">The partitioned table.</param>
    /// <param name="bounds"><c>FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')</c>, <c>FOR VALUES IN ('eu')</c>, or <c>DEFAULT</c>.</param>
    public PartitionOptions Of(string table, string bounds)
    {
        _said();
        return new(_recorder, new(_name, QualifiedName.Parse(table), bounds) { Origin = _origin });
    }

    /// <summary>Of which table; say which rows with <c>ForValues…</c> or <c>Default</c>.</summary>
    /// <param name="table">The partitioned table.</param>
    public PartitionBoundsBuilder Of(string table)
    {
        _said();
        return new(_recorder, _name, QualifiedName.Parse(table), _origin);
    }
}

/// <summary>A new partition, of which the rows are still to be said.</summary>
public sealed class PartitionBoundsBuilder
{
    private readonly OperationRecorder _recorder;
    private readonly QualifiedName _name;
    private readonly QualifiedName _table;
    private readonly Origin _origin;
    private readonly Action _said;

    internal PartitionBoundsBuilder(OperationRecorder recorder, QualifiedName name, QualifiedName table, Origin origin)
    {
        _recorder = recorder;
        _name = name;
        _table = table;
        _origin = origin;
        _said = recorder.Expect($"Create.Partition(\"{name}\").Of(\"{table}\") does nothing: add .ForValuesFromTo(…), .ForValuesIn(…), .ForValuesWith(…) or .Default().", origin);
    }

    /// <summary>The rows whose key is in a range, of a table that is partitioned by range over one column.</summary>
    /// <param name="from">The first value of the range; <c>Sql("MINVALUE")</c> for no lower end.</param>
    /// <param name="to">The value that the range ends before; <c>Sql("MAXVALUE")</c> for no upper end.</param>
    public PartitionOptions ForValuesFromTo(object from, object to) =>
        Bounds("FOR VALUES FROM (" + Said.Value(from, _origin) + ") TO (" + Said.Value(to, _origin) + ")");

    /// <summary>The rows whose key is one of these values, of a table that is partitioned by list.</summary>
    /// <param name="values">The values; null for rows without one.</param>
    public PartitionOptions ForValuesIn(params object?[] values) =>
        Bounds("FOR VALUES IN (" + string.Join(", ", values.Select(value => Said.Value(value, _origin))) + ")");

    /// <summary>The rows whose key's hash, divided, leaves this remainder, of a table that is partitioned by hash.</summary>
    /// <param name="modulus">What it is divided by.</param>
    /// <param name="remainder">From 0 to <paramref name="modulus"/> less one.</param>
    public PartitionOptions ForValuesWith(int modulus, int remainder) => remainder < 0 || remainder >= modulus
        ? throw new AuthoringException($"ForValuesWith({modulus}, {remainder}): the remainder is from 0 to {modulus - 1}.", _origin)
        : Bounds($"FOR VALUES WITH (modulus {modulus}, remainder {remainder})");

    /// <summary>The rows that no other partition takes.</summary>
    public PartitionOptions Default() => Bounds("DEFAULT");

    private PartitionOptions Bounds(string bounds)
    {
        _said();
        return new(_recorder, new(_name, _table, bounds) { Origin = _origin });
    }
}

/// <summary>What can be said of a new partition.</summary>
public sealed class PartitionOptions : OperationOptions<PartitionOptions, CreatePartition>
{
    internal PartitionOptions(OperationRecorder recorder, CreatePartition partition)
        : base(recorder, partition)
    {
    }

    /// <summary>An existing table of that name is no error, and is left as it is.</summary>
    public PartitionOptions IfNotExists() => With(partition => partition with { IfNotExists = true });

    /// <summary>The partition is itself partitioned by ranges.</summary>
    /// <param name="keys">Columns, or expressions in parentheses, as SQL.</param>
    public PartitionOptions PartitionByRange(params string[] keys) => PartitionBy("RANGE", keys);

    /// <summary>The partition is itself partitioned by lists.</summary>
    /// <param name="key">A column, or an expression in parentheses, as SQL.</param>
    public PartitionOptions PartitionByList(string key) => PartitionBy("LIST", [key]);

    /// <summary>The partition is itself partitioned by a hash.</summary>
    /// <param name="keys">Columns, or expressions in parentheses, as SQL.</param>
    public PartitionOptions PartitionByHash(params string[] keys) => PartitionBy("HASH", keys);

    /// <summary>A storage parameter.</summary>
    /// <param name="option">Such as <c>fillfactor</c>.</param>
    /// <param name="value">Its value as SQL.</param>
    public PartitionOptions WithOption(string option, string value) =>
        With(partition => partition with { Storage = partition.Storage with { Options = partition.Storage.Options.With(new(option, value)) } });

    /// <summary>The tablespace.</summary>
    /// <param name="name">Its name.</param>
    public PartitionOptions Tablespace(string name) =>
        With(partition => partition with { Storage = partition.Storage with { Tablespace = name } });

    private PartitionOptions PartitionBy(string strategy, string[] keys) => With(partition =>
        partition with { PartitionBy = $"{strategy} ({string.Join(", ", Said.Columns(keys, "PartitionBy", partition.Origin))})" });
}
