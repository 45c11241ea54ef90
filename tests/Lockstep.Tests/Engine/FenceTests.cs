using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>A runner that lost its locks without noticing can't commit anything after another one took over.</summary>
public sealed class FenceTests(TestServer server)
{
    [Fact]
    public async Task A_transaction_that_another_runner_took_over_is_not_committed()
    {
        await using var database = await server.CreateAsync();
        await using var gate = await HoldGateAsync(database);
        var run = database.MigrateAsync([Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b (); SELECT pg_advisory_xact_lock_shared(7)"), Sql(3, "CREATE TABLE c ()")], target: null, Unlimited);
        await database.UntilAsync(AtGate);
        await database.RunAsync("UPDATE lockstep.runner SET epoch = epoch + 1");
        await gate.DisposeAsync();
        var failure = await Assert.ThrowsAsync<LockstepException>(() => run);
        Assert.Equal((ToolkitCode.Locked, ExitCode.Failed), (failure.Code, failure.ExitCode));
        Assert.Equal("Another runner took over while 2 was under way, because this one had lost its locks; nothing of that step was committed.", failure.Message);
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Equal("a", await database.TablesAsync());
    }

    [Fact]
    public async Task A_statement_outside_of_transactions_is_not_begun_after_another_runner_took_over()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE t (id int)"));
        await using var connection = await database.Database.OpenAsync(TestDatabase.Cancellation);
        var overtaken = new StepRunner(connection, new(), Guid.CreateVersion7(), epoch: 0);
        var planned = Planner.Plan(Sql(2, "CREATE INDEX CONCURRENTLY i ON t (id)"), Direction.Up);
        await Assert.ThrowsAsync<FencedOffException>(() => overtaken.RunOutsideTransactionAsync(planned, planned.Steps[0], wasBegun: false, static _ => { }, TestDatabase.Cancellation));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Null(await database.RunAsync("SELECT to_regclass('i')::text"));
    }

    [Fact]
    public async Task An_error_that_comes_of_being_overtaken_is_told_as_such()
    {
        await using var database = await server.CreateAsync();
        await using var gate = await HoldGateAsync(database);
        // The first migration gives back the lock of the session that works, as DISCARD ALL would.
        var first = Sql(1, "SELECT pg_advisory_unlock_all()");
        var paused = database.MigrateAsync([first, Sql(2, "SELECT pg_advisory_xact_lock_shared(7); CREATE TABLE a ()")], target: null, Unlimited);
        await database.UntilAsync(AtGate);
        // The runner lock's connection breaks, unnoticed while the step goes on; another runner comes and does the same.
        await database.RunAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        Assert.Equal(1, await database.MigrateAsync(first, Sql(2, "CREATE TABLE a ()")));
        await gate.DisposeAsync();
        var failure = await Assert.ThrowsAsync<LockstepException>(() => paused);
        Assert.Equal(ToolkitCode.Locked, failure.Code);
        Assert.StartsWith("Another runner took over while 2 was under way", failure.Message, StringComparison.Ordinal);
        Assert.Equal("1 applied 1/1\n2 applied 1/1", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_runner_waits_for_a_transaction_that_has_looked_already()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"));
        await using var earlier = await database.OpenAsync();
        await using var transaction = await earlier.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("SELECT FROM lockstep.runner FOR SHARE", earlier).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var failure = await Assert.ThrowsAsync<LockstepException>(
            () => database.MigrateAsync([Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b ()")], target: null, new() { Wait = TimeSpan.FromMilliseconds(100) }));
        Assert.Equal((ToolkitCode.Locked, ExitCode.LockNotAcquired), (failure.Code, failure.ExitCode));
        Assert.Equal("A transaction of an earlier runner, which has lost the runner lock, is still open.", failure.Message);
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b ()")));
    }

    [Fact]
    public async Task A_migration_that_sets_a_role_without_rights_is_applied_all_the_same()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(1, await database.MigrateAsync(Sql(1, "CREATE TABLE t (id int); SET ROLE pg_monitor; VACUUM pg_catalog.pg_class; SELECT 1")));
        Assert.Equal("1 applied 3/3", await database.HistoryAsync());
        Assert.Equal(1L, await database.RunAsync("SELECT epoch FROM lockstep.runner"));
    }

    private static RunOptions Unlimited { get; } = new() { LockTimeout = TimeSpan.Zero };

    private static string AtGate => "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory' AND query LIKE '%shared(7)'";

    private static async Task<NpgsqlConnection> HoldGateAsync(TestDatabase database)
    {
        var gate = await database.OpenAsync();
        await new NpgsqlCommand("SELECT pg_advisory_lock(7)", gate).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        return gate;
    }
}
