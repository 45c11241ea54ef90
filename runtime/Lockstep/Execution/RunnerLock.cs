using System.Diagnostics;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Lets one runner at a time work on a database: <see cref="AdvisoryLock.Runner"/> on a connection of its own, which is never in a
/// transaction, and <see cref="AdvisoryLock.Work"/> on the session that does the work.
/// </summary>
internal sealed class RunnerLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private RunnerLock(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The connection that holds the lock: for short looks at the server, in no transaction, by one asker at a time.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>Whether the connection that holds the lock is still there, as far as is known without asking.</summary>
    public bool IsHeld => _connection.FullState == System.Data.ConnectionState.Open;

    /// <summary>Takes both locks, waiting for whoever holds them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="work">The session that will do the work.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="waiting">Told what is waited for, and for how long we have waited.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">They were not to be had in time.</exception>
    public static async Task<RunnerLock> AcquireAsync(
        Database database, NpgsqlConnection work, TimeSpan patience, Action<string, TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await AdvisoryLock.Runner.TakeAsync(connection, patience, waiting, cancellationToken).ConfigureAwait(false);
            var rest = patience > clock.Elapsed ? patience - clock.Elapsed : TimeSpan.Zero;
            // A run that has just ended well gives the first lock back a moment before its session is gone.
            await AdvisoryLock.Work.TakeAsync(work, rest + LastMoment, waiting, cancellationToken).ConfigureAwait(false);
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

    private static TimeSpan LastMoment { get; } = TimeSpan.FromSeconds(1);
}
