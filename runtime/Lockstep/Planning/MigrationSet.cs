namespace Lockstep.Planning;

/// <summary>A project's migrations, checked to be in order and without doubles.</summary>
internal sealed class MigrationSet
{
    private readonly Dictionary<long, MigrationDescriptor> _byVersion;

    /// <summary>Takes a registry's migrations.</summary>
    /// <exception cref="LockstepException">Two have one version.</exception>
    public MigrationSet(IReadOnlyList<MigrationDescriptor> migrations)
    {
        _byVersion = new(migrations.Count);
        var sorted = true;
        for (var i = 0; i < migrations.Count; i++)
        {
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

    /// <summary>The migration of that version; null if the project has none.</summary>
    public MigrationDescriptor? Find(long version) => _byVersion.GetValueOrDefault(version);
}
