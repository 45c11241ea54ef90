using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Hosting;

/// <summary>Backfills from outside, through the process: Ctrl-C, <c>backfill status</c>, <c>pause</c>, <c>resume</c> and <c>restart</c>.</summary>
public sealed class BackfillCommandTests(TestServer server)
{
    private const int Rows = 600;
    private const string Slow = "UPDATE t SET n = n + CASE WHEN pg_sleep(0.01) IS NULL THEN 0 ELSE 1 END";
    private const string Counts = "SELECT string_agg(n || ': ' || c, ', ' ORDER BY n) FROM (SELECT n, count(*) AS c FROM t GROUP BY n) s";

    // Small batches of rows that take their time, so that a run is caught in the midst of it: on any machine it takes 6 s at least.
    private static readonly Dictionary<string, string?[]> s_migrations = new(StringComparer.Ordinal)
    {
        ["1"] = [$"CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0); INSERT INTO t SELECT i FROM generate_series(1, {Rows}) i; ANALYZE t", null],
        ["2"] = [$"-- backfill batch=2\n{Slow}", null],
    };

    [Fact]
    public async Task Where_none_was_begun_all_commands_say_so()
    {
        await using var database = await server.CreateAsync();
        foreach (var command in new string[][] { ["pause"], ["resume", "2"], ["restart", "2"] })
        {
            var result = await RunAsync(database, ["backfill", .. command]);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.StartsWith("Lockstep: backfill    nothing to do: ", result.Output, StringComparison.Ordinal);
        }

        Assert.Equal($"Lockstep: backfill    none was begun on {database.Name}\n", (await RunAsync(database, "backfill", "status")).Output);
        Assert.Equal(2, (await RunAsync(database, "backfill", "restart")).ExitCode);
    }

    [Fact]
    public async Task The_plan_says_that_it_is_done_in_batches()
    {
        await using var database = await server.CreateAsync();
        var text = await HostProcess.RunAsync(database, s_migrations, "plan");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains($"-- backfill batch=2\n{Slow};\n", text.Output, StringComparison.Ordinal);
        var json = Assert.Single((await HostProcess.RunAsync(database, s_migrations, "plan", "--json")).Json);
        Assert.Null(json["migrations"]![0]!["steps"]![0]!["backfills"]);
        var step = json["migrations"]![1]!["steps"]![0]!;
        Assert.Equal((false, Slow, "-- backfill batch=2"), ((bool)step["transactional"]!, (string?)step["statements"]![0]!["sql"], (string?)step["backfills"]![0]));
    }

    [Fact]
    public async Task Who_keeps_a_row_is_named_as_JSON_and_ended_when_that_was_asked_for()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)", "INSERT INTO t SELECT i FROM generate_series(1, 100) i");
        await using var blocker = await database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE t SET n = 0 WHERE id = 50", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var all = new Dictionary<string, string?[]> { ["1"] = ["-- backfill\nUPDATE t SET n = n + 1", null] };
        var refused = await HostProcess.RunAsync(database, all, "migrate", "--json", "--lock-timeout", "3s", "--lock-retries", "1", "--skip-preflight");
        Assert.Equal(1, refused.ExitCode);
        foreach (var name in new[] { "retry", "error" })
        {
            var line = refused.Json.First(line => (string?)line["event"] == name);
            Assert.Contains($"blocked by pid {blocker.ProcessID} (", (string?)line["text"], StringComparison.Ordinal);
            Assert.Equal((blocker.ProcessID, "idle in transaction", "UPDATE t SET n = … WHERE id = …"), ((int)line["sessions"]![0]!["pid"]!, (string?)line["sessions"]![0]!["state"], (string?)line["sessions"]![0]!["query"]));
        }

        var result = await HostProcess.RunAsync(database, all, "migrate", "--json", "--lock-timeout", "1s", "--terminate-blockers", "100ms", "--skip-preflight");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(blocker.ProcessID, (int)Assert.Single(result.Json, line => (string?)line["event"] == "terminated")["sessions"]![0]!["pid"]!);
        Assert.Equal("1: 100", await database.RunAsync(Counts));
    }

    [Fact]
    public async Task Stopped_paused_and_resumed_each_row_is_changed_once()
    {
        await using var database = await server.CreateAsync();
        await using (var stopped = HostProcess.Start(database, s_migrations, "migrate"))
        {
            await database.UntilAsync("SELECT to_regclass('lockstep.backfill_range') IS NOT NULL");
            await database.UntilAsync("SELECT count(*) > 0 FROM lockstep.backfill_range WHERE seen > 10");
            await stopped.SignalAsync("INT");
            var result = await stopped.EndAsync();
            Assert.Equal(130, result.ExitCode);
            Assert.Contains("error LS9206: Stopped.", result.Error, StringComparison.Ordinal);
        }

        var done = (long)(await database.RunAsync("SELECT count(*) FROM t WHERE n = 1"))!;
        Assert.InRange(done, 10, Rows - 1);
        var status = Assert.Single((await RunAsync(database, "backfill", "status", "--json")).Json);
        var only = Assert.Single(status["backfills"]!.AsArray())!;
        Assert.Equal(("under way", done, done, "public.t", 2L, "up", 1), ((string?)only["state"], (long)only["seen"]!, (long)only["rows"]!, (string?)only["table"], (long)only["version"]!, (string?)only["direction"], (int)only["pass"]!));
        Assert.Equal(Rows, (long)only["total"]!);
        Assert.Null(status["runner"]);
        Assert.Matches(@"^Lockstep: backfill    2 public\.t  [\d ]+ of about 600 rows gone through, [\d ]+ changed, and no runner is at work: lockstep migrate goes on\n$", (await RunAsync(database, "backfill", "status")).Output);

        Assert.Equal("Lockstep: backfill    paused: public.t\n", (await RunAsync(database, "backfill", "pause", "2", "--reason", "month's end")).Output);
        Assert.Contains("paused by postgres: month's end; go on with lockstep backfill resume", (await RunAsync(database, "backfill", "status")).Output, StringComparison.Ordinal);
        await using var resting = HostProcess.Start(database, s_migrations, "migrate", "--json");
        await resting.UntilToldAsync("\"paused\":\"paused by postgres: month");
        Assert.Equal(done, await database.RunAsync("SELECT count(*) FROM t WHERE n = 1"));
        Assert.NotNull((string?)Assert.Single((await RunAsync(database, "backfill", "status", "--json")).Json)["runner"]);
        Assert.Equal("Lockstep: backfill    resumed: public.t\n", (await RunAsync(database, "backfill", "resume")).Output);
        var finished = await resting.EndAsync();
        Assert.Equal(0, finished.ExitCode);
        var told = finished.Json.Find(line => (string?)line["event"] == "progress")!;
        Assert.Equal((done, Rows, "rows", 1, 1, 2L), ((long)told["progress"]!["done"]!, (long)told["progress"]!["total"]!, (string?)told["progress"]!["unit"], (int)told["step"]!, (int)told["steps"]!, (long)told["version"]!));
        Assert.Contains("resting: paused by postgres: month's end", (string?)told["text"], StringComparison.Ordinal);
        Assert.Equal($"1: {Rows}", await database.RunAsync(Counts));
        Assert.Matches(@"^Lockstep: backfill    2 public\.t  done \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, 600 rows changed\n$", (await RunAsync(database, "backfill", "status")).Output);
    }

    [Fact]
    public async Task A_run_at_work_rests_when_it_is_paused_and_a_changed_statement_can_begin_anew()
    {
        await using var database = await server.CreateAsync();
        await using (var running = HostProcess.Start(database, s_migrations, "migrate"))
        {
            await database.UntilAsync("SELECT to_regclass('lockstep.backfill_range') IS NOT NULL");
            await database.UntilAsync("SELECT count(*) > 0 FROM lockstep.backfill_range WHERE seen > 10");
            Assert.Equal("Lockstep: backfill    paused: public.t\n", (await RunAsync(database, "backfill", "pause")).Output);
            await running.UntilToldAsync("resting: paused by postgres");
            await running.SignalAsync("INT");
            Assert.Equal(130, (await running.EndAsync()).ExitCode);
        }

        Dictionary<string, string?[]> changed = new(s_migrations, StringComparer.Ordinal) { ["2"] = ["-- backfill\nUPDATE t SET n = 7 WHERE n <> 7", null] };
        var refused = await HostProcess.RunAsync(database, changed, "migrate");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error LS9204: The backfill of 2", refused.Error, StringComparison.Ordinal);
        Assert.Contains("lockstep backfill restart 2", refused.Error, StringComparison.Ordinal);
        Assert.Contains("error LS9010:", (await RunAsync(database, "backfill", "restart", "2")).Error, StringComparison.Ordinal);
        Assert.EndsWith("Lockstep: backfill    forgotten: public.t; the next run begins at the first row\n", (await RunAsync(database, "backfill", "restart", "2", "--yes")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await HostProcess.RunAsync(database, changed, "migrate")).ExitCode);
        Assert.Equal($"7: {Rows}", await database.RunAsync(Counts));
    }

    private static Task<HostResult> RunAsync(TestDatabase database, params string[] arguments) => HostProcess.RunAsync(HostProcess.Variables(database.Settings), migrations: null, arguments);
}
