using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>The far side of a foreign key.</summary>
/// <param name="Table">The referenced table.</param>
/// <param name="Columns">Its columns; empty for its primary key.</param>
/// <param name="OnDelete">When a referenced row is deleted.</param>
/// <param name="OnUpdate">When a referenced key changes.</param>
public sealed record ForeignKeyTarget(
    QualifiedName Table,
    EquatableArray<string> Columns,
    ReferentialAction OnDelete = ReferentialAction.NoAction,
    ReferentialAction OnUpdate = ReferentialAction.NoAction)
{
    /// <summary>Whether a key must be wholly null or not at all (<c>MATCH FULL</c>).</summary>
    public bool MatchFull { get; init; }

    /// <summary>The columns that <see cref="ReferentialAction.SetNull"/> and <see cref="ReferentialAction.SetDefault"/> change; empty for all.</summary>
    public EquatableArray<string> OnDeleteColumns { get; init; }

    /// <summary>Whether the last column is a period that must be covered (<c>PERIOD</c>, since PostgreSQL 18).</summary>
    public bool Period { get; init; }
}

/// <summary>A constraint of a table or a domain.</summary>
/// <param name="Name">Its name, or null if PostgreSQL is to choose one.</param>
public abstract record TableConstraint(string? Name)
{
    /// <summary>Whether rows that are there already go unchecked until <c>VALIDATE CONSTRAINT</c>.</summary>
    public bool NotValid { get; init; }

    /// <summary>Whether a transaction may put its check off.</summary>
    public bool Deferrable { get; init; }

    /// <summary>Whether its check is put off to the end of the transaction unless told otherwise.</summary>
    public bool InitiallyDeferred { get; init; }

    /// <summary>Whether it is only written down (<c>NOT ENFORCED</c>, since PostgreSQL 18).</summary>
    public bool NotEnforced { get; init; }

    /// <summary>Whether the table's children do not get it.</summary>
    public bool NoInherit { get; init; }
}

/// <summary>A constraint that an index enforces.</summary>
/// <param name="Name">Its name, or null if PostgreSQL is to choose one.</param>
public abstract record IndexConstraint(string? Name) : TableConstraint(Name)
{
    /// <summary>Columns that the index holds beside its key.</summary>
    public EquatableArray<string> Include { get; init; }

    /// <summary>The index's storage options.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>The index's tablespace; null for the default.</summary>
    public string? Tablespace { get; init; }

    /// <summary>The unique index, there already, that becomes the constraint's; null if one is built.</summary>
    public string? UsingIndex { get; init; }

    /// <summary>Whether the last column is a range that may not overlap (<c>WITHOUT OVERLAPS</c>, since PostgreSQL 18).</summary>
    public bool WithoutOverlaps { get; init; }
}

/// <summary><c>PRIMARY KEY (columns)</c>.</summary>
public sealed record PrimaryKeyConstraint(string? Name, EquatableArray<string> Columns) : IndexConstraint(Name);

/// <summary><c>UNIQUE (columns)</c>.</summary>
public sealed record UniqueConstraint(string? Name, EquatableArray<string> Columns) : IndexConstraint(Name)
{
    /// <summary>Whether nulls are equal (since PostgreSQL 15).</summary>
    public bool NullsNotDistinct { get; init; }
}

/// <summary><c>EXCLUDE USING gist (element WITH operator)</c>.</summary>
/// <param name="Name">Its name, or null if PostgreSQL is to choose one.</param>
/// <param name="Elements">Each as SQL, such as <c>during WITH &amp;&amp;</c>.</param>
public sealed record ExclusionConstraint(string? Name, EquatableArray<string> Elements) : IndexConstraint(Name)
{
    /// <summary>The access method; null for btree.</summary>
    public string? Method { get; init; }

    /// <summary>Which rows it is about, as an SQL condition; null for all.</summary>
    public string? Where { get; init; }
}

/// <summary><c>CHECK (condition)</c>.</summary>
public sealed record CheckConstraint(string? Name, string Condition) : TableConstraint(Name);

/// <summary><c>FOREIGN KEY (columns) REFERENCES …</c>.</summary>
public sealed record ForeignKeyConstraint(string? Name, EquatableArray<string> Columns, ForeignKeyTarget Target) : TableConstraint(Name);

/// <summary><c>NOT NULL column</c>: a constraint with a name of its own since PostgreSQL 18; before, the name is forgotten.</summary>
public sealed record NotNullConstraint(string? Name, string Column) : TableConstraint(Name);
