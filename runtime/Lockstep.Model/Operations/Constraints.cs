using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>ALTER TABLE … ADD CONSTRAINT</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Constraint">The new constraint.</param>
public sealed record AddConstraint(QualifiedName Table, TableConstraint Constraint) : TableChange(Table);

/// <summary><c>ALTER TABLE … DROP CONSTRAINT</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint.</param>
public sealed record DropConstraint(QualifiedName Table, string Name) : TableChange(Table)
{
    /// <summary>Whether a missing constraint is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER TABLE … VALIDATE CONSTRAINT</c>: rows that were not checked yet are.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint.</param>
public sealed record ValidateConstraint(QualifiedName Table, string Name) : TableChange(Table);

/// <summary><c>ALTER TABLE … RENAME CONSTRAINT</c>; its index, if it has one, is renamed too.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint.</param>
/// <param name="NewName">Its new name.</param>
public sealed record RenameConstraint(QualifiedName Table, string Name, string NewName) : TableChange(Table);

/// <summary><c>ALTER TABLE … ALTER CONSTRAINT</c>. What is null stays.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint.</param>
public sealed record AlterConstraint(QualifiedName Table, string Name) : TableChange(Table)
{
    /// <summary>Whether a transaction may put its check off.</summary>
    public bool? Deferrable { get; init; }

    /// <summary>Whether its check is put off unless told otherwise.</summary>
    public bool? InitiallyDeferred { get; init; }

    /// <summary>Whether it is enforced (since PostgreSQL 18).</summary>
    public bool? Enforced { get; init; }

    /// <summary>Whether the table's children get it (since PostgreSQL 18).</summary>
    public bool? Inherits { get; init; }
}
