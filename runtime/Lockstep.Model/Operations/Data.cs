using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>A statement that reads or writes rows, kept as text.</summary>
/// <param name="Sql">The statement.</param>
public abstract record DataStatement(string Sql) : Operation
{
    /// <summary>How it is done in batches, each committed on its own; null if it is done at once. Only for UPDATE and DELETE.</summary>
    public BackfillSettings? Backfill { get; init; }

    /// <inheritdoc />
    public override bool Transactional => Backfill is null;
}

/// <summary><c>SELECT</c>, <c>VALUES</c> or <c>TABLE</c>, which may call functions that do anything.</summary>
/// <param name="Sql">The statement.</param>
public sealed record Query(string Sql) : DataStatement(Sql);

/// <summary><c>INSERT</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Sql">The statement.</param>
public sealed record InsertRows(QualifiedName Table, string Sql) : DataStatement(Sql);

/// <summary><c>UPDATE</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Sql">The statement.</param>
public sealed record UpdateRows(QualifiedName Table, string Sql) : DataStatement(Sql)
{
    /// <summary>Whether a condition says which rows.</summary>
    public bool HasWhere { get; init; }

    /// <summary>The columns that are set.</summary>
    public EquatableArray<string> Columns { get; init; }
}

/// <summary><c>DELETE</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Sql">The statement.</param>
public sealed record DeleteRows(QualifiedName Table, string Sql) : DataStatement(Sql)
{
    /// <summary>Whether a condition says which rows.</summary>
    public bool HasWhere { get; init; }
}

/// <summary><c>MERGE</c>.</summary>
/// <param name="Table">The table that is changed.</param>
/// <param name="Sql">The statement.</param>
public sealed record MergeRows(QualifiedName Table, string Sql) : DataStatement(Sql);

/// <summary><c>COPY</c>.</summary>
/// <param name="Table">The table; null for a query's rows.</param>
/// <param name="Sql">The statement.</param>
public sealed record CopyRows(QualifiedName? Table, string Sql) : DataStatement(Sql)
{
    /// <summary>Whether rows come in.</summary>
    public bool From { get; init; }
}

/// <summary><c>CALL</c>. A procedure may commit, and then fails in a transaction block; nobody can tell from the statement.</summary>
/// <param name="Procedure">The procedure.</param>
/// <param name="Sql">The statement.</param>
public sealed record CallProcedure(QualifiedName Procedure, string Sql) : DataStatement(Sql);

/// <summary><c>TRUNCATE</c>.</summary>
/// <param name="Tables">The tables.</param>
public sealed record Truncate(EquatableArray<QualifiedName> Tables) : Operation
{
    /// <summary>Whether the tables' children keep their rows.</summary>
    public bool Only { get; init; }

    /// <summary>Whether sequences of the tables' columns start again.</summary>
    public bool RestartIdentity { get; init; }

    /// <summary>Whether tables that reference them lose their rows too.</summary>
    public bool Cascade { get; init; }
}
