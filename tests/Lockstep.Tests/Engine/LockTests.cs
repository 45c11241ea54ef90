using Lockstep.Execution;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

public sealed class LockTests(TestServer server)
{
    private static RunOptions Patient { get; } = new() { LockTimeout = TimeSpan.FromMilliseconds(200), LockRetries = 20, FirstPause = TimeSpan.FromMilliseconds(20) };

    /// <summary>The next step is worked out while the server is at one, also when that one is tried again.</summary>
    [Fact]
    public async Task The_audit_tells_how_long_a_step_was_tried_and_not_of_the_steps_beside_it()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(4, await database.MigrateAsync(
            [
                Sql(1, "CREATE SEQUENCE tries"),
                Sql(2, "CREATE TABLE t (id int); DO $$ BEGIN IF nextval('tries') < 3 THEN RAISE 'lost' USING ERRCODE = '40001'; END IF; END $$"),
                Sql(3, "ALTER TABLE t ADD COLUMN more int"),
                Sql(4, "ALTER TABLE t ADD COLUMN most int"),
            ],
            target: null,
            new() { LockRetries = 2, FirstPause = TimeSpan.FromMilliseconds(20) }));
        Assert.Equal(2, database.Events.Count(happened => happened is { Event: "retry", Version: 2 }));
        Assert.Equal("1 done f, 2 done t, 3 done f, 4 done f", await database.RunAsync(
            "SELECT string_agg(concat_ws(' ', version, outcome, lock_wait_ms > 0), ', ' ORDER BY seq) FROM lockstep.audit"));
        Assert.Equal(2L, await database.RunAsync("SELECT count(*) FROM information_schema.columns WHERE table_name = 't' AND column_name IN ('more', 'most')"));
    }

    [Fact]
    public async Task A_runner_that_waits_says_for_whom_and_goes_on_when_it_may()
    {
        await using var database = await server.CreateAsync();
        await using var work = await database.Database.OpenAsync(TestDatabase.Cancellation);
        var held = await RunnerLock.AcquireAsync(database.Database, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var run = database.MigrateAsync(Sql(1, "CREATE TABLE a ()"));
        await database.ToldAsync(happened => happened.Event == "waiting");
        await work.DisposeAsync();
        await held.DisposeAsync();
        Assert.Equal(1, await run);
        Assert.Matches(@"^the runner lock is held by another runner: lockstep .+:\d+ \(pid \d+, role postgres, from 127\.0\.0\.1\), since \d+ s$", database.Events[0].Text);
    }

    [Fact]
    public async Task A_runner_gives_up_when_its_patience_ends()
    {
        await using var database = await server.CreateAsync();
        await using var work = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await using var held = await RunnerLock.AcquireAsync(database.Database, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var failure = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync([Sql(1, "CREATE TABLE a ()")], target: null, new RunOptions { Wait = TimeSpan.FromMilliseconds(100) }));
        Assert.Equal((ToolkitCode.Locked, ExitCode.LockNotAcquired), (failure.Code, failure.ExitCode));
        Assert.Matches("^The runner lock was not free within 0.1 s; it is held by another runner: .+$", failure.Message);
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task A_session_that_a_killed_run_left_at_work_is_waited_for()
    {
        await using var database = await server.CreateAsync();
        var left = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await AdvisoryLock.Work.TakeAsync(left, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var run = database.MigrateAsync(Sql(1, "CREATE TABLE a ()"));
        await database.ToldAsync(happened => happened.Event == "waiting" && happened.Text.StartsWith("the lock of a session that a run left at work is held by", StringComparison.Ordinal));
        await left.DisposeAsync();
        Assert.Equal(1, await run);
    }

    [Fact]
    public async Task Eight_runners_at_once_apply_each_migration_once()
    {
        await using var database = await server.CreateAsync();
        MigrationDescriptor[] all =
        [
            Sql(1, "CREATE TABLE t (id int); INSERT INTO t VALUES (1)"),
            Sql(2, "CREATE INDEX CONCURRENTLY i ON t (id)"),
            Sql(3, "UPDATE t SET id = id + 1"),
            Sql(4, "CREATE TABLE u (); CREATE INDEX CONCURRENTLY j ON t ((id + 1)); INSERT INTO t VALUES (5)"),
            Sql(5, "VACUUM t"),
            Sql(6, "UPDATE t SET id = id + 1"),
        ];
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => database.MigrateAsync(all)));
        Assert.Equal(6, counts.Sum());
        Assert.Equal("3,6", (await database.LinesAsync("SELECT id FROM t ORDER BY 1")).Replace('\n', ','));
        Assert.Equal(6L, await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"));
        Assert.Equal(6, database.Events.Count(happened => happened.Event == "applied"));
    }

    [Fact]
    public async Task A_table_that_somebody_keeps_locked_is_tried_again_until_it_is_free()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await using var blocker = await database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("SELECT * FROM t", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var run = database.MigrateAsync([Sql(1, "CREATE TABLE first (); ALTER TABLE t ADD COLUMN note text")], target: null, Patient);
        await database.ToldAsync(happened => happened.Event == "retry" && happened.Sessions is not null);
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await run);
        Assert.Matches(@"^\d+/20 of 1 in \d+\.\d s: no ACCESS EXCLUSIVE on t, blocked by pid \d+ \(.+\)$", database.Events.First(happened => happened is { Event: "retry", Sessions: not null }).Text);
        Assert.Equal("first\nt", await database.TablesAsync());
    }

    [Fact]
    public async Task When_no_retry_is_left_nothing_is_half_done_and_the_next_run_succeeds()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        MigrationDescriptor[] all = [Sql(1, "CREATE TABLE first (); ALTER TABLE t ADD COLUMN note text")];
        await using (var blocker = await database.OpenAsync())
        {
            await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
            await new NpgsqlCommand("SELECT * FROM t", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
            var failure = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync(all, target: null, Patient with { LockTimeout = TimeSpan.FromSeconds(1), LockRetries = 2 }));
            Assert.Matches(@"^1 \(M1\) failed: canceling statement due to lock timeout \(SQLSTATE 55P03\): no ACCESS EXCLUSIVE on t, blocked by pid .+, in: ALTER TABLE t ADD COLUMN note text\. It was rolled back; nothing is half done\.$", failure.Message);
            Assert.Contains("--lock-timeout", failure.Next, StringComparison.Ordinal);
            Assert.Equal(2, database.Events.Count(happened => happened.Event == "retry"));
        }

        Assert.Equal("t", await database.TablesAsync());
        Assert.Equal(1, await database.MigrateAsync(all));
    }

    [Fact]
    public async Task A_deadlock_is_tried_again()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE a (id int)", "CREATE TABLE b (id int)", "INSERT INTO a VALUES (1)", "INSERT INTO b VALUES (1)");
        await using var other = await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestDatabase.Cancellation);
        // Who waits last finds the deadlock and is its victim: the migration, held up by an advisory lock until the other one waits for it.
        await new NpgsqlCommand("SET LOCAL deadlock_timeout = '1h'", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE b SET id = 2", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(1)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var run = database.MigrateAsync(
            [Sql(1, "SET LOCAL deadlock_timeout = '10ms'; UPDATE a SET id = 3; SELECT pg_advisory_xact_lock(1); UPDATE b SET id = 3")], target: null, Patient with { LockTimeout = TimeSpan.Zero });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'");
        var blocked = new NpgsqlCommand("UPDATE a SET id = 2", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'transactionid'");
        await gate.DisposeAsync();
        await blocked;
        await transaction.CommitAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await run);
        Assert.Contains(database.Events, happened => happened.Event == "retry" && happened.Text.EndsWith("deadlock detected", StringComparison.Ordinal));
        Assert.Equal(3, await database.RunAsync("SELECT id FROM a"));
    }

    [Fact]
    public async Task A_terminated_session_is_told_and_the_next_run_goes_on()
    {
        await using var database = await server.CreateAsync();
        MigrationDescriptor[] all = [Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b (); SELECT pg_sleep(60) WHERE to_regclass('go') IS NULL")];
        var run = database.MigrateAsync(all);
        await database.UntilAsync("SELECT count(pg_terminate_backend(pid)) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'");
        var failure = await Assert.ThrowsAsync<LockstepException>(() => run);
        Assert.Equal((ToolkitCode.NoConnection, ExitCode.NoConnection), (failure.Code, failure.ExitCode));
        Assert.Equal(
            $"The connection to {database.Database.Server} broke in 2 (M2): terminating connection due to administrator command (SQLSTATE 57P01).", failure.Message);
        Assert.Equal("a", await database.TablesAsync());
        await database.RunAsync("CREATE SEQUENCE go");
        Assert.Equal(1, await database.MigrateAsync(all));
        Assert.Equal("a\nb", await database.TablesAsync());
    }

    [Fact]
    public async Task A_lost_lock_connection_is_noticed()
    {
        await using var database = await server.CreateAsync();
        MigrationDescriptor[] all = [Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE t (id int); VACUUM t; CREATE TABLE b ()")];
        var held = await RunnerLock.AcquireAsync(
            database.Database, await database.Database.OpenAsync(TestDatabase.Cancellation), TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        Assert.True(held.IsHeld);
        await database.RunAsync("SELECT pg_terminate_backend(l.pid) FROM pg_locks l WHERE locktype = 'advisory' AND objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        for (var i = 0; held.IsHeld && i < 1000; i++) await Task.Delay(20, TestDatabase.Cancellation);
        Assert.False(held.IsHeld);
        await held.DisposeAsync();
        Assert.Equal(2, await database.MigrateAsync(all));
    }
}
