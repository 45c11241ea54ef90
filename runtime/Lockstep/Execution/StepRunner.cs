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
/// <param name="lockTimeout">For transactions, zero for none; statements outside of one wait as long as they must.</param>
/// <param name="runId">The run.</param>
/// <param name="audit">Where it is written down; null in a proof.</param>
internal sealed class StepRunner(NpgsqlConnection connection, TimeSpan lockTimeout, Guid runId, AuditTrail? audit = null)
{
    private readonly ConcurrentIndexes _indexes = new(connection);

    /// <summary>Runs a transaction: everything, the history line and COMMIT in one round trip.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step; null if none is left and only the history is to be written.</param>
    /// <param name="cancellationToken">Stops it; the transaction is rolled back.</param>
    public async Task RunTransactionAsync(PlannedMigration planned, MigrationStep? step, CancellationToken cancellationToken) =>
        await RunTransactionAsync(planned, step, check: null, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs a transaction and looks at what it did before it is committed.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step; null if none is left and only the history is to be written.</param>
    /// <param name="check">Asked whether to commit; null to commit in any case.</param>
    /// <param name="cancellationToken">Stops it; the transaction is rolled back.</param>
    public async Task RunTransactionAsync(PlannedMigration planned, MigrationStep? step, Func<Task<bool>>? check, CancellationToken cancellationToken)
    {
        var statements = step?.Statements ?? [];
        var done = step?.Number ?? planned.Steps.Count;
        List<NpgsqlBatchCommand> commands =
        [
            new("BEGIN"),
            new(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {Math.Ceiling(lockTimeout.TotalMilliseconds)}")),
        ];
        audit?.Try(planned, done);
        if (audit is not null) commands.AddRange(AuditTrail.Before(step));
        var first = commands.Count;
        commands.AddRange(statements.Select(statement => new NpgsqlBatchCommand(statement.Sql)));
        var mayChangeSession = SessionSettings.MayChange(planned);
        if (mayChangeSession) commands.AddRange(SessionSettings.OwnForTheRest());
        commands.Add(HistoryWrites.Done(planned, done, TimeSpan.Zero, runId));
        if (audit is not null) commands.Add(audit.Done(planned, step, TimeSpan.Zero));
        List<NpgsqlBatchCommand> end = [new("COMMIT")];
        if (mayChangeSession && done >= planned.Steps.Count) end.AddRange(SessionSettings.Reset());
        if (check is null) commands.AddRange(end);
        try
        {
            await ExecuteAsync(commands, cancellationToken).ConfigureAwait(false);
            if (check is null) return;
            if (await check().ConfigureAwait(false)) await ExecuteAsync(end, cancellationToken).ConfigureAwait(false);
            else await ExecuteAsync([new("ROLLBACK")], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await RollBackAsync().ConfigureAwait(false);
            if (failure is not PostgresException refused || !IsOfStatement(refused, cancellationToken)) throw;
            var index = (refused.BatchCommand is { } at ? commands.IndexOf((NpgsqlBatchCommand)at) : -1) - first;
            throw new StatementFailedException(index >= 0 && index < statements.Count ? statements[index] : null, step, refused);
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
        var begun = wasBegun;
        audit?.Try(planned, step.Number);
        try
        {
            // Waiting for old transactions is what CONCURRENTLY does; a lock_timeout would leave an invalid index behind.
            await ExecuteAsync([new("SET lock_timeout = 0")], cancellationToken).ConfigureAwait(false);
            if (!await _indexes.ReconcileAsync(Meaning(statement.Operation), wasBegun, waiting, cancellationToken).ConfigureAwait(false))
            {
                if (!begun) await ExecuteInTransactionAsync([HistoryWrites.Begin(planned, step.Number, runId)], [], cancellationToken).ConfigureAwait(false);
                begun = true;
                await ExecuteAsync([new(statement.Sql)], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (IsOfStatement(refused, cancellationToken))
        {
            if (begun) await ExecuteInTransactionAsync([HistoryWrites.NotBegun(planned, step.Number)], [], cancellationToken).ConfigureAwait(false);
            throw new StatementFailedException(statement, step, refused);
        }

        var reset = step.Number >= planned.Steps.Count ? SessionSettings.Reset() : [];
        List<NpgsqlBatchCommand> writes = [HistoryWrites.Done(planned, step.Number, clock.Elapsed, runId)];
        if (audit is not null) writes.Add(audit.Done(planned, step, clock.Elapsed));
        await ExecuteInTransactionAsync(writes, reset, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes into the audit that a step failed for good.</summary>
    public async Task AuditAsync(PlannedMigration planned, StatementFailedException failure)
    {
        if (audit is null) return;
        try
        {
            await ExecuteInTransactionAsync([audit.Failed(planned, failure)], [], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is NpgsqlException or InvalidOperationException)
        {
            // The failure itself is the one to tell of; the connection may have gone with it.
        }
    }

    /// <summary>Sets again what steps that an earlier run has done set for the session.</summary>
    public async Task RestoreSettingsAsync(PlannedMigration planned, int done, CancellationToken cancellationToken)
    {
        foreach (var statement in SessionSettings.Of(planned.Steps.Take(done)))
        {
            try
            {
                await ExecuteAsync([new(statement.Sql)], cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refused) when (IsOfStatement(refused, cancellationToken))
            {
                throw new StatementFailedException(statement, planned.Steps[done - 1], refused);
            }
        }
    }

    /// <summary>Whether PostgreSQL refused a statement: it was not we who cancelled it, nor did the session end.</summary>
    private static bool IsOfStatement(PostgresException failure, CancellationToken cancellationToken) =>
        !Failures.EndsSession(failure) && !(failure.SqlState == PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested);

    private static Operation Meaning(Operation operation) => operation is SqlText { Meaning: { Count: 1 } meaning } ? meaning[0] : operation;

    /// <summary>A line of the history as who connected, whatever role the migration has set.</summary>
    private Task ExecuteInTransactionAsync(IEnumerable<NpgsqlBatchCommand> history, IEnumerable<NpgsqlBatchCommand> after, CancellationToken cancellationToken) =>
        ExecuteAsync([new("BEGIN"), .. SessionSettings.OwnForTheRest(), .. history, new("COMMIT"), .. after], cancellationToken);

    private async Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
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
