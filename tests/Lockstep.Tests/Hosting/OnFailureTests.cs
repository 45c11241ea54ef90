using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary><c>migrate --on-failure rollback</c>: a run that fails leaves the database as it was.</summary>
public sealed class OnFailureTests(TestServer server)
{
    private static readonly string?[] s_first = ["CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1)", "DROP TABLE a"];

    private static readonly string?[] s_second = ["CREATE TABLE b (id int); CREATE INDEX CONCURRENTLY i ON a (id)", "DROP INDEX CONCURRENTLY i; DROP TABLE b"];

    [Fact]
    public async Task What_the_run_applied_is_taken_back_and_nothing_else()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, Of(s_first), "migrate")).ExitCode);
        var all = Of(s_first, s_second, ["CREATE TABLE c ()", "DROP TABLE c"], ["CREATE TABLE d (); SELECT nothing", "DROP TABLE d"]);
        var failed = await HostProcess.RunAsync(database, all, "migrate", "--on-failure", "rollback");
        Assert.Equal(1, failed.ExitCode);
        Assert.Matches(@"(?m)^Lockstep: taking-back what this run applied, for it failed: 4 \(Change 4\) failed", failed.Output);
        Assert.Matches(@"(?s)Lockstep: rolled-back 3 Change 3.*Lockstep: rolled-back 2 Change 2", failed.Output);
        Assert.Matches(
            @"error LS9203: 4 \(Change 4\) failed: column ""nothing"" does not exist \(SQLSTATE 42703\), in: SELECT nothing\. What this run had done was taken back: 3, 2\. The database is where it was before the run\.\n  next: Correct the migration",
            failed.Error);
        Assert.Equal(("a", "1 applied 1/1"), (await database.TablesAsync(), await database.HistoryAsync()));
        Assert.Equal("up failed 4\ndown done 3\ndown done 2\ndown done 2", await database.LinesAsync("SELECT concat_ws(' ', action, outcome, version) FROM lockstep.audit WHERE seq > (SELECT min(seq) - 1 FROM lockstep.audit WHERE outcome = 'failed') ORDER BY seq"));
        all["4"] = ["CREATE TABLE d ()", "DROP TABLE d"];
        Assert.Equal(0, (await HostProcess.RunAsync(database, all, "migrate", "--on-failure", "rollback")).ExitCode);
        Assert.Equal("a\nb\nc\nd", await database.TablesAsync());
    }

    [Fact]
    public async Task A_migration_that_failed_half_way_is_taken_back_as_far_as_it_came()
    {
        await using var database = await server.CreateAsync();
        var migrations = Of(s_first, ["CREATE TABLE b (id int); CREATE UNIQUE INDEX CONCURRENTLY u ON a (id); CREATE TABLE c ()", "DROP TABLE c; DROP INDEX CONCURRENTLY u; DROP TABLE b"]);
        var failed = await HostProcess.RunAsync(database, migrations, "migrate", "--on-failure", "rollback", "--json");
        Assert.Equal((1, ""), (failed.ExitCode, failed.Error));
        Assert.Equal(["taking-back", "rolled-back", "rolled-back", "error"], failed.Json.Select(line => (string?)line["event"]).SkipWhile(name => name != "taking-back"));
        Assert.Contains("What this run had done was taken back: 2, 1.", (string?)failed.Json[^1]["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("stay done", (string?)failed.Json[^1]["text"], StringComparison.Ordinal);
        Assert.Equal(("", ""), (await database.TablesAsync(), await database.HistoryAsync()));
        Assert.Equal("", await database.LinesAsync("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"));
    }

    [Fact]
    public async Task Where_the_way_back_can_not_be_told_all_stays_and_the_next_run_goes_on()
    {
        await using var database = await server.CreateAsync();
        string?[] unclear = ["UPDATE a SET id = id + 1; CREATE UNIQUE INDEX CONCURRENTLY u ON a (id); UPDATE a SET id = id * 2", "UPDATE a SET id = id - 1; DROP INDEX CONCURRENTLY u"];
        var failed = await HostProcess.RunAsync(database, Of(s_first, unclear), "migrate", "--on-failure", "rollback");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("Steps 1 to 1 stay done; the next migrate goes on at step 2. Nothing was taken back. Taking back stopped: 2 (Change 2) is half applied", failed.Error, StringComparison.Ordinal);
        Assert.Contains("whether 'UPDATE a SET id = id - 1' takes back steps that were done can't be told", failed.Error, StringComparison.Ordinal);
        Assert.Equal("1 applied 1/1\n2 applying 1/3", await database.HistoryAsync());
        await database.RunAsync("DELETE FROM a WHERE ctid = (SELECT min(ctid) FROM a)");
        Assert.Equal(0, (await HostProcess.RunAsync(database, Of(s_first, unclear), "migrate", "--on-failure", "rollback")).ExitCode);
        Assert.Equal(4, await database.RunAsync("SELECT id FROM a"));
    }

    [Fact]
    public async Task What_an_earlier_run_began_stays()
    {
        await using var database = await server.CreateAsync();
        var migrations = Of(s_first, ["CREATE TABLE b (id int); CREATE UNIQUE INDEX CONCURRENTLY u ON a (id)", "DROP INDEX CONCURRENTLY u; DROP TABLE b"], ["CREATE TABLE c (); SELECT nothing", "DROP TABLE c"]);
        Assert.Equal(1, (await HostProcess.RunAsync(database, migrations, "migrate")).ExitCode);
        Assert.Equal(1, (await HostProcess.RunAsync(database, migrations, "migrate", "--on-failure", "rollback")).ExitCode);
        Assert.Equal("1 applied 1/1\n2 applying 1/2", await database.HistoryAsync());
        await database.RunAsync("DELETE FROM a WHERE ctid = (SELECT min(ctid) FROM a)");
        var failed = await HostProcess.RunAsync(database, migrations, "migrate", "--on-failure", "rollback");
        Assert.Contains("Nothing was taken back. 2 had been begun by an earlier run, so it stays as it is", failed.Error, StringComparison.Ordinal);
        Assert.Equal("1 applied 1/1\n2 applied 2/2", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_verification_that_fails_takes_the_run_back_unless_it_was_so_before()
    {
        await using var database = await server.CreateAsync();
        string?[] breaks = ["CREATE TABLE b (id int); CREATE INDEX i ON b (id); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass", "DROP TABLE b"];
        var failed = await HostProcess.RunAsync(database, Of(s_first, breaks), "migrate", "--on-failure", "rollback");
        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("error LS9205: Index i is invalid", failed.Error, StringComparison.Ordinal);
        Assert.Contains("error LS9205: The database is not as it should be after the migrations. What this run had done was taken back: 2, 1. The database is where it was before the run.", failed.Error, StringComparison.Ordinal);
        Assert.Equal(("", ""), (await database.TablesAsync(), await database.HistoryAsync()));

        await database.RunAsync("CREATE TABLE old (id int)", "CREATE INDEX o ON old (id)", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'o'::regclass");
        var applied = await HostProcess.RunAsync(database, Of(s_first), "migrate", "--on-failure", "rollback");
        Assert.Equal(0, applied.ExitCode);
        Assert.Contains("Index o is invalid", applied.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_could_not_be_taken_back_is_not_begun()
    {
        await using var database = await server.CreateAsync();
        var refused = await HostProcess.RunAsync(database, Of(s_first, ["CREATE TABLE b ()", null]), "migrate", "--on-failure", "rollback");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("2 (Change 2) has no Down, so a run that fails after it could not be taken back; nothing was run.", refused.Error, StringComparison.Ordinal);
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal(2, (await HostProcess.RunAsync(database, Of(s_first), "migrate", "--on-failure", "pray")).ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_is_ended_while_it_goes_back_is_gone_on_with_by_rollback(bool isKilled)
    {
        await using var database = await server.CreateAsync();
        var migrations = Of(s_first, s_second, ["SELECT pg_advisory_xact_lock_shared(7); SELECT nothing", "SELECT 1"]);
        await using var gate = await database.OpenAsync();
        await new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var host = HostProcess.Start(database, migrations, "migrate", "--on-failure", "rollback", "--lock-timeout", "0");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)%'");
        // The way back begins with an index, behind which its second step then waits for a reader.
        await using var reader = await database.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync(TestDatabase.Cancellation);
        await new Npgsql.NpgsqlCommand("LOCK TABLE b IN ACCESS SHARE MODE", reader).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await new Npgsql.NpgsqlCommand("SELECT pg_advisory_unlock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%DROP TABLE b%'");
        if (isKilled) host.Kill();
        else await host.SignalAsync("INT");
        var ended = await host.EndAsync();
        if (!isKilled) Assert.Equal(130, ended.ExitCode);
        Assert.Equal("1 applied 1/1\n2 rolling back 1/2", await database.HistoryAsync());
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        // The server may go on for a killed runner, and take 2 back for it.
        if (!isKilled) Assert.Contains("2 (Change 2) is half rolled back.\n  next: Finish that first: lockstep rollback.", (await HostProcess.RunAsync(database, migrations, "migrate")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "rollback", "--to", "1", "--yes")).ExitCode);
        Assert.Equal(("a", "1 applied 1/1"), (await database.TablesAsync(), await database.HistoryAsync()));
    }

    private static Dictionary<string, string?[]> Of(params string?[][] migrations) =>
        migrations.Select((migration, index) => (migration, index)).ToDictionary(each => (each.index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), each => each.migration, StringComparer.Ordinal);
}
