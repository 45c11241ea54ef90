using System.Diagnostics;
using Lockstep.Backfill;
using Lockstep.History;
using Lockstep.Model.Operations;
using Lockstep.Planning;
using Lockstep.Reporting;
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

    /// <summary>What it waited for when it was last looked at; null if it did not wait.</summary>
    public LockWait? Wait { get; init; }

    /// <summary>Who had waited for it for too long, so that it was cancelled; null if it was not.</summary>
    public (TimeSpan For, IReadOnlyList<BlockingSession> Sessions)? GaveWay { get; init; }

    /// <summary>The same with what was seen while the statement ran.</summary>
    /// <param name="watch">Who looked; ended by this, since a look may be under way that still finds something.</param>
    public async Task<StatementFailedException> WithAsync(LockWatch watch)
    {
        await watch.DisposeAsync().ConfigureAwait(false);
        return new(Statement, Step, Failure)
        {
            Wait = Failure.SqlState == PostgresErrorCodes.LockNotAvailable ? watch.Wait : null,
            GaveWay = Failure.SqlState == PostgresErrorCodes.QueryCanceled ? watch.GaveWay : null,
        };
    }
}

/// <summary>Another runner took over: nothing of the step was committed.</summary>
internal sealed class FencedOffException(PostgresException inner) : Exception(inner.MessageText, inner);

/// <summary>Runs one step and commits it together with its line in the history.</summary>
/// <param name="connection">The session for the work.</param>
/// <param name="options">How long to wait for locks, and how long statements may take.</param>
/// <param name="runId">The run.</param>
/// <param name="epoch">What <see cref="Fence.TakeAsync"/> gave the run; null where nobody else can be at work.</param>
/// <param name="audit">Where it is written down; null in a proof.</param>
internal sealed class StepRunner(NpgsqlConnection connection, RunOptions options, Guid runId, long? epoch, AuditTrail? audit = null)
{
    // Preparing is a round trip, and saves each migration about as much.
    private const int WorthPreparing = 10;

    // A synchronous replica that is gone must not keep a run from ending that has failed anyway.
    private static readonly TimeSpan s_lastPatience = TimeSpan.FromSeconds(5);

    private readonly StepLeftovers _leftovers = new(connection);
    private readonly StepContext _context = new(options, connection.PostgreSqlVersion.Major, runId, epoch, audit);
    private IReadOnlyList<(PlannedMigration Planned, MigrationStep Step)> _coming = [];
    private int _at;
    private (MigrationStep Of, StepTransaction Transaction) _ahead;
    private bool _notOnDisk;

    /// <summary>How many rows the statements of the last step inserted, changed or deleted, as PostgreSQL told for each; what a block of code did it does not tell.</summary>
    public long Rows { get; private set; }

    /// <summary>Has the server prepare what each step of a long run says of itself, so that it is not read and planned anew a thousand times.</summary>
    /// <param name="all">What is to be run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PrepareAsync(IReadOnlyCollection<PlannedMigration> all, CancellationToken cancellationToken)
    {
        if (all.Count < WorthPreparing || all.Any(SessionSettings.MayForgetPrepared)) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in StepTransaction.Preparable(all.First(), _context)) batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells which steps are to be run, in order, so that the next one can be got ready while the server is at one.</summary>
    public void Expect(IEnumerable<(PlannedMigration Planned, MigrationStep Step)> steps) => (_coming, _at) = ([.. steps], 0);

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
        Rows = 0;
        audit?.Try(planned, step?.Number ?? planned.Steps.Count);
        var transaction = TakeAhead(step) ?? StepTransaction.Of(planned, step, audit?.Waited ?? TimeSpan.Zero, _context);
        // A proof's server keeps nothing.
        _notOnDisk |= epoch is not null && !transaction.WaitsForDisk;
        try
        {
            var sent = ExecuteAsync(check is null ? [.. transaction.Work, .. transaction.End] : transaction.Work, cancellationToken);
            try
            {
                LookAhead(step);
            }
            finally
            {
                await sent.ConfigureAwait(false);
            }

            Rows = transaction.Rows;
            if (check is null) return;
            if (await check().ConfigureAwait(false)) await ExecuteAsync(transaction.End, cancellationToken).ConfigureAwait(false);
            else await ExecuteAsync([new("ROLLBACK")], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await RollBackAsync().ConfigureAwait(false);
            if (failure is not PostgresException refused || !IsOfStatement(refused, cancellationToken)) throw;
            if (transaction.Fence is not null && ReferenceEquals(refused.BatchCommand, transaction.Fence)) throw new FencedOffException(refused);
            throw new StatementFailedException(transaction.StatementOf(refused.BatchCommand), step, refused);
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
        Rows = 0;
        audit?.Try(planned, step.Number);
        try
        {
            List<NpgsqlBatchCommand> settings = [new(Timeouts.OutsideTransaction(statement, options))];
            if (epoch is not null) settings.Add(ActivityName.Tell(options.ApplicationName, planned, step.Number));
            if (options.StatementTimeout is { } limit && !Timeouts.Sets(planned, "statement_timeout")) settings.Add(Timeouts.Session("statement_timeout", limit));
            await ExecuteAsync(settings, cancellationToken).ConfigureAwait(false);
            if (!await _leftovers.ReconcileAsync(statement.Operation.AsOne(), wasBegun, waiting, cancellationToken).ConfigureAwait(false))
            {
                if (!begun) await ExecuteInTransactionAsync([HistoryWrites.Begin(planned, step.Number, runId)], [], cancellationToken).ConfigureAwait(false);
                begun = true;
                // More than one: backfills in the proof, where nobody waits for a row.
                await ExecuteAsync([.. step.Statements.Select(each => new NpgsqlBatchCommand(each.Sql))], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (IsOfStatement(refused, cancellationToken))
        {
            if (begun) await ExecuteInTransactionAsync([HistoryWrites.NotBegun(planned, step.Number)], [], cancellationToken).ConfigureAwait(false);
            throw new StatementFailedException(statement, step, refused);
        }

        var reset = step.Number >= planned.Steps.Count ? SessionSettings.Reset() : [];
        List<NpgsqlBatchCommand> writes = [HistoryWrites.Done(planned, step.Number, clock.Elapsed, runId)];
        if (audit is not null) writes.Add(audit.Done(planned, step, clock.Elapsed, audit.Waited));
        await ExecuteInTransactionAsync(writes, reset, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a step of backfills, of which each batch is committed on its own.</summary>
    /// <param name="database">Where further sessions come from.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step.</param>
    /// <param name="report">Told of progress.</param>
    /// <param name="cancellationToken">Stops it behind the batches that are under way; the next run goes on there.</param>
    public async Task RunBackfillAsync(Database database, PlannedMigration planned, MigrationStep step, Action<RunEvent> report, CancellationToken cancellationToken) =>
        Rows = await new BackfillStep(new(database, connection, options, runId, epoch!.Value, audit), planned, step, report).RunAsync(cancellationToken).ConfigureAwait(false);

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

    /// <summary>Clears up after a step of a migration that is to be taken back: what it left of an index, and what the migration set for the session.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">The step that failed; null if all were done.</param>
    /// <param name="waiting">Told what is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ClearAsync(PlannedMigration planned, MigrationStep? step, Action<string> waiting, CancellationToken cancellationToken)
    {
        if (SessionSettings.MayChange(planned)) await ExecuteAsync([.. SessionSettings.Reset()], cancellationToken).ConfigureAwait(false);
        if (step is not { Transactional: false, Statements: [var statement] }) return;
        await _leftovers.ReconcileAsync(statement.Operation.AsOne(), begun: false, waiting, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether PostgreSQL refused a statement: it was not we who cancelled it, nor did the session end.</summary>
    private static bool IsOfStatement(PostgresException failure, CancellationToken cancellationToken) =>
        !Failures.EndsSession(failure) && !(failure.SqlState == PostgresErrorCodes.QueryCanceled && cancellationToken.IsCancellationRequested);

    /// <summary>Whether another runner took over, so that whatever else went wrong may be due to that.</summary>
    public async Task<bool> IsFencedOffAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteInTransactionAsync([], [], cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (FencedOffException)
        {
            return true;
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // What went wrong first is the one to tell of.
            return false;
        }
    }

    /// <summary>
    /// Waits until all that was committed is on disk, and wherever else the server's <c>synchronous_commit</c> wants it: before a run tells that it is done.
    /// </summary>
    public async Task WaitForDiskAsync(CancellationToken cancellationToken)
    {
        if (!_notOnDisk) return;
        try
        {
            // The check of the fence locks a row, so that the transaction has something to write: one that has not waits for nothing.
            // And a migration that failed may have left its own setting to the session.
            await ExecuteInTransactionAsync([new("SET LOCAL synchronous_commit TO DEFAULT")], [], cancellationToken).ConfigureAwait(false);
        }
        catch (FencedOffException)
        {
            // Who took over waited for the disk, behind all that was committed here.
        }

        _notOnDisk = false;
    }

    /// <summary>The same where a run may have failed: as far as the connection lets it, and not for long.</summary>
    public async Task TryWaitForDiskAsync()
    {
        using var patience = new CancellationTokenSource(s_lastPatience);
        try
        {
            await WaitForDiskAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException or OperationCanceledException)
        {
            // What went wrong first is the one to tell of; the server writes its log within a second by itself.
        }
    }

    /// <summary>Lines of the history as who connected, whatever role the migration has set, unless another runner took over.</summary>
    private async Task ExecuteInTransactionAsync(IEnumerable<NpgsqlBatchCommand> history, IEnumerable<NpgsqlBatchCommand> after, CancellationToken cancellationToken)
    {
        List<NpgsqlBatchCommand> fence = epoch is { } ours ? [Fence.Check(ours)] : [];
        try
        {
            await ExecuteAsync([new("BEGIN"), .. SessionSettings.OwnForTheRest(), .. fence, .. history, new("COMMIT"), .. after], cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (!Failures.EndsSession(refused) && refused.BatchCommand is NpgsqlBatchCommand at && fence.Contains(at))
        {
            await RollBackAsync().ConfigureAwait(false);
            throw new FencedOffException(refused);
        }
    }

    /// <summary>What was worked out for a step; null if nothing was, or it was taken by an earlier try, of which the audit has to tell.</summary>
    private StepTransaction? TakeAhead(MigrationStep? step)
    {
        var (of, transaction) = _ahead;
        _ahead = default;
        return of is not null && ReferenceEquals(of, step) ? transaction : null;
    }

    /// <summary>While the server is at a step, works out what is to be sent for the one behind it.</summary>
    private void LookAhead(MigrationStep? step)
    {
        var at = _at;
        while (at < _coming.Count && !ReferenceEquals(_coming[at].Step, step)) at++;
        if (at >= _coming.Count) return;
        _at = at;
        if (at + 1 < _coming.Count && _coming[at + 1] is { Step.Transactional: true } next) _ahead = (next.Step, StepTransaction.Of(next.Planned, next.Step, TimeSpan.Zero, _context));
    }

    private async Task ExecuteAsync(IReadOnlyList<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        // A process that was suspended may learn of it from the timer that looks after idle sessions.
        if (connection.FullState != System.Data.ConnectionState.Open) throw new NpgsqlException("the session is gone");
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
        catch (Exception broken) when (Failures.IsOfDatabase(broken))
        {
            // The connection broke just now: the first failure is the one to tell of.
        }
    }
}
