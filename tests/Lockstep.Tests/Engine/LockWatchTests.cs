using Lockstep.Execution;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>Who is in a step's way, whom it keeps waiting, and when it gives way.</summary>
public sealed class LockWatchTests(TestServer server)
{
    private static RunOptions Patient { get; } = new() { LockTimeout = TimeSpan.FromSeconds(1), LockRetries = 100, FirstPause = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task A_retry_names_who_keeps_the_lock_and_tells_no_data()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int, secret text)");
        var blocker = await HoldAsync(database, "SELECT id FROM t WHERE secret = 'hunter2' /* hunter3 */ AND id < 42");
        var run = database.MigrateAsync([Sql(1, "ALTER TABLE t ADD COLUMN note text")], target: null, Patient);
        var retry = await database.ToldAsync(happened => happened is { Event: "retry", Sessions: not null });
        var pid = blocker.ProcessID;
        await blocker.DisposeAsync();
        Assert.Equal(1, await run);
        Assert.Matches(
            @"^\d+/100 of 1 in \d+\.\d s: no ACCESS EXCLUSIVE on t, blocked by pid \d+ \(role postgres, application metabase, holds ACCESS SHARE, idle in transaction for \d+ s: SELECT id FROM t WHERE secret = … AND id < …\)$",
            retry.Text);
        var session = Assert.Single(retry.Sessions!);
        Assert.Equal((pid, "postgres", "metabase", "idle in transaction", "ACCESS SHARE"), (session.Pid, session.Role, session.Application, session.State, session.Lock));
        Assert.Equal((1L, 1, 1), (retry.Version, retry.Step, retry.Steps));
    }

    [Fact]
    public async Task A_failure_names_who_kept_the_lock()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await using var blocker = await HoldAsync(database, "SELECT FROM t");
        var failure = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync([Sql(1, "DROP TABLE t")], target: null, Patient with { LockTimeout = TimeSpan.FromSeconds(3), LockRetries = 0 }));
        Assert.Matches(@"^1 \(M1\) failed: canceling statement due to lock timeout \(SQLSTATE 55P03\): no ACCESS EXCLUSIVE on t, blocked by pid \d+ \(.+\), in: DROP TABLE t\. It was rolled back; nothing is half done\.$", failure.Message);
        Assert.Equal(blocker.ProcessID, Assert.Single(failure.Sessions!).Pid);
    }

    [Fact]
    public async Task A_row_that_somebody_keeps_is_told_as_such()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        await using var blocker = await HoldAsync(database, "UPDATE t SET id = 2");
        var failure = await Assert.ThrowsAsync<LockstepException>(
            () => database.MigrateAsync([Sql(1, "UPDATE t SET id = 3")], target: null, Patient with { LockTimeout = TimeSpan.FromSeconds(3), LockRetries = 0 }));
        Assert.Contains($": no lock on a row that another transaction has changed or locked, blocked by pid {blocker.ProcessID} (role postgres, application metabase, idle in transaction for ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_wait_is_told_while_it_lasts_outside_of_transactions_too()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await using var blocker = await HoldAsync(database, "INSERT INTO t VALUES (1)");
        var run = database.MigrateAsync([Sql(1, "CREATE INDEX CONCURRENTLY i ON t (id)")], target: null, Patient with { ReportAfter = TimeSpan.FromMilliseconds(100) });
        var waiting = await database.ToldAsync(happened => happened.Event == "waiting");
        await blocker.DisposeAsync();
        Assert.Equal(1, await run);
        Assert.Matches(@"^for end of an older transaction, blocked by pid \d+ \(role postgres, application metabase, idle in transaction for \d+ s: INSERT INTO t VALUES \(…\)\)$", waiting.Text);
    }

    [Fact]
    public async Task A_step_that_keeps_others_waiting_gives_way_and_is_done_later()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)", "CREATE TABLE gate (id int)");
        // The first try sleeps with its lock; a later one finds the sequence and does not. On a busy machine some looks are late: both are to fall between the limits.
        var run = database.MigrateAsync(
            [Sql(1, "ALTER TABLE t ADD COLUMN note text; SELECT pg_sleep(60) WHERE to_regclass('go') IS NULL")],
            target: null,
            Patient with { MaxBlocked = TimeSpan.FromSeconds(5), ReportAfter = TimeSpan.FromMilliseconds(100), FirstPause = TimeSpan.FromMilliseconds(300) });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'");
        var reader = database.RunAsync("SELECT count(*) FROM t");
        var blocked = await database.ToldAsync(happened => happened.Event == "blocked");
        Assert.Equal(0L, await reader);
        await database.RunAsync("CREATE SEQUENCE go");
        Assert.Equal(1, await run);
        Assert.Matches(@"^1 session waits for this step, \d+ s by now: pid \d+ \(role postgres, wants ACCESS SHARE, active for \d+ s: SELECT count\(\*\) FROM t\)$", blocked.Text);
        var gave = await database.ToldAsync(happened => happened.Event == "gave-way");
        Assert.Matches(@"^1 gave way to 1 session that had waited for it, the longest for \d+ s: pid \d+ \(.+\)$", gave.Text);
        Assert.Contains(database.Events, happened => happened.Event == "retry" && happened.Text.Contains("gave way to 1 session", StringComparison.Ordinal));
        Assert.Equal("id\nnote", await database.LinesAsync("SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum"));
    }

    [Fact]
    public async Task A_step_that_always_has_to_give_way_fails_and_says_for_whom()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        var run = database.MigrateAsync(
            [Sql(1, "ALTER TABLE t ADD COLUMN note text; SELECT pg_sleep(60)")], target: null, Patient with { MaxBlocked = TimeSpan.FromMilliseconds(300), LockRetries = 0 });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'");
        var reader = database.RunAsync("SELECT count(*) FROM t");
        var failure = await Assert.ThrowsAsync<LockstepException>(() => run);
        await reader;
        Assert.Equal(ToolkitCode.MigrationFailed, failure.Code);
        Assert.Matches(@"^1 \(M1\) failed: it gave way to 1 session that had waited for it, the longest for \d+ s: pid .+, in: SELECT pg_sleep\(60\)\. It was rolled back; nothing is half done\.$", failure.Message);
        Assert.Contains("--max-blocked", failure.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concurrent_index_does_not_give_way_to_another_schema_change()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await using var blocker = await HoldAsync(database, "INSERT INTO t VALUES (1)");
        var run = database.MigrateAsync(
            [Sql(1, "CREATE INDEX CONCURRENTLY i ON t (id)")], target: null, Patient with { MaxBlocked = TimeSpan.FromMilliseconds(200), ReportAfter = TimeSpan.FromMilliseconds(400) });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_progress_create_index WHERE datname = current_database() AND index_relid <> 0");
        // Of others the build would in turn wait for the end.
        var change = database.RunAsync("VACUUM t");
        Assert.Contains("wants SHARE UPDATE EXCLUSIVE", (await database.ToldAsync(happened => happened.Event == "blocked")).Text, StringComparison.Ordinal);
        await blocker.DisposeAsync();
        Assert.Equal(1, await run);
        await change;
        Assert.DoesNotContain(database.Events, happened => happened.Event is "gave-way" or "retry");
    }

    [Fact]
    public async Task Only_when_asked_for_an_idle_transaction_in_the_way_is_ended()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        await database.RunAsync("CREATE TABLE elsewhere (id int)");
        await using var bystander = await HoldAsync(database, "SELECT FROM elsewhere");
        var blocker = await HoldAsync(database, "SELECT FROM t");
        Assert.Equal(1, await database.MigrateAsync(
            [Sql(1, "ALTER TABLE t ADD COLUMN note text")], target: null, Patient with { TerminateBlockers = TimeSpan.FromMilliseconds(100) }));
        var told = await database.ToldAsync(happened => happened.Event == "terminated");
        Assert.Matches(@"^pid \d+ \(.+idle in transaction for \d+ s.+\): it kept ACCESS EXCLUSIVE on t from this run, and --terminate-blockers was given$", told.Text);
        await new NpgsqlCommand("SELECT 1", bystander).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => new NpgsqlCommand("SELECT 1", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation));
        await blocker.DisposeAsync();
    }

    [Fact]
    public async Task A_session_at_work_is_not_ended()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)");
        var work = database.RunAsync("SELECT count(*), pg_sleep(1.5) FROM t");
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT count%'");
        Assert.Equal(1, await database.MigrateAsync(
            [Sql(1, "ALTER TABLE t ADD COLUMN note text")], target: null, Patient with { LockTimeout = TimeSpan.Zero, TerminateBlockers = TimeSpan.Zero }));
        Assert.Equal(0L, await work);
        Assert.DoesNotContain(database.Events, happened => happened.Event == "terminated");
    }

    [Theory]
    [InlineData("SELECT 'a\\' b 'c'", "SELECT …")]
    [InlineData("SELECT 'cut off", "SELECT …")]
    [InlineData("", "")]
    [InlineData("/* id 7 */ SELECT 'it''s', E'a\\'b', $1", "SELECT …, …, $1")]
    [InlineData("DO $x$ BEGIN PERFORM 'secret'; END $x$", "DO …")]
    [InlineData("UPDATE t\n  SET a=E'x\\'y', b=$$z$$, c = 1.5 -- why", "UPDATE t SET a=…, b=…, c = …")]
    [InlineData("SELECT aaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbb, ccccccccccccccccc FROM t", "SELECT aaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbb …")]
    public void Words_of_a_statement_hold_no_literals(string sql, string words) => Assert.Equal(words, StatementWords.Query(sql));

    [Theory]
    [InlineData("CREATE ROLE r PASSWORD 'hunter2' LOGIN -- not hunter3", "CREATE ROLE r PASSWORD … LOGIN")]
    [InlineData("SELECT 1,\n  'a\nb', E'c' /* d */ FROM t", "…, … FROM t", 2)]
    [InlineData("DO $$ secret $$", "DO …")]
    public void A_line_of_a_statement_holds_no_strings(string sql, string words, int line = 0)
    {
        var lines = sql.Split('\n');
        var start = lines.Take(line).Sum(before => before.Length + 1);
        Assert.Equal(words, StatementWords.Line(sql, start, start + lines[line].Length));
    }

    private static async Task<NpgsqlConnection> HoldAsync(TestDatabase database, string sql)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { ApplicationName = "metabase" }.ConnectionString);
        await connection.OpenAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("BEGIN", connection).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        return connection;
    }
}
