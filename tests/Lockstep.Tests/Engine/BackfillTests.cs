using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>Changes of many rows in batches. The column <c>n</c> counts how often a row was changed.</summary>
public sealed class BackfillTests(TestServer server)
{
    private const string Table = "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, note text)";
    private const string Count = "SELECT string_agg(n || ' ' || c, ', ' ORDER BY n) FROM (SELECT n, count(*) AS c FROM t GROUP BY n) s";

    [Theory]
    [InlineData("-- backfill batch=100\nUPDATE t SET n = n + 1")]
    [InlineData("-- backfill batch=100 workers=3\nUPDATE t SET n = n + 1")]
    [InlineData("-- backfill batch=7 workers=2\nUPDATE ONLY t AS x SET n = x.n + 1")]
    [InlineData("-- Backfill batch=100 key=id\nUPDATE t SET n = n + 1 WHERE (id % 2 = 0) OR id % 2 <> 0")]
    [InlineData("-- backfill batch=1000\nUPDATE t SET n = n + 1 FROM other o WHERE o.id = t.id")]
    [InlineData("-- backfill gently workers=2\nUPDATE t SET n = n + 1")]
    public async Task Each_row_is_changed_once(string sql)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i * 3, 0 FROM generate_series(-500, 2499) i", "CREATE TABLE other AS SELECT id FROM t", "ANALYZE t");
        Assert.Equal(1, await database.MigrateAsync(Sql(1, sql)));
        Assert.Equal("1 3000", await database.RunAsync(Count));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Equal("3000", await database.LinesAsync("SELECT rows FROM lockstep.audit WHERE outcome = 'done'"));
        Assert.Equal("3000 t", await database.LinesAsync("SELECT concat_ws(' ', rows, finished_at IS NOT NULL) FROM lockstep.backfill"));
        Assert.Equal(0L, await database.RunAsync("SELECT count(*) FROM lockstep.backfill_range"));
        Assert.Contains(database.Events, happened => happened is { Event: "backfilled", Progress.Done: 3000, Version: 1, Step: 1 });
    }

    [Theory]
    [InlineData("a text COLLATE \"C\", b int, PRIMARY KEY (a, b)", "md5((i % 40)::text), i")]
    [InlineData("a uuid PRIMARY KEY", "md5(i::text)::uuid")]
    [InlineData("a timestamptz PRIMARY KEY", "'2026-01-01'::timestamptz + i * interval '1.000001 h'")]
    [InlineData("a date, b numeric(10, 2), PRIMARY KEY (a, b)", "'2026-01-13'::date + i % 50, i / 7.0")]
    [InlineData("a text PRIMARY KEY", "chr(i + 40) || i || E'\\'\"\\\\ '")]
    [InlineData("a bytea, b \"char\", PRIMARY KEY (b, a)", "decode(md5(i::text), 'hex'), 'x'")]
    [InlineData("\"A b\" char(9) PRIMARY KEY", "i::text")]
    [InlineData("a interval PRIMARY KEY", "i * interval '1 day 3 h'")]
    [InlineData("a float8 PRIMARY KEY", "i / 3.0")]
    public async Task Any_key_will_do(string key, string values)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync($"CREATE TABLE t ({key}, n int NOT NULL DEFAULT 0)", $"INSERT INTO t SELECT {values}, 0 FROM generate_series(1, 900) i");
        await database.MigrateAsync(
            Sql(1, "SET DateStyle = 'SQL, DMY'; -- x\nSELECT 1;\n-- backfill batch=13\nUPDATE t SET n = n + 1"),
            Sql(2, "-- backfill batch=50 workers=2\nUPDATE t SET n = n + 1"));
        Assert.Equal("2 900", await database.RunAsync(Count));
    }

    [Fact]
    public async Task The_verb_does_what_the_mark_does_up_and_down_and_up_again()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 500) i");
        var migration = Of(
            1,
            m =>
            {
                m.Alter.Table("t").AddColumn("email", new ColumnType("text"));
                m.Backfill.Table("t").Set("email = id || '@example.org'").Set("n = n + 1").Where("email IS NULL").BatchSize(99).Workers(2);
                m.Alter.Table("t").Column("email").SetNotNull();
            },
            m =>
            {
                m.Backfill.Delete("t").Where("id > 100").Key("id").Target(TimeSpan.FromMilliseconds(50));
                m.Alter.Table("t").DropColumn("email");
            });
        await database.MigrateAsync(migration);
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal("500@example.org", await database.RunAsync("SELECT email FROM t WHERE id = 500"));
        Assert.Equal("1 500", await database.RunAsync(Count));
        Assert.Equal(1, await database.RollbackAsync(1, migration));
        Assert.Equal("1 100", await database.RunAsync(Count));
        await database.MigrateAsync(migration);
        Assert.Equal("2 100", await database.RunAsync(Count));
        Assert.Contains("1 [2/3] backfill t", database.Events.Select(happened => happened.Text));
    }

    [Fact]
    public async Task A_partitioned_table_is_gone_through_as_one()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(
            "CREATE TABLE t (id int, part int, n int NOT NULL DEFAULT 0, PRIMARY KEY (part, id)) PARTITION BY LIST (part)",
            "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)",
            "CREATE TABLE t2 PARTITION OF t FOR VALUES IN (2)",
            "INSERT INTO t SELECT i, 1 + i % 2 FROM generate_series(1, 1000) i",
            "ANALYZE t");
        await database.MigrateAsync(Sql(1, "-- backfill batch=70 workers=2\nUPDATE t SET n = n + 1"));
        Assert.Equal("1 1000", await database.RunAsync(Count));
        Assert.Equal("1000", await database.LinesAsync("SELECT total FROM lockstep.backfill"));
    }

    [Theory]
    [InlineData("CREATE TABLE t (id int)", "UPDATE t SET id = 1", "table t has no primary key to go by", "Name a unique key")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY)", "UPDATE t SET id = id + 1", "it sets id, a column of the key that it goes by", "Go by another unique key")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY)", "UPDATE nowhere SET id = 1", "table nowhere does not exist", "Make it before")]
    [InlineData("CREATE VIEW t AS SELECT 1 AS id", "UPDATE t SET id = 1", "t is no table that holds rows itself", "Name the table")]
    public async Task What_can_not_be_done_is_said(string table, string sql, string what, string next)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(table);
        var failure = await database.FailsAsync(Sql(1, "-- backfill\n" + sql));
        Assert.Contains($"The backfill of 1 (M1) can't be done: {what}", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith(next, failure.Next, StringComparison.Ordinal);
        Assert.Equal("", await database.HistoryAsync());
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX k ON t (b, a)", true)]
    [InlineData("CREATE UNIQUE INDEX k ON t (a, b) WHERE a > 0", false)]
    [InlineData("CREATE UNIQUE INDEX k ON t (a, b DESC)", false)]
    [InlineData("CREATE INDEX k ON t (a, b)", false)]
    [InlineData("ALTER TABLE t ALTER b DROP NOT NULL, ADD UNIQUE (a, b)", false)]
    public async Task A_key_that_is_named_must_be_one(string index, bool isOne)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (a int NOT NULL, b int NOT NULL, n int DEFAULT 0)", "INSERT INTO t SELECT i, i % 3 FROM generate_series(1, 100) i", index);
        var migration = Of(1, m => m.Backfill.Table("t").Set("n = n + 1").AllRows().Key("a", "b").BatchSize(9));
        if (isOne)
        {
            await database.MigrateAsync(migration);
            Assert.Equal("1 100", await database.RunAsync(Count));
            return;
        }

        Assert.Contains("table t has no valid unique index on (a, b) alone, with all columns NOT NULL", (await database.FailsAsync(migration)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- backfill\nINSERT INTO t VALUES (1)", "'-- backfill' stands above a statement that is no UPDATE or DELETE")]
    [InlineData("-- backfill worker=2\nUPDATE t SET n = 1", "'worker=2' in '-- backfill worker=2' is no option of a backfill; the options are batch=5000")]
    [InlineData("-- backfill\nWITH x AS (SELECT 1) UPDATE t SET n = 1", "can't be done in batches: it is not one plain UPDATE or DELETE")]
    [InlineData("-- backfill\nUPDATE t SET n = 1;\n-- backfill alongside\nUPDATE t SET n = 2", "what stands before it is no backfill of another table")]
    [InlineData("UPDATE t SET n = 1;\n-- backfill alongside\nUPDATE u SET n = 2", "what stands before it is no backfill of another table")]
    public void A_mark_that_can_not_be_kept_to_is_refused_before_anything_runs(string sql, string what)
    {
        var refused = Assert.Throws<LockstepException>(() => Planner.Plan(Sql(1, sql), Direction.Up));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_what_is_done_and_the_next_run_goes_on_behind_it()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 1000) i", "ALTER TABLE t ADD CHECK (id <> 555 OR n = 0)");
        var migration = Sql(1, "CREATE TABLE before ();\n-- backfill batch=100 target=60s\nUPDATE t SET n = n + 1");
        var failure = await database.FailsAsync(migration);
        Assert.Contains("failed at step 2 of 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The batches that are done stay; the next migrate goes on behind them.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("0 500, 1 500", await database.RunAsync(Count));
        Assert.Equal("1 applying 1/2 begun", await database.HistoryAsync());

        var changed = await database.FailsAsync(Sql(1, "CREATE TABLE before ();\n-- backfill\nUPDATE t SET n = n + 2"));
        Assert.Contains("is half done, 500 rows of public.t are changed, and it was changed in the source since.", changed.Message, StringComparison.Ordinal);
        Assert.Contains("lockstep backfill restart 1", changed.Next, StringComparison.Ordinal);

        await database.RunAsync("ALTER TABLE t DROP CONSTRAINT t_check");
        // A step put before it, and other options, do not make it another one.
        await database.MigrateAsync(Sql(1, "CREATE TABLE before ();\n-- step\nCREATE TABLE more ();\n-- backfill batch=50 workers=2\nUPDATE t SET n = n + 1"));
        Assert.Equal("1 1000", await database.RunAsync(Count));
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
    }

    [Theory]
    [InlineData("int", "i * 10", "SELECT 1", "9991")]
    [InlineData("int", "i * 10", "ANALYZE t", "1000")]
    [InlineData("text", "i", "SELECT 1", "")]
    public async Task How_many_rows_there_are_is_estimated_by_statistics_or_by_the_keys(string type, string key, string before, string total)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync($"CREATE TABLE t (id {type} PRIMARY KEY, n int NOT NULL DEFAULT 0)", $"INSERT INTO t SELECT {key} FROM generate_series(1, 1000) i", before);
        await database.MigrateAsync(Sql(1, "-- backfill\nUPDATE t SET n = n + 1"));
        Assert.Equal(total, await database.LinesAsync("SELECT total FROM lockstep.backfill"));
    }

    [Fact]
    public async Task A_backfill_of_which_nothing_is_done_may_be_corrected()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 10) i");
        await database.FailsAsync(Sql(1, "-- backfill\nUPDATE t SET n = 1 / (id - 5)"));
        Assert.Equal("", await database.HistoryAsync());
        await database.MigrateAsync(Sql(1, "-- backfill\nUPDATE t SET n = 1"));
        Assert.Equal("1 10", await database.RunAsync(Count));
    }

    [Fact]
    public async Task Two_that_are_the_same_are_done_both_and_those_alongside_are_one_step()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 300) i", "CREATE TABLE u AS SELECT id, n FROM t", "ALTER TABLE u ADD PRIMARY KEY (id)");
        const string Same = "-- backfill batch=50\nUPDATE t SET n = n + 1;\n";
        await database.MigrateAsync(Sql(1, Same + Same + "-- backfill alongside workers=2\nUPDATE u SET n = n + 1"));
        Assert.Equal("2 300", await database.RunAsync(Count));
        Assert.Equal(300L, await database.RunAsync("SELECT sum(n) FROM u"));
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
        Assert.Equal("300\n600", await database.LinesAsync("SELECT rows FROM lockstep.audit WHERE step IS NOT NULL ORDER BY step"));
    }

    [Fact]
    public async Task Rows_that_come_behind_the_cursor_are_changed_in_a_last_pass_if_the_condition_tells_them()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(
            Table,
            "INSERT INTO t SELECT i, 0 FROM generate_series(1000, 2000) i",
            // Whenever the row 1500 is changed, one comes that stands before all.
            """
            CREATE FUNCTION come() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t SELECT i FROM generate_series(1, 10) i ON CONFLICT DO NOTHING; RETURN NEW; END $$
            """,
            "CREATE TRIGGER come BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.id = 1500) EXECUTE FUNCTION come()");
        await database.MigrateAsync(Sql(1, "-- backfill batch=100\nUPDATE t SET note = 'x', n = n + 1 WHERE n = 0"));
        // What is set depends on what is set: nobody can tell which rows are new, so that none is changed twice.
        Assert.Equal("0 10, 1 1001", await database.RunAsync(Count));
        await database.RunAsync("DELETE FROM t WHERE n = 0");
        await database.MigrateAsync(Sql(1, "-- backfill batch=100\nUPDATE t SET note = 'x', n = n + 1 WHERE n = 0"), Sql(2, "-- backfill batch=100\nUPDATE t SET note = 'y' WHERE note IS DISTINCT FROM 'y'"));
        Assert.Equal(0L, await database.RunAsync("SELECT count(*) FROM t WHERE note IS DISTINCT FROM 'y'"));
        Assert.Equal("2", await database.LinesAsync("SELECT pass FROM lockstep.backfill WHERE version = 2"));
    }

    [Fact]
    public async Task While_others_are_there_it_looks_for_what_is_left_with_one_processor()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 100) i");
        using var done = new CancellationTokenSource();
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SET application_name = 'other'", connection);
        await command.ExecuteNonQueryAsync(TestDatabase.Cancellation);
        command.CommandText = "SELECT";
        var other = WorkAsync(done.Token);
        // The row 1 is left only for a look without parallel workers, and then there is a second pass.
        await database.MigrateAsync(Sql(1, "-- backfill\nUPDATE t SET note = 'x' WHERE note IS NULL AND (id > 1 OR current_setting('max_parallel_workers_per_gather') = '0')"));
        await done.CancelAsync();
        await other;
        Assert.Equal("2", await database.LinesAsync("SELECT pass FROM lockstep.backfill"));

        async Task WorkAsync(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                await command.ExecuteNonQueryAsync(TestDatabase.Cancellation);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestDatabase.Cancellation);
            }
        }
    }

    [Fact]
    public async Task A_condition_that_holds_for_ever_ends_all_the_same()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 10) i");
        await database.MigrateAsync(Sql(1, "-- backfill\nUPDATE t SET note = NULL WHERE note IS NULL"));
        Assert.Contains(database.Events, happened => happened.Event == "warning" && happened.Text.StartsWith("In table public.t 10 rows were changed again in the last of 3 passes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_locked_row_is_waited_for_only_for_a_moment_at_a_time()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 100) i");
        await using var other = await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE t SET note = 'mine' WHERE id = 50", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var options = new RunOptions { LockTimeout = TimeSpan.FromMilliseconds(50), LockRetries = 100, FirstPause = TimeSpan.FromMilliseconds(10) };
        var run = database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1")], target: null, options);
        Assert.Contains("/100 of a batch of public.t in", (await database.ToldAsync(happened => happened.Event == "retry")).Text, StringComparison.Ordinal);
        await transaction.CommitAsync(TestDatabase.Cancellation);
        await run;
        Assert.Equal("1 100", await database.RunAsync(Count));

        await using var again = await other.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE t SET note = 'mine' WHERE id = 50", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var failure = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1"), Sql(2, "-- backfill batch=1\nUPDATE t SET n = n + 1")], target: null, options with { LockRetries = 1 }));
        Assert.Contains("2 (M2) failed", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1 51, 2 49", await database.RunAsync(Count));
    }

    [Fact]
    public async Task A_batch_that_gets_no_lock_names_who_keeps_it_on_every_try()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 100) i");
        await using var blocker = await IdleAsync(database, "UPDATE t SET note = 'hush' WHERE id = 50");
        var options = new RunOptions { LockTimeout = TimeSpan.FromSeconds(3), LockRetries = 2, FirstPause = TimeSpan.FromMilliseconds(10) };
        var failure = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1")], target: null, options));
        var who = $@"no lock on a row that another transaction has changed or locked, blocked by pid {blocker.ProcessID} \(role postgres, application metabase, .*idle in transaction for \d+ s: UPDATE t SET note = … WHERE id = …\)";
        var retries = database.Events.FindAll(happened => happened.Event == "retry");
        Assert.Equal(2, retries.Count);
        for (var i = 0; i < 2; i++)
        {
            Assert.Matches($@"^{i + 1}/2 of a batch of public\.t in \d+\.\d s: {who}$", retries[i].Text);
            Assert.Equal(blocker.ProcessID, Assert.Single(retries[i].Sessions!).Pid);
        }

        Assert.Matches($": {who}, in: UPDATE t SET", failure.Message);
        Assert.Equal(blocker.ProcessID, Assert.Single(failure.Sessions!).Pid);
        Assert.DoesNotContain(database.Events, happened => happened.Event == "terminated");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Only_when_asked_for_an_idle_transaction_in_the_way_is_ended(int workers)
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 3000) i", "ANALYZE t");
        await using var bystander = await IdleAsync(database, "SELECT FROM t");
        var blocker = await IdleAsync(database, "UPDATE t SET note = 'x' WHERE id = 50");
        // Zero: other workers, which are between two messages in their transactions, are not ended either.
        var options = new RunOptions { LockTimeout = TimeSpan.FromSeconds(1), LockRetries = 100, FirstPause = TimeSpan.FromMilliseconds(10), TerminateBlockers = TimeSpan.Zero };
        Assert.Equal(1, await database.MigrateAsync([Sql(1, $"-- backfill workers={workers}\nUPDATE t SET n = n + 1")], target: null, options));
        var told = Assert.Single(database.Events, happened => happened.Event == "terminated");
        Assert.Matches($@"^pid {blocker.ProcessID} \(.+\): it kept lock on a row .+ from this run, and --terminate-blockers was given$", told.Text);
        Assert.Equal((1L, 1, 1), (told.Version, told.Step, told.Steps));
        await new NpgsqlCommand("SELECT 1", bystander).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => new NpgsqlCommand("SELECT 1", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation));
        await blocker.DisposeAsync();
        Assert.Equal("1 3000", await database.RunAsync(Count));
    }

    [Fact]
    public async Task A_batch_that_keeps_others_waiting_for_too_long_is_cut_off_and_done_in_smaller_ones()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync([
            Table,
            "INSERT INTO t SELECT i, 0 FROM generate_series(1, 1000) i",
            // Half a minute for the first batch, of a thousand rows.
            .. Trigger("BEFORE", "PERFORM pg_sleep(CASE WHEN OLD.n = 0 AND NEW.n = 1 AND to_regclass('go') IS NULL THEN 0.03 ELSE 0 END)"),
        ]);
        var options = new RunOptions { LockRetries = 100, FirstPause = TimeSpan.FromMilliseconds(10), MaxBlocked = TimeSpan.FromSeconds(1), ReportAfter = TimeSpan.FromMilliseconds(100) };
        var run = database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1")], target: null, options);
        await WaitForBatchAsync(database);
        var gave = await database.ToldAsync(happened => happened.Event == "gave-way");
        await database.RunAsync("CREATE SEQUENCE go");
        Assert.Equal(1, await run);
        Assert.Matches(@"^a batch of public\.t gave way to 1 session that had waited for it, the longest for \d+ s: pid \d+ \(role postgres, .*UPDATE t SET note = … WHERE id = …\)$", gave.Text);
        Assert.Equal((1L, 1, 1), (gave.Version, gave.Step, gave.Steps));
        Assert.Single(gave.Sessions!);
        Assert.Contains(database.Events, happened => happened.Event == "retry" && happened.Text.Contains("of a batch of public.t in", StringComparison.Ordinal) && happened.Text.Contains("gave way to 1 session", StringComparison.Ordinal));
        Assert.Equal("1 1000", await database.RunAsync(Count));
        Assert.Equal("waited", await database.RunAsync("SELECT note FROM t WHERE id = 1"));
        // All thousand at once would have been one batch.
        Assert.Matches(@"rows in ([2-9]|\d\d+) batches$", (await database.ToldAsync(happened => happened.Event == "backfilled")).Text);
    }

    [Fact]
    public async Task A_batch_that_always_has_to_give_way_fails_and_says_for_whom()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync([
            Table,
            "INSERT INTO t SELECT i, 0 FROM generate_series(1, 10) i",
            .. Trigger("AFTER", "IF NEW.n = 1 THEN PERFORM pg_sleep(60); END IF"),
        ]);
        var run = database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1")], target: null, new RunOptions { MaxBlocked = TimeSpan.FromMilliseconds(300), LockRetries = 0 });
        await WaitForBatchAsync(database);
        var failure = await Assert.ThrowsAsync<LockstepException>(() => run);
        Assert.Equal(ToolkitCode.MigrationFailed, failure.Code);
        Assert.Matches(@"^1 \(M1\) failed: it gave way to 1 session that had waited for it, the longest for \d+ s: pid .+, in: UPDATE t SET", failure.Message);
        Assert.Contains("--max-blocked", failure.Next, StringComparison.Ordinal);
        Assert.Equal("0 10", await database.RunAsync(Count));
    }

    [Fact]
    public async Task Its_end_is_tried_again_while_somebody_holds_a_row_of_Lockstep()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync([
            Table,
            "CREATE TABLE go (now bool)",
            "INSERT INTO t SELECT i, 0 FROM generate_series(1, 10) i",
            .. Trigger("BEFORE", "WHILE NOT EXISTS (SELECT FROM go) LOOP PERFORM pg_sleep(0.02); END LOOP"),
        ]);
        var run = database.MigrateAsync([Sql(1, "-- backfill\nUPDATE t SET n = n + 1")], target: null, new RunOptions { LockTimeout = TimeSpan.FromMilliseconds(100), LockRetries = 1000, FirstPause = TimeSpan.FromMilliseconds(20) });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'UPDATE%' AND wait_event = 'PgSleep'");
        await using (await IdleAsync(database, "SELECT FROM lockstep.backfill FOR UPDATE"))
        {
            await database.RunAsync("INSERT INTO go VALUES (true)");
            var retry = await database.ToldAsync(happened => happened.Event == "retry");
            Assert.Matches(@"^1/1000 of the end of backfill t in 0\.\d s: somebody holds a row of Lockstep's own tables \(canceling statement due to lock timeout\)$", retry.Text);
            Assert.Equal((1L, 1, 1), (retry.Version, retry.Step, retry.Steps));
        }

        Assert.Equal(1, await run);
        Assert.Equal("1 10", await database.RunAsync(Count));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task It_works_as_the_role_that_the_migration_has_set_and_writes_its_state_as_who_connected()
    {
        await using var database = await server.CreateAsync();
        var role = $"owner_{database.Name}";
        await database.RunAsync(Table, "INSERT INTO t SELECT i, 0 FROM generate_series(1, 100) i", $"CREATE ROLE {role}", $"ALTER TABLE t OWNER TO {role}", $"GRANT CREATE ON SCHEMA public TO {role}");
        await database.MigrateAsync(Sql(1, $"SET ROLE {role}; SELECT 1;\n-- backfill batch=30 workers=2\nUPDATE t SET n = n + 1, note = current_user"));
        Assert.Equal("1 100", await database.RunAsync(Count));
        Assert.Equal(role, await database.LinesAsync("SELECT DISTINCT note FROM t"));
    }

    /// <summary>For each row that is changed, something is done.</summary>
    private static string[] Trigger(string when, string body) =>
    [
        $"CREATE FUNCTION at_each() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN NEW; END $$",
        $"CREATE TRIGGER at_each {when} UPDATE ON t FOR EACH ROW EXECUTE FUNCTION at_each()",
    ];

    /// <summary>A session that is idle in a transaction.</summary>
    private static async Task<NpgsqlConnection> IdleAsync(TestDatabase database, string sql)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { ApplicationName = "metabase" }.ConnectionString);
        await connection.OpenAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("BEGIN", connection).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        return connection;
    }

    /// <summary>Changes a row that a batch has locked whose trigger sleeps: it waits until the batch has ended.</summary>
    private static async Task WaitForBatchAsync(TestDatabase database)
    {
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'UPDATE%' AND wait_event = 'PgSleep'");
        await database.RunAsync("UPDATE t SET note = 'waited' WHERE id = 1");
    }
}
