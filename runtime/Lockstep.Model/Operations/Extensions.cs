namespace Lockstep.Model.Operations;

/// <summary><c>CREATE EXTENSION</c>.</summary>
/// <param name="Name">Its name.</param>
public sealed record CreateExtension(string Name) : Operation
{
    /// <summary>Whether an installed one is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The schema for its objects; null for the current or its own.</summary>
    public string? Schema { get; init; }

    /// <summary>Its version; null for its default.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the extensions that it needs are installed too.</summary>
    public bool Cascade { get; init; }
}

/// <summary><c>ALTER EXTENSION … UPDATE</c>.</summary>
/// <param name="Name">The extension.</param>
/// <param name="Version">The version wanted; null for its default.</param>
public sealed record UpdateExtension(string Name, string? Version) : Operation;

/// <summary><c>ALTER EXTENSION … ADD</c> or <c>DROP</c>.</summary>
/// <param name="Name">The extension.</param>
/// <param name="Object">The object.</param>
/// <param name="Member">Whether it is a part of the extension from now on.</param>
public sealed record SetExtensionMember(string Name, DatabaseObject Object, bool Member) : Operation;
