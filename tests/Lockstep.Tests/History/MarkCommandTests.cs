using Lockstep.Tests.Support;

namespace Lockstep.Tests.History;

/// <summary>The commands that change the history alone, and the one that shows what was changed beside it.</summary>
public sealed class MarkCommandTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_three = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int)", "DROP TABLE a"],
        ["2"] = ["ALTER TABLE a ADD COLUMN note text; CREATE INDEX CONCURRENTLY i ON a (id)", "DROP INDEX CONCURRENTLY i; ALTER TABLE a DROP COLUMN note"],
        ["3"] = ["CREATE TABLE c (id int)", "DROP TABLE c"],
    };

    [Fact]
    public async Task A_baseline_marks_what_is_there_and_migrate_does_the_rest()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE a (id int)");
        var unasked = await RunAsync(database, "baseline", "--version", "1");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains($"error LS9010: Change the history of {database.Name} on {database.Database.Server} without running anything: that needs a yes", unasked.Error, StringComparison.Ordinal);
        Assert.Equal("", await database.LinesAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'lockstep'"));
        var unknown = await RunAsync(database, "baseline", "--version", "7", "--yes");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("error LS9204: The project has no migration 7.", unknown.Error, StringComparison.Ordinal);

        var baseline = await RunAsync(database, "baseline", "--version", "1", "--yes", "--approver", "Ann");
        Assert.Equal((0, "", "Lockstep: plan        baseline 1 Change 1\nLockstep: done        1 marked as applied, nothing was run\n"), (baseline.ExitCode, baseline.Error, baseline.Output));
        Assert.Equal("Lockstep: baseline    nothing to do\n", (await RunAsync(database, "baseline", "--version", "1", "--yes")).Output);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal("1 applied 1/1\n2 applied 2/2\n3 applied 1/1", await database.HistoryAsync());
        Assert.Equal("baseline 1 Ann\nup 2\nup 2\nup 3", await database.LinesAsync("SELECT concat_ws(' ', action, version, approver) FROM lockstep.audit ORDER BY seq"));
        Assert.Equal(0, (await RunAsync(database, "verify")).ExitCode);
        Assert.Equal(0, (await RunAsync(database, "rollback", "--to", "0", "--yes")).ExitCode);
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task What_was_finished_by_hand_is_marked_with_its_reason()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await RunAsync(database, "migrate", "--to", "1")).ExitCode);
        await database.RunAsync("CREATE INDEX i ON a (id)");
        var failed = await RunAsync(database, "migrate");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("relation \"i\" already exists", failed.Error, StringComparison.Ordinal);
        var half = await RunAsync(database, "baseline", "--version", "3", "--yes");
        Assert.Equal(1, half.ExitCode);
        Assert.Contains("error LS9204: 2 (Change 2) is half done, at step 1 of 2.", half.Error, StringComparison.Ordinal);
        Assert.Contains("2 (Change 2) is half done", (await RunAsync(database, "skip", "2", "--reason", "x", "--yes")).Error, StringComparison.Ordinal);

        Assert.Equal(2, (await RunAsync(database, "mark-applied", "2", "--yes")).ExitCode);
        var marked = await RunAsync(database, "mark-applied", "2", "--reason", "the index was there", "--yes");
        Assert.Equal((0, "Lockstep: plan        mark-applied 2 Change 2\nLockstep: done        1 marked as applied, nothing was run\n"), (marked.ExitCode, marked.Output));
        Assert.Equal("Lockstep: mark-applied nothing to do\n", (await RunAsync(database, "mark-applied", "2", "--reason", "again", "--yes")).Output);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal("the index was there", await database.RunAsync("SELECT reason FROM lockstep.audit WHERE action = 'mark-applied'"));
        Assert.Equal(0, (await RunAsync(database, "audit", "verify")).ExitCode);
        Assert.Equal(0, (await RunAsync(database, "drift")).ExitCode);
    }

    [Fact]
    public async Task A_skipped_migration_is_neither_run_nor_taken_back()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal("Lockstep: plan        skip 2 Change 2\nLockstep: done        1 skipped, nothing was run\n", (await RunAsync(database, "skip", "2", "--reason", "not here", "--yes")).Output);
        Assert.Equal("Lockstep: skip        nothing to do\n", (await RunAsync(database, "skip", "2", "--reason", "again", "--yes")).Output);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal("1 applied 1/1\n2 skipped 0/2\n3 applied 1/1", await database.HistoryAsync());
        var status = (await RunAsync(database, "status")).Output;
        Assert.Contains("2 applied, 0 pending, 1 skipped", status, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ *2 +Change 2 +skipped", status);
        Assert.Equal(0, (await RunAsync(database, "verify")).ExitCode);
        Assert.Equal(0, (await RunAsync(database, "drift")).ExitCode);
        var applied = await RunAsync(database, "skip", "3", "--reason", "x", "--yes");
        Assert.Equal(1, applied.ExitCode);
        Assert.Contains("error LS9204: 3 (Change 3) is applied, so it can't be skipped.\n  next: lockstep rollback takes it back.\n", applied.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(database, "rollback", "--to", "0", "--yes")).ExitCode);
        Assert.Equal("2 skipped 0/2", await database.HistoryAsync());

        Assert.Equal("Lockstep: plan        skip-undone 2 Change 2\nLockstep: done        1 pending again, nothing was run\n", (await RunAsync(database, "skip", "2", "--undo", "--reason", "here after all", "--yes")).Output);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal("i", await database.LinesAsync("SELECT relname FROM pg_class WHERE relname = 'i'"));
        Assert.Equal("skip not here\nskip-undone here after all", await database.LinesAsync("SELECT action || ' ' || reason FROM lockstep.audit WHERE reason IS NOT NULL ORDER BY seq"));
    }

    [Fact]
    public async Task Drift_is_told_line_by_line()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await RunAsync(database, "drift")).ExitCode);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal((0, "Lockstep: drift       the schema is what the applied migrations lead to\n"), ((await RunAsync(database, "drift")).ExitCode, (await RunAsync(database, "drift")).Output));
        await database.RunAsync("ALTER TABLE a ADD COLUMN by_hand int", "DROP INDEX i", "CREATE TABLE stray ()");
        var drift = await RunAsync(database, "drift");
        Assert.Equal(1, drift.ExitCode);
        foreach (var line in (string[])["error LS9212: column a.by_hand stays\n", "error LS9212: index i is missing\n", "error LS9212: table stray stays\n", "  next: Take back what was done by hand"])
        {
            Assert.Contains(line, drift.Output, StringComparison.Ordinal);
        }

        var json = Assert.Single((await RunAsync(database, "drift", "--json")).Json);
        Assert.False((bool)json["ok"]!);
        Assert.Equal(3, json["differences"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_existing_database_is_adopted_and_its_differences_are_told()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE a (id int, note text)", "CREATE INDEX i ON a (id)", "CREATE TABLE older ()");
        var unasked = await RunAsync(database, "adopt");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("warning LS9212: table c is missing\n", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("warning LS9212: table older stays\n", unasked.Error, StringComparison.Ordinal);
        Assert.Contains("Lockstep: drift       2 differences from what the migrations up to 3 lead to\n", unasked.Output, StringComparison.Ordinal);

        var adopted = await RunAsync(database, "adopt", "--version", "2", "--yes", "--reason", "was kept by hand");
        Assert.Equal(0, adopted.ExitCode);
        Assert.DoesNotContain("table c", adopted.Error, StringComparison.Ordinal);
        Assert.EndsWith("Lockstep: done        2 marked as applied, nothing was run\n", adopted.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        Assert.Equal("a\nc\nolder", await database.TablesAsync());
        Assert.Equal("adopt 1\nadopt 2\nup 3", await database.LinesAsync("SELECT action || ' ' || version FROM lockstep.audit ORDER BY seq"));
    }

    private static Task<HostResult> RunAsync(TestDatabase database, params string[] arguments) => HostProcess.RunAsync(database, s_three, arguments);
}
