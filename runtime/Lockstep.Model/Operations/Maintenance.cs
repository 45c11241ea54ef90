using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>A table, and which of its columns.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns; empty for all.</param>
public sealed record MaintenanceTarget(QualifiedName Table, EquatableArray<string> Columns)
{
    /// <summary>Whether the table's children are left out (since PostgreSQL 18).</summary>
    public bool Only { get; init; }
}

/// <summary><c>VACUUM</c>.</summary>
/// <param name="Targets">The tables; empty for all.</param>
public sealed record Vacuum(EquatableArray<MaintenanceTarget> Targets) : Operation
{
    /// <summary>Such as <c>full</c>, <c>freeze</c>, <c>analyze</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <inheritdoc />
    public override bool Transactional => false;
}

/// <summary><c>ANALYZE</c>.</summary>
/// <param name="Targets">The tables; empty for all.</param>
public sealed record Analyze(EquatableArray<MaintenanceTarget> Targets) : Operation
{
    /// <summary>Such as <c>skip_locked</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }
}

/// <summary>What <c>REINDEX</c> builds anew.</summary>
public enum ReindexScope
{
    /// <summary>An index.</summary>
    Index,

    /// <summary>A table's indexes.</summary>
    Table,

    /// <summary>A schema's.</summary>
    Schema,

    /// <summary>The database's.</summary>
    Database,

    /// <summary>Those of the system catalogs.</summary>
    System,
}

/// <summary><c>REINDEX</c>.</summary>
/// <param name="Scope">What is meant by <paramref name="Name"/>.</param>
/// <param name="Name">Of what; null for the current database.</param>
public sealed record Reindex(ReindexScope Scope, QualifiedName? Name) : Operation
{
    /// <summary>Whether the tables' users are not blocked, which PostgreSQL allows only outside a transaction block.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Other options, such as <c>tablespace</c> and <c>verbose</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>A partitioned table or index can't be done in a transaction block either, which the statement does not tell.</summary>
    public override bool Transactional => !Concurrently && Scope is ReindexScope.Index or ReindexScope.Table;
}

/// <summary><c>CLUSTER</c>.</summary>
/// <param name="Table">The table; null for all that were clustered before.</param>
public sealed record Cluster(QualifiedName? Table) : Operation
{
    /// <summary>The index to sort by; null for the one of the last time.</summary>
    public string? Index { get; init; }

    /// <summary>Whether it tells what it does.</summary>
    public bool Verbose { get; init; }

    /// <summary>All tables go through transactions of their own. So does a partitioned table, which the statement does not tell.</summary>
    public override bool Transactional => Table is not null;
}

/// <summary><c>REFRESH MATERIALIZED VIEW</c>.</summary>
/// <param name="View">The view.</param>
public sealed record RefreshView(QualifiedName View) : Operation
{
    /// <summary>Whether it can be read meanwhile; it needs a unique index. Allowed in a transaction block.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether it is emptied instead.</summary>
    public bool WithNoData { get; init; }
}

/// <summary><c>LOCK TABLE</c>.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Mode">Such as <c>ACCESS EXCLUSIVE</c>.</param>
public sealed record LockTables(EquatableArray<QualifiedName> Tables, string Mode) : Operation
{
    /// <summary>Whether the tables' children are left out.</summary>
    public bool Only { get; init; }

    /// <summary>Whether a lock that can't be had at once is an error.</summary>
    public bool NoWait { get; init; }
}

/// <summary><c>CHECKPOINT</c>.</summary>
public sealed record Checkpoint : Operation;
