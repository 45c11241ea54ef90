using Lockstep.Planning;

namespace Lockstep.History;

/// <summary>A migration's place on a database.</summary>
/// <param name="Migration">The project's migration.</param>
/// <param name="Row">Its row in the history; null if it has none.</param>
internal sealed record MigrationStatus(MigrationDescriptor Migration, AppliedMigration? Row)
{
    /// <summary>Whether all its steps are done.</summary>
    public bool IsApplied => Row is { State: MigrationState.Applied };

    /// <summary>Whether it is passed over.</summary>
    public bool IsSkipped => Row is { State: MigrationState.Skipped };
}

/// <summary>The project's migrations beside a database's history. Pure: reads neither.</summary>
/// <param name="Statuses">Every migration of the project, by version.</param>
/// <param name="Unknown">Rows of migrations that the project does not have: a newer release was here.</param>
internal sealed record HistoryComparison(IReadOnlyList<MigrationStatus> Statuses, IReadOnlyList<AppliedMigration> Unknown)
{
    /// <summary>Those that are still to be applied, wholly or in part.</summary>
    public IEnumerable<MigrationStatus> Pending => Statuses.Where(status => status is { IsApplied: false, IsSkipped: false });

    /// <summary>The applied migration with the highest version; null if none is.</summary>
    public MigrationStatus? Head => Statuses.LastOrDefault(status => status.IsApplied);

    /// <summary>Lays the two side by side.</summary>
    public static HistoryComparison Of(MigrationSet migrations, IReadOnlyList<AppliedMigration>? history)
    {
        var rows = (history ?? []).ToDictionary(row => row.Version);
        return new(
            [.. migrations.All.Select(migration => new MigrationStatus(migration, rows.GetValueOrDefault(migration.Version)))],
            [.. (history ?? []).Where(row => migrations.Find(row.Version) is null)]);
    }

    /// <summary>
    /// The applied migrations whose source was changed since so that they would now run other statements. One whose fingerprint changed
    /// but not its statements (a comment became a name, a class was moved) is none.
    /// </summary>
    public IEnumerable<MigrationStatus> Changed() =>
        Statuses.Where(status =>
            status.Row is { State: MigrationState.Applied } row &&
            row.Fingerprint != status.Migration.Fingerprint &&
            row.ScriptHash != Planner.Plan(status.Migration, Direction.Up).ScriptHash);
}
