using Lockstep.Execution;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Hosting;

/// <summary><c>lock status</c> and <c>lock release</c>, through the process.</summary>
public sealed class LockCommandTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_two = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE t (id int)", null],
        ["2"] = ["CREATE TABLE u (); SELECT pg_advisory_xact_lock_shared(7)", null],
    };

    [Fact]
    public async Task A_free_lock_is_told()
    {
        await using var database = await server.CreateAsync();
        var status = await RunAsync(database, "lock", "status");
        Assert.Equal((0, "", $"Lockstep: lock        free: no runner is at work on {database.Name}\n"), (status.ExitCode, status.Error, status.Output));
        var release = await RunAsync(database, "lock", "release", "--reason", "none");
        Assert.Equal((0, "", $"Lockstep: lock        free: no runner is at work on {database.Name}\n"), (release.ExitCode, release.Error, release.Output));
    }

    [Fact]
    public async Task A_runner_at_work_is_shown_and_ended_and_the_next_one_goes_on()
    {
        await using var database = await server.CreateAsync();
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var stuck = HostProcess.Start(database, s_two, "migrate", "--lock-timeout", "0");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)'");

        var status = await RunAsync(database, "lock", "status");
        Assert.Equal((0, ""), (status.ExitCode, status.Error));
        Assert.Matches(@"^Lockstep: lock        held by lockstep .+:\d+ \(pid \d+, role postgres, from 127\.0\.0\.1\), since \d+ s, idle\nLockstep: lock        its session at work: lockstep .+:\d+ at 2 1/1 \(pid \d+, role postgres, from 127\.0\.0\.1\), since \d+ s, at step 1 of 1 of 2, active\n$", status.Output);
        var json = Assert.Single((await RunAsync(database, "lock", "status", "--json")).Json);
        Assert.Equal(["runner", "work"], json["holders"]!.AsArray().Select(holder => (string)holder!["lock"]!));
        Assert.Equal("step 1 of 1 of 2", (string?)json["holders"]![1]!["doing"]);
        Assert.Equal(database.Name, (string?)json["database"]);

        var waiting = await HostProcess.RunAsync(database, s_two, "migrate", "--wait", "300ms");
        Assert.Equal(4, waiting.ExitCode);
        Assert.Contains(", at step 1 of 1 of 2", waiting.Error, StringComparison.Ordinal);

        var unasked = await RunAsync(database, "lock", "release", "--reason", "stuck");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("error LS9010:", unasked.Error, StringComparison.Ordinal);
        var released = await RunAsync(database, "lock", "release", "--reason", "the pod hangs", "--yes");
        Assert.Equal((0, ""), (released.ExitCode, released.Error));
        Assert.Matches(@"(?s)^Lockstep: lock        held by .+Lockstep: released    ended pid \d+ and pid \d+: the pod hangs\n$", released.Output);

        var row = Assert.Single(Assert.Single((await RunAsync(database, "audit", "--json")).Json)["rows"]!.AsArray(), row => (string?)row!["action"] == "release")!;
        Assert.Equal((2L, "done", "the pod hangs", "postgres", Environment.UserName), ((long)row["version"]!, (string?)row["outcome"], (string?)row["reason"], (string?)row["loginRole"], (string?)row["osUser"]));
        Assert.Matches(@"^lockstep .+:\d+ \(pid \d+, role postgres, from 127\.0\.0\.1\)$", (string?)row["name"]);
        Assert.Matches(@"(?m)^    2  .+  release 2 lockstep .+ · the pod hangs$", (await RunAsync(database, "audit")).Output);

        var ended = await stuck.EndAsync();
        Assert.Equal(3, ended.ExitCode);
        Assert.Contains("error LS9201: The connection to", ended.Error, StringComparison.Ordinal);
        await gate.DisposeAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_two, "migrate")).ExitCode);
        Assert.Equal("1 applied 1/1\n2 applied 1/1", await database.HistoryAsync());
        var after = await RunAsync(database, "lock", "status");
        Assert.Equal((0, true), ((await RunAsync(database, "audit", "verify")).ExitCode, (bool)Assert.Single((await RunAsync(database, "audit", "verify", "--json")).Json)["ok"]!));
        Assert.Matches(@"^Lockstep: lock        free: .+\nLockstep: lock        last released \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by postgres: the pod hangs\n$", after.Output);
    }

    [Fact]
    public async Task A_release_where_nothing_was_run_yet_makes_no_tables()
    {
        await using var database = await server.CreateAsync();
        await using var work = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await using var held = await RunnerLock.AcquireAsync(database.Database, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var released = await RunAsync(database, "lock", "release", "--reason", "first try", "--yes");
        Assert.Equal((0, ""), (released.ExitCode, released.Error));
        Assert.Equal(false, await database.RunAsync("SELECT count(*) > 0 FROM pg_namespace WHERE nspname = 'lockstep'"));
    }

    [Fact]
    public async Task A_release_is_noted_where_there_is_no_audit()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(1, await database.MigrateAsync(Scripted.Sql(1, "SELECT 1")));
        await database.RunAsync("DROP TABLE lockstep.audit");
        await using var work = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await using var held = await RunnerLock.AcquireAsync(database.Database, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        Assert.Equal(0, (await RunAsync(database, "lock", "release", "--reason", "older", "--yes")).ExitCode);
        Assert.Equal("2 older", await database.RunAsync("SELECT epoch || ' ' || release_reason FROM lockstep.runner"));
        Assert.Null(await database.RunAsync("SELECT to_regclass('lockstep.audit')::text"));
    }

    [Fact]
    public async Task A_release_wants_a_reason()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(2, (await RunAsync(database, "lock", "release", "--yes")).ExitCode);
        Assert.Equal(2, (await RunAsync(database, "lock", "release", "--yes", "--reason", " ")).ExitCode);
    }

    [Fact]
    public async Task Waiting_and_retrying_are_told_as_JSON_with_the_sessions_in_the_way()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE v (id int, animal text)");
        await using var blocker = await database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("SELECT id FROM v WHERE animal = 'zebra'", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var migration = new Dictionary<string, string?[]> { ["1"] = ["ALTER TABLE v ADD COLUMN note text", null] };
        var result = await HostProcess.RunAsync(database, migration, "migrate", "--json", "--lock-timeout", "3s", "--lock-retries", "1");
        Assert.Equal(1, result.ExitCode);
        foreach (var name in new[] { "waiting", "retry", "error" })
        {
            var session = result.Json.First(line => (string?)line["event"] == name)["sessions"]![0]!;
            Assert.Equal(
                (blocker.ProcessID, "postgres", "idle in transaction", "ACCESS SHARE", "SELECT id FROM v WHERE animal = …"),
                ((int)session["pid"]!, (string?)session["role"], (string?)session["state"], (string?)session["lock"], (string?)session["query"]));
        }

        Assert.DoesNotContain("zebra", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_ended_unless_its_migration_allows_more()
    {
        await using var database = await server.CreateAsync();
        var all = new Dictionary<string, string?[]>
        {
            ["1"] = ["SET LOCAL statement_timeout = '1min'; SELECT pg_sleep(1)", null],
            ["2"] = ["SELECT pg_sleep(60)", null],
        };
        var result = await HostProcess.RunAsync(database, all, "migrate", "--statement-timeout", "500ms");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error LS9203: 2 (Change 2) failed: canceling statement due to statement timeout (SQLSTATE 57014), in: SELECT pg_sleep(60).", result.Error, StringComparison.Ordinal);
        Assert.Contains("--statement-timeout", result.Error, StringComparison.Ordinal);
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    private static Task<HostResult> RunAsync(TestDatabase database, params string[] arguments) =>
        HostProcess.RunAsync(HostProcess.Variables(database.Settings), null, arguments);
}
