using Lockstep.Backfill;
using Lockstep.Embedded;
using Lockstep.Model.Operations;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using Npgsql;
using Npgsql.Replication;
using NpgsqlTypes;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>When a backfill rests, and what it says of it.</summary>
public sealed class BackfillThrottleTests(BackfillThrottleTests.ReplicatedServer server) : IClassFixture<BackfillThrottleTests.ReplicatedServer>
{
    [Fact]
    public async Task Nothing_is_in_the_way_of_a_server_that_has_nothing_to_do()
    {
        await using var database = await PreparedAsync();
        Assert.Null(await ReasonAsync(database, new(), 0));
    }

    [Fact]
    public async Task It_rests_while_others_wait_for_it()
    {
        await using var database = await PreparedAsync();
        await using var worker = await database.OpenAsync();
        await using var transaction = await worker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE t SET n = 1", worker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var waiting = database.RunAsync("UPDATE t SET n = 2");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted");
        Assert.Equal("1 session waits for it", await ReasonAsync(database, new(), worker.ProcessID));
        Assert.Null(await ReasonAsync(database, new(), 0));
        await transaction.CommitAsync(TestDatabase.Cancellation);
        await waiting;
    }

    [Fact]
    public async Task It_knows_whether_anybody_else_uses_the_server()
    {
        await using var database = await PreparedAsync();
        await using var connection = await database.OpenAsync();
        await using var throttle = await StartAsync(database, connection, new(), connection.ProcessID);
        // Until those who made the database are gone for a second.
        await Patience.UntilAsync(() => !throttle.Pace.OthersAreAtWork, "nobody is there");
        await using var other = new NpgsqlConnection(database.Settings.ConnectionString + ";Application Name=shop");
        await other.OpenAsync(TestDatabase.Cancellation);
        await using var use = new NpgsqlCommand("SELECT pg_sleep(0.01)", other);
        while (!throttle.Pace.OthersAreAtWork) await use.ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await other.CloseAsync();
        await Patience.UntilAsync(() => !throttle.Pace.OthersAreAtWork, "nobody is there");
    }

    [Fact]
    public async Task It_rests_while_too_many_are_active()
    {
        await using var database = await PreparedAsync();
        await using var other = await database.OpenAsync();
        var sleeping = new NpgsqlCommand("SELECT pg_sleep(60)", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await database.UntilAsync($"SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = {other.ProcessID}");
        Assert.Matches("^\\d+ sessions are active$", await ReasonAsync(database, new() { MaxSessions = 1 }, 0));
        Assert.Null(await ReasonAsync(database, new() { MaxSessions = 0 }, 0));
        await database.RunAsync($"SELECT pg_cancel_backend({other.ProcessID})");
        await Assert.ThrowsAsync<PostgresException>(() => sleeping);
    }

    [Fact]
    public async Task It_rests_while_a_vacuum_is_at_work_that_can_not_wait()
    {
        await using var database = await PreparedAsync();
        await using var vacuum = await database.OpenAsync();
        await using var transaction = await vacuum.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE", vacuum).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        Assert.Null(await ReasonAsync(database, new(), 0));
        // As if two hundred million transactions had passed. Nobody but this test looks at the table.
        await database.RunAsync("UPDATE pg_class SET relfrozenxid = (((txid_current() + (1::bigint << 32) - 1000000000) & ((1::bigint << 32) - 1))::text)::xid WHERE oid = 't'::regclass");
        Assert.Equal("autovacuum to prevent wraparound", await ReasonAsync(database, new(), 0));
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Null(await ReasonAsync(database, new(), 0));
        await database.RunAsync("TRUNCATE t");
    }

    [Fact]
    public async Task It_rests_while_a_replica_is_behind_and_goes_on_when_it_has_caught_up()
    {
        await using var database = await PreparedAsync();
        await database.RunAsync("INSERT INTO t SELECT i, 0 FROM generate_series(2, 20000) i");
        await using var replica = new Replica(database);
        await replica.StartAsync();
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_replication WHERE replay_lsn IS NOT NULL");
        var run = database.MigrateAsync(Of(1, m => m.Backfill.Table("t").Set("n = n + 1").AllRows().BatchSize(50).MaxReplicaLag(TimeSpan.FromMilliseconds(300))));
        var resting = await database.ToldAsync(happened => happened.Progress?.Paused is not null);
        Assert.StartsWith("replica lag ", resting.Progress!.Paused, StringComparison.Ordinal);
        Assert.Contains(", resting: replica lag ", resting.Text, StringComparison.Ordinal);
        Assert.Equal(("progress", 1L, 1, 1), (resting.Event, resting.Version, resting.Step, resting.Steps));
        var done = resting.Progress.Done;
        Assert.InRange(done, 0, 19_999);
        Assert.False(run.IsCompleted);
        replica.CatchUp();
        await run;
        Assert.Equal("1", await database.LinesAsync("SELECT DISTINCT n FROM t"));
    }

    private async Task<TestDatabase> PreparedAsync()
    {
        var database = await TestDatabase.CreateAsync(server.Postgres);
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)", "INSERT INTO t VALUES (1)");
        return database;
    }

    /// <summary>What a first look tells.</summary>
    private static async Task<string?> ReasonAsync(TestDatabase database, BackfillSettings settings, int worker)
    {
        await using var connection = await database.OpenAsync();
        await using var throttle = await StartAsync(database, connection, settings, worker);
        return throttle.Reason;
    }

    private static async Task<BackfillThrottle> StartAsync(TestDatabase database, NpgsqlConnection connection, BackfillSettings settings, int worker)
    {
        var planned = Planner.Plan(Sql(1, "-- backfill\nUPDATE t SET n = n + 1"), Direction.Up);
        var work = Assert.Single(await BackfillStep.LookAsync(connection, planned, planned.Steps[0], TestDatabase.Cancellation));
        var statement = BackfillStatement.Read(work.Statement.Data with { Backfill = settings }, out _)!;
        return await BackfillThrottle.StartAsync(await database.OpenAsync(), work with { Statement = statement }, [worker], static _ => { }, TestDatabase.Cancellation);
    }

    /// <summary>A server that sends its changes to replicas.</summary>
    public sealed class ReplicatedServer : IAsyncLifetime
    {
        private EmbeddedPostgres? _server;

        internal EmbeddedPostgres Postgres => _server ?? throw new InvalidOperationException("The server is not started.");

        public async ValueTask InitializeAsync() => _server = await EmbeddedPostgres.StartThrowawayAsync(new()
        {
            Tcp = true,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "replica", ["max_wal_senders"] = "3" },
        });

        public async ValueTask DisposeAsync()
        {
            if (_server is not null) await _server.DisposeAsync();
        }
    }

    /// <summary>A standby as its primary sees it: it receives all that is written, and tells how much of it it has replayed.</summary>
    private sealed class Replica(TestDatabase database) : IAsyncDisposable
    {
        private readonly PhysicalReplicationConnection _connection = new(database.Settings.ConnectionString) { WalReceiverStatusInterval = TimeSpan.FromMilliseconds(50) };
        private readonly CancellationTokenSource _stop = new();
        private volatile bool _isBehind = true;
        private long _received;
        private Task _receiving = Task.CompletedTask;

        internal async Task StartAsync()
        {
            await _connection.Open(TestDatabase.Cancellation);
            var start = (await _connection.IdentifySystem(TestDatabase.Cancellation)).XLogPos;
            _receiving = ReceiveAsync(start);
        }

        internal void CatchUp()
        {
            _isBehind = false;
            _connection.SetReplicationStatus(new((ulong)Interlocked.Read(ref _received)));
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _receiving;
            await _connection.DisposeAsync();
            _stop.Dispose();
        }

        private async Task ReceiveAsync(NpgsqlLogSequenceNumber start)
        {
            try
            {
                _connection.SetReplicationStatus(start);
                await foreach (var message in _connection.StartReplication(start, _stop.Token))
                {
                    Interlocked.Exchange(ref _received, (long)(ulong)message.WalEnd);
                    if (!_isBehind) _connection.SetReplicationStatus(message.WalEnd);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }
}
