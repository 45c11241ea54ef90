using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>Each command as a person or a program runs it.</summary>
public sealed class CommandTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_three = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int)", "DROP TABLE a"],
        ["2"] = ["CREATE TABLE b (id int); CREATE INDEX CONCURRENTLY i ON a (id)", "DROP INDEX CONCURRENTLY i; DROP TABLE b"],
        ["3"] = ["CREATE TABLE c ()", "DROP TABLE c"],
    };

    [Fact]
    public async Task Text_from_an_empty_database_to_a_verified_one_and_back()
    {
        await using var database = await server.CreateAsync();
        var place = $"database {database.Name} on {database.Database.Server}";
        Assert.Matches($@"^Lockstep: ping        PostgreSQL \d+\.\d+ on 127\.0\.0\.1:\d+, database {database.Name}, answers in \d+ ms\n$", await OutputAsync(database, "ping"));
        Assert.Equal($"Lockstep: history     nothing was applied to {database.Name} yet\n", await OutputAsync(database, "history"));
        Assert.Equal(
            """
            -- 1 Change 1
            BEGIN;
            CREATE TABLE a (id int);
            COMMIT;

            -- 2 Change 2
            -- step 1 of 2: a transaction
            BEGIN;
            CREATE TABLE b (id int);
            COMMIT;
            -- step 2 of 2: outside a transaction
            CREATE INDEX CONCURRENTLY i ON a (id);

            -- 3 Change 3
            BEGIN;
            CREATE TABLE c ();
            COMMIT;

            -- 3 pending, 4 statements, 1 outside a transaction

            """.ReplaceLineEndings("\n"),
            await OutputAsync(database, "plan"));
        Assert.Equal("", await database.LinesAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'lockstep'"));

        var verify = await HostProcess.RunAsync(database, s_three, "verify");
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("error LS9205: 1 (Change 1) is not applied.\n  next: lockstep migrate applies it.\n", verify.Output, StringComparison.Ordinal);

        var migrate = await OutputAsync(database, "migrate");
        Assert.Matches(
            @"^Lockstep: preflight   role postgres · \d+ connections left · no long transactions\n" +
            $@"Lockstep: plan        3 pending, 4 statements, 1 outside a transaction · {place} \(PostgreSQL [\d.]+\)\n" +
            @"Lockstep: applied     1 Change 1  \d\.\d\d s\n" +
            @"Lockstep: step        2 \[1/2\] 1 in a transaction\n" +
            @"Lockstep: step        2 \[2/2\] CREATE INDEX CONCURRENTLY i ON a \(id\)\n" +
            @"Lockstep: applied     2 Change 2  \d\.\d\d s\n" +
            @"Lockstep: applied     3 Change 3  \d\.\d\d s\n" +
            @"Lockstep: verified    3 of 3 migrations applied · 0 invalid indexes · 0 unvalidated constraints\n" +
            @"Lockstep: done        3 applied in .+ s( · .+ waiting for locks)?\n$",
            migrate);
        Assert.Equal($"Lockstep: migrate     nothing to do: {place} has all 3 migrations\n", await OutputAsync(database, "migrate"));
        Assert.Equal($"Lockstep: migrate     nothing to do: {place} has all migrations up to 2\n", await OutputAsync(database, "migrate", "--to", "2"));
        Assert.Equal("Lockstep: verified    3 of 3 migrations applied · 0 invalid indexes · 0 unvalidated constraints\n", await OutputAsync(database, "verify"));
        var status = await OutputAsync(database, "status");
        Assert.StartsWith($"{place} (PostgreSQL ", status, StringComparison.Ordinal);
        Assert.Contains("3 applied, 0 pending", status, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ *2 +Change 2 +applied +\d{4}-\d\d-\d\d \d\d:\d\d +\d\.\d\d s +postgres", status);
        Assert.Matches(@"(?m)^ *3 +Change 3 +applied", await OutputAsync(database, "history"));

        Assert.Equal("-- 3 Change 3, Down\nBEGIN;\n-- ACCESS EXCLUSIVE on c · instant · risk: low\nDROP TABLE c;\nCOMMIT;\n\n", await OutputAsync(database, "rollback", "--dry-run"));
        var unasked = await HostProcess.RunAsync(database, s_three, "rollback", "2");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Equal($"error LS9010: Take back 2 migrations of {database.Name} on {database.Database.Server}: that needs a yes, and nobody is there to ask.\n  next: Run it with --yes.\n", unasked.Error);
        Assert.Equal("a\nb\nc", await database.TablesAsync());
        Assert.Matches(@"^Lockstep: plan        take back 3 Change 3\nLockstep: rolled-back 3 Change 3  \d\.\d\d s\nLockstep: done        1 rolled back in ", await OutputAsync(database, "rollback", "--to", "2", "--yes"));
        Assert.Contains("2 rolled back", await OutputAsync(database, "rollback", "--to", "0", "-y"), StringComparison.Ordinal);
        Assert.Equal("Lockstep: rollback    nothing to do: no such migration is applied\n", await OutputAsync(database, "rollback", "--yes"));
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task Json_is_an_object_a_line()
    {
        await using var database = await server.CreateAsync();
        var ping = Assert.Single((await JsonAsync(database, 0, "ping")).Json);
        Assert.Equal(database.Name, (string?)ping["database"]);
        Assert.True((double?)ping["milliseconds"] >= 0);
        var plan = Assert.Single((await JsonAsync(database, 0, "plan")).Json);
        Assert.Equal([1L, 2L, 3L], plan["migrations"]!.AsArray().Select(migration => (long)migration!["version"]!));
        Assert.Equal("""{"number":2,"transactional":false,"statements":[{"sql":"CREATE INDEX CONCURRENTLY i ON a (id)","scans":["public.a"],"why":"reads the table while others write to it, and waits for transactions that might not know the index","seconds":[0,0],"risk":"none"}]}""", plan["migrations"]![1]!["steps"]![1]!.ToJsonString());
        Assert.Equal("up", (string?)plan["migrations"]![0]!["direction"]);

        var verify = Assert.Single((await JsonAsync(database, 1, "verify")).Json);
        Assert.False((bool?)verify["ok"]);
        Assert.Equal("error", (string?)verify["problems"]![0]!["severity"]);

        var migrate = (await JsonAsync(database, 0, "migrate")).Json;
        Assert.Equal(["preflight", "plan", "applied", "step", "step", "applied", "applied", "verified", "done"], migrate.Select(line => (string?)line["event"]));
        Assert.Equal((2L, "Change 2", 2), ((long)migrate[5]["version"]!, (string)migrate[5]["name"]!, (int)migrate[5]["steps"]!));
        var status = Assert.Single((await JsonAsync(database, 0, "status")).Json);
        Assert.Equal((3L, 0), ((long)status["head"]!, (int)status["pending"]!));
        Assert.Equal("applied", (string?)status["migrations"]![0]!["state"]);
        Assert.True(DateTimeOffset.TryParse((string?)status["migrations"]![0]!["appliedAt"], System.Globalization.CultureInfo.InvariantCulture, out _));
        Assert.Equal(3, Assert.Single((await JsonAsync(database, 0, "history")).Json)["migrations"]!.AsArray().Count);
        Assert.True((bool?)Assert.Single((await JsonAsync(database, 0, "verify")).Json)["ok"]);
        var dryRun = Assert.Single((await JsonAsync(database, 0, "rollback", "--dry-run", "2")).Json);
        Assert.Equal(["down", "down"], dryRun["migrations"]!.AsArray().Select(migration => (string?)migration!["direction"]));
        Assert.Equal(["plan", "rolled-back", "done"], (await JsonAsync(database, 0, "rollback", "--yes")).Json.Select(line => (string?)line["event"]));
    }

    [Fact]
    public async Task An_error_as_json_tells_where_and_what_next()
    {
        await using var database = await server.CreateAsync();
        var result = await HostProcess.RunAsync(database, new Dictionary<string, string?[]> { ["1"] = ["SELECT * FROM nowhere", null] }, "migrate", "--json");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        var error = result.Json[^1];
        Assert.Equal(("error", "LS9203"), ((string?)error["event"], (string?)error["code"]));
        Assert.EndsWith("SqlMigration.cs", (string?)error["file"], StringComparison.Ordinal);
        Assert.True((int)error["line"]! > 0);
        Assert.Equal("Correct the migration, then run the same command again.", (string?)error["next"]);
    }

    [Fact]
    public async Task What_is_half_done_is_told_and_gone_on_with()
    {
        await using var database = await server.CreateAsync();
        var bad = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY i ON a (id); CREATE INDEX CONCURRENTLY j ON a (nothing)", "DROP TABLE a"] };
        var failed = await HostProcess.RunAsync(database, bad, "migrate");
        Assert.Equal(1, failed.ExitCode);
        Assert.Matches(@"^\S+SqlMigration\.cs\(\d+\): error LS9203: 1 \(Change 1\) failed at step 3 of 3: column ""nothing"" does not exist \(SQLSTATE 42703\), in: CREATE INDEX CONCURRENTLY j ON a \(nothing\)\. Steps 1 to 2 stay done; the next migrate goes on at step 3\.\n  next: ", failed.Error);
        Assert.Contains("step 2/3", (await HostProcess.RunAsync(database, bad, "status")).Output, StringComparison.Ordinal);
        var verify = await HostProcess.RunAsync(database, bad, "verify");
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("1 (Change 1) is half done, at step 2 of 3.", verify.Output, StringComparison.Ordinal);
        var plan = await HostProcess.RunAsync(database, bad, "plan");
        Assert.Contains("-- step 2 of 3: done\n-- step 3 of 3: outside a transaction\n", plan.Output, StringComparison.Ordinal);
        var good = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = [bad["1"][0]!.Replace("nothing", "id", StringComparison.Ordinal), "DROP TABLE a"] };
        Assert.Equal(0, (await HostProcess.RunAsync(database, good, "migrate")).ExitCode);
    }

    [Fact]
    public async Task A_database_that_is_not_as_it_should_be_fails_the_verification()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate")).ExitCode);
        await database.RunAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass", "ALTER TABLE a ADD CONSTRAINT k CHECK (id > 0) NOT VALID");
        var other = new Dictionary<string, string?[]>(s_three, StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a (id int, more int)", null] };
        other.Remove("3");
        var result = await HostProcess.RunAsync(database, other, "verify");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            """
            error LS9205: 3 (Change 3) is applied, but this project does not have it.
              next: Use the release that brought it, or a newer one.
            error LS9205: 1 (Change 1) was changed after it was applied.
              next: Restore its source as released, and put the change into a new migration.
            warning LS9205: Constraint k on a is not validated: old rows may break it.
              next: Validate it in a later migration: ALTER TABLE … VALIDATE CONSTRAINT ….
            error LS9205: Index i is invalid: it costs writes and serves no query.
              next: REINDEX INDEX CONCURRENTLY i, or drop it.
            Lockstep: not ok      2 of 2 migrations applied · 1 invalid indexes · 1 unvalidated constraints

            """.ReplaceLineEndings("\n"),
            result.Output);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate")).ExitCode);
        Assert.Equal(1, (await HostProcess.RunAsync(database, s_three, "migrate", "--verify")).ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ping")]
    [InlineData("status")]
    [InlineData("plan")]
    [InlineData("plan approve")]
    [InlineData("plan show")]
    [InlineData("preflight")]
    [InlineData("migrate")]
    [InlineData("rollback")]
    [InlineData("history")]
    [InlineData("audit")]
    [InlineData("audit verify")]
    [InlineData("verify")]
    [InlineData("drift")]
    [InlineData("baseline")]
    [InlineData("adopt")]
    [InlineData("mark-applied")]
    [InlineData("skip")]
    [InlineData("prove")]
    [InlineData("lock")]
    [InlineData("lock status")]
    [InlineData("lock release")]
    [InlineData("embedded")]
    [InlineData("embedded stop")]
    [InlineData("embedded remove")]
    public async Task Help_explains_each_command_and_docs_name_its_options(string command)
    {
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(), null, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--with-parent", result.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(DocsPage(), TestDatabase.Cancellation);
        Assert.Contains(command.Length == 0 ? "# Commands" : $"`{command}`", page, StringComparison.Ordinal);
        // The words of the options' first column.
        var options = result.Output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal)).Select(line => line.Split(' ', ',').First(word => word.StartsWith("--", StringComparison.Ordinal)));
        Assert.All(options, option => Assert.Contains($"`{option}", page, StringComparison.Ordinal));
    }

    private static string DocsPage([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "commands.md");

    private static async Task<string> OutputAsync(TestDatabase database, params string[] arguments)
    {
        var result = await HostProcess.RunAsync(database, s_three, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }

    private static async Task<HostResult> JsonAsync(TestDatabase database, int exitCode, params string[] arguments)
    {
        var result = await HostProcess.RunAsync(database, s_three, [.. arguments, "--json"]);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        return result;
    }
}
