using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE TABLE … PARTITION OF</c>.</summary>
/// <param name="Table">The new partition.</param>
/// <param name="Parent">The partitioned table.</param>
/// <param name="Bounds">What follows the parent, such as <c>FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')</c> or <c>DEFAULT</c>.</param>
public sealed record CreatePartition(QualifiedName Table, QualifiedName Parent, string Bounds) : Operation
{
    /// <summary>What the partition has of its own about columns of the parent; they have no type here.</summary>
    public EquatableArray<ColumnDefinition> Columns { get; init; }

    /// <summary>The constraints that only the partition has.</summary>
    public EquatableArray<TableConstraint> Constraints { get; init; }

    /// <summary>What follows <c>PARTITION BY</c>, if it is partitioned again; null if not.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>Whether an existing table of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it stays.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>The storage's properties.</summary>
    public TableStorage Storage { get; init; } = TableStorage.Default;

    /// <summary>The server of a foreign table; null for an ordinary one.</summary>
    public string? Server { get; init; }

    /// <summary>A foreign table's options, each value as SQL.</summary>
    public EquatableArray<OptionSetting> ForeignOptions { get; init; }
}

/// <summary><c>ALTER TABLE … ATTACH PARTITION</c>.</summary>
/// <param name="Table">The partitioned table.</param>
/// <param name="Partition">The table that becomes a partition.</param>
/// <param name="Bounds">Which rows it holds: <c>FOR VALUES …</c> or <c>DEFAULT</c>.</param>
public sealed record AttachPartition(QualifiedName Table, QualifiedName Partition, string Bounds) : TableChange(Table);

/// <summary><c>ALTER TABLE … DETACH PARTITION</c>.</summary>
/// <param name="Table">The partitioned table.</param>
/// <param name="Partition">The partition that becomes a table of its own.</param>
public sealed record DetachPartition(QualifiedName Table, QualifiedName Partition) : TableChange(Table)
{
    /// <summary>Whether the table's users are not blocked, which PostgreSQL allows only outside a transaction block.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether a detaching that was cut off is brought to its end.</summary>
    public bool Finalize { get; init; }

    /// <inheritdoc />
    public override bool Transactional => !Concurrently;
}

/// <summary><c>ALTER INDEX … ATTACH PARTITION</c>.</summary>
/// <param name="Table">The partitioned table's index.</param>
/// <param name="Partition">The partition's index.</param>
public sealed record AttachIndexPartition(QualifiedName Table, QualifiedName Partition) : TableChange(Table);
