using Lockstep.Execution;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Hosting;

/// <summary>Runners in processes of their own, that are killed, stopped, or many at once.</summary>
public sealed class KilledRunnerTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_index = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE t (id int); INSERT INTO t VALUES (1)", "DROP TABLE t"],
        ["2"] = ["CREATE TABLE u (); CREATE INDEX CONCURRENTLY i ON t (id); UPDATE t SET id = id + 1", "DROP INDEX i; DROP TABLE u"],
    };

    private static readonly Dictionary<string, string?[]> s_transaction = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE t (id int); INSERT INTO t VALUES (1)", "DROP TABLE t"],
        ["2"] = ["UPDATE t SET id = id + 1; SELECT pg_advisory_xact_lock_shared(7)", ""],
    };

    /// <summary>How a run is ended from outside.</summary>
    public enum End
    {
        /// <summary>kill -9.</summary>
        Kill,

        /// <summary>Ctrl-C.</summary>
        Interrupt,

        /// <summary>What an orchestrator sends.</summary>
        Terminate,

        /// <summary>The parent closes standard input, or is gone.</summary>
        CloseInput,
    }

    [Theory]
    [InlineData(End.Kill)]
    [InlineData(End.Interrupt)]
    [InlineData(End.Terminate)]
    [InlineData(End.CloseInput)]
    public async Task A_run_that_ends_in_a_concurrent_index_is_completed_by_the_next(End end)
    {
        await using var database = await server.CreateAsync();
        await using var blocker = await database.OpenAsync();
        await HostProcess.RunAsync(database, new Dictionary<string, string?[]> { ["1"] = s_index["1"] }, "migrate");
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("INSERT INTO t VALUES (10)", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);

        await using var host = HostProcess.Start(database, s_index, "migrate", "--with-parent");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_progress_create_index WHERE datname = current_database() AND index_relid <> 0");
        await EndAsync(host, end);

        // After kill -9 the server goes on with the index, and the next runner waits for that.
        // On a busy machine the transaction is old enough by now for a warning of the preflight.
        await using var next = HostProcess.Start(database, s_index, "migrate", "--skip-preflight");
        if (end == End.Kill) await next.UntilToldAsync("waiting     the lock of a session that a run left at work is held by another runner");
        await transaction.CommitAsync(TestDatabase.Cancellation);
        var result = await next.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("2\n11", await database.LinesAsync("SELECT id FROM t ORDER BY 1"));
        Assert.Equal(true, await database.RunAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"));
        Assert.Equal("1 applied 1/1\n2 applied 3/3", await database.HistoryAsync());
        Assert.Equal("t\nu", await database.TablesAsync());
    }

    [Theory]
    [InlineData(End.Kill)]
    [InlineData(End.Interrupt)]
    [InlineData(End.Terminate)]
    [InlineData(End.CloseInput)]
    public async Task A_run_that_ends_in_a_transaction_leaves_all_of_it_or_nothing(End end)
    {
        await using var database = await server.CreateAsync();
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, s_transaction, "migrate", "--with-parent", "--lock-timeout", "0");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)'");
        await EndAsync(host, end);
        if (end != End.Kill)
        {
            Assert.Equal("1 applied 1/1", await database.HistoryAsync());
            Assert.Equal(1, await database.RunAsync("SELECT id FROM t"));
        }

        await using var next = HostProcess.Start(database, s_transaction, "migrate");
        if (end == End.Kill) await next.UntilToldAsync("waiting ");
        await gate.DisposeAsync();
        var result = await next.EndAsync();
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, await database.RunAsync("SELECT id FROM t"));
        Assert.Equal("1 applied 1/1\n2 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_run_that_is_killed_behind_a_step_mark_keeps_the_step_before_it()
    {
        await using var database = await server.CreateAsync();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE t (id int); INSERT INTO t VALUES (1);\n-- step\nUPDATE t SET id = id + 1; SELECT pg_advisory_xact_lock_shared(7);\n-- step\nINSERT INTO t VALUES (10)", null],
        };
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, migrations, "migrate", "--lock-timeout", "0");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)%'");
        await EndAsync(host, End.Kill);
        Assert.Equal("1 applying 1/3", await database.HistoryAsync());
        Assert.Equal("1", await database.LinesAsync("SELECT id FROM t"));

        // The killed runner's session ends with its statement, which gets the lock before the next runner's does.
        await gate.DisposeAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "migrate")).ExitCode);
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal("2\n10", await database.LinesAsync("SELECT id FROM t ORDER BY 1"));
    }

    [Fact]
    public async Task Eight_processes_at_once_all_succeed_and_apply_each_migration_once()
    {
        await using var database = await server.CreateAsync();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE t (id int); INSERT INTO t VALUES (1)", null],
            ["2"] = ["CREATE INDEX CONCURRENTLY i ON t (id)", null],
            ["3"] = ["UPDATE t SET id = id + 1", null],
            ["4"] = ["CREATE TABLE u (); CREATE INDEX CONCURRENTLY j ON t ((id + 1)); INSERT INTO t VALUES (5)", null],
            ["5"] = ["VACUUM t", null],
            ["6"] = ["UPDATE t SET id = id + 1", null],
        };
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => HostProcess.RunAsync(database, migrations, "migrate")));
        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        Assert.Equal(6, results.Sum(result => result.Output.Split('\n').Count(line => line.StartsWith("Lockstep: applied", StringComparison.Ordinal))));
        Assert.Equal("3\n6", await database.LinesAsync("SELECT id FROM t ORDER BY 1"));
        Assert.Equal(6L, await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"));
    }

    [Fact]
    public async Task A_runner_that_waits_can_be_stopped()
    {
        await using var database = await server.CreateAsync();
        await using var holder = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await AdvisoryLock.Runner.TakeAsync(holder, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, s_transaction, "migrate");
        await host.UntilToldAsync("Lockstep: waiting     the runner lock is held by another runner: lockstep ");
        await EndAsync(host, End.Interrupt);
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task A_Down_that_is_stopped_half_way_is_completed_by_the_next_run()
    {
        await using var database = await server.CreateAsync();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)", "DROP INDEX CONCURRENTLY i; SELECT pg_advisory_xact_lock_shared(7); DROP TABLE t"],
        };
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "migrate")).ExitCode);
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, migrations, "rollback", "--yes", "--lock-timeout", "0");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)%'");
        await EndAsync(host, End.Terminate);
        Assert.Equal("1 rolling back 1/2", await database.HistoryAsync());
        Assert.Contains("rolling back 1/2", (await HostProcess.RunAsync(database, migrations, "status")).Output, StringComparison.Ordinal);
        Assert.Contains("-- step 1 of 2: done\n", (await HostProcess.RunAsync(database, migrations, "rollback", "--dry-run")).Output, StringComparison.Ordinal);
        await gate.DisposeAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "rollback", "--yes")).ExitCode);
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal("", await database.HistoryAsync());
    }

    private static async Task EndAsync(HostProcess host, End end)
    {
        switch (end)
        {
            case End.Kill:
                host.Kill();
                break;
            case End.CloseInput:
                host.CloseInput();
                break;
            default:
                await host.SignalAsync(end == End.Interrupt ? "INT" : "TERM");
                break;
        }

        var result = await host.EndAsync();
        if (end == End.Kill) return;
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(
            "error LS9206: Stopped. What was committed stays, the step that was under way was rolled back or is cleared up by the next run.\n" +
            "  next: Run the same command again; it goes on where this one stopped.\n",
            result.Error);
    }
}
