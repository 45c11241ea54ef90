using Lockstep.Model;

namespace Lockstep.Generator;

/// <summary>A migration, as far as the registry needs it. Plain values, so that equal code gives equal specs.</summary>
/// <param name="Version">Its place in the order.</param>
/// <param name="Name">What it changes.</param>
/// <param name="Type">The class as C# writes it from anywhere: <c>global::Shop.AddUserEmail</c>.</param>
/// <param name="Fingerprint">SHA-256 of its code, lower-case hex.</param>
/// <param name="Ticket">The ticket that asked for it; null if the attribute names none.</param>
/// <param name="SingleTransaction">Whether the author wants all of it in one transaction.</param>
internal sealed record MigrationSpec(long Version, string Name, string Type, string Fingerprint, string? Ticket, bool SingleTransaction);

/// <summary>All migrations of a project, by version and then by class.</summary>
/// <param name="Migrations">In that order.</param>
internal sealed record RegistrySpec(EquatableArray<MigrationSpec> Migrations);
