using System.Text.Json.Nodes;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>Plans that are written to a file, approved by people, and run as they were approved or not at all.</summary>
public sealed class PlanFileTests(TestServer server) : IDisposable
{
    private static readonly Dictionary<string, string?[]> s_three = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int)", "DROP TABLE a"],
        ["2"] = ["ALTER TABLE old ADD note text; CREATE INDEX CONCURRENTLY i ON old (id); CREATE TABLE b ()", "DROP TABLE b; DROP INDEX CONCURRENTLY i; ALTER TABLE old DROP note"],
        ["3"] = ["CREATE TABLE c ()", "DROP TABLE c"],
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockstep-plan-");

    private string File => Path.Combine(_folder.FullName, "plan.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_was_approved_is_what_runs_and_the_audit_tells_who_approved_it()
    {
        await using var database = await PreparedAsync();
        var plan = await HostProcess.RunAsync(database, s_three, "plan", "--out", File, "--require-approval", "--lock-timeout", "3s");
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        var sha256 = (string)(await ReadAsync())["sha256"]!;
        Assert.EndsWith($"-- written to {File} · sha256 {sha256}\n", plan.Output, StringComparison.Ordinal);

        var unapproved = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal((1, $"error LS9232: The plan {File} is not approved; nothing was run.\n  next: Have it read (lockstep plan show {File}) and approved: lockstep plan approve {File} --by NAME.\n"), (unapproved.ExitCode, unapproved.Error));
        Assert.Equal(0, (await AloneAsync("plan", "approve", File, "--by", "Ada", "--comment", "at night only")).ExitCode);
        Assert.Contains("Lockstep: approved    ", (await AloneAsync("plan", "approve", File, "--by", "Grace")).Output, StringComparison.Ordinal);
        var show = await AloneAsync("plan", "show", File);
        Assert.Contains("-- ACCESS EXCLUSIVE on old · instant · risk: low\nALTER TABLE old ADD note text;\n", show.Output, StringComparison.Ordinal);
        Assert.Contains($"-- for database {database.Name} on {database.Database.Server} (PostgreSQL ", show.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n-- --lock-timeout 3s\n-- approved \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ by Ada: at night only\n-- approved \S+ by Grace\n", show.Output);

        var migrate = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal((0, ""), (migrate.ExitCode, migrate.Error));
        Assert.Equal("a\nb\nc\nold", await database.TablesAsync());
        Assert.Equal($"Ada, Grace|plan {sha256}", await database.LinesAsync("SELECT DISTINCT approver || '|' || reason FROM lockstep.audit"));
        var again = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Contains("nothing to do", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_differs_is_told_and_nothing_is_run()
    {
        await using var database = await PreparedAsync();
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File);
        await database.RunAsync("ALTER TABLE old ADD COLUMN more int", "ALTER TABLE old ALTER COLUMN id SET DEFAULT 1", "DROP INDEX k");
        Dictionary<string, string?[]> other = new(s_three, StringComparer.Ordinal) { ["3"] = ["CREATE TABLE d ()", "DROP TABLE d"], ["4"] = ["CREATE TABLE e ()", null] };
        var refused = await HostProcess.RunAsync(database, other, "migrate", "--plan", File);
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(
            [
                "error LS9230: 3 (Change 3) was changed: its statements are others than those that were approved",
                "error LS9230: 4 (Change 4) is pending and not in the plan",
                "error LS9230: column public.old.id is not what it was",
                "error LS9230: column public.old.more is new",
                $"error LS9230: What would run is not what {File} says: 4 differences; nothing was run.",
                $"  next: Put that right, or make a new plan and have it approved: lockstep plan --out {File}.",
            ],
            refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("old", await database.TablesAsync());

        other.Remove("3");
        other.Remove("4");
        Assert.Contains("error LS9230: 3 (Change 3) is in the plan and not in the project\n", (await HostProcess.RunAsync(database, other, "migrate", "--plan", File)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_beside_what_the_plan_touches_is_told_as_well()
    {
        await using var database = await PreparedAsync();
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File);
        await database.RunAsync("CREATE VIEW v AS SELECT 1 AS one");
        var refused = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error LS9230: the schema was changed elsewhere than in what the plan touches: its fingerprint is ", refused.Error, StringComparison.Ordinal);
        await database.RunAsync("DROP VIEW v");
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File)).ExitCode);
    }

    [Fact]
    public async Task Another_database_and_other_settings_are_refused()
    {
        await using var database = await PreparedAsync();
        await using var other = await PreparedAsync();
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File, "--to", "2", "--lock-timeout", "3s");
        var elsewhere = await HostProcess.RunAsync(other, s_three, "migrate", "--plan", File, "--json");
        Assert.Equal(1, elsewhere.ExitCode);
        Assert.Equal([$"the database is {other.Name}, and the plan is for {database.Name}"], elsewhere.Json[..^1].Select(line => (string?)line["text"]));
        Assert.Equal("LS9230", (string?)elsewhere.Json[^1]["code"]);
        var settings = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File, "--lock-timeout", "5s", "--to", "3", "--lock-retries", "8");
        Assert.Contains("error LS9230: --to is 3, and the plan was approved with 2\nerror LS9230: --lock-timeout is 5s, and the plan was approved with 3s\n", settings.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--lock-retries", settings.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File, "--require-approval")).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File, "--lock-timeout", "3s")).ExitCode);
        Assert.Equal("a\nb\nold", await database.TablesAsync());
        Assert.Equal(2, (await HostProcess.RunAsync(database, s_three, "migrate", "--require-approval")).ExitCode);
    }

    [Fact]
    public async Task A_run_that_failed_or_was_cut_off_is_gone_on_with_by_the_same_plan()
    {
        await using var database = await PreparedAsync();
        await database.RunAsync("ALTER TABLE old ADD CHECK (id > 0)");
        Dictionary<string, string?[]> unique = new(s_three, StringComparer.Ordinal) { ["2"] = [s_three["2"][0]!.Replace("CREATE INDEX", "CREATE UNIQUE INDEX", StringComparison.Ordinal), s_three["2"][1]] };
        await HostProcess.RunAsync(database, unique, "plan", "--out", File);
        await AloneAsync("plan", "approve", File, "--by", "Ada");
        Assert.Equal(1, (await HostProcess.RunAsync(database, unique, "migrate", "--plan", File)).ExitCode);
        Assert.Equal("1 applied 1/1\n2 applying 1/3", await database.HistoryAsync());
        await database.RunAsync("DELETE FROM old WHERE ctid = (SELECT min(ctid) FROM old)");
        var again = await HostProcess.RunAsync(database, unique, "migrate", "--plan", File, "--resume");
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal("1 applied 1/1\n2 applied 3/3\n3 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_run_that_was_killed_is_gone_on_with_by_the_same_plan()
    {
        await using var database = await PreparedAsync();
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File, "--lock-timeout", "0");
        await using var reader = await database.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync(TestDatabase.Cancellation);
        await new Npgsql.NpgsqlCommand("LOCK TABLE old IN ACCESS SHARE MODE", reader).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, s_three, "migrate", "--plan", File);
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%ADD note%'");
        host.Kill();
        await host.EndAsync();
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        // What the server still does for the killed runner counts as this plan's too.
        var again = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal("1 applied 1/1\n2 applied 3/3\n3 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_plan_may_want_a_run_that_fails_to_be_taken_back()
    {
        await using var database = await PreparedAsync();
        Dictionary<string, string?[]> unique = new(s_three, StringComparer.Ordinal) { ["2"] = [s_three["2"][0]!.Replace("CREATE INDEX", "CREATE UNIQUE INDEX", StringComparison.Ordinal), s_three["2"][1]] };
        await HostProcess.RunAsync(database, unique, "plan", "--out", File, "--on-failure", "rollback");
        var failed = await HostProcess.RunAsync(database, unique, "migrate", "--plan", File);
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("What this run had done was taken back: 2, 1. The database is where it was before the run.", failed.Error, StringComparison.Ordinal);
        await database.RunAsync("DELETE FROM old WHERE ctid = (SELECT min(ctid) FROM old)");
        // All is as it was when the plan was made, down to the schema's fingerprint.
        var again = await HostProcess.RunAsync(database, unique, "migrate", "--plan", File);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal("a\nb\nc\nold", await database.TablesAsync());
    }

    [Fact]
    public async Task What_somebody_else_ran_in_the_meantime_is_not_gone_on_with()
    {
        await using var database = await PreparedAsync();
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--to", "1")).ExitCode);
        var refused = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("error LS9230: 1 (Change 1) was run since, and not by this plan\n", refused.Error, StringComparison.Ordinal);
        await HostProcess.RunAsync(database, s_three, "plan", "--out", File);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "rollback", "--yes")).ExitCode);
        Dictionary<string, string?[]> later = new(s_three, StringComparer.Ordinal);
        Assert.Contains("error LS9230: 1 (Change 1) is pending and not in the plan\nerror LS9230: other migrations than the plan's were applied, taken back or marked since", (await HostProcess.RunAsync(database, later, "migrate", "--plan", File)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_changed_is_refused_and_one_that_was_laid_out_anew_is_not()
    {
        await using var database = await PreparedAsync();
        var made = Assert.Single((await HostProcess.RunAsync(database, s_three, "plan", "--out", File, "--json")).Json);
        await AloneAsync("plan", "approve", File, "--by", "Ada");
        var approved = await ReadAsync();
        Assert.Equal((File, (string?)approved["sha256"]), ((string?)made["file"], (string?)made["sha256"]));
        Assert.Equal(made["migrations"]!.ToJsonString(), approved["plan"]!["plan"]!["migrations"]!.ToJsonString());
        Assert.Equal(approved["plan"]!.ToJsonString(), Assert.Single((await AloneAsync("plan", "show", File, "--json")).Json).ToJsonString());
        Assert.DoesNotContain("password", approved.ToJsonString(), StringComparison.OrdinalIgnoreCase);

        var altered = approved.DeepClone();
        altered["plan"]!["plan"]!["migrations"]![0]!["steps"]![0]!["statements"]![0]!["risk"] = "none";
        altered["plan"]!["settings"]!["lockRetries"] = 99;
        await WriteAsync(altered);
        var refused = await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File);
        Assert.Equal((1, $"error LS9231: {File} was changed since it was made: what it says does not have the hash that stands there.\n  next: Take the file as it was approved, or make a new plan: lockstep plan --out.\n"), (refused.ExitCode, refused.Error));

        altered = approved.DeepClone();
        altered["approvals"]![0]!["by"] = "Mallory";
        await WriteAsync(altered);
        Assert.Contains("the approval by Mallory does not have the hash that stands there", (await AloneAsync("plan", "approve", File, "--by", "Grace")).Error, StringComparison.Ordinal);

        await System.IO.File.WriteAllTextAsync(File, "[1, 2", TestDatabase.Cancellation);
        var broken = await AloneAsync("plan", "show", File);
        Assert.Equal(2, broken.ExitCode);
        Assert.StartsWith($"error LS9231: The plan {File} can't be read: it is no plan", broken.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await AloneAsync("plan", "show", File + ".gone")).ExitCode);
        await System.IO.File.WriteAllTextAsync(File, """{"plan": {"format": 2}, "sha256": "", "approvals": []}""", TestDatabase.Cancellation);
        Assert.Contains("its format is 2, and this Lockstep (", (await AloneAsync("plan", "show", File)).Error, StringComparison.Ordinal);

        await WriteAsync(approved);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--plan", File, "--require-approval")).ExitCode);
    }

    private async Task<TestDatabase> PreparedAsync()
    {
        var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE old (id int)", "CREATE INDEX k ON old (id)", "INSERT INTO old VALUES (1), (1)");
        return database;
    }

    private static Task<HostResult> AloneAsync(params string[] arguments) => HostProcess.RunAsync(new Dictionary<string, string>(), null, arguments);

    private async Task<JsonNode> ReadAsync() => JsonNode.Parse(await System.IO.File.ReadAllTextAsync(File, TestDatabase.Cancellation))!;

    private Task WriteAsync(JsonNode node) => System.IO.File.WriteAllTextAsync(File, node.ToJsonString(), TestDatabase.Cancellation);
}
