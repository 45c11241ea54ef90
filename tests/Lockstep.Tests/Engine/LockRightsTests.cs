using Lockstep.Execution;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>Locks for a role that is no superuser, from which PostgreSQL hides what others do.</summary>
public sealed class LockRightsTests(RolesServer server) : IClassFixture<RolesServer>
{
    [Fact]
    public async Task What_is_hidden_of_a_blocker_is_left_out_and_no_session_is_ended_blindly()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync("CREATE ROLE hidden LOGIN", "CREATE SCHEMA lockstep AUTHORIZATION hidden", "CREATE TABLE t (id int)", "ALTER TABLE t OWNER TO hidden");
        await using var blocker = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { ApplicationName = "metabase" }.ConnectionString);
        await blocker.OpenAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("BEGIN", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("SELECT FROM t", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var hidden = As(database, "hidden");
        var events = new List<RunEvent>();
        var failure = await Assert.ThrowsAsync<LockstepException>(() => new MigrationRunner(
            hidden,
            new([Sql(1, "ALTER TABLE t ADD COLUMN note text")]),
            new() { LockTimeout = TimeSpan.FromSeconds(2), LockRetries = 0, TerminateBlockers = TimeSpan.Zero },
            happened =>
            {
                lock (events) events.Add(happened);
            }).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation));
        Assert.Contains($"no ACCESS EXCLUSIVE on t, blocked by pid {blocker.ProcessID} (role postgres, application metabase, holds ACCESS SHARE), in:", failure.Message, StringComparison.Ordinal);
        var warning = Assert.Single(events, happened => happened.Event == "warning");
        Assert.Equal("--terminate-blockers can't end what is in the way: PostgreSQL hides from this role whether it is idle.", warning.Text);
        await new NpgsqlCommand("SELECT 1", blocker).ExecuteNonQueryAsync(TestDatabase.Cancellation);
    }

    [Fact]
    public async Task A_role_that_may_not_note_itself_is_told_how_it_may()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"));
        await database.RunAsync("DROP TABLE lockstep.runner", "CREATE ROLE guest LOGIN", "GRANT USAGE ON SCHEMA lockstep TO guest", "GRANT ALL ON lockstep.history TO guest");
        await using var guest = As(database, "guest");
        var failure = await Assert.ThrowsAsync<LockstepException>(() =>
            new MigrationRunner(guest, new([Sql(1, "CREATE TABLE a ()"), Sql(2, "SELECT 1")]), new(), static _ => { }).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation));
        Assert.Equal("Lockstep notes in lockstep.runner who is at work, and the role may not: permission denied for schema lockstep.", failure.Message);
        Assert.Contains("ALTER SCHEMA lockstep OWNER TO", failure.Next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_is_not_ended_by_a_role_that_may_not()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync("CREATE ROLE passer LOGIN");
        await using var work = await database.Database.OpenAsync(TestDatabase.Cancellation);
        await using var held = await RunnerLock.AcquireAsync(database.Database, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var passer = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "passer" }.ConnectionString;
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(), null, "lock", "release", "--reason", "why not", "--yes", "-c", passer);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error LS9202: The role may not end the runner's sessions: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("pg_signal_backend", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await LockHolder.FindAsync(held.Connection, TestDatabase.Cancellation)).Count);
    }

    [Fact]
    public async Task Who_may_end_a_runner_and_not_write_it_down_is_told_so()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync("CREATE ROLE ender LOGIN", "CREATE ROLE toiler LOGIN", "GRANT CREATE ON SCHEMA public TO toiler", $"GRANT ALL ON DATABASE {database.Name} TO toiler");
        await using var toiler = As(database, "toiler");
        await new MigrationRunner(toiler, new([Sql(1, "CREATE TABLE a ()")]), new(), static _ => { }).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation);
        await database.RunAsync("GRANT pg_signal_backend, pg_read_all_stats TO ender");
        await using var work = await toiler.OpenAsync(TestDatabase.Cancellation);
        await using var held = await RunnerLock.AcquireAsync(toiler, work, TimeSpan.Zero, static (_, _) => { }, TestDatabase.Cancellation);
        var ender = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "ender" }.ConnectionString;
        var result = await HostProcess.RunAsync(new Dictionary<string, string>(), null, "lock", "release", "--reason", "why not", "--yes", "-c", ender);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error LS9202: The runner's sessions were ended, but the role may not write that and its reason down in schema lockstep: permission denied for schema lockstep.", result.Error, StringComparison.Ordinal);
        await Patience.UntilAsync(() => !held.IsHeld, "the lock's session has ended");
        Assert.Equal(0L, await database.RunAsync("SELECT count(*) FROM lockstep.audit WHERE action = 'release'"));
    }

    private static Database As(TestDatabase database, string role) => new(new(database.Settings.ConnectionString) { Username = role });
}
