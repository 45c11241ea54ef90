using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary><c>CREATE TYPE … AS ENUM</c>.</summary>
/// <param name="Type">The new type.</param>
/// <param name="Labels">Its values, in order.</param>
public sealed record CreateEnumType(QualifiedName Type, EquatableArray<string> Labels) : Operation;

/// <summary><c>ALTER TYPE … ADD VALUE</c>. In a transaction block PostgreSQL allows it, but not the new value's use.</summary>
/// <param name="Type">The enum.</param>
/// <param name="Value">The new value.</param>
public sealed record AddEnumValue(QualifiedName Type, string Value) : Operation
{
    /// <summary>The value that it goes before; null if none.</summary>
    public string? Before { get; init; }

    /// <summary>The value that it goes after; null if none. Without both it is the last.</summary>
    public string? After { get; init; }

    /// <summary>Whether an existing value is no error.</summary>
    public bool IfNotExists { get; init; }
}

/// <summary><c>ALTER TYPE … RENAME VALUE</c>.</summary>
/// <param name="Type">The enum.</param>
/// <param name="Value">The value.</param>
/// <param name="NewValue">What it is called from now on.</param>
public sealed record RenameEnumValue(QualifiedName Type, string Value, string NewValue) : Operation;

/// <summary><c>CREATE TYPE … AS (…)</c>.</summary>
/// <param name="Type">The new type.</param>
/// <param name="Attributes">Its attributes: name, type and collation.</param>
public sealed record CreateCompositeType(QualifiedName Type, EquatableArray<ColumnDefinition> Attributes) : Operation;

/// <summary>A change of an attribute of a composite type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Attribute">The attribute.</param>
public abstract record FieldChange(QualifiedName Type, string Attribute) : Operation
{
    /// <summary>Whether typed tables follow it.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER TYPE … ADD ATTRIBUTE</c>.</summary>
/// <param name="Type">The composite type.</param>
/// <param name="Definition">The new attribute: name, type and collation.</param>
public sealed record AddField(QualifiedName Type, ColumnDefinition Definition) : FieldChange(Type, Definition.Name);

/// <summary><c>ALTER TYPE … DROP ATTRIBUTE</c>.</summary>
/// <param name="Type">The composite type.</param>
/// <param name="Attribute">The attribute that goes.</param>
public sealed record DropField(QualifiedName Type, string Attribute) : FieldChange(Type, Attribute)
{
    /// <summary>Whether a missing attribute is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary><c>ALTER TYPE … ALTER ATTRIBUTE … TYPE</c>.</summary>
/// <param name="Type">The composite type.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="NewType">Its new type as SQL.</param>
public sealed record AlterFieldType(QualifiedName Type, string Attribute, string NewType) : FieldChange(Type, Attribute)
{
    /// <summary>Its new collation as SQL; null for the type's own.</summary>
    public string? Collation { get; init; }
}

/// <summary><c>CREATE TYPE … AS RANGE</c>.</summary>
/// <param name="Type">The new type.</param>
/// <param name="Options">Such as <c>subtype = float8</c>.</param>
public sealed record CreateRangeType(QualifiedName Type, EquatableArray<OptionSetting> Options) : Operation;

/// <summary><c>CREATE DOMAIN</c>.</summary>
/// <param name="Domain">The new domain.</param>
/// <param name="Type">The type under it, as SQL.</param>
public sealed record CreateDomain(QualifiedName Domain, string Type) : Operation
{
    /// <summary>Its collation as SQL; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Its default as an SQL expression; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it is NOT NULL.</summary>
    public bool NotNull { get; init; }

    /// <summary>Its checks, and NOT NULL where that has a name.</summary>
    public EquatableArray<TableConstraint> Constraints { get; init; }
}

/// <summary><c>ALTER DOMAIN … SET DEFAULT</c> or <c>DROP DEFAULT</c>.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Default">The default as an SQL expression; null for none.</param>
public sealed record SetDomainDefault(QualifiedName Domain, string? Default) : Operation;

/// <summary><c>ALTER DOMAIN … SET NOT NULL</c> or <c>DROP NOT NULL</c>.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="NotNull">Whether it refuses nulls from now on.</param>
public sealed record SetDomainNotNull(QualifiedName Domain, bool NotNull) : Operation;

/// <summary><c>ALTER DOMAIN … ADD</c>: scans every column of the domain unless NOT VALID.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Constraint">The check.</param>
public sealed record AddDomainConstraint(QualifiedName Domain, TableConstraint Constraint) : Operation;

/// <summary><c>ALTER DOMAIN … DROP CONSTRAINT</c>.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Name">The check.</param>
public sealed record DropDomainConstraint(QualifiedName Domain, string Name) : Operation
{
    /// <summary>Whether a missing constraint is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER DOMAIN … VALIDATE CONSTRAINT</c>.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Name">The check.</param>
public sealed record ValidateDomainConstraint(QualifiedName Domain, string Name) : Operation;
