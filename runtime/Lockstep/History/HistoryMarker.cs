using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.History;

/// <summary>What is written into the history of a migration that is not run.</summary>
internal enum Mark
{
    /// <summary>It counts as applied.</summary>
    Applied,

    /// <summary>It is passed over.</summary>
    Skipped,

    /// <summary>It is pending again.</summary>
    Pending,
}

/// <summary>Changes the history without running anything, and writes that into the audit.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The project's migrations.</param>
/// <param name="source">On whose behalf, for the audit.</param>
/// <param name="wait">How long to wait for another runner.</param>
/// <param name="report">Told what is waited for.</param>
internal sealed class HistoryMarker(Database database, MigrationSet migrations, AuditSource source, TimeSpan wait, Action<RunEvent> report)
{
    /// <summary>Marks migrations, all in one transaction.</summary>
    /// <param name="action">What the audit calls it.</param>
    /// <param name="mark">The mark.</param>
    /// <param name="reason">Why, for the audit; null if nothing was said.</param>
    /// <param name="choose">Picks what is to be marked, or throws; asked again once the runner lock is held.</param>
    /// <param name="confirm">Asked once, if there is something to mark; false leaves all as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was marked; null if that was not agreed to.</returns>
    public async Task<IReadOnlyList<MigrationDescriptor>?> MarkAsync(
        string action,
        Mark mark,
        string? reason,
        Func<HistoryComparison, IReadOnlyList<MigrationDescriptor>> choose,
        Func<IReadOnlyList<MigrationDescriptor>, Task<bool>> confirm,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var chosen = choose(await ReadAsync(connection, cancellationToken).ConfigureAwait(false));
        if (chosen.Count == 0) return chosen;
        if (!await confirm(chosen).ConfigureAwait(false)) return null;

        await using var runnerLock = await RunnerLock.AcquireAsync(
            database, connection, wait, (text, elapsed) => report(new("waiting", text) { Seconds = elapsed.TotalSeconds }), cancellationToken).ConfigureAwait(false);
        await HistoryTable.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!choose(await ReadAsync(connection, cancellationToken).ConfigureAwait(false)).SequenceEqual(chosen))
        {
            throw new LockstepException(ToolkitCode.History, "Another runner changed the database while this one waited, so other migrations would be marked than those that were agreed to.")
            {
                Next = "Look at lockstep status and run the command again.",
            };
        }

        var runId = Guid.CreateVersion7();
        var audit = new AuditTrail(source, runId);
        await using var batch = new NpgsqlBatch(connection);
        // A batch is one transaction.
        foreach (var migration in chosen)
        {
            batch.BatchCommands.Add(HistoryWrites.Marked(Planner.Plan(migration, Direction.Up), mark, runId));
            batch.BatchCommands.Add(audit.Marked(migration, action, reason));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return chosen;
    }

    private async Task<HistoryComparison> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        HistoryComparison.Of(migrations, await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false));
}
