using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>What a step of backfills runs with.</summary>
/// <param name="Database">Where further sessions come from.</param>
/// <param name="Connection">The session for the work; the migration's settings hold in it.</param>
/// <param name="Options">How the run behaves.</param>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">What <see cref="Fence.TakeAsync"/> gave the run.</param>
/// <param name="Audit">Where it is written down.</param>
internal sealed record BackfillRun(Database Database, NpgsqlConnection Connection, RunOptions Options, Guid RunId, long Epoch, AuditTrail? Audit);

/// <summary>A session that a step of backfills works with, and what each of its transactions begins with.</summary>
internal sealed class BackfillSession : IAsyncDisposable
{
    // Long enough for an ordinary change of a row to end, and short for those who wait for the rows that the batch has locked already.
    private static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromMilliseconds(500);

    private readonly BackfillRun _run;
    private readonly PlannedMigration _planned;
    private readonly string[] _becomeMigration;
    private readonly bool _isOwn;

    private BackfillSession(BackfillRun run, PlannedMigration planned, NpgsqlConnection connection, int pid, string[] becomeMigration, bool isOwn) =>
        (_run, _planned, Connection, Pid, _becomeMigration, _isOwn) = (run, planned, connection, pid, becomeMigration, isOwn);

    /// <summary>The session.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Its process on the server.</summary>
    public int Pid { get; }

    /// <summary>How long a batch waits for a lock, zero for ever.</summary>
    public TimeSpan LockTimeout => _run.Options.LockTimeout ?? DefaultLockTimeout;

    /// <summary>How the run behaves.</summary>
    public RunOptions Options => _run.Options;

    /// <summary>The run's own session, as the migration's steps so far have set it.</summary>
    public static async Task<BackfillSession> OfAsync(BackfillRun run, PlannedMigration planned, MigrationStep step, CancellationToken cancellationToken)
    {
        var pid = await TellAsync(run, planned, step, run.Connection, cancellationToken).ConfigureAwait(false);
        return new(run, planned, run.Connection, pid, await RolesAsync(run.Connection, planned, cancellationToken).ConfigureAwait(false), isOwn: false);
    }

    /// <summary>Another session with the same settings.</summary>
    public static async Task<BackfillSession> OpenAsync(BackfillRun run, PlannedMigration planned, MigrationStep step, CancellationToken cancellationToken)
    {
        var connection = await run.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var pid = await TellAsync(run, planned, step, connection, cancellationToken).ConfigureAwait(false);
            foreach (var set in SessionSettings.Of(planned.Steps.Take(step.Number - 1)))
            {
                await using var command = new NpgsqlBatch(connection) { BatchCommands = { new(set.Sql) } };
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            return new(run, planned, connection, pid, await RolesAsync(connection, planned, cancellationToken).ConfigureAwait(false), isOwn: true);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins a transaction that is Lockstep's own as far as rights go, and fails if another runner took over.</summary>
    public IEnumerable<NpgsqlBatchCommand> Begin()
    {
        yield return new("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
        yield return Timeouts.Local("lock_timeout", LockTimeout);
        if (_run.Options.StatementTimeout is { } limit && !Timeouts.Sets(_planned, "statement_timeout")) yield return Timeouts.Local("statement_timeout", limit);
        foreach (var command in Own()) yield return command;
        yield return Fence.Check(_run.Epoch);
    }

    /// <summary>Whether it failed because another runner took over.</summary>
    public static bool IsFenced(PostgresException failure) =>
        failure is { SqlState: PostgresErrorCodes.DivisionByZero, BatchCommand: { } at } && at.CommandText == Fence.Check(0).CommandText;

    /// <summary>What follows in the transaction is the migration's, with the role that it has set.</summary>
    public IEnumerable<NpgsqlBatchCommand> Migration() => _becomeMigration.Select(sql => new NpgsqlBatchCommand(sql));

    /// <summary>What follows in the transaction is Lockstep's own again.</summary>
    public IEnumerable<NpgsqlBatchCommand> Own() => _becomeMigration.Length > 0 ? SessionSettings.OwnForTheRest() : [];

    /// <summary>Ends a transaction that failed. If the connection is gone, the server does the same.</summary>
    public async Task RollBackAsync()
    {
        if (Connection.FullState != System.Data.ConnectionState.Open) return;
        try
        {
            await ExecuteAsync([new("ROLLBACK")], CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception broken) when (Failures.IsOfDatabase(broken))
        {
            // The connection broke just now: the first failure is the one to tell of.
        }
    }

    /// <summary>Runs commands in one round trip.</summary>
    public async Task ExecuteAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = Batch(commands);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Commands that go in one round trip.</summary>
    public NpgsqlBatch Batch(IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(Connection);
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>Ends the session, unless it is the run's.</summary>
    public ValueTask DisposeAsync() => _isOwn ? Connection.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>Lets <c>pg_stat_activity</c> know what the session does, and asks which process serves it: a pooler in between would tell another one.</summary>
    private static async Task<int> TellAsync(BackfillRun run, PlannedMigration planned, MigrationStep step, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_backend_pid() FROM pg_catalog.set_config('application_name', $1, false)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = ActivityName.Of(run.Options.ApplicationName, planned, step.Number) } },
        };
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>The statements that make a transaction the migration's again; none where it can't have set a role.</summary>
    private static async Task<string[]> RolesAsync(NpgsqlConnection connection, PlannedMigration planned, CancellationToken cancellationToken)
    {
        if (!SessionSettings.MayChange(planned)) return [];
        await using var command = new NpgsqlCommand("SELECT format('SET LOCAL SESSION AUTHORIZATION %I', session_user), 'SET LOCAL role TO ' || quote_literal(current_setting('role'))", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return [reader.GetString(0), reader.GetString(1)];
    }
}
