using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE TABLE</c>.</summary>
/// <param name="Table">The new table.</param>
/// <param name="Columns">Its columns, in order.</param>
/// <param name="Constraints">The constraints that stand beside the columns.</param>
public sealed record CreateTable(
    QualifiedName Table,
    EquatableArray<ColumnDefinition> Columns,
    EquatableArray<TableConstraint> Constraints) : Operation
{
    /// <summary>What follows <c>PARTITION BY</c>, such as <c>RANGE (recorded_at)</c>; null for an ordinary table.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>Whether an existing table of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether other sessions can't see it and it goes with this one.</summary>
    public bool Temporary { get; init; }
}

/// <summary><c>CREATE TABLE … PARTITION OF</c>.</summary>
/// <param name="Table">The new partition.</param>
/// <param name="Parent">The partitioned table.</param>
/// <param name="Bounds">What follows the parent, such as <c>FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')</c> or <c>DEFAULT</c>.</param>
public sealed record CreatePartition(QualifiedName Table, QualifiedName Parent, string Bounds) : Operation;

/// <summary><c>DROP TABLE</c> of one table.</summary>
/// <param name="Table">The table.</param>
public sealed record DropTable(QualifiedName Table) : Operation
{
    /// <summary>Whether a missing table is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER TABLE … ADD COLUMN</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The new column.</param>
public sealed record AddColumn(QualifiedName Table, ColumnDefinition Column) : Operation
{
    /// <summary>Whether an existing column of that name is no error.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary><c>ALTER TABLE … DROP COLUMN</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that goes, with its data, indexes and constraints.</param>
public sealed record DropColumn(QualifiedName Table, string Column) : Operation
{
    /// <summary>Whether a missing column is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}
