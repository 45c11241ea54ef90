using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>An object of a database, as the catalog would hold it.</summary>
/// <param name="Name">Its whole name.</param>
public abstract record SchemaObject(ObjectName Name)
{
    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>The role that owns it, as SQL; null for the one that made it.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// What was granted on it, in order of the text: <c>SELECT TO reader</c>, <c>SELECT (email) TO reader</c>, <c>INSERT TO writer WITH GRANT OPTION</c>; and what
    /// objects of the kind grant from the start and it does not any more: <c>NO EXECUTE TO PUBLIC</c>. By whom it was granted is left out: by who ran the statement.
    /// </summary>
    public EquatableArray<string> Grants { get; init; }

    /// <summary>The extensions that it is dropped with, in order of their names.</summary>
    public EquatableArray<string> DropsWith { get; init; }
}

/// <summary>A schema.</summary>
/// <param name="Name">Its name, in <see cref="ObjectName.Name"/>.</param>
public sealed record NamespaceObject(ObjectName Name) : SchemaObject(Name);

/// <summary>What objects get granted that are made from now on.</summary>
/// <param name="Name">The schema, empty for all; the role that makes them as SQL, empty for the current one; and the kind, such as <c>TABLES</c>.</param>
public sealed record DefaultPrivileges(ObjectName Name) : SchemaObject(Name);

/// <summary>A relation: what shares one space of names with tables.</summary>
/// <param name="Name">Its whole name.</param>
public abstract record Relation(ObjectName Name) : SchemaObject(Name)
{
    /// <summary>How long it stays.</summary>
    public Persistence Persistence { get; init; }

    /// <summary>Its storage options, in order of their names.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>Its tablespace; null for the default.</summary>
    public string? Tablespace { get; init; }
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as PostgreSQL's catalog calls it, such as <c>int4</c> or <c>varchar(20)[]</c>; empty if it can't be told (of a view).</param>
public sealed record Column(string Name, string Type)
{
    /// <summary>Whether it refuses nulls.</summary>
    public bool NotNull { get; init; }

    /// <summary>The constraint that refuses nulls; null if there is none, or before PostgreSQL 18, which keeps nothing of it but <see cref="NotNull"/>.</summary>
    public SchemaConstraint? NotNullConstraint { get; init; }

    /// <summary>Its default as an SQL expression; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>What a generated column holds; null for an ordinary one.</summary>
    public string? GeneratedAs { get; init; }

    /// <summary>Whether a generated column is computed when it is read.</summary>
    public bool GeneratedVirtual { get; init; }

    /// <summary>Whether and how it is an identity column.</summary>
    public Identity Identity { get; init; }

    /// <summary>Its collation as SQL; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>How long values are stored; null for the type's own way.</summary>
    public string? Storage { get; init; }

    /// <summary>How long values are compressed; null for the default.</summary>
    public string? Compression { get; init; }

    /// <summary>How finely ANALYZE looks; null for the default.</summary>
    public int? Statistics { get; init; }

    /// <summary>Its options, in order of their names.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>A foreign table's options for it, in order of their names, each value as a string that SQL reads.</summary>
    public EquatableArray<OptionSetting> ForeignOptions { get; init; }

    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether a parent gives it.</summary>
    public bool Inherited { get; init; }

    /// <summary>Whether the table has it of its own, so that it stays when the parent's goes.</summary>
    public bool Local { get; init; } = true;
}

/// <summary>A constraint of a table or domain.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it says, with all names resolved and <see cref="TableConstraint.NotValid"/> until it is validated.</param>
public sealed record SchemaConstraint(string Name, TableConstraint Definition)
{
    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether a parent gives it.</summary>
    public bool Inherited { get; init; }

    /// <summary>Whether the table has it of its own, so that it stays when the parent's goes.</summary>
    public bool Local { get; init; } = true;

    /// <summary>When the triggers work that enforce it for the table's rows: <c>DISABLE TRIGGER ALL</c> lets rows in that break a foreign key.</summary>
    public FiringState State { get; init; }

    /// <summary>When the triggers work that enforce a foreign key for the rows of the referenced table.</summary>
    public FiringState TargetState { get; init; }
}

/// <summary>A trigger.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it does.</param>
public sealed record SchemaTrigger(string Name, CreateTrigger Definition)
{
    /// <summary>When it fires.</summary>
    public FiringState State { get; init; }

    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether the partitioned table gives it.</summary>
    public bool Inherited { get; init; }

    /// <summary>The extensions that it is dropped with, in order of their names.</summary>
    public EquatableArray<string> DropsWith { get; init; }
}

/// <summary>A rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it does.</param>
public sealed record SchemaRule(string Name, CreateRule Definition)
{
    /// <summary>When it works.</summary>
    public FiringState State { get; init; }

    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }
}

/// <summary>A policy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it says.</param>
public sealed record SchemaPolicy(string Name, CreatePolicy Definition)
{
    /// <summary>Its comment; null if it has none.</summary>
    public string? Comment { get; init; }
}

/// <summary>A relation that has rows: a table or a view.</summary>
/// <param name="Name">Its whole name.</param>
public abstract record RowRelation(ObjectName Name) : Relation(Name)
{
    /// <summary>Its columns, in order.</summary>
    public EquatableArray<Column> Columns { get; init; }

    /// <summary>Its triggers, in order of their names, which is the order in which they fire.</summary>
    public EquatableArray<SchemaTrigger> Triggers { get; init; }

    /// <summary>Its rules, in order of their names.</summary>
    public EquatableArray<SchemaRule> Rules { get; init; }

    /// <summary>The index that CLUSTER sorts by; null for none.</summary>
    public string? ClusterIndex { get; init; }

    /// <summary>The access method; null for the default.</summary>
    public string? AccessMethod { get; init; }

    /// <summary>The column of that name; null if there is none.</summary>
    public Column? Column(string name)
    {
        foreach (var column in Columns)
        {
            if (column.Name == name) return column;
        }

        return null;
    }
}

/// <summary>A table, also a partition or a foreign table.</summary>
/// <param name="Name">Its whole name.</param>
public sealed record Table(ObjectName Name) : RowRelation(Name)
{
    /// <summary>Its constraints but for NOT NULL, which the columns have, in order of their names.</summary>
    public EquatableArray<SchemaConstraint> Constraints { get; init; }

    /// <summary>Its policies, in order of their names.</summary>
    public EquatableArray<SchemaPolicy> Policies { get; init; }

    /// <summary>What follows <c>PARTITION BY</c>; null if it is not partitioned.</summary>
    public string? PartitionBy { get; init; }

    /// <summary>The bounds of a partition; null if it is none. The partitioned table is then the only one in <see cref="Inherits"/>.</summary>
    public string? Bounds { get; init; }

    /// <summary>The tables that it inherits from.</summary>
    public EquatableArray<ObjectName> Inherits { get; init; }

    /// <summary>Whether policies decide which rows a role sees.</summary>
    public bool RowSecurity { get; init; }

    /// <summary>Whether policies hold for the owner too.</summary>
    public bool RowSecurityForced { get; init; }

    /// <summary>What of an old row logical replication gets.</summary>
    public ReplicaIdentity ReplicaIdentity { get; init; }

    /// <summary>The index with <see cref="ReplicaIdentity.Index"/>.</summary>
    public string? ReplicaIndex { get; init; }

    /// <summary>The composite type that gives its shape; null for none.</summary>
    public ObjectName? OfType { get; init; }

    /// <summary>A foreign table's server; null for an ordinary table.</summary>
    public string? Server { get; init; }

    /// <summary>A foreign table's options, in order of their names, each value as a string that SQL reads.</summary>
    public EquatableArray<OptionSetting> ForeignOptions { get; init; }

    /// <summary>The constraint of that name; null if there is none.</summary>
    public SchemaConstraint? Constraint(string name)
    {
        foreach (var constraint in Constraints)
        {
            if (constraint.Name == name) return constraint;
        }

        return null;
    }
}

/// <summary>A view, or a materialized view.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Query">What it shows: as it was written, but with the columns that a star stood for and today's names.</param>
public sealed record View(ObjectName Name, string Query) : RowRelation(Name)
{
    /// <summary>Whether it keeps its rows.</summary>
    public bool Materialized { get; init; }

    /// <summary><c>LOCAL</c> or <c>CASCADED</c>; null without check.</summary>
    public string? CheckOption { get; init; }

    /// <summary>Whether the query names the view itself.</summary>
    public bool Recursive { get; init; }

    /// <summary>The columns' names as they were given; empty for the query's own.</summary>
    public EquatableArray<string> ColumnNames { get; init; }

    /// <summary>The relations that the query names.</summary>
    public EquatableArray<ObjectName> Uses { get; init; }
}

/// <summary>An index.</summary>
/// <param name="Name">Its whole name; its schema is its table's.</param>
/// <param name="Table">The indexed table or materialized view.</param>
/// <param name="Elements">Columns or expressions as SQL.</param>
public sealed record TableIndex(ObjectName Name, ObjectName Table, EquatableArray<string> Elements) : Relation(Name)
{
    /// <summary>Whether equal keys are an error.</summary>
    public bool Unique { get; init; }

    /// <summary>The access method.</summary>
    public string Method { get; init; } = "btree";

    /// <summary>Columns beside the key.</summary>
    public EquatableArray<string> Include { get; init; }

    /// <summary>Which rows it holds; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>Whether nulls are equal.</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The constraint that it enforces; null if none. It has the index's name.</summary>
    public string? Constraint { get; init; }

    /// <summary>The partitioned table's index that it is a part of; null if none.</summary>
    public ObjectName? Parent { get; init; }

    /// <summary>Whether it is not complete: a partitioned table's while a partition lacks it, or one that CONCURRENTLY did not bring to an end.</summary>
    public bool Invalid { get; init; }

    /// <summary>How finely ANALYZE looks at its expressions, where that was set: the column's number, and the target.</summary>
    public EquatableArray<OptionSetting> Statistics { get; init; }
}

/// <summary>A sequence.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Settings">What it is like, without what is as PostgreSQL has it by default.</param>
public sealed record Sequence(ObjectName Name, SequenceOptions Settings) : Relation(Name)
{
    /// <summary>The table of the column that it goes with; null if none.</summary>
    public ObjectName? OwnerTable { get; init; }

    /// <summary>The column that it goes with; null if none.</summary>
    public string? OwnerColumn { get; init; }

    /// <summary>Whether it is an identity column's.</summary>
    public bool ForIdentity { get; init; }
}
