using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE INDEX</c>.</summary>
/// <param name="Name">Its name; null if PostgreSQL is to choose one.</param>
/// <param name="Table">The indexed table.</param>
/// <param name="Elements">Columns or expressions as SQL, such as <c>lower(email)</c> or <c>created_at DESC</c>.</param>
public sealed record CreateIndex(string? Name, QualifiedName Table, EquatableArray<string> Elements) : Operation
{
    /// <summary>Whether equal keys are an error.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether it is built without blocking writes, which PostgreSQL allows only outside a transaction block.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether an existing relation of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether only the partitioned parent gets it (<c>ON ONLY</c>).</summary>
    public bool Only { get; init; }

    /// <summary>The access method; null for btree.</summary>
    public string? Method { get; init; }

    /// <summary>Columns that the index holds beside its key.</summary>
    public EquatableArray<string> Include { get; init; }

    /// <summary>Which rows it holds, as an SQL condition; null for all.</summary>
    public string? Where { get; init; }

    /// <summary>Whether nulls are equal in a unique index (since PostgreSQL 15).</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary><c>WITH (…)</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>The tablespace; null for the default.</summary>
    public string? Tablespace { get; init; }

    /// <inheritdoc />
    public override bool Transactional => !Concurrently;
}

/// <summary><c>DROP INDEX</c> of one index.</summary>
/// <param name="Index">The index.</param>
public sealed record DropIndex(QualifiedName Index) : Operation
{
    /// <summary>Whether it goes without blocking the table's users, which PostgreSQL allows only outside a transaction block.</summary>
    public bool Concurrently { get; init; }

    /// <summary>Whether a missing index is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }

    /// <inheritdoc />
    public override bool Transactional => !Concurrently;
}
