using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>
/// Looks, from a session of its own, at those whom a backfill may harm: replicas that fall behind, sessions that wait for its rows, a server at its limit, and an
/// autovacuum that has to finish before transaction ids run out. While one of them suffers, the workers rest.
/// </summary>
internal sealed class BackfillThrottle : IAsyncDisposable
{
    private const string Look = """
        SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
            (SELECT min(pg_wal_lsn_diff(replay_lsn, '0/0'))::bigint FROM pg_stat_replication WHERE state IN ('streaming', 'catchup')),
            (SELECT extract(epoch FROM max(replay_lag))::float8 FROM pg_stat_replication WHERE state IN ('streaming', 'catchup') AND replay_lsn < pg_current_wal_lsn()),
            (SELECT count(DISTINCT w.pid) FROM pg_locks w WHERE NOT w.granted AND w.pid <> ALL ($1::int[]) AND pg_blocking_pids(w.pid) && $1::int[]),
            (SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid <> ALL ($1::int[])),
            current_setting('max_connections')::int,
            EXISTS (
                SELECT FROM pg_class c JOIN pg_locks l ON l.relation = c.oid AND l.locktype = 'relation' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
                WHERE (c.oid = $2::text::oid OR c.oid IN (SELECT relid FROM pg_partition_tree($2::text::oid::regclass)))
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND age(c.relfrozenxid) > current_setting('autovacuum_freeze_max_age')::int),
            EXISTS (
                SELECT FROM pg_stat_activity
                WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid <> ALL ($1::int[]) AND state_change > clock_timestamp() - interval '1 second'
                    AND application_name <> current_setting('application_name') AND application_name NOT IN (SELECT me.application_name FROM pg_stat_activity me WHERE me.pid = ANY ($1::int[])))
        """;

    // A commit that waits for the disk as any other does, and locks nothing.
    private const string Commit = "SELECT pg_catalog.pg_logical_emit_message(true, 'lockstep', '')";

    // The same for a role from which that was taken. Whoever holds the row is not waited for: then nothing is committed.
    private const string CommitOfRow = "UPDATE lockstep.backfill SET paused_at = paused_at WHERE id = (SELECT id FROM lockstep.backfill WHERE id = $1 FOR UPDATE SKIP LOCKED)";

    // Several, since one may be slow for any reason.
    private const int Probes = 5;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DefaultLag = TimeSpan.FromSeconds(10);

    private readonly NpgsqlConnection _connection;
    private readonly BackfillWork _work;
    private readonly string _pids;
    private readonly Action<RunEvent> _report;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turns = new(1);
    private readonly Queue<(long Position, TimeSpan At)> _written = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private Task _loop = Task.CompletedTask;
    private volatile string? _reason;
    private volatile int _waits;

    private BackfillThrottle(NpgsqlConnection connection, BackfillWork work, IEnumerable<int> pids, Action<RunEvent> report)
    {
        (_connection, _work, _report) = (connection, work, report);
        Pace = new(work.Statement.Settings.Target ?? BatchSizer.DefaultTarget, work.Statement.Settings.Gently);
        _pids = "{" + string.Join(",", pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))) + "}";
    }

    /// <summary>Why to rest; null to work.</summary>
    public string? Reason => _reason;

    /// <summary>How fast to go otherwise.</summary>
    public BackfillPace Pace { get; }

    /// <summary>At how many looks others waited for rows that a batch had locked.</summary>
    public int Waits => _waits;

    /// <summary>Looks for the first time, and then twice a second.</summary>
    /// <param name="connection">A session of its own; it is ended with the throttle.</param>
    /// <param name="work">The backfill.</param>
    /// <param name="pids">The processes that work.</param>
    /// <param name="report">Told if it can't look.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<BackfillThrottle> StartAsync(
        NpgsqlConnection connection, BackfillWork work, IEnumerable<int> pids, Action<RunEvent> report, CancellationToken cancellationToken)
    {
        var throttle = new BackfillThrottle(connection, work, pids, report);
        await throttle.ProbeAsync(cancellationToken).ConfigureAwait(false);
        await throttle.LookAsync(cancellationToken).ConfigureAwait(false);
        throttle._loop = throttle.LoopAsync();
        return throttle;
    }

    /// <summary>Looks at what a batch waits for and at who waits for it, if it takes long.</summary>
    /// <param name="session">The session that works.</param>
    public LockWatch Watch(BackfillSession session) => LockWatch.StartShort(_connection, _turns, session.Pid, session.Options with { LockTimeout = session.LockTimeout }, _report);

    /// <summary>Ends looking.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _turns.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, _stop.Token).ConfigureAwait(false);
                await LookAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The backfill has ended.
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            if (_stop.IsCancellationRequested) return;
            _reason = null;
            _report(new("warning", $"The backfill of {_work.Table.Name} goes on without looking at replicas and at who waits: {gone.Message}.")
            {
                Code = ToolkitCode.NoConnection,
                Next = "Its batches are still small and steered by time; stop the run with Ctrl-C if the server suffers, the next one goes on.",
            });
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await LookInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>What a commit takes before the backfill writes anything.</summary>
    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (_work.Id == 0) return;
        await using var commit = new NpgsqlCommand(Commit, _connection);
        try
        {
            await ProbeAsync(commit, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedFunction)
        {
            await using var row = new NpgsqlCommand(CommitOfRow, _connection) { Parameters = { new NpgsqlParameter<long> { TypedValue = _work.Id } } };
            await ProbeAsync(row, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ProbeAsync(NpgsqlCommand commit, CancellationToken cancellationToken)
    {
        var times = new List<TimeSpan>(Probes);
        while (times.Count < Probes)
        {
            var begun = Stopwatch.GetTimestamp();
            // 0 rows were changed: somebody holds the row, and the pace begins with what it takes for quick. A query tells -1.
            if (await commit.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0) return;
            times.Add(Stopwatch.GetElapsedTime(begun));
        }

        Pace.Quiet(times.Order().ElementAt(Probes / 2));
    }

    private async Task LookInTurnAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Look, _connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = _pids },
                new NpgsqlParameter<string> { TypedValue = _work.Table.Oid.ToString(CultureInfo.InvariantCulture) },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var settings = _work.Statement.Settings;
        var lag = Lag(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetDouble(2));
        var (waiting, active, most) = (reader.GetInt64(3), reader.GetInt64(4), settings.MaxSessions ?? (reader.GetInt32(5) / 2));
        var limit = settings.MaxReplicaLag ?? DefaultLag;
        if (waiting > 0) _waits++;
        Pace.OthersAreAtWork = reader.GetBoolean(7);
        _reason =
            limit > TimeSpan.Zero && lag > limit.TotalSeconds ? string.Create(CultureInfo.InvariantCulture, $"replica lag {lag:0.0} s")
            : waiting > 0 ? (waiting == 1 ? "1 session waits for it" : string.Create(CultureInfo.InvariantCulture, $"{waiting} sessions wait for it"))
            : most > 0 && active >= most ? string.Create(CultureInfo.InvariantCulture, $"{active} sessions are active")
            : reader.GetBoolean(6) ? "autovacuum to prevent wraparound"
            : null;
    }

    /// <summary>
    /// How many seconds the replica that is furthest behind is behind. What PostgreSQL says of it stands still while the replica does, so we note ourselves when what
    /// it has not replayed yet was written.
    /// </summary>
    private double Lag(long written, long? replayed, double? told)
    {
        if (replayed is not { } position)
        {
            _written.Clear();
            return 0;
        }

        while (_written.TryPeek(out var oldest) && oldest.Position <= position) _written.Dequeue();
        if (written > position) _written.Enqueue((written, _clock.Elapsed));
        var own = _written.TryPeek(out var first) ? (_clock.Elapsed - first.At).TotalSeconds : 0;
        return written > position ? Math.Max(own, told ?? 0) : 0;
    }
}
