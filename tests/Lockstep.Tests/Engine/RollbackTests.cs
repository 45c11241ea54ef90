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
    public async Task What_is_half_applied_is_finished_first()
    {
        await using var database = await server.CreateAsync();
        await database.FailsAsync(Sql(1, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (nothing)", "DROP TABLE t"));
        var failure = await database.RollbackFailsAsync(1, Sql(1, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)", "DROP TABLE t"));
        Assert.Equal("1 (M1) is half applied: step 1 of 2 is the last one done.", failure.Message);
    }

    private static class Planning
    {
        /// <summary>The hash of no statements.</summary>
        public static string Empty { get; } = Lockstep.Planning.ScriptHashing.Of([]);
    }
}
