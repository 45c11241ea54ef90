using System.Globalization;
using Lockstep.Planning;

namespace Lockstep.History;

/// <summary>A place that a database can be brought to, by name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Version">The last migration that is applied there; null if none is.</param>
internal sealed record NamedPlace(string Name, long? Version)
{
    /// <summary>Those that are applied there; null for all up to <see cref="Version"/>: the place that a migration names.</summary>
    public IReadOnlySet<long>? Versions { get; init; }

    /// <summary>When a run named it; null for one that a migration names.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The role that named it.</summary>
    public string? MadeBy { get; init; }

    /// <summary>The machine that named it.</summary>
    public string? Host { get; init; }

    /// <summary>The run that named it.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether that run did not end well: the name stays there until one does.</summary>
    public bool Open { get; init; }

    /// <summary>Whether a migration is applied there.</summary>
    public bool Holds(long version) => Versions is { } versions ? versions.Contains(version) : version <= Version;
}

/// <summary>Finds places by their names.</summary>
internal static class Checkpoints
{
    /// <summary>All that the migrations name, by version.</summary>
    public static IEnumerable<NamedPlace> Of(MigrationSet migrations) =>
        migrations.All.Where(migration => migration.Checkpoint is not null).Select(migration => new NamedPlace(migration.Checkpoint!, migration.Version));

    /// <summary>The place of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="migrations">The project's migrations.</param>
    /// <param name="kept">Those that the database keeps.</param>
    /// <exception cref="LockstepException">There is none, or several.</exception>
    public static NamedPlace Find(string name, MigrationSet migrations, IReadOnlyList<NamedPlace> kept)
    {
        var known = Of(migrations).Concat(kept).ToList();
        var found = known.Where(place => string.Equals(place.Name, name, StringComparison.Ordinal)).ToList();
        if (found is [var one]) return one;
        throw found.Count == 0
            ? new LockstepException(ToolkitCode.History, $"There is no checkpoint '{name}', neither in the project nor in the database.", ExitCode.Usage)
            {
                Next = known.Count == 0 ? "Name one: [Checkpoint(…)], '-- checkpoint: …', or migrate --checkpoint." : $"There are: {string.Join(", ", known.Select(place => place.Name))}.",
            }
            : new LockstepException(
                ToolkitCode.History,
                string.Create(CultureInfo.InvariantCulture, $"The checkpoint '{name}' is there {found.Count} times: {string.Join(", ", found.Select(place => place.MadeAt is null ? $"behind {place.Version}" : "in the database"))}."),
                ExitCode.Usage)
            {
                Next = "Use another name in the migration, or go --to the version.",
            };
    }

    /// <summary>Refuses a name that a migration has already.</summary>
    /// <exception cref="LockstepException">One has.</exception>
    public static void EnsureFree(string name, MigrationSet migrations)
    {
        var taken = migrations.All.FirstOrDefault(migration => string.Equals(migration.Checkpoint, name, StringComparison.Ordinal));
        if (taken is null && name.Length > 0) return;
        throw new LockstepException(ToolkitCode.History, taken is null ? "--checkpoint wants a name." : $"'{name}' is the name of the place behind {taken.Version} already.", ExitCode.Usage)
        {
            Next = "Give another name.",
        };
    }
}
