namespace Lockstep.Planning;

/// <summary>A project's migrations, checked to be in order and without doubles.</summary>
internal sealed class MigrationSet
{
    private readonly Dictionary<long, MigrationDescriptor> _byVersion;

    /// <summary>Takes a registry's migrations.</summary>
    /// <exception cref="LockstepException">Two have one version, or one checkpoint.</exception>
    public MigrationSet(IReadOnlyList<MigrationDescriptor> migrations)
    {
        _byVersion = new(migrations.Count);
        var sorted = true;
        HashSet<string>? checkpoints = null;
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Checkpoint is { } checkpoint && !(checkpoints ??= new(StringComparer.Ordinal)).Add(checkpoint)) throw NamedTwice(migrations, migrations[i]);
            sorted &= i == 0 || migrations[i - 1].Version < migrations[i].Version;
            if (_byVersion.TryAdd(migrations[i].Version, migrations[i])) continue;
            throw new LockstepException(
                ToolkitCode.DuplicateVersion,
                $"Version {migrations[i].Version} is used by two migrations: '{_byVersion[migrations[i].Version].Name}' and '{migrations[i].Name}'.",
                ExitCode.Usage)
            {
                Origin = MigrationOrigin.Of(migrations[i]),
                Next = "Give one of them a later version.",
            };
        }

        All = sorted ? migrations : [.. migrations.OrderBy(migration => migration.Version)];
    }

    /// <summary>All, by version.</summary>
    public IReadOnlyList<MigrationDescriptor> All { get; }

    private static LockstepException NamedTwice(IReadOnlyList<MigrationDescriptor> migrations, MigrationDescriptor second) =>
        new(
            ToolkitCode.DuplicateCheckpoint,
            $"The checkpoint '{second.Checkpoint}' is behind two migrations: {migrations.First(other => string.Equals(other.Checkpoint, second.Checkpoint, StringComparison.Ordinal)).Version} and {second.Version}.",
            ExitCode.Usage)
        {
            Origin = MigrationOrigin.Of(second),
            Next = "Give one of them another name.",
        };

    /// <summary>The migration of that version; null if the project has none.</summary>
    public MigrationDescriptor? Find(long version) => _byVersion.GetValueOrDefault(version);
}
