using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>An object of the database, as statements name it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name; of a cast <c>source AS target</c>, of a transform its type, of an operator its symbol, as SQL.</param>
public sealed record DatabaseObject(ObjectKind Kind, QualifiedName Name)
{
    /// <summary>The table or domain that it belongs to; null if it stands alone.</summary>
    public QualifiedName? Of { get; init; }

    /// <summary>
    /// What tells it apart from others of its name, as SQL: <c>(integer, text)</c> of a routine or operator, <c>USING btree</c> of an operator
    /// class, <c>LANGUAGE sql</c> of a transform; null if it is not said or there is none.
    /// </summary>
    public string? Signature { get; init; }
}

/// <summary><c>DROP</c> of an object that is no table, column, constraint or index, which have records of their own.</summary>
/// <param name="Object">What goes.</param>
public sealed record DropObject(DatabaseObject Object) : Operation
{
    /// <summary>Whether a missing object is no error.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether what depends on it goes too.</summary>
    public bool Cascade { get; init; }

    /// <inheritdoc />
    public override bool Transactional => Object.Kind is not (ObjectKind.Database or ObjectKind.Tablespace or ObjectKind.Subscription);
}

/// <summary><c>ALTER … RENAME TO</c> of an object that is no relation, column or constraint of a table, which have records of their own.</summary>
/// <param name="Object">The object.</param>
/// <param name="NewName">Its new name.</param>
public sealed record RenameObject(DatabaseObject Object, string NewName) : Operation
{
    /// <summary>Whether typed tables follow the change of a composite type's attribute.</summary>
    public bool Cascade { get; init; }

    /// <summary>Whether a missing table of a policy is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary><c>ALTER … SET SCHEMA</c> of an object that is no relation.</summary>
/// <param name="Object">The object.</param>
/// <param name="Schema">Its new schema.</param>
public sealed record SetObjectSchema(DatabaseObject Object, string Schema) : Operation;

/// <summary><c>ALTER … OWNER TO</c>.</summary>
/// <param name="Object">The object.</param>
/// <param name="Owner">The role that owns it from now on, as SQL.</param>
public sealed record SetOwner(DatabaseObject Object, string Owner) : Operation
{
    /// <summary>Whether a missing relation is no error.</summary>
    public bool IfExists { get; init; }
}

/// <summary><c>ALTER … DEPENDS ON EXTENSION</c>, or <c>NO DEPENDS</c>.</summary>
/// <param name="Object">The object.</param>
/// <param name="Extension">The extension that it is dropped with.</param>
/// <param name="Depends">Whether it is from now on.</param>
public sealed record SetExtensionDependency(DatabaseObject Object, string Extension, bool Depends) : Operation;

/// <summary>
/// <c>CREATE</c> of an object whose definition the model keeps as text: aggregates, operators and their classes, base types, casts,
/// collations, languages, text search, foreign servers.
/// </summary>
/// <param name="Object">The new object.</param>
/// <param name="Definition">What follows its name and signature.</param>
public sealed record DefineObject(DatabaseObject Object, string Definition) : Operation
{
    /// <summary>Words between CREATE and the kind, such as <c>OR REPLACE</c>, <c>DEFAULT</c> or <c>TRUSTED</c>; empty for none.</summary>
    public string Modifiers { get; init; } = string.Empty;

    /// <summary>Whether an existing object of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <inheritdoc />
    public override bool Transactional => Object.Kind is not (ObjectKind.Database or ObjectKind.Tablespace);
}

/// <summary><c>ALTER</c> of an object in a way that the model keeps as text, such as options of a server or of a role.</summary>
/// <param name="Object">The object.</param>
/// <param name="Change">What follows its name and signature.</param>
public sealed record AlterObject(DatabaseObject Object, string Change) : Operation
{
    /// <inheritdoc />
    public override bool Transactional =>
        Object.Kind != ObjectKind.Database || !Change.StartsWith("SET TABLESPACE", StringComparison.OrdinalIgnoreCase);
}
