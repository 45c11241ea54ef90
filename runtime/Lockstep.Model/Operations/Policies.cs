using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>ALTER TABLE … ENABLE</c> or <c>DISABLE ROW LEVEL SECURITY</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Enabled">Whether policies decide from now on which rows a role sees.</param>
public sealed record SetRowSecurity(QualifiedName Table, bool Enabled) : TableChange(Table);

/// <summary><c>ALTER TABLE … FORCE</c> or <c>NO FORCE ROW LEVEL SECURITY</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Forced">Whether policies hold for the table's owner too.</param>
public sealed record SetRowSecurityForced(QualifiedName Table, bool Forced) : TableChange(Table);

/// <summary><c>CREATE POLICY</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">The table.</param>
public sealed record CreatePolicy(string Name, QualifiedName Table) : Operation
{
    /// <summary>Whether it takes rows away (AND) and does not give rows (OR).</summary>
    public bool Restrictive { get; init; }

    /// <summary><c>ALL</c>, <c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</summary>
    public string Command { get; init; } = "ALL";

    /// <summary>The roles it is for, as SQL; empty for <c>PUBLIC</c>.</summary>
    public EquatableArray<string> Roles { get; init; }

    /// <summary>Which rows are seen, as an SQL condition; null if it is not said.</summary>
    public string? Using { get; init; }

    /// <summary>Which rows may be written, as an SQL condition; null if it is not said.</summary>
    public string? WithCheck { get; init; }
}

/// <summary><c>ALTER POLICY</c>. What is not said stays.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Table">Its table.</param>
public sealed record AlterPolicy(string Name, QualifiedName Table) : Operation
{
    /// <summary>The roles it is for from now on, as SQL; empty if they stay.</summary>
    public EquatableArray<string> Roles { get; init; }

    /// <summary>Which rows are seen, as an SQL condition; null if that stays.</summary>
    public string? Using { get; init; }

    /// <summary>Which rows may be written, as an SQL condition; null if that stays.</summary>
    public string? WithCheck { get; init; }
}
