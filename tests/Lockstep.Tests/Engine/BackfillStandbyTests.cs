using Lockstep.Embedded;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>A backfill beside a real standby, which replays nothing for a while.</summary>
public sealed class BackfillStandbyTests
{
    private const int Rows = 20_000;

    [Fact]
    public async Task It_rests_while_the_standby_stands_still_and_goes_on_when_it_replays()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(
            new() { Tcp = true, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "replica", ["max_wal_senders"] = "4" } }, TestDatabase.Cancellation);
        await using var standby = await Standby.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(server);
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)", $"INSERT INTO t SELECT i FROM generate_series(1, {Rows}) i");
        await database.UntilAsync("SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming' AND replay_lsn >= pg_current_wal_flush_lsn()");
        Assert.Equal((long)Rows, await standby.RunAsync(database.Name, "SELECT count(*) FROM t"));
        await standby.RunAsync("postgres", "SELECT pg_wal_replay_pause()");
        await standby.UntilAsync("postgres", "pg_get_wal_replay_pause_state() = 'paused'");

        var run = database.MigrateAsync(Of(1, m => m.Backfill.Table("t").Set("n = n + 1").AllRows().BatchSize(50).MaxReplicaLag(TimeSpan.FromMilliseconds(300))));
        var resting = await database.ToldAsync(happened => happened.Progress?.Paused is not null);
        Assert.StartsWith("replica lag ", resting.Progress!.Paused, StringComparison.Ordinal);
        // It stands where it is: the next time it is told, not a row more is done.
        await Patience.UntilAsync(() => run.IsCompleted || (Told() is [.., var before, var last] && before.Progress!.Done == last.Progress!.Done), "it rests still");
        Assert.False(run.IsCompleted);
        Assert.InRange(Told()[^1].Progress!.Done, 50, Rows - 1);
        Assert.Equal((0L, true), ((long)(await standby.RunAsync(database.Name, "SELECT count(*) FROM t WHERE n = 1"))!, await database.RunAsync("SELECT count(*) > 0 FROM t WHERE n = 1")));

        await standby.RunAsync("postgres", "SELECT pg_wal_replay_resume()");
        Assert.Equal(1, await run);
        Assert.Equal("1", await database.LinesAsync("SELECT DISTINCT n FROM t"));
        await standby.UntilAsync(database.Name, $"(SELECT count(*) FROM t WHERE n = 1) = {Rows}");

        List<Reporting.RunEvent> Told()
        {
            lock (database.Events) return database.Events.FindAll(happened => happened.Progress?.Paused is not null);
        }
    }
}
