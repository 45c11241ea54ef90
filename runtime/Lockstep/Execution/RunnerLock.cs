using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Lets one runner at a time work on a database: a session advisory lock on a connection of its own. The connection is never in a
/// transaction, and the lock is polled, never waited for inside PostgreSQL: a waiting or idle transaction would hold a snapshot, for which
/// CREATE INDEX CONCURRENTLY waits in turn, and both would wait for ever.
/// </summary>
internal sealed class RunnerLock : IAsyncDisposable
{
    // "LSTP" and FNV-1a of "lockstep.history". Advisory locks are per database, so databases do not hinder each other.
    private const int Class = 0x4C535450;
    private const int Key = unchecked((int)0x9B1F0C6D);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    private readonly NpgsqlConnection _connection;

    private RunnerLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Whether the connection that holds the lock is still there, as far as is known without asking.</summary>
    public bool IsHeld => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Takes the lock, waiting for whoever holds it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="waiting">Told who holds it and for how long we have waited, at first and then every few seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">It was not to be had in time.</exception>
    public static async Task<RunnerLock> AcquireAsync(
        Database database, TimeSpan patience, Action<string, TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(keepAlive: true, cancellationToken).ConfigureAwait(false);
        try
        {
            var clock = Stopwatch.StartNew();
            var pause = FirstPause;
            var nextReport = TimeSpan.Zero;
            while (!await TryAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                if (clock.Elapsed >= nextReport || clock.Elapsed >= patience)
                {
                    var holder = await HolderAsync(connection, cancellationToken).ConfigureAwait(false);
                    if (clock.Elapsed >= patience) throw NotInTime(holder, patience);
                    waiting(holder, clock.Elapsed);
                    nextReport = clock.Elapsed + ReportEvery;
                }

                // Jitter, so that many waiting runners do not ask all at once.
                await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), cancellationToken).ConfigureAwait(false);
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
            }

            return new(connection);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives the lock back: it ends with its session.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<bool> TryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1, $2)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Class });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Key });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private static async Task<string> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT a.pid, a.application_name, a.usename, host(a.client_addr), extract(epoch FROM now() - a.backend_start)::float8
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = $1::int::oid AND l.objid = $2::int::oid AND l.objsubid = 2 AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Class });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return "another runner, which has just ended";
        string Text(int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);
        var address = Text(3) is { Length: > 0 } known ? known : "this machine";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"another runner: {Text(1)} (pid {reader.GetInt32(0)}, role {Text(2)}, from {address}), since {reader.GetDouble(4):0} s");
    }

    private static LockstepException NotInTime(string holder, TimeSpan patience) =>
        new(ToolkitCode.Locked, $"The runner lock was not free within {patience.TotalSeconds:0} s; it is held by {holder}.", ExitCode.LockNotAcquired)
        {
            Next = "Wait for that run to end and run the same command again, or allow more time with --wait.",
        };
}
