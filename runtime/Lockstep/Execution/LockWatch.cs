using System.Diagnostics;
using System.Globalization;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Looks, from the connection that holds the runner lock, at what a step waits for and at who waits for the step, and makes the step give way
/// when others have waited for too long. A step that is done at once is never looked at.
/// </summary>
internal sealed class LockWatch : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(10);

    private readonly NpgsqlConnection _connection;
    private readonly int _pid;
    private readonly RunOptions _options;
    private readonly bool _transactional;
    private readonly Action<RunEvent> _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<int, TimeSpan> _behindSince = [];
    private readonly StepProgress? _progress;
    private readonly SemaphoreSlim? _turns;
    private readonly Task _loop;
    private TimeSpan _lastLook;
    private TimeSpan? _waitingSince;
    private TimeSpan _nextWaiting;
    private TimeSpan _nextBlocked;
    private bool _mayTerminate = true;
    private bool _ended;

    private LockWatch(NpgsqlConnection connection, int pid, RunOptions options, bool transactional, string? step, SemaphoreSlim? turns, Action<RunEvent> report)
    {
        (_connection, _pid, _options, _transactional, _turns, _report) = (connection, pid, options, transactional, turns, report);
        _progress = step is null ? null : new(connection, pid, step, report);
        _loop = step is null ? LoopAsync(Third(options), Third(options)) : LoopAsync(FirstPauseOf(options), LongestPause);
    }

    /// <summary>
    /// What the step waited for in the last two looks; null if it did not wait. Two, because the last one may come when the server has given up already
    /// and the step does not know it yet.
    /// </summary>
    public LockWait? Wait { get; private set; }

    /// <summary>Who had waited for too long when the step was cancelled for that; null if it was not.</summary>
    public (TimeSpan For, IReadOnlyList<BlockingSession> Sessions)? GaveWay { get; private set; }

    /// <summary>For how long it has been seen to wait, a second more or less.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Begins to look.</summary>
    /// <param name="connection">Another session than the one that works.</param>
    /// <param name="pid">The process that works.</param>
    /// <param name="options">How long is too long.</param>
    /// <param name="transactional">Whether the step is a transaction, of which nothing is left when it is cancelled.</param>
    /// <param name="step">What the step is called where its progress is told.</param>
    /// <param name="report">Told what it sees.</param>
    public static LockWatch Start(NpgsqlConnection connection, int pid, RunOptions options, bool transactional, string step, Action<RunEvent> report) =>
        new(connection, pid, options, transactional, step, turns: null, report);

    /// <summary>Begins to look at a transaction that is short in general: not until it has taken as long as a third of its <c>lock_timeout</c>, and then as often.</summary>
    /// <param name="connection">Another session than those that work, which several watches and others share.</param>
    /// <param name="turns">Held by whoever uses that session.</param>
    /// <param name="pid">The process that works.</param>
    /// <param name="options">How long is too long, with the <c>lock_timeout</c> of the transaction.</param>
    /// <param name="report">Told what it sees.</param>
    public static LockWatch StartShort(NpgsqlConnection connection, SemaphoreSlim turns, int pid, RunOptions options, Action<RunEvent> report) =>
        new(connection, pid, options, transactional: true, step: null, turns, report);

    /// <summary>Ends looking; what was seen stays.</summary>
    public ValueTask DisposeAsync()
    {
        if (_ended) return ValueTask.CompletedTask;
        _ended = true;
        // In general it pauses, and ends in this very call: no other thread has to be woken for it.
        _stop.Cancel();
        return EndAsync();
    }

    private async ValueTask EndAsync()
    {
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>At least three looks before a lock_timeout is over.</summary>
    private static TimeSpan FirstPauseOf(RunOptions options) => options.LockTimeout is { Ticks: > 0 } limit && limit / 4 < FirstPause ? limit / 4 : FirstPause;

    private static TimeSpan Third(RunOptions options) => options.LockTimeout is { Ticks: > 0 } limit && limit / 3 < LongestPause ? limit / 3 : LongestPause;

    private async Task LoopAsync(TimeSpan pause, TimeSpan longest)
    {
        try
        {
            while (true)
            {
                // Most steps end before the first look, and an exception for each of them would take longer than what is left to do.
                await Task.Delay(pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                var turn = _turns?.WaitAsync(_stop.Token) ?? Task.CompletedTask;
                await turn.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!turn.IsCompletedSuccessfully) return;
                try
                {
                    if (_stop.IsCancellationRequested || !await LookAsync().ConfigureAwait(false)) return;
                }
                finally
                {
                    _turns?.Release();
                }

                pause = pause * 2 > longest ? longest : pause * 2;
            }
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            // The connection broke, or the role may not look: the step goes on without being watched. A lost lock is told before the next step.
        }
    }

    /// <summary>False if the step was cancelled, so that nothing is left to look at.</summary>
    private async Task<bool> LookAsync()
    {
        // Not cancelled by the end of the step: the connection has the lock, and cancelling a query can cost it.
        var view = await LockView.OfAsync(_connection, _pid, CancellationToken.None).ConfigureAwait(false);
        if (view.Wait is not null) Waited += _clock.Elapsed - _lastLook;
        _lastLook = _clock.Elapsed;
        await AheadAsync(view.Wait).ConfigureAwait(false);
        if (await BehindAsync(view.Behind).ConfigureAwait(false)) return false;
        if (_progress is not null && _clock.Elapsed >= _options.ReportAfter) await _progress.LookAsync(_clock.Elapsed, view.Wait is not null).ConfigureAwait(false);
        return true;
    }

    private async Task AheadAsync(LockWait? wait)
    {
        if (wait is null)
        {
            if (_waitingSince is null) Wait = null;
            _waitingSince = null;
            return;
        }

        Wait = wait;

        _waitingSince ??= _clock.Elapsed;
        var waited = _clock.Elapsed - _waitingSince.Value;
        if (waited >= _options.ReportAfter && _clock.Elapsed >= _nextWaiting)
        {
            _report(new("waiting", $"for {wait.Text}") { Seconds = waited.TotalSeconds, Sessions = wait.By });
            _nextWaiting = _clock.Elapsed + ReportEvery;
        }

        if (_options.TerminateBlockers is not { } idle || !_mayTerminate) return;
        if (wait.By.Any(session => session.Pid != 0 && session.State is null))
        {
            CanNotTerminate("can't end what is in the way: PostgreSQL hides from this role whether it is idle.", "Grant the role pg_read_all_stats and pg_signal_backend.", wait);
            return;
        }

        if (wait.By.Any(session => IsIdle(session, idle))) await TerminateAsync(wait, idle).ConfigureAwait(false);
    }

    private static bool IsIdle(BlockingSession session, TimeSpan limit) =>
        session.State?.StartsWith("idle in transaction", StringComparison.Ordinal) is true && session.Seconds >= limit.TotalSeconds;

    private async Task TerminateAsync(LockWait wait, TimeSpan idle)
    {
        // Asked again in the same statement: in the meantime one may have gone back to work. Ending is no condition in WHERE, where PostgreSQL is free to
        // try it before the others. Other workers of the same step have its name, and are between two messages.
        await using var command = new NpgsqlCommand(
            """
            WITH idle AS MATERIALIZED (
                SELECT pid FROM pg_stat_activity
                WHERE pid = ANY (pg_blocking_pids($1)) AND state LIKE 'idle in transaction%' AND state_change <= clock_timestamp() - $2 * interval '1 second'
                    AND application_name IS DISTINCT FROM (SELECT me.application_name FROM pg_stat_activity me WHERE me.pid = $1))
            SELECT pid, pg_terminate_backend(pid) FROM idle
            """,
            _connection)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = _pid }, new NpgsqlParameter<double> { TypedValue = idle.TotalSeconds } },
        };
        try
        {
            var ended = new HashSet<int>();
            await using (var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    if (reader.GetBoolean(1)) ended.Add(reader.GetInt32(0));
                }
            }

            var sessions = wait.By.Where(session => ended.Contains(session.Pid)).ToList();
            if (sessions.Count > 0) _report(new("terminated", $"{SessionWords.Of(sessions, "held")}: it kept {wait.What} from this run, and --terminate-blockers was given") { Sessions = sessions });
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            CanNotTerminate($"can't end the sessions in the way: {refused.MessageText}.", "Grant the role pg_signal_backend, or end them yourself.", wait);
        }
    }

    private void CanNotTerminate(string why, string next, LockWait wait)
    {
        _mayTerminate = false;
        _report(new("warning", $"--terminate-blockers {why}") { Code = ToolkitCode.Locked, Next = next, Sessions = wait.By });
    }

    /// <summary>Whether the step was cancelled.</summary>
    private async Task<bool> BehindAsync(IReadOnlyList<BlockingSession> behind)
    {
        foreach (var gone in _behindSince.Keys.Where(pid => !behind.Any(session => session.Pid == pid)).ToList()) _behindSince.Remove(gone);
        foreach (var session in behind) _behindSince.TryAdd(session.Pid, _clock.Elapsed);
        if (behind.Count == 0) return false;
        var longest = _clock.Elapsed - _behindSince.Values.Min();
        // A step that is no transaction costs much to begin again, and what it keeps waiting is in general but other schema changes.
        var matter = _transactional ? behind : [.. behind.Where(IsReadOrWrite)];
        var limit = _options.MaxBlocked;
        if (limit > TimeSpan.Zero && matter.Any(session => _clock.Elapsed - _behindSince[session.Pid] >= limit))
        {
            GaveWay = (longest, matter);
            // Not if it has just ended: what comes after it is not to be cancelled.
            await using var command = new NpgsqlCommand(
                "SELECT pg_cancel_backend($1) WHERE EXISTS (SELECT FROM pg_locks w WHERE NOT w.granted AND $1 = ANY (pg_blocking_pids(w.pid)))", _connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = _pid } } };
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        if (longest >= _options.ReportAfter && _clock.Elapsed >= _nextBlocked)
        {
            _report(new("blocked", string.Create(CultureInfo.InvariantCulture, $"{Waiting(behind)} for this step, {Figures.Age(longest.TotalSeconds)} by now: {SessionWords.Of(behind, "wants")}"))
            {
                Seconds = longest.TotalSeconds,
                Sessions = behind,
            });
            _nextBlocked = _clock.Elapsed + ReportEvery;
        }

        return false;
    }

    /// <summary>Such as <c>3 sessions wait</c>.</summary>
    public static string Waiting(IReadOnlyList<BlockingSession> sessions) =>
        sessions.Count == 1 ? "1 session waits" : string.Create(CultureInfo.InvariantCulture, $"{sessions.Count} sessions wait");

    private static bool IsReadOrWrite(BlockingSession session) => session.Lock is null or "ACCESS SHARE" or "ROW SHARE" or "ROW EXCLUSIVE";
}
