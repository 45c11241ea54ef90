using System.Text.RegularExpressions;
using Lockstep.Execution;
using Lockstep.Hosting;
using Lockstep.Hosting.Terminal;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Hosting;

/// <summary>What is told of work while it lasts, and what it took.</summary>
public sealed class ProgressTests(TestServer server)
{
    private const string SlowIndex = "CREATE INDEX CONCURRENTLY i ON big (slow(id))";

    private static readonly string[] s_big =
    [
        "CREATE TABLE big AS SELECT g AS id, repeat('x', 1000) AS pad FROM generate_series(1, 400) g",
        "CREATE FUNCTION slow(id int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS 'BEGIN PERFORM pg_sleep(0.01); RETURN id; END'",
    ];

    [Fact]
    public async Task An_index_build_tells_how_far_it_is()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(s_big);
        await database.MigrateAsync([Sql(1, SlowIndex)], target: null, new RunOptions { ReportAfter = TimeSpan.FromMilliseconds(100) });
        var told = database.Events.Where(happened => happened.Event == "progress").ToList();
        Assert.All(told, happened => Assert.Equal((1L, 1, 1), (happened.Version, happened.Step, happened.Steps)));
        var scan = told.First(happened => happened.Progress is { Phase: "building index: scanning table", Left: not null });
        Assert.Matches(@"^1 CREATE INDEX CONCURRENTLY i ON big \(slow\(id\)\): building index: scanning table, \d+ %, \d+ of 58 blocks, \d+ s left$", scan.Text);
        Assert.Equal(("blocks", 58L), (scan.Progress!.Unit, scan.Progress.Total));
        Assert.InRange(scan.Progress.Done, 1, 58);
        Assert.True(scan.Progress.Rate > 0);
    }

    [Fact]
    public async Task Lines_and_objects_tell_progress_rows_times_and_what_was_slow()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(s_big);
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE TABLE t (id int); INSERT INTO t SELECT g FROM generate_series(1, 1500) g; UPDATE t SET id = id + 1 WHERE id <= 10", "DELETE FROM t; DROP TABLE t"],
            ["2"] = [SlowIndex, "DROP INDEX i"],
        };
        var text = await HostProcess.RunAsync(database, migrations, "migrate", "--timestamps");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.All(text.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Lockstep: ", line));
        Assert.Matches(@"(?m)Z Lockstep: progress    2 CREATE INDEX CONCURRENTLY i ON big \(slow\(id\)\): building index: ", text.Output);
        Assert.Matches(@"(?m)Z Lockstep: done        2 applied in .+ s · 1 510 rows( · .+ waiting for locks)?$", text.Output);

        var down = await HostProcess.RunAsync(database, migrations, "rollback", "2", "--yes", "--json", "--timestamps");
        Assert.Equal(0, down.ExitCode);
        Assert.All(down.Json, happened => Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse((string)happened["at"]!, System.Globalization.CultureInfo.InvariantCulture).Offset));
        Assert.Equal([1500L], down.Json.Where(happened => (string?)happened["event"] == "rolled-back" && happened["rows"] is not null).Select(happened => (long)happened["rows"]!));
        var done = down.Json.Single(happened => (string?)happened["event"] == "done");
        Assert.Equal(1500L, (long?)done["rows"]);
        Assert.True((double?)done["seconds"] > 0);

        var up = await HostProcess.RunAsync(database, migrations, "migrate", "--json");
        var progress = up.Json.First(happened => (string?)happened["event"] == "progress")["progress"]!;
        Assert.Equal(("blocks", 58L), ((string?)progress["unit"], (long?)progress["total"]));
        Assert.StartsWith("building index", (string?)progress["phase"], StringComparison.Ordinal);
        Assert.All(up.Json, happened => Assert.Null(happened["at"]));
    }

    [Fact]
    public void What_took_longest_is_told_at_the_end_where_there_is_a_choice()
    {
        Assert.Equal(
            [
                "applied 1 A", "applied 2 B", "applied 3 C", "applied 4 D", "applied 5 E",
                "slow 3 C  6 min 3 s · 1 204 000 rows", "slow 1 A  41.20 s", "slow 4 D  12.00 s · 1 row · 2.10 s waiting for locks",
            ],
            Told([(1, "A", 41.2, null, null), (2, "B", 9.9, null, null), (3, "C", 363, 1_204_000, null), (4, "D", 12, 1, 2.1), (5, "E", 11, null, null)], out var done));
        Assert.Matches(@"^5 applied in \d+\.\d\d s · 1 204 001 rows · 3\.10 s waiting for locks$", done.Text);
        Assert.Equal((1_204_001L, 3.1), (done.Rows, Math.Round(done.LockWaitSeconds!.Value, 3)));
        Assert.Equal(["applied 1 A"], Told([(1, "A", 41.2, null, null)], out _));

        static IEnumerable<string> Told((long Version, string Name, double Seconds, long? Rows, double? Wait)[] migrations, out RunEvent done)
        {
            var told = new List<RunEvent>();
            var summary = new RunSummary(told.Add);
            foreach (var (version, name, seconds, rows, wait) in migrations)
            {
                summary.Event(new("applied", $"{version} {name}") { Version = version, Seconds = seconds, Rows = rows, LockWaitSeconds = wait });
            }

            summary.End("5 applied", TimeSpan.FromSeconds(1));
            done = told[^1];
            return told[..^1].Select(happened => $"{happened.Event} {happened.Text}");
        }
    }

    [Fact]
    public async Task A_wait_for_a_lock_is_counted()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await using var blocker = await database.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync(TestDatabase.Cancellation);
        await new Npgsql.NpgsqlCommand("LOCK TABLE t", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var run = HostProcess.RunAsync(database, new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["ALTER TABLE t ADD COLUMN n int", null] }, "migrate", "--json", "--skip-preflight");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted AND relation = 't'::regclass");
        // Longer than until the watch looks for the first time, or the lock timeout is over.
        await Task.Delay(TimeSpan.FromSeconds(4), TestDatabase.Cancellation);
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        var result = await run;
        Assert.Equal(0, result.ExitCode);
        Assert.True((double?)result.Json.Single(happened => (string?)happened["event"] == "applied")["lockWaitSeconds"] > 0);
        Assert.Matches(@"^1 applied in .+ s · .+ s waiting for locks$", (string?)result.Json.Single(happened => (string?)happened["event"] == "done")["text"]);
    }

    [Fact]
    public async Task A_terminal_shows_the_step_while_it_lasts_and_is_left_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of other systems has other arguments.");
        await using var database = await server.CreateAsync();
        await database.RunAsync(s_big);
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a ()", null], ["2"] = [SlowIndex, null] };
        await using var host = HostProcess.StartInTerminal(database, migrations, new Dictionary<string, string>(StringComparer.Ordinal) { ["TERM"] = "xterm-256color" }, "migrate");
        var shown = (await host.EndAsync()).Output;
        Assert.Contains("2 of 2  2 Change 2  ", shown, StringComparison.Ordinal);
        Assert.Matches("[█#]+[░.]*  building index: scanning table, \\d+ %", shown);
        Assert.DoesNotContain("Lockstep: progress", shown, StringComparison.Ordinal);
        AssertCursorIsBack(shown);
        // What stays is the lines that a file gets too.
        Assert.Matches(@"(?s)Lockstep: applied     1 Change 1  .*Lockstep: applied     2 Change 2  .*Lockstep: verified    2 of 2 .*Lockstep: done        2 applied in ", shown);
    }

    [Fact]
    public async Task Ctrl_C_gives_the_terminal_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of other systems has other arguments.");
        await using var database = await server.CreateAsync();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT pg_sleep(120)", null] };
        await using var host = HostProcess.StartInTerminal(database, migrations, new Dictionary<string, string>(StringComparer.Ordinal) { ["TERM"] = "xterm" }, "migrate");
        await host.UntilToldAsync("1 of 1  1 Change 1");
        host.Type("\u0003");
        var result = await host.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("error LS9206: Stopped.", result.Output, StringComparison.Ordinal);
        AssertCursorIsBack(result.Output);
    }

    [Fact]
    public async Task Who_wants_no_colour_gets_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of other systems has other arguments.");
        await using var database = await server.CreateAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TERM"] = "xterm-256color", ["NO_COLOR"] = "1" };
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT pg_sleep(3)", null] };
        await using var host = HostProcess.StartInTerminal(database, migrations, variables, "migrate");
        var shown = (await host.EndAsync()).Output;
        Assert.Contains("1 of 1  1 Change 1", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch("\u001b\\[[\\d;]+m", shown);
    }

    [Theory]
    [InlineData("TERM", "dumb")]
    [InlineData("TERM", "")]
    [InlineData("CI", "true")]
    public async Task Where_nobody_looks_a_terminal_gets_plain_lines(string name, string value)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "script(1) of other systems has other arguments.");
        await using var database = await server.CreateAsync();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TERM"] = "xterm", [name] = value };
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT pg_sleep(1)", null] };
        await using var host = HostProcess.StartInTerminal(database, migrations, variables, "migrate");
        var result = await host.EndAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("\u001b[?25l", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("1 of 1  1 Change", result.Output, StringComparison.Ordinal);
        Assert.Contains("Lockstep: done        1 applied", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_area_fits_the_terminal_and_holds_no_control_characters()
    {
        var lines = new LiveLines(new(5, "Wi\u001b[2Jde", 1, 3, 2, 4, () => "UPDATE t SET a = …"))
            .After(new("progress", "…") { Progress = new(1_204_000, 1_771_000, "rows") { Left = 38, Paused = "replica lag 4.2 s" } })
            .After(new("waiting", "for ACCESS EXCLUSIVE on t"));
        Assert.Equal(
            [
                "1 of 3  5 Wi [2Jde  1 min 24 s",
                "  [2/4] UPDATE t SET a = …",
                "  █████████████░░░░░░░  67 %, 1 204 000 of 1 771 000 rows, 38 s left, paused: replica lag 4.2 s",
                "  waiting for ACCESS EXCLUSIVE on t",
            ],
            lines.Lines(TimeSpan.FromSeconds(84), 120, unicode: true));
        Assert.Equal("  #############.......  67 %.", lines.Lines(TimeSpan.Zero, 30, unicode: false)[2]);
        Assert.Equal(3, lines.After(new("progress", "…") { Progress = new(1, 2, "rows") }).Lines(TimeSpan.Zero, 80, unicode: true).Count);
    }

    [Fact]
    public void In_a_file_progress_makes_a_line_now_and_then_and_measured_progress_comes_first()
    {
        var pace = new TextOutput.Pace();
        var measured = new RunEvent("progress", "half") { Version = 1, Step = 1, Progress = new(1, 2, "rows") };
        Assert.True(pace.Allows(measured));
        Assert.False(pace.Allows(measured));
        Assert.False(pace.Allows(new("progress", "at work") { Version = 1, Step = 1 }));
        Assert.True(pace.Allows(new("applied", "1")));
    }

    private static void AssertCursorIsBack(string shown)
    {
        Assert.Contains("\u001b[?25l", shown, StringComparison.Ordinal);
        Assert.True(shown.LastIndexOf("\u001b[?25h", StringComparison.Ordinal) > shown.LastIndexOf("\u001b[?25l", StringComparison.Ordinal), Regex.Escape(shown));
    }
}
