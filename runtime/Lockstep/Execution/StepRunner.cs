using System.Diagnostics;
using System.Globalization;
using Lockstep.History;
using Lockstep.Model.Operations;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>A statement of a migration failed; carries which.</summary>
/// <param name="statement">The statement; null if it was one of Lockstep's own.</param>
/// <param name="step">The step it belongs to; null for a migration without steps.</param>
/// <param name="failure">What PostgreSQL said.</param>
internal sealed class StatementFailedException(PlannedStatement? statement, MigrationStep? step, PostgresException failure)
    : Exception(failure.MessageText, failure)
{
    /// <summary>The statement.</summary>
    public PlannedStatement? Statement { get; } = statement;

    /// <summary>Its step.</summary>
    public MigrationStep? Step { get; } = step;

    /// <summary>What PostgreSQL said.</summary>
    public PostgresException Failure { get; } = failure;
}

/// <summary>Runs one step and commits it together with its line in the history.</summary>
/// <param name="connection">The session for the work.</param>
/// <param name="lockTimeout">For transactions; statements outside of one wait as long as they must.</param>
/// <param name="runId">The run.</param>
internal sealed class StepRunner(NpgsqlConnection connection, TimeSpan lockTimeout, Guid runId)
{
    private readonly ConcurrentIndexes _indexes = new(connection);

    /// <summary>Runs a transaction: everything, the history line and COMMIT in one round trip.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step; null if it has none and only its place in the history is to be written.</param>
    /// <param name="cancellationToken">Stops it; the transaction is rolled back.</param>
    public async Task RunTransactionAsync(PlannedMigration planned, MigrationStep? step, CancellationToken cancellationToken)
    {
        var statements = step?.Statements ?? [];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("BEGIN"));
        batch.BatchCommands.Add(new(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)lockTimeout.TotalMilliseconds}")));
        var first = batch.BatchCommands.Count;
        foreach (var statement in statements) batch.BatchCommands.Add(new(statement.Sql));
        batch.BatchCommands.Add(HistoryWrites.Done(planned, step?.Number ?? 1, begun: false, runId));
        batch.BatchCommands.Add(new("COMMIT"));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await RollBackAsync().ConfigureAwait(false);
            if (failure is PostgresException { BatchCommand: { } at } refused && refused.SqlState != PostgresErrorCodes.QueryCanceled)
            {
                var index = batch.BatchCommands.IndexOf((NpgsqlBatchCommand)at) - first;
                throw new StatementFailedException(index >= 0 && index < statements.Count ? statements[index] : null, step, refused);
            }

            throw;
        }
    }

    /// <summary>Runs a statement that can't be in a transaction, between a history line that says it begins and one that says it is done.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step.</param>
    /// <param name="wasBegun">Whether an earlier run began it and was cut off; then the catalog tells what is left to do.</param>
    /// <param name="waiting">Told what is waited for.</param>
    /// <param name="cancellationToken">Stops it; what is half done is put right by the next run.</param>
    public async Task RunOutsideTransactionAsync(
        PlannedMigration planned, MigrationStep step, bool wasBegun, Action<string> waiting, CancellationToken cancellationToken)
    {
        var statement = step.Statements[0];
        var clock = Stopwatch.StartNew();
        var alreadyDone = wasBegun && await _indexes.ReconcileAsync(Meaning(statement.Operation), waiting, cancellationToken).ConfigureAwait(false);
        if (!wasBegun) await ExecuteAsync([HistoryWrites.Begin(planned, step.Number, runId)], cancellationToken).ConfigureAwait(false);
        if (!alreadyDone)
        {
            try
            {
                // Waiting for old transactions is what CONCURRENTLY does; a lock_timeout would leave an invalid index behind.
                await ExecuteAsync([new("SET lock_timeout = 0")], cancellationToken).ConfigureAwait(false);
                await ExecuteAsync([new(statement.Sql)], cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refused) when (refused.SqlState != PostgresErrorCodes.QueryCanceled || !cancellationToken.IsCancellationRequested)
            {
                throw new StatementFailedException(statement, step, refused);
            }
        }

        var done = HistoryWrites.Done(planned, step.Number, begun: true, runId);
        await ExecuteAsync([HistoryWrites.AddDuration(planned, clock.Elapsed), done], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the session back to what it was at its start, after a migration that changed settings.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) => ExecuteAsync([new("RESET ALL")], cancellationToken);

    private static Operation Meaning(Operation operation) => operation is SqlText { Meaning: { Count: 1 } meaning } ? meaning[0] : operation;

    private async Task ExecuteAsync(NpgsqlBatchCommand[] commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a transaction that failed or was cut off. If the connection is gone, the server does the same.</summary>
    private async Task RollBackAsync()
    {
        if (connection.FullState != System.Data.ConnectionState.Open) return;
        try
        {
            await ExecuteAsync([new("ROLLBACK")], CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The connection broke just now: the first failure is the one to tell of.
        }
    }
}
