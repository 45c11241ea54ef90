using System.Globalization;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// The one row of <c>lockstep.runner</c>: who took the runner lock last. Every step looks, in its own transaction, whether that is still its runner,
/// so that one that lost its locks without noticing (paused, or they were given back by <c>DISCARD ALL</c>) can't commit anything after
/// another one took over; and the next one waits for a transaction that has looked already.
/// </summary>
internal static class Fence
{
    private const string CreateTable = """
        CREATE TABLE lockstep.runner (
            one boolean PRIMARY KEY DEFAULT true CHECK (one),
            epoch bigint NOT NULL,
            run_id uuid NOT NULL,
            host text NOT NULL,
            process_id integer NOT NULL,
            taken_by text NOT NULL DEFAULT session_user,
            taken_at timestamptz NOT NULL DEFAULT now(),
            released_by text,
            released_at timestamptz,
            release_reason text,
            applies bigint[]
        )
        """;

    // The table is older than this column.
    private const string AddColumns = "ALTER TABLE lockstep.runner ADD COLUMN applies bigint[]";

    private const string Take = """
        INSERT INTO lockstep.runner AS r (epoch, run_id, host, process_id, applies) VALUES (1, $1, $2, $3, string_to_array($4, ',')::bigint[])
        ON CONFLICT (one) DO UPDATE SET epoch = r.epoch + 1, run_id = excluded.run_id, host = excluded.host, process_id = excluded.process_id,
            taken_by = excluded.taken_by, taken_at = excluded.taken_at, applies = excluded.applies
        RETURNING epoch
        """;

    /// <summary>Takes over: earlier runners can commit nothing any more. Call it with the locks held, and schema <c>lockstep</c> there.</summary>
    /// <param name="connection">The session for the work.</param>
    /// <param name="runId">The run.</param>
    /// <param name="applies">The migrations that it is to apply: those of them that are pending when the next one looks were left by it.</param>
    /// <param name="patience">How long to wait for a transaction of an earlier runner, zero for ever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number that <see cref="Check"/> wants.</returns>
    /// <exception cref="LockstepException">The role may not, or that transaction goes on.</exception>
    public static async Task<long> TakeAsync(NpgsqlConnection connection, Guid runId, IEnumerable<long> applies, TimeSpan patience, CancellationToken cancellationToken)
    {
        var versions = string.Join(',', applies.Select(version => version.ToString(CultureInfo.InvariantCulture)));
        try
        {
            try
            {
                return await TakeOnceAsync(connection, runId, versions, patience, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn)
            {
                await using var create = new NpgsqlCommand(missing.SqlState == PostgresErrorCodes.UndefinedTable ? CreateTable : AddColumns, connection);
                await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return await TakeOnceAsync(connection, runId, versions, patience, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LockstepException(ToolkitCode.History, $"Lockstep notes in lockstep.runner who is at work, and the role may not: {refused.MessageText}.", ExitCode.Failed, refused)
            {
                Next = "Have an administrator run: ALTER SCHEMA lockstep OWNER TO the role that migrates; if the table is there, ALTER TABLE lockstep.runner OWNER TO it too.",
            };
        }
        catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new LockstepException(ToolkitCode.Locked, "A transaction of an earlier runner, which has lost the runner lock, is still open.", ExitCode.LockNotAcquired, busy)
            {
                Next = "lockstep lock status shows it, and lockstep lock release ends it.",
            };
        }
    }

    /// <summary>Fails, with <see cref="PostgresErrorCodes.DivisionByZero"/>, if another runner took over; if not, none can before the transaction ends.</summary>
    public static NpgsqlBatchCommand Check(long epoch) =>
        new("SELECT 1 / pg_catalog.count(*) AS no_other_runner_took_over FROM (SELECT FROM lockstep.runner WHERE epoch = $1 FOR SHARE) ours")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = epoch } },
        };

    /// <summary>The number of the runner that took over last; null if none ever did, or the role may not look.</summary>
    public static async Task<long?> EpochAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT epoch FROM lockstep.runner", connection);
        try
        {
            return (long?)await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException unknown) when (IsUnknown(unknown))
        {
            return null;
        }
    }

    /// <summary>
    /// Notes that an administrator ended the runner, which closes the fence for it as well, and adds that to the audit: both or neither. What is not there is
    /// passed over: no runner has ever noted itself, or it was an older version of Lockstep.
    /// </summary>
    /// <param name="connection">A session.</param>
    /// <param name="epoch">What <see cref="EpochAsync"/> gave before the runner was ended; one that came since goes on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="audit">The audit's row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">The role may not.</exception>
    public static async Task ReleaseAsync(NpgsqlConnection connection, long? epoch, string reason, NpgsqlBatchCommand audit, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        await using (var find = new NpgsqlCommand("SELECT relname::text FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'lockstep') AND relname IN ('runner', 'audit')", connection))
        {
            await using var reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) there.Add(reader.GetString(0));
        }

        if (there.Count == 0) return;
        // A batch is one transaction. The runner's row first: the steps of the next runner want it before they add to the audit.
        await using var batch = new NpgsqlBatch(connection);
        if (there.Contains("runner"))
        {
            batch.BatchCommands.Add(new(
                "UPDATE lockstep.runner SET epoch = epoch + CASE WHEN epoch = $2 THEN 1 ELSE 0 END, released_by = session_user, released_at = now(), release_reason = $1")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = reason }, new NpgsqlParameter<long?> { TypedValue = epoch } },
            });
        }

        if (there.Contains("audit")) batch.BatchCommands.Add(audit);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LockstepException(ToolkitCode.Locked, $"The runner's sessions were ended, but the role may not write that and its reason down in schema lockstep: {refused.MessageText}.", ExitCode.Failed, refused)
            {
                Next = "Tell those who look later; the next time, run it as the role that migrates.",
            };
        }
    }

    /// <summary>The migrations that the runner that took over last was to apply; none where that is not known.</summary>
    public static async Task<IReadOnlySet<long>> AppliesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var versions = new HashSet<long>();
        await using var command = new NpgsqlCommand("SELECT unnest(applies) FROM lockstep.runner", connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) versions.Add(reader.GetInt64(0));
        }
        catch (PostgresException unknown) when (IsUnknown(unknown) || unknown.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            // No runner was ever at work, or only older versions of Lockstep.
        }

        return versions;
    }

    /// <summary>The last release of the lock by hand, in words; null if there was none.</summary>
    public static async Task<string?> LastReleaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT released_by, to_char(released_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC', release_reason FROM lockstep.runner WHERE released_at IS NOT NULL",
            connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? $"{reader.GetString(1)} by {reader.GetString(0)}: {reader.GetString(2)}" : null;
        }
        catch (PostgresException unknown) when (IsUnknown(unknown))
        {
            return null;
        }
    }

    private static bool IsUnknown(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege;

    private static async Task<long> TakeOnceAsync(NpgsqlConnection connection, Guid runId, string applies, TimeSpan patience, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = {Math.Ceiling(patience.TotalMilliseconds)}")));
        batch.BatchCommands.Add(new(Take)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = runId },
                new NpgsqlParameter<string> { TypedValue = Environment.MachineName },
                new NpgsqlParameter<int> { TypedValue = Environment.ProcessId },
                new NpgsqlParameter<string> { TypedValue = applies },
            },
        });
        batch.BatchCommands.Add(new("RESET lock_timeout"));
        return (long)(await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
