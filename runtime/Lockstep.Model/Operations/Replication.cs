using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>A table, or all tables of a schema, in a publication.</summary>
/// <param name="Table">The table; null for a schema's.</param>
/// <param name="Schema">The schema as SQL, also <c>CURRENT_SCHEMA</c>; null for a table.</param>
public sealed record PublishedObject(QualifiedName? Table, string? Schema)
{
    /// <summary>Whether the table's children are not meant.</summary>
    public bool Only { get; init; }

    /// <summary>The columns that are published (since PostgreSQL 15); empty for all.</summary>
    public EquatableArray<string> Columns { get; init; }

    /// <summary>The rows that are published, as an SQL condition (since PostgreSQL 15); null for all.</summary>
    public string? Where { get; init; }
}

/// <summary><c>CREATE PUBLICATION</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Objects">What it publishes.</param>
public sealed record CreatePublication(string Name, EquatableArray<PublishedObject> Objects) : Operation
{
    /// <summary>Whether all tables are published.</summary>
    public bool AllTables { get; init; }

    /// <summary><c>WITH (…)</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }
}

/// <summary>What <c>ALTER PUBLICATION</c> does.</summary>
public enum PublicationChange
{
    /// <summary>The objects are published too.</summary>
    Add,

    /// <summary>The objects are all that is published.</summary>
    Set,

    /// <summary>The objects are not published any more.</summary>
    Drop,

    /// <summary>Options are set.</summary>
    SetOptions,
}

/// <summary><c>ALTER PUBLICATION</c>.</summary>
/// <param name="Name">The publication.</param>
/// <param name="Change">What is done.</param>
public sealed record AlterPublication(string Name, PublicationChange Change) : Operation
{
    /// <summary>With what.</summary>
    public EquatableArray<PublishedObject> Objects { get; init; }

    /// <summary>The options that are set.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }
}

/// <summary><c>CREATE SUBSCRIPTION</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Connection">How the publisher is reached. It may hold a password: do not print it.</param>
/// <param name="Publications">What is subscribed to.</param>
public sealed record CreateSubscription(string Name, string Connection, EquatableArray<string> Publications) : Operation
{
    /// <summary><c>WITH (…)</c>.</summary>
    public EquatableArray<OptionSetting> Options { get; init; }

    /// <summary>A subscription that makes its replication slot can't be taken back by a rollback.</summary>
    public override bool Transactional => Options.Any(option =>
        option.Name is "connect" or "create_slot" && option.Value?.Trim('\'').ToLowerInvariant() is "false" or "off" or "0" or "no");
}

/// <summary><c>ALTER SUBSCRIPTION</c>.</summary>
/// <param name="Name">The subscription.</param>
/// <param name="Change">What follows its name. It may hold a password: do not print it.</param>
public sealed record AlterSubscription(string Name, string Change) : Operation
{
    /// <summary>Whether it looks up the publisher's tables at once, which a rollback can't take back.</summary>
    public bool Refreshes { get; init; }

    /// <inheritdoc />
    public override bool Transactional => !Refreshes;
}
