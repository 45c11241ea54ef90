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

    /// <summary>Whether a crash empties it: it is not in the write-ahead log.</summary>
    public bool Unlogged { get; init; }

    /// <summary>The tables whose columns it takes over with <c>LIKE</c>.</summary>
    public EquatableArray<LikeTable> Like { get; init; }

    /// <summary>The tables that it inherits from.</summary>
    public EquatableArray<QualifiedName> Inherits { get; init; }

    /// <summary>The composite type that gives it its columns (<c>OF</c>); then columns have no type of their own.</summary>
    public QualifiedName? OfType { get; init; }

    /// <summary>The storage's properties.</summary>
    public TableStorage Storage { get; init; } = TableStorage.Default;

    /// <summary>The server of a foreign table; null for an ordinary one.</summary>
    public string? Server { get; init; }

    /// <summary>A foreign table's options, each value as SQL.</summary>
    public EquatableArray<OptionSetting> ForeignOptions { get; init; }
}

/// <summary>Where and how a table keeps its rows.</summary>
public sealed record TableStorage
{
    /// <summary>Nothing is said.</summary>
    public static TableStorage Default { get; } = new();

    /// <summary>The table access method; null for the default.</summary>
    public string? AccessMethod { get; init; }

    /// <summary><c>WITH (…)</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>What <c>ON COMMIT</c> does with a temporary table: <c>DROP</c>, <c>DELETE ROWS</c> or <c>PRESERVE ROWS</c>; null if nothing is said.</summary>
    public string? OnCommit { get; init; }

    /// <summary>The tablespace; null for the default.</summary>
    public string? Tablespace { get; init; }
}

/// <summary><c>LIKE table INCLUDING …</c>.</summary>
/// <param name="Table">The table that is copied.</param>
/// <param name="Including">What is taken over beside the columns.</param>
/// <param name="Position">How many of the columns that are written out stand before it.</param>
public sealed record LikeTable(QualifiedName Table, LikeOptions Including, int Position);

/// <summary><c>CREATE TABLE … AS</c>, also <c>SELECT … INTO</c>.</summary>
/// <param name="Table">The new table.</param>
/// <param name="Query">The query, or <c>EXECUTE …</c>.</param>
public sealed record CreateTableAs(QualifiedName Table, string Query) : Operation
{
    /// <summary>The columns' names; empty for the query's own.</summary>
    public EquatableArray<string> Columns { get; init; }

    /// <summary>Whether an existing table of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it stays.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>The storage's properties.</summary>
    public TableStorage Storage { get; init; } = TableStorage.Default;

    /// <summary>Whether it stays empty.</summary>
    public bool WithNoData { get; init; }
}

/// <summary><c>DROP TABLE</c> of one table.</summary>
/// <param name="Table">The table.</param>
public sealed record DropTable(QualifiedName Table) : Operation
{
    /// <summary>Whether a missing table is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER TABLE … RENAME TO</c>, also of a view, an index, a sequence.</summary>
/// <param name="Table">The relation.</param>
/// <param name="NewName">Its new name, in the same schema.</param>
public sealed record RenameTable(QualifiedName Table, string NewName) : TableChange(Table);

/// <summary><c>ALTER TABLE … SET SCHEMA</c>, also of a view or a sequence.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Schema">Its new schema.</param>
public sealed record SetTableSchema(QualifiedName Table, string Schema) : TableChange(Table);

/// <summary><c>ALTER TABLE … SET (…)</c>: storage options, also of a view or an index.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Options">What is set.</param>
public sealed record SetTableOptions(QualifiedName Table, EquatableArray<OptionSetting> Options) : TableChange(Table);

/// <summary><c>ALTER TABLE … RESET (…)</c>.</summary>
/// <param name="Table">The relation.</param>
/// <param name="Options">The names of the options that go back to their defaults.</param>
public sealed record ResetTableOptions(QualifiedName Table, EquatableArray<string> Options) : TableChange(Table);

/// <summary><c>ALTER TABLE … SET LOGGED</c> or <c>UNLOGGED</c>: rewrites the table.</summary>
/// <param name="Table">The table, or sequence.</param>
/// <param name="Logged">Whether it is in the write-ahead log from now on.</param>
public sealed record SetTableLogged(QualifiedName Table, bool Logged) : TableChange(Table);

/// <summary><c>ALTER TABLE … SET ACCESS METHOD</c>: rewrites the table.</summary>
/// <param name="Table">The table, or materialized view.</param>
/// <param name="Method">The access method; null for the default.</param>
public sealed record SetTableAccessMethod(QualifiedName Table, string? Method) : TableChange(Table);

/// <summary><c>ALTER TABLE … SET TABLESPACE</c>: copies the data files.</summary>
/// <param name="Table">The table, index or materialized view.</param>
/// <param name="Tablespace">Where it goes.</param>
public sealed record SetTableTablespace(QualifiedName Table, string Tablespace) : TableChange(Table);

/// <summary><c>ALTER TABLE ALL IN TABLESPACE …</c>.</summary>
/// <param name="Relation">Tables, indexes or materialized views.</param>
/// <param name="From">The tablespace they are in.</param>
/// <param name="To">The tablespace they go to.</param>
public sealed record MoveTablespace(RelationKind Relation, string From, string To) : Operation
{
    /// <summary>Only those of these roles, as SQL; empty for all.</summary>
    public EquatableArray<string> OwnedBy { get; init; }

    /// <summary>Whether a lock that can't be had at once is an error.</summary>
    public bool NoWait { get; init; }
}

/// <summary><c>ALTER TABLE … CLUSTER ON</c>, or <c>SET WITHOUT CLUSTER</c>: which index a later CLUSTER sorts by.</summary>
/// <param name="Table">The table.</param>
/// <param name="Index">The index; null for none.</param>
public sealed record SetClusterIndex(QualifiedName Table, string? Index) : TableChange(Table);

/// <summary>What of an old row is written to the log for logical replication.</summary>
public enum ReplicaIdentity
{
    /// <summary>The primary key.</summary>
    Default,

    /// <summary>The whole row.</summary>
    Full,

    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>The columns of an index.</summary>
    Index,
}

/// <summary><c>ALTER TABLE … REPLICA IDENTITY</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Identity">What is written.</param>
/// <param name="Index">The index, with <see cref="ReplicaIdentity.Index"/>.</param>
public sealed record SetReplicaIdentity(QualifiedName Table, ReplicaIdentity Identity, string? Index = null) : TableChange(Table);

/// <summary><c>ALTER TABLE … INHERIT</c> or <c>NO INHERIT</c>.</summary>
/// <param name="Table">The child.</param>
/// <param name="Parent">The parent.</param>
/// <param name="Inherits">Whether it inherits from now on.</param>
public sealed record SetInheritance(QualifiedName Table, QualifiedName Parent, bool Inherits) : TableChange(Table);

/// <summary><c>ALTER TABLE … OF</c> or <c>NOT OF</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Type">The composite type that it takes its shape from; null for none.</param>
public sealed record SetTableType(QualifiedName Table, QualifiedName? Type) : TableChange(Table);

/// <summary><c>ALTER FOREIGN TABLE … OPTIONS</c>.</summary>
/// <param name="Table">The foreign table.</param>
/// <param name="Options">What stands between the parentheses.</param>
public sealed record SetForeignOptions(QualifiedName Table, string Options) : TableChange(Table);
