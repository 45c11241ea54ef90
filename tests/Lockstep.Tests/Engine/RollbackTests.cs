using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

public sealed class RollbackTests(TestServer server)
{
    private static MigrationDescriptor[] Three { get; } =
        [Sql(1, "CREATE TABLE a ()", "DROP TABLE a"), Sql(2, "CREATE TABLE b ()", "DROP TABLE b"), Sql(3, "CREATE TABLE c ()", "DROP TABLE c")];

    [Fact]
    public async Task The_latest_go_first_and_can_be_applied_again()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Three);
        Assert.Equal(2, await database.RollbackAsync(2, Three));
        Assert.Equal("a", await database.TablesAsync());
        Assert.Equal(["3 M3", "2 M2"], database.Events.Where(happened => happened.Event == "rolled-back").Select(happened => happened.Text));
        Assert.Equal(2, await database.MigrateAsync(Three));
        Assert.Equal(3, await database.RollbackAsync(9, Three));
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal(0, await database.RollbackAsync(1, Three));
    }

    [Fact]
    public async Task A_no_leaves_all_as_it_is()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Three);
        Assert.Equal(0, await database.Runner(Three).RollbackAsync(rows => rows, _ => Task.FromResult(false), TestDatabase.Cancellation));
        Assert.Equal("a\nb\nc", await database.TablesAsync());
    }

    [Fact]
    public async Task What_has_no_Down_or_is_not_in_the_project_is_refused_before_anything_runs()
    {
        await using var database = await server.CreateAsync();
        var withoutDown = Sql(1, "CREATE TABLE a ()");
        await database.MigrateAsync(withoutDown, Three[1]);
        var noDown = await database.RollbackFailsAsync(2, withoutDown, Three[1]);
        Assert.Equal("1 (M1) has no Down, so it can't be rolled back.", noDown.Message);
        var unknown = await database.RollbackFailsAsync(1, withoutDown);
        Assert.Equal("2 (M2) is applied, but this project does not have it, so its Down is not known here.", unknown.Message);
        Assert.Equal("a\nb", await database.TablesAsync());
    }

    [Fact]
    public async Task A_Down_that_fails_in_a_transaction_leaves_nothing()
    {
        await using var database = await server.CreateAsync();
        var migration = Sql(1, "CREATE TABLE a ()", "DROP TABLE a; DROP TABLE nowhere");
        await database.MigrateAsync(migration);
        var failure = await database.RollbackFailsAsync(1, migration);
        Assert.Equal("Down of 1 (M1) failed: table \"nowhere\" does not exist (SQLSTATE 42P01), in: DROP TABLE nowhere. It was rolled back; nothing is half done.", failure.Message);
        Assert.Equal("a", await database.TablesAsync());
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_Down_of_several_steps_goes_on_where_it_failed()
    {
        await using var database = await server.CreateAsync();
        const string Up = "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)";
        var bad = Sql(1, Up, "DROP INDEX CONCURRENTLY i; DROP TABLE t; DROP TABLE nowhere");
        await database.MigrateAsync(bad);
        var failure = await database.RollbackFailsAsync(1, bad);
        Assert.Contains("Steps 1 to 1 stay done; the next rollback goes on at step 2.", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1 rolling back 1/2", await database.HistoryAsync());

        var half = await database.FailsAsync(bad);
        Assert.Equal("1 (M1) is half rolled back.", half.Message);
        var edited = await database.RollbackFailsAsync(1, Sql(1, Up, "DROP INDEX CONCURRENTLY IF EXISTS i; DROP TABLE t"));
        Assert.Contains("is half rolled back, and the steps that are done (1 to 1) were changed", edited.Message, StringComparison.Ordinal);

        Assert.Equal(1, await database.RollbackAsync(1, Sql(1, Up, "DROP INDEX CONCURRENTLY i; DROP TABLE t")));
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal("", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_Down_whose_first_step_fails_outside_a_transaction_leaves_the_migration_applied()
    {
        await using var database = await server.CreateAsync();
        const string Up = "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)";
        var bad = Sql(1, Up, "DROP INDEX CONCURRENTLY nowhere; DROP TABLE t");
        await database.MigrateAsync(bad);
        await database.RollbackFailsAsync(1, bad);
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
        Assert.Equal(0, await database.MigrateAsync(bad));
        Assert.Equal(1, await database.RollbackAsync(1, Sql(1, Up, "DROP INDEX CONCURRENTLY i; DROP TABLE t")));
    }

    [Fact]
    public async Task A_Down_that_was_cut_off_after_its_index_was_dropped_goes_on()
    {
        await using var database = await server.CreateAsync();
        var migration = Sql(1, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)", "DROP INDEX CONCURRENTLY i; DROP TABLE t");
        await database.MigrateAsync(migration);
        var empty = Planning.Empty;
        await database.RunAsync("DROP INDEX i", $"UPDATE lockstep.history SET state = 'rolling back', step = 0, steps = 2, begun = true, done_hash = '{empty}'");
        Assert.Equal(1, await database.RollbackAsync(1, migration));
        Assert.Equal("", await database.TablesAsync());
    }

    [Fact]
    public async Task What_is_half_applied_is_taken_back_by_what_of_its_Down_takes_back_its_steps()
    {
        await using var database = await server.CreateAsync();
        const string Down = "DROP TABLE u; DROP INDEX CONCURRENTLY i; DROP TABLE t";
        var bad = Sql(2, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing); CREATE TABLE u ()", Down);
        await database.MigrateAsync(Three[0]);
        await database.FailsAsync(Three[0], bad);
        Assert.Equal("1 applied 1/1\n2 applying 1/3", await database.HistoryAsync());
        Assert.Equal(1, await database.RollbackAsync(1, Three[0], bad));
        Assert.Equal("a", await database.TablesAsync());
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_way_back_from_half_way_that_fails_is_gone_on_with()
    {
        await using var database = await server.CreateAsync();
        var bad = Sql(
            1,
            "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id); CREATE INDEX CONCURRENTLY j ON t (nothing); CREATE TABLE u ()",
            "DROP TABLE u; DROP INDEX CONCURRENTLY j; DROP INDEX CONCURRENTLY i; DROP TABLE t");
        await database.FailsAsync(bad);
        var empty = Planning.Empty;
        // As a run leaves it that was killed behind the drop of the index.
        await database.RunAsync("DROP INDEX i", $"UPDATE lockstep.history SET state = 'rolling back', step = 0, steps = 2, up_step = 2, down_kept = '2,3', begun = true, done_hash = '{empty}'");
        Assert.Contains("is half rolled back", (await database.FailsAsync(bad)).Message, StringComparison.Ordinal);
        Assert.Equal(1, await database.RollbackAsync(1, bad));
        Assert.Equal(("", ""), (await database.TablesAsync(), await database.HistoryAsync()));
    }

    [Fact]
    public async Task The_way_back_from_half_way_knows_a_database_that_was_there_before_the_migrations()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE TABLE t (id int, kind text DEFAULT 'a' || 'b')", "INSERT INTO t VALUES (1), (1)");
        var bad = Sql(
            1,
            "ALTER TABLE t ADD note text; CREATE TABLE u (); CREATE UNIQUE INDEX CONCURRENTLY i ON t (id); ALTER TABLE t ADD more int",
            "ALTER TABLE t DROP COLUMN more; DROP INDEX CONCURRENTLY i; DROP TABLE u; ALTER TABLE t DROP COLUMN note");
        await database.FailsAsync(bad);
        Assert.Equal("1 applying 1/3", await database.HistoryAsync());
        Assert.Equal(1, await database.RollbackAsync(1, bad));
        Assert.Equal(("t", ""), (await database.TablesAsync(), await database.HistoryAsync()));
        Assert.Equal("id\nkind", await database.LinesAsync("SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"));
        Assert.Equal("", await database.LinesAsync("SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 't'::regclass"));
    }

    [Fact]
    public async Task A_first_step_back_from_half_way_that_fails_leaves_it_half_applied()
    {
        await using var database = await server.CreateAsync();
        const string Up = "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id); ";
        var bad = Sql(1, Up + "CREATE INDEX CONCURRENTLY j ON t (nothing)", "DROP INDEX CONCURRENTLY j; DROP INDEX CONCURRENTLY i; DROP TABLE t");
        await database.FailsAsync(bad);
        await using var reader = await database.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync(TestDatabase.Cancellation);
        await new Npgsql.NpgsqlCommand("LOCK TABLE t IN ACCESS SHARE MODE", reader).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await Assert.ThrowsAsync<LockstepException>(() => database.Runner([bad], new() { StatementTimeout = TimeSpan.FromMilliseconds(300), LockRetries = 0 })
            .RollbackAsync(rows => rows, static _ => Task.FromResult(true), TestDatabase.Cancellation));
        Assert.Equal("1 applying 2/3", await database.HistoryAsync());
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        await database.RunAsync("DROP INDEX IF EXISTS i", "CREATE INDEX i ON t (id)");
        Assert.Equal(1, await database.MigrateAsync(Sql(1, Up + "CREATE INDEX CONCURRENTLY j ON t (id, id)")));
    }

    [Theory]
    [InlineData("ALTER TABLE t ADD note text; CREATE INDEX CONCURRENTLY i ON t (nothing)", "DROP INDEX i", "would leave: ", "CREATE TABLE t (id int)")]
    [InlineData("CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing)", "DO $$ BEGIN END $$; DROP TABLE t", "what 'DO …' takes back can't be told")]
    [InlineData("CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing)", "DROP INDEX i", "would leave: table t stays")]
    [InlineData("CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing)", "UPDATE t SET id = id - 1; DROP INDEX i; DROP TABLE t", "whether 'UPDATE t SET id = id - 1' takes back steps that were done can't be told")]
    [InlineData("CREATE TABLE t (id int); CREATE INDEX k ON t (id); DROP INDEX CONCURRENTLY nowhere", "DROP TABLE t", "what step 2 has left can't be known")]
    [InlineData("DO $$ BEGIN CREATE TABLE t (id int); END $$; CREATE INDEX CONCURRENTLY i ON t (nothing)", "DROP INDEX i; DROP TABLE t", "what its steps did can't be followed")]
    public async Task A_way_back_from_half_way_that_can_not_be_told_is_refused(string up, string down, string why, string there = "SELECT 1")
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(there);
        await database.FailsAsync(Sql(1, up, down));
        var refused = await database.RollbackFailsAsync(1, Sql(1, up, down));
        Assert.StartsWith("1 (M1) is half applied (step 1 of 2 is the last one done), and can't be taken back from there: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal("1 applying 1/2", await database.HistoryAsync());
        Assert.Equal("t", await database.TablesAsync());
    }

    [Fact]
    public async Task What_somebody_took_away_by_hand_stops_the_way_back_from_half_way()
    {
        await using var database = await server.CreateAsync();
        var bad = Sql(1, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing)", "DROP INDEX CONCURRENTLY i; DROP TABLE t");
        await database.FailsAsync(bad);
        await database.RunAsync("DROP TABLE t");
        Assert.Contains("the database is not as its steps left it: ", (await database.RollbackFailsAsync(1, bad)).Message, StringComparison.Ordinal);
    }

    private static class Planning
    {
        /// <summary>The hash of no statements.</summary>
        public static string Empty { get; } = Lockstep.Planning.ScriptHashing.Of([]);
    }
}
