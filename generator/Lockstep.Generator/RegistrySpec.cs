using Lockstep.Model;

namespace Lockstep.Generator;

/// <summary>A migration, as far as the registry needs it. Plain values, so that equal code gives equal specs.</summary>
/// <param name="Version">Its place in the order.</param>
/// <param name="Name">What it changes.</param>
/// <param name="Type">The class as C# writes it from anywhere: <c>global::Shop.AddUserEmail</c>; of an SQL file the class that runs it.</param>
/// <param name="Fingerprint">SHA-256 of its code, lower-case hex.</param>
/// <param name="Ticket">The ticket that asked for it; null if the attribute names none.</param>
/// <param name="SingleTransaction">Whether the author wants all of it in one transaction.</param>
internal sealed record MigrationSpec(long Version, string Name, string Type, string Fingerprint, string? Ticket, bool SingleTransaction)
{
    /// <summary>What its author says of it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>The name of the place behind it; null if it has none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>What it runs, if it is written as an SQL file; otherwise null.</summary>
    public SqlSpec? Sql { get; init; }
}

/// <summary>What an SQL file runs. Its line ends are <c>\n</c>, whatever they are in the file, so that all machines run the same.</summary>
/// <param name="Path">The file, relative to the project's folder, with <c>/</c>.</param>
/// <param name="Up">The statements that make the change.</param>
/// <param name="UpLine">The line on which they start, counted from 1.</param>
/// <param name="Down">The statements that take it back; null if the file has no such part.</param>
/// <param name="DownLine">The line on which they start.</param>
internal sealed record SqlSpec(string Path, string Up, int UpLine, string? Down, int DownLine);

/// <summary>All migrations of a project, by version and then by class or file.</summary>
/// <param name="Migrations">In that order.</param>
internal sealed record RegistrySpec(EquatableArray<MigrationSpec> Migrations);
