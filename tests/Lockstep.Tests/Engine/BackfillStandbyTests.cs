using Lockstep.Embedded;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>A backfill beside a real standby, which replays nothing for a while.</summary>
public sealed class BackfillStandbyTests
{
    private const int Rows = 1000;

    // Slow enough for the standby to be halted in the midst of it: on any machine it takes 5 s at least.
    private const string Slow = "n = n + CASE WHEN pg_sleep(0.005) IS NULL THEN 0 ELSE 1 END";

    private const string Done = "SELECT count(*) FROM t WHERE n = 1";

    [Fact]
    public async Task It_rests_while_the_standby_stands_still_and_goes_on_when_it_replays()
    {
        await using var server = await EmbeddedPostgres.StartThrowawayAsync(
            new() { Tcp = true, Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["wal_level"] = "replica", ["max_wal_senders"] = "4" } }, TestDatabase.Cancellation);
        await using var standby = await Standby.StartAsync(server);
        await using var database = await TestDatabase.CreateAsync(server);
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)", $"INSERT INTO t SELECT i FROM generate_series(1, {Rows}) i");
        await database.UntilAsync("SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming'");
        await standby.UntilAsync("postgres", $"EXISTS (SELECT FROM pg_database WHERE datname = '{database.Name}')");
        await standby.UntilAsync(database.Name, "to_regclass('t') IS NOT NULL");
        await standby.UntilAsync(database.Name, $"(SELECT count(*) FROM t) = {Rows}");
        var run = database.MigrateAsync(Of(1, m => m.Backfill.Table("t").Set(Slow).AllRows().BatchSize(10).MaxReplicaLag(TimeSpan.FromMilliseconds(300))));
        await database.UntilAsync("SELECT count(*) > 0 FROM t WHERE n = 1");
        await standby.RunAsync("postgres", "SELECT pg_wal_replay_pause()");
        await standby.UntilAsync("postgres", "pg_get_wal_replay_pause_state() = 'paused'");
        var replayed = await standby.RunAsync(database.Name, Done);

        await database.ToldAsync(IsForLag);
        // It stands where it is: the next time it is told, not a row more is done.
        await Patience.UntilAsync(() => run.IsCompleted || (Told() is [.., var before, var last] && before.Progress!.Done == last.Progress!.Done), "it rests still");
        Assert.False(run.IsCompleted);
        Assert.InRange(Told()[^1].Progress!.Done, 10, Rows - 1);
        Assert.Equal(replayed, await standby.RunAsync(database.Name, Done));

        await standby.RunAsync("postgres", "SELECT pg_wal_replay_resume()");
        Assert.Equal(1, await run);
        Assert.Equal("1", await database.LinesAsync("SELECT DISTINCT n FROM t"));
        await standby.UntilAsync(database.Name, $"({Done}) = {Rows}");

        List<Reporting.RunEvent> Told()
        {
            lock (database.Events) return database.Events.FindAll(IsForLag);
        }

        static bool IsForLag(Reporting.RunEvent happened) => happened.Progress?.Paused?.StartsWith("replica lag ", StringComparison.Ordinal) is true;
    }
}
