using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema;

/// <summary>A type.</summary>
/// <param name="Name">Its whole name.</param>
public abstract record UserType(ObjectName Name) : SchemaObject(Name);

/// <summary>An enum.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Labels">Its values, in order.</param>
public sealed record EnumType(ObjectName Name, EquatableArray<string> Labels) : UserType(Name);

/// <summary>A composite type.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Attributes">Its attributes, in order.</param>
public sealed record CompositeType(ObjectName Name, EquatableArray<Column> Attributes) : UserType(Name);

/// <summary>A domain.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Type">The type under it, as <see cref="Column.Type"/>.</param>
public sealed record DomainType(ObjectName Name, string Type) : UserType(Name)
{
    /// <summary>Its collation as SQL; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Its default as an SQL expression; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it refuses nulls.</summary>
    public bool NotNull { get; init; }

    /// <summary>Its checks, in order of their names.</summary>
    public EquatableArray<SchemaConstraint> Constraints { get; init; }
}

/// <summary>A type of another kind: range, base.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Definition">The operation that made it.</param>
public sealed record DefinedType(ObjectName Name, Operation Definition) : UserType(Name);

/// <summary>A function, procedure or aggregate.</summary>
/// <param name="Name">Its whole name, with the types of its input arguments.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Definition">The operation that made it.</param>
public sealed record Routine(ObjectName Name, ObjectKind Kind, Operation Definition) : SchemaObject(Name)
{
    /// <summary>What <c>ALTER FUNCTION</c> changed since, in order.</summary>
    public EquatableArray<string> Changes { get; init; }
}

/// <summary>An object of a kind that the schema holds as the operation that made it: extensions, publications, statistics, event triggers, and so on.</summary>
/// <param name="Name">Its name, with its kind in <see cref="ObjectName.Signature"/>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Definition">The operation that made it.</param>
public sealed record OtherObject(ObjectName Name, ObjectKind Kind, Operation Definition) : SchemaObject(Name)
{
    /// <summary>What was changed since, in order.</summary>
    public EquatableArray<Operation> Changes { get; init; }
}
