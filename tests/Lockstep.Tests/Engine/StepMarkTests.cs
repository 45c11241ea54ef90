using Lockstep.Execution;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>What the steps of the verbs in -Safely hold while they run, and what is committed between them.</summary>
public sealed class StepMarkTests(TestServer server)
{
    private const string Opened = "CREATE FUNCTION opened(int) RETURNS bool LANGUAGE plpgsql AS 'BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN true; END'";

    [Fact]
    public async Task A_check_is_committed_before_it_is_validated_and_writes_go_on_meanwhile()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Opened, "CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        await using var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var run = database.MigrateAsync(
            [Of(1, migration => migration.Alter.Table("t").AddCheckSafely("open", "opened(id)"))],
            target: null,
            new RunOptions { LockTimeout = TimeSpan.Zero, LockRetries = 0 });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%VALIDATE%'");

        // Seen from another session, so it is committed; and what is held while rows are looked at lets reads and writes through.
        Assert.Equal("open false", await database.LinesAsync("SELECT conname || ' ' || convalidated FROM pg_constraint WHERE conrelid = 't'::regclass"));
        Assert.Equal("1 applying 1/2", await database.HistoryAsync());
        Assert.Equal("ShareUpdateExclusiveLock", await database.LinesAsync("SELECT DISTINCT mode FROM pg_locks WHERE relation = 't'::regclass AND mode <> 'AccessShareLock'"));
        await database.RunAsync("DELETE FROM t WHERE id = 0", "SELECT count(*) FROM t");

        await gate.DisposeAsync();
        Assert.Equal(1, await run);
        Assert.Equal("open true", await database.LinesAsync("SELECT conname || ' ' || convalidated FROM pg_constraint WHERE conrelid = 't'::regclass"));
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
    }

    [Fact]
    public async Task Not_null_comes_in_four_steps_and_a_run_goes_on_after_the_one_that_failed()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (email text)", "INSERT INTO t VALUES (NULL)");
        var migration = Of(1, it => it.Alter.Table("t").Column("email").SetNotNullSafely());
        var failure = await database.FailsAsync(migration);
        Assert.Contains("failed at step 2 of 4", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1 applying 1/4", await database.HistoryAsync());

        // The check holds already: what is repaired stays so.
        await database.RunAsync("UPDATE t SET email = 'a'");
        await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync("INSERT INTO t VALUES (NULL)"));
        Assert.Equal(1, await database.MigrateAsync(migration));
        Assert.Equal("1 applied 4/4", await database.HistoryAsync());
        Assert.Equal(true, await database.RunAsync("SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'email'"));
        Assert.Equal("", await database.LinesAsync("SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'c'"));
    }

    [Fact]
    public async Task A_block_that_commits_is_a_step_of_its_own_outside_a_transaction()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int PRIMARY KEY, a int)", "INSERT INTO t SELECT i FROM generate_series(1, 3) i");
        var migration = Of(1, it =>
        {
            it.Execute.Sql("ALTER TABLE t ADD COLUMN b int");
            it.Execute.Sql("DO $$ BEGIN FOR i IN 1..3 LOOP UPDATE t SET a = 6 / (3 - i), b = pg_current_xact_id()::text::int WHERE id = i; COMMIT; END LOOP; END $$");
        });
        var failure = await database.FailsAsync(migration);
        Assert.Contains("failed at step 2 of 2", failure.Message, StringComparison.Ordinal);
        // The batches before the one that failed stay.
        Assert.Equal("2", await database.LinesAsync("SELECT count(DISTINCT b) FROM t WHERE a IS NOT NULL"));
        Assert.Equal("1 applying 1/2", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_foreign_key_and_a_unique_constraint_come_in_steps_too()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE u (id int PRIMARY KEY)", "CREATE TABLE t (id int, u_id int)", "INSERT INTO u VALUES (1)", "INSERT INTO t VALUES (1, 1)");
        await database.MigrateAsync(Of(1, it =>
        {
            it.Alter.Table("t").AddForeignKeySafely("t_u", "u_id", "u", "id", ReferentialAction.Cascade).AddUniqueSafely("t_unique", "id", "u_id");
            it.Insert.Into("t").Row(("id", 2), ("u_id", 1));
        }));
        Assert.Equal("1 applied 5/5", await database.HistoryAsync());
        Assert.Equal("t_u f t\nt_unique u t", await database.LinesAsync("SELECT concat_ws(' ', conname, contype, convalidated) FROM pg_constraint WHERE conrelid = 't'::regclass AND contype IN ('f', 'u') ORDER BY 1"));
        Assert.Equal("FOREIGN KEY (u_id) REFERENCES u(id) ON DELETE CASCADE", await database.RunAsync("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 't_u'"));
        Assert.Equal(2L, await database.RunAsync("SELECT count(*) FROM t"));
    }
}
