using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

public sealed class ConcurrentStepTests(TestServer server)
{
    private const string Index = "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)";

    private static MigrationDescriptor Three { get; } = Sql(1, $"CREATE TABLE t (id int, note text); INSERT INTO t VALUES (1); {Index}; ALTER TABLE t ADD COLUMN more int", "DROP TABLE t");

    [Fact]
    public async Task A_concurrent_index_is_a_step_of_its_own()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Three);
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal("id,note,more", await ColumnsAsync(database));
        Assert.Equal(true, await IsValidAsync(database));
        Assert.Equal(["1 [1/3] 2 in a transaction", $"1 [2/3] {Index}", "1 [3/3] 1 in a transaction", "1 M1"], database.Events.Select(happened => happened.Text));
    }

    [Fact]
    public async Task A_run_goes_on_at_the_step_that_failed_and_those_to_come_may_change()
    {
        await using var database = await server.CreateAsync();
        var failure = await database.FailsAsync(Sql(1, $"CREATE TABLE t (id int, note text); {Index}; ALTER TABLE nowhere ADD COLUMN more int"));
        Assert.Contains("failed at step 3 of 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Steps 1 to 2 stay done; the next migrate goes on at step 3.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1 applying 2/3", await database.HistoryAsync());

        var edited = await database.FailsAsync(Sql(1, $"CREATE TABLE t (id int); {Index}; ALTER TABLE t ADD COLUMN more int"));
        Assert.Contains("the steps that are done (1 to 2) were changed", edited.Message, StringComparison.Ordinal);

        await database.MigrateAsync(Sql(1, $"CREATE TABLE t (id int, note text); {Index}; ALTER TABLE t ADD COLUMN more int; ALTER TABLE t ADD COLUMN last int"));
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal("id,note,more,last", await ColumnsAsync(database));
    }

    [Fact]
    public async Task A_run_is_finished_when_the_steps_left_were_taken_out()
    {
        await using var database = await server.CreateAsync();
        await database.FailsAsync(Sql(1, $"CREATE TABLE t (id int); {Index}; ALTER TABLE nowhere ADD COLUMN more int"));
        Assert.Equal(1, await database.MigrateAsync(Sql(1, $"CREATE TABLE t (id int); {Index}", "DROP TABLE t")));
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
        Assert.Equal(0, await database.MigrateAsync(Sql(1, $"CREATE TABLE t (id int); {Index}", "DROP TABLE t")));
    }

    [Fact]
    public async Task An_invalid_index_is_dropped_and_built_again_once_its_cause_is_gone()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int, note text)", "INSERT INTO t VALUES (1), (1)");
        var failure = await database.FailsAsync(Sql(1, Index));
        Assert.Contains("could not create unique index \"t_id\" (SQLSTATE 23505)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("The next migrate clears up what it left and tries again.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Remove the duplicates, then run the same command again.", failure.Next);
        Assert.Equal(false, await IsValidAsync(database));
        Assert.Equal("", await database.HistoryAsync());

        await database.RunAsync("DELETE FROM t");
        await database.MigrateAsync(Sql(1, Index));
        Assert.Equal(true, await IsValidAsync(database));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_step_put_before_the_one_that_failed_cures_it()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1), (1)");
        await database.FailsAsync(Sql(1, Index));
        await database.MigrateAsync(Sql(1, "DELETE FROM t; " + Index));
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
        Assert.Equal(true, await IsValidAsync(database));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_run_that_was_cut_off_in_a_concurrent_step_takes_a_finished_index_as_done_and_an_invalid_one_as_not(bool finished)
    {
        await using var database = await server.CreateAsync();
        await database.FailsAsync(Sql(1, $"CREATE TABLE t (id int, note text); INSERT INTO t VALUES (1); {Index}; SELECT * FROM nowhere"));
        // As if killed between the index and its line in the history.
        await database.RunAsync("UPDATE lockstep.history SET step = 1, begun = true, done_hash = '" + Planner.Plan(Three, Direction.Up).HashOfFirst(1) + "'");
        if (!finished) await database.RunAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_id'::regclass");
        var before = await database.RunAsync("SELECT 't_id'::regclass::oid::int");
        await database.MigrateAsync(Three);
        Assert.Equal(finished, Equals(before, await database.RunAsync("SELECT 't_id'::regclass::oid::int")));
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal(true, await IsValidAsync(database));
    }

    [Fact]
    public async Task Somebody_elses_index_of_that_name_is_never_taken_as_done()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int, note text)", "CREATE INDEX t_id ON t (note)");
        for (var run = 0; run < 2; run++)
        {
            var failure = await database.FailsAsync(Sql(1, Index));
            Assert.Contains("relation \"t_id\" already exists", failure.Message, StringComparison.Ordinal);
            Assert.StartsWith("The object exists though the history does not know of it", failure.Next, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Indexes_in_schemas_with_odd_and_long_names_are_found_again()
    {
        await using var database = await server.CreateAsync();
        var name = "ix " + new string('x', 70);
        await database.RunAsync("CREATE SCHEMA \"My Schema\"", "CREATE TABLE \"My Schema\".\"T\" (id int)", "INSERT INTO \"My Schema\".\"T\" VALUES (1), (1)");
        var migration = Of(1, m => m.Create.Index(name).On("My Schema.T", "id").Unique().Concurrently(), m => m.Drop.Index("My Schema." + name).Concurrently());
        await database.FailsAsync(migration);
        await database.RunAsync("DELETE FROM \"My Schema\".\"T\"");
        Assert.Equal(1, await database.MigrateAsync(migration));
        Assert.Equal(1, await database.RollbackAsync(1, migration));
        Assert.Equal(0L, await database.RunAsync("SELECT count(*) FROM pg_index WHERE indexrelid >= 16384 AND indrelid = '\"My Schema\".\"T\"'::regclass"));
    }

    [Fact]
    public async Task Settings_of_the_steps_that_are_done_hold_when_a_run_goes_on()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE SCHEMA other", "CREATE TABLE other.t (id int)");
        await database.FailsAsync(Sql(1, $"SET search_path = other; SET LOCAL work_mem = '1MB'; {Index}; SELECT * FROM nowhere"));
        await database.MigrateAsync(Sql(1, $"SET search_path = other; SET LOCAL work_mem = '1MB'; {Index}; ALTER TABLE t ADD COLUMN more int"));
        Assert.Equal("id,more", await ColumnsAsync(database, "other.t"));
    }

    [Fact]
    public async Task A_step_outside_a_transaction_may_be_any_statement()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE t (id int); VACUUM t; REINDEX TABLE CONCURRENTLY t; ALTER TABLE t ADD COLUMN more int"));
        Assert.Equal("1 applied 4/4", await database.HistoryAsync());
        Assert.Equal("id,more", await ColumnsAsync(database));
    }

    [Fact]
    public async Task A_deadlock_in_a_concurrent_step_is_tried_again()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
        await using var other = await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("INSERT INTO t VALUES (2)", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var run = database.MigrateAsync([Sql(1, Index)], target: null, new RunOptions { LockRetries = 3, FirstPause = TimeSpan.FromMilliseconds(50) });
        await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_progress_create_index WHERE datname = current_database() AND phase LIKE 'waiting%'");
        // Waits for the index build, which waits for this transaction.
        var blocked = new NpgsqlCommand("LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        try
        {
            await blocked;
        }
        catch (PostgresException victim)
        {
            Assert.Equal(PostgresErrorCodes.DeadlockDetected, victim.SqlState);
        }

        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await run);
        Assert.Equal(true, await IsValidAsync(database));
    }

    private static Task<object?> IsValidAsync(TestDatabase database) => database.RunAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('t_id')");

    private static async Task<string> ColumnsAsync(TestDatabase database, string table = "t") =>
        (await database.LinesAsync($"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 ORDER BY attnum")).Replace('\n', ',');
}
