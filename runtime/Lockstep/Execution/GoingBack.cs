using Lockstep.Catalog;
using Lockstep.History;
using Lockstep.Model.Schema;
using Lockstep.Planning;
using Lockstep.Reporting;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>Takes back what a run has applied, when the run fails and was asked to leave nothing behind.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The project's migrations.</param>
/// <param name="report">Told what happens.</param>
internal sealed class GoingBack(Database database, MigrationSet migrations, Action<RunEvent> report)
{
    private readonly List<(PlannedMigration Up, AppliedMigration? Before)> _begun = [];

    /// <summary>Refuses a run that could not be taken back.</summary>
    /// <exception cref="LockstepException">A migration has no Down, or one that can't be planned.</exception>
    public static void EnsureDowns(IEnumerable<MigrationDescriptor> pending)
    {
        foreach (var migration in pending)
        {
            if (Planner.HasDown(migration))
            {
                Planner.Plan(migration, Direction.Down);
                continue;
            }

            throw new LockstepException(ToolkitCode.DownFails, $"{migration.Version} ({migration.Name}) has no Down, so a run that fails after it could not be taken back; nothing was run.", ExitCode.Usage)
            {
                Origin = MigrationOrigin.Of(migration),
                Next = "Write its Down, or run without --on-failure rollback.",
            };
        }
    }

    /// <summary>Whether a failure is one after which the session can still take back what was done.</summary>
    public static bool IsFor(LockstepException failure) => failure.Code is ToolkitCode.MigrationFailed or ToolkitCode.Verification;

    /// <summary>Notes that the run begins a migration.</summary>
    /// <param name="up">The migration.</param>
    /// <param name="before">Its row in the history, if an earlier run has begun it.</param>
    public void Begin(PlannedMigration up, AppliedMigration? before) => _begun.Add((up, before));

    /// <summary>Takes back, the last first, until all is taken back or something stands in the way.</summary>
    /// <param name="failure">What went wrong.</param>
    /// <param name="connection">The session for the work.</param>
    /// <param name="runner">The run's.</param>
    /// <param name="run">Runs a Down.</param>
    /// <param name="cancellationToken">Stops it; the next rollback goes on.</param>
    /// <returns>The failure, with what became of the run.</returns>
    public async Task<LockstepException> TakeBackAsync(
        LockstepException failure, NpgsqlConnection connection, StepRunner runner, Func<PlannedMigration, AppliedMigration, Task> run, CancellationToken cancellationToken)
    {
        var back = new List<long>();
        var told = false;
        try
        {
            foreach (var (up, before) in Enumerable.Reverse(_begun))
            {
                var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? [];
                var row = history.FirstOrDefault(each => each.Version == up.Migration.Version);
                if (before is not null && row is { State: MigrationState.Applying } && row.Step == before.Step) continue;
                if (before is not null) return Tell(failure, back, $"{up.Migration.Version} had been begun by an earlier run, so it stays as it is, and so does what was applied before it.", "lockstep status shows what is left.");
                if (row is not { State: MigrationState.Applied }) await runner.ClearAsync(up, Failed(up, row), text => report(new("waiting", text)), cancellationToken).ConfigureAwait(false);
                if (row is null) continue;
                var down = await PlanAsync(database, migrations, history, row, up.Migration, cancellationToken).ConfigureAwait(false);
                if (!told) report(new("taking-back", $"what this run applied, for it failed: {failure.Message}"));
                told = true;
                await run(down, row).ConfigureAwait(false);
                back.Add(row.Version);
            }
        }
        catch (LockstepException stopped)
        {
            return Tell(failure, back, $"Taking back stopped: {stopped.Message}", stopped.Next);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && Failures.IsOfDatabase(broken))
        {
            return Tell(failure, back, $"Taking back stopped: {Failures.Describe(broken)}.", "lockstep status shows what is left; lockstep rollback takes it back.");
        }

        return back.Count == 0 ? failure : Tell(failure, back, "The database is where it was before the run.", failure.Next);
    }

    /// <summary>How a migration is taken back, wholly or from half way.</summary>
    /// <exception cref="LockstepException">It has no Down, or how it is taken back from there can't be told.</exception>
    public static async Task<PlannedMigration> PlanAsync(
        Database database, MigrationSet migrations, IReadOnlyList<AppliedMigration> history, AppliedMigration row, MigrationDescriptor migration, CancellationToken cancellationToken)
    {
        if (row.State != MigrationState.Applying) return AppliedOperations.Down(migration, row);
        // On a connection of its own: reading it wants to know types that the run's session does not.
        await using var connection = await database.OpenForCatalogAsync(cancellationToken).ConfigureAwait(false);
        var live = await SchemaLoader.LoadAsync(connection, cancellationToken).ConfigureAwait(false);
        var before = DatabaseSchema.Empty.ForServer(connection.PostgreSqlVersion.Major).Apply(AppliedOperations.Of(migrations, [.. history.Where(other => other.Version != row.Version)])).Schema;
        return HalfDown.Plan(migration, row.Step, before, live);
    }

    /// <summary>Makes a half applied migration ready to be taken back: nothing is left of the step that failed.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="row">Its row in the history.</param>
    /// <param name="runner">The run's.</param>
    /// <param name="waiting">Told what is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task ClearAsync(MigrationDescriptor migration, AppliedMigration row, StepRunner runner, Action<string> waiting, CancellationToken cancellationToken)
    {
        var up = Planner.Plan(migration, Direction.Up);
        return runner.ClearAsync(up, Failed(up, row), waiting, cancellationToken);
    }

    private static MigrationStep? Failed(PlannedMigration up, AppliedMigration? row) => up.Steps.ElementAtOrDefault(row?.Step ?? 0);

    private static LockstepException Tell(LockstepException failure, List<long> back, string end, string? next)
    {
        // What the failure says of half done steps is no longer so.
        var text = back.Count > 0 && failure.Outcome is { } outcome && failure.Message.EndsWith(outcome, StringComparison.Ordinal) ? failure.Message[..^outcome.Length].TrimEnd() : failure.Message;
        var what = back.Count == 0 ? "Nothing was taken back." : $"What this run had done was taken back: {string.Join(", ", back)}.";
        return new(failure.Code, $"{text} {what} {end}", failure.ExitCode, failure.InnerException)
        {
            Origin = failure.Origin,
            Next = next,
            Sessions = failure.Sessions,
        };
    }
}
