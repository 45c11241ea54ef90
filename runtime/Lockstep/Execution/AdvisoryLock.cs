using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// A session advisory lock of one database. It is polled, never waited for inside PostgreSQL: a waiting transaction would hold a snapshot,
/// for which CREATE INDEX CONCURRENTLY waits in turn, and both would wait for ever.
/// </summary>
/// <param name="Key">Which lock.</param>
/// <param name="What">What it is called in messages.</param>
/// <param name="Name">What it is called in data.</param>
internal sealed record AdvisoryLock(int Key, string What, string Name)
{
    /// <summary>Held by the one runner that is at work, on a connection of its own.</summary>
    public static AdvisoryLock Runner { get; } = new(unchecked((int)0x9B1F0C6D), "the runner lock", "runner");

    /// <summary>
    /// Held by the session that does the work. A runner that was killed gives the runner lock back at once, while the server goes on with the
    /// statements that it has got already, COMMIT included: who comes next must wait for that session's end.
    /// </summary>
    public static AdvisoryLock Work { get; } = new(unchecked((int)0x9B1F0C6E), "the lock of a session that a run left at work", "work");

    // "LSTP". Advisory locks are per database, so databases do not hinder each other.
    internal const int Class = 0x4C535450;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(5);

    /// <summary>Takes the lock for the connection's session, waiting for whoever holds it.</summary>
    /// <param name="connection">The session, in no transaction.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="waiting">Told who holds it and for how long we have waited, soon and then every few seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">It was not to be had in time.</exception>
    public async Task TakeAsync(NpgsqlConnection connection, TimeSpan patience, Action<string, TimeSpan> waiting, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var pause = FirstPause;
        // Not at once: the session of a run that has just ended well is gone within milliseconds.
        var nextReport = FirstPause * 4;
        while (!await TryAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            if (clock.Elapsed >= nextReport || clock.Elapsed >= patience)
            {
                var holder = await HolderAsync(connection, cancellationToken).ConfigureAwait(false);
                if (clock.Elapsed >= patience) throw NotInTime(holder, patience);
                waiting($"{What} is held by {holder}", clock.Elapsed);
                nextReport = clock.Elapsed + ReportEvery;
            }

            // Jitter, so that many waiting runners do not ask all at once.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), cancellationToken).ConfigureAwait(false);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }
    }

    private async Task<bool> TryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT pg_try_advisory_lock($1, $2)", connection);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private async Task<string> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var holders = await LockHolder.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (holders.FirstOrDefault(holder => holder.Lock == Name) is not { } holder) return "another runner, which has just ended";
        return holders.FirstOrDefault(each => each.Doing is not null) is { Doing: { } doing } ? $"another runner: {holder.Text}, at {doing}" : $"another runner: {holder.Text}";
    }

    private NpgsqlCommand Command(string sql, NpgsqlConnection connection) => new(sql, connection)
    {
        Parameters = { new NpgsqlParameter<int> { TypedValue = Class }, new NpgsqlParameter<int> { TypedValue = Key } },
    };

    private LockstepException NotInTime(string holder, TimeSpan patience) =>
        new(
            ToolkitCode.Locked,
            string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(What[0])}{What[1..]} was not free within {patience.TotalSeconds:0.###} s; it is held by {holder}."),
            ExitCode.LockNotAcquired)
        {
            Next = "Wait for that run to end and run the same command again, or allow more time with --wait; lockstep lock release ends it.",
        };
}
