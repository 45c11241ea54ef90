namespace Lockstep;

/// <summary>A migration as the registry knows it: all that can be told without running its code.</summary>
/// <param name="Version">Its place in the order.</param>
/// <param name="Name">What it changes.</param>
/// <param name="Fingerprint">
/// SHA-256 of its source, comments and layout left out, as lower-case hex. A released migration whose fingerprint changes is looked at
/// again.
/// </param>
/// <param name="Create">Makes the migration.</param>
public sealed record MigrationDescriptor(long Version, string Name, string Fingerprint, Func<Migration> Create)
{
    /// <summary>The ticket that asked for it.</summary>
    public string? Ticket { get; init; }

    /// <summary>The name of the place behind it; null if it has none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether the author wants all of it in one transaction.</summary>
    public bool SingleTransaction { get; init; }
}

/// <summary>The migrations of an assembly, in order. The generator writes the class that derives from it.</summary>
public abstract class MigrationRegistry
{
    /// <summary>All migrations, by version.</summary>
    public abstract IReadOnlyList<MigrationDescriptor> Migrations { get; }

    /// <summary>What a migration's author says of it: the summary of the class, or the prose above the statements of an SQL file; null for nothing.</summary>
    /// <param name="version">The migration.</param>
    // Not in the descriptor, of which all are made at each start.
    public virtual string? Description(long version) => null;
}

/// <summary>Tells the host which class of the assembly is its registry. Written by the generator.</summary>
/// <param name="registry">A class that derives from <see cref="MigrationRegistry"/> and has a constructor without parameters.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class MigrationRegistryAttribute(Type registry) : Attribute
{
    /// <summary>The registry's class.</summary>
    public Type Registry { get; } = registry;
}
