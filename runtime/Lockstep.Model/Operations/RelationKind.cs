using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>What <c>ALTER TABLE</c> and its like call the relation that they change.</summary>
public enum RelationKind
{
    /// <summary><c>TABLE</c>, which PostgreSQL also takes for most of the others.</summary>
    Table,

    /// <summary><c>FOREIGN TABLE</c>.</summary>
    ForeignTable,

    /// <summary><c>VIEW</c>.</summary>
    View,

    /// <summary><c>MATERIALIZED VIEW</c>.</summary>
    MaterializedView,

    /// <summary><c>INDEX</c>.</summary>
    Index,

    /// <summary><c>SEQUENCE</c>.</summary>
    Sequence,
}

/// <summary>How long a relation stays.</summary>
public enum Persistence
{
    /// <summary>Until it is dropped.</summary>
    Permanent,

    /// <summary>Until it is dropped, but a crash empties it: it is not in the write-ahead log.</summary>
    Unlogged,

    /// <summary>As long as the session, which alone sees it.</summary>
    Temporary,
}

/// <summary>An option as <c>WITH (name = value)</c> sets it.</summary>
/// <param name="Name">Its name, with the part before the dot, if any: <c>fillfactor</c>, <c>toast.autovacuum_enabled</c>.</param>
/// <param name="Value">Its value as SQL; null if only the name is said.</param>
public sealed record OptionSetting(string Name, string? Value);

/// <summary>One change of a relation that exists: an action of <c>ALTER TABLE</c>.</summary>
/// <param name="Table">The table, or what <see cref="Relation"/> says.</param>
public abstract record TableChange(QualifiedName Table) : Operation
{
    /// <summary>What the statement calls it.</summary>
    public RelationKind Relation { get; init; }

    /// <summary>Whether a missing table is no error.</summary>
    public bool IfTableExists { get; init; }

    /// <summary>Whether its children stay as they are.</summary>
    public bool Only { get; init; }
}

/// <summary>A change of one column of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public abstract record ColumnChange(QualifiedName Table, string Column) : TableChange(Table);
