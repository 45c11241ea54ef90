using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>ALTER TABLE … ADD COLUMN</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The new column.</param>
public sealed record AddColumn(QualifiedName Table, ColumnDefinition Column) : TableChange(Table)
{
    /// <summary>Whether an existing column of that name is no error.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary><c>ALTER TABLE … DROP COLUMN</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that goes, with its data, indexes and constraints.</param>
public sealed record DropColumn(QualifiedName Table, string Column) : ColumnChange(Table, Column)
{
    /// <summary>Whether a missing column is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER TABLE … RENAME COLUMN</c>.</summary>
/// <param name="Table">The table, or view.</param>
/// <param name="Column">The column.</param>
/// <param name="NewName">Its new name.</param>
public sealed record RenameColumn(QualifiedName Table, string Column, string NewName) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … TYPE</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Type">Its new type as SQL.</param>
public sealed record AlterColumnType(QualifiedName Table, string Column, string Type) : ColumnChange(Table, Column)
{
    /// <summary>Its new collation as SQL; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>The expression that turns old values into new ones; null for the cast that assignments use.</summary>
    public string? Using { get; init; }
}

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET DEFAULT</c> or <c>DROP DEFAULT</c>.</summary>
/// <param name="Table">The table, or view.</param>
/// <param name="Column">The column.</param>
/// <param name="Default">The default as an SQL expression; null for none.</param>
public sealed record SetColumnDefault(QualifiedName Table, string Column, string? Default) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET NOT NULL</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record SetNotNull(QualifiedName Table, string Column) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … DROP NOT NULL</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record DropNotNull(QualifiedName Table, string Column) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET STATISTICS</c>.</summary>
/// <param name="Table">The table, or index.</param>
/// <param name="Column">The column; an index's by its number, from 1.</param>
/// <param name="Target">How finely ANALYZE looks, 0 to 10000; null for the default.</param>
public sealed record SetColumnStatistics(QualifiedName Table, string Column, int? Target) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET (…)</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Options">What is set.</param>
public sealed record SetColumnOptions(QualifiedName Table, string Column, EquatableArray<OptionSetting> Options) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … RESET (…)</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Options">The names of the options that go back to their defaults.</param>
public sealed record ResetColumnOptions(QualifiedName Table, string Column, EquatableArray<string> Options) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET STORAGE</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Storage"><c>plain</c>, <c>external</c>, <c>extended</c>, <c>main</c> or <c>default</c>.</param>
public sealed record SetColumnStorage(QualifiedName Table, string Column, string Storage) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET COMPRESSION</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Method"><c>pglz</c>, <c>lz4</c> or <c>default</c>.</param>
public sealed record SetColumnCompression(QualifiedName Table, string Column, string Method) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … ADD GENERATED … AS IDENTITY</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Identity">Whether a given value is an error or wins.</param>
public sealed record AddIdentity(QualifiedName Table, string Column, Identity Identity) : ColumnChange(Table, Column)
{
    /// <summary>The options of its sequence.</summary>
    public SequenceOptions Sequence { get; init; } = SequenceOptions.None;
}

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET GENERATED</c>, and <c>SET</c> of options of its sequence.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record AlterIdentity(QualifiedName Table, string Column) : ColumnChange(Table, Column)
{
    /// <summary>Whether a given value is an error or wins from now on; <see cref="Identity.None"/> if that stays.</summary>
    public Identity Identity { get; init; }

    /// <summary>What changes in its sequence.</summary>
    public SequenceOptions Sequence { get; init; } = SequenceOptions.None;
}

/// <summary><c>ALTER TABLE … ALTER COLUMN … DROP IDENTITY</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record DropIdentity(QualifiedName Table, string Column) : ColumnChange(Table, Column)
{
    /// <summary>Whether a column without identity is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET EXPRESSION</c> (since PostgreSQL 17): what a generated column holds.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Expression">An immutable SQL expression.</param>
public sealed record SetExpression(QualifiedName Table, string Column, string Expression) : ColumnChange(Table, Column);

/// <summary><c>ALTER TABLE … ALTER COLUMN … DROP EXPRESSION</c>: a generated column becomes an ordinary one.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record DropExpression(QualifiedName Table, string Column) : ColumnChange(Table, Column)
{
    /// <summary>Whether a column that is not generated is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary><c>ALTER FOREIGN TABLE … ALTER COLUMN … OPTIONS</c>.</summary>
/// <param name="Table">The foreign table.</param>
/// <param name="Column">The column.</param>
/// <param name="Options">What stands between the parentheses.</param>
public sealed record SetColumnForeignOptions(QualifiedName Table, string Column, string Options) : ColumnChange(Table, Column);
