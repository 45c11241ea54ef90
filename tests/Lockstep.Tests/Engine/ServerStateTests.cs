using Lockstep.Embedded;
using Lockstep.Execution;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>Servers and roles that a run can't work with.</summary>
public sealed class ServerStateTests(RolesServer server) : IClassFixture<RolesServer>
{
    private static MigrationDescriptor One { get; } = Sql(1, "CREATE TABLE public.a ()", "DROP TABLE a");

    [Fact]
    public async Task A_role_that_may_not_make_the_history_is_told_how_it_gets_there()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync("CREATE ROLE poor LOGIN", "GRANT CREATE ON SCHEMA public TO poor");
        await using var poor = new Database(new(database.Settings.ConnectionString) { Username = "poor" });
        var refused = await Assert.ThrowsAsync<LockstepException>(() => MigrateAsync(poor));
        Assert.Equal($"Lockstep keeps its history in schema lockstep, and the role may not make it: permission denied for database {database.Name}.", refused.Message);
        Assert.Equal("Have an administrator run: CREATE SCHEMA lockstep AUTHORIZATION the role that migrates.", refused.Next);
        await database.RunAsync("CREATE SCHEMA lockstep", "GRANT USAGE ON SCHEMA lockstep TO poor");
        var noTable = await Assert.ThrowsAsync<LockstepException>(() => MigrateAsync(poor));
        Assert.Contains("may not make a table there: permission denied for schema lockstep", noTable.Message, StringComparison.Ordinal);
        await database.RunAsync("ALTER SCHEMA lockstep OWNER TO poor");
        Assert.Equal(1, await MigrateAsync(poor));

        await database.RunAsync("CREATE ROLE other LOGIN");
        await using var other = new Database(new(database.Settings.ConnectionString) { Username = "other" });
        var unread = await Assert.ThrowsAsync<LockstepException>(() => MigrateAsync(other));
        Assert.Equal("Lockstep keeps its history in schema lockstep, and the role may not read it: permission denied for schema lockstep.", unread.Message);
        Assert.Equal(ExitCode.Failed, unread.ExitCode);
    }

    [Fact]
    public async Task A_migration_that_lacks_a_privilege_is_told_so()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync("CREATE ROLE meek LOGIN", "CREATE SCHEMA lockstep AUTHORIZATION meek");
        await using var meek = new Database(new(database.Settings.ConnectionString) { Username = "meek" });
        var failure = await Assert.ThrowsAsync<LockstepException>(() => MigrateAsync(meek));
        Assert.Contains("permission denied for schema public (SQLSTATE 42501), in: CREATE TABLE public.a ()", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Give the role the privilege it lacks, or run as one that has it.", failure.Next);
    }

    [Theory]
    [InlineData("ALTER TABLE lockstep.history RENAME COLUMN begun TO was_begun", "column \"begun\" does not exist")]
    [InlineData("ALTER TABLE lockstep.history DROP CONSTRAINT history_state_check; UPDATE lockstep.history SET state = 'squashed'", "it knows a state 'squashed', which this one does not")]
    public async Task A_history_of_a_newer_tool_is_told_as_such(string change, string what)
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.MigrateAsync(One);
        await database.RunAsync(change.Split("; "));
        var failure = await database.FailsAsync(One, Sql(2, "CREATE TABLE b ()"));
        Assert.Equal($"The table lockstep.history was made by another version of Lockstep: {what}.", failure.Message);
        Assert.Equal(ToolkitCode.History, failure.Code);
    }

    [Fact]
    public async Task A_history_with_columns_that_a_newer_tool_added_is_read()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.MigrateAsync(One);
        await database.RunAsync("ALTER TABLE lockstep.history ADD COLUMN more text");
        Assert.Equal(1, await database.MigrateAsync(One, Sql(2, "CREATE TABLE b ()")));
    }

    [Fact]
    public async Task A_read_only_database_is_told_before_anything_is_tried()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        await database.RunAsync($"ALTER DATABASE {database.Name} SET default_transaction_read_only = on");
        var failure = await database.FailsAsync(One);
        Assert.Equal((ToolkitCode.ReadOnly, ExitCode.Failed), (failure.Code, failure.ExitCode));
        Assert.Equal($"Database {database.Name} on {database.Database.Server} can't be changed: default_transaction_read_only is on.", failure.Message);
    }

    [Fact]
    public async Task A_replica_can_be_looked_at_but_not_migrated()
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-test-");
        var path = Path.Combine(folder.FullName, "pg");
        try
        {
            var primary = await EmbeddedPostgres.StartPersistentAsync(path, cancellationToken: TestDatabase.Cancellation);
            await using (var before = await TestDatabase.CreateAsync(primary))
            {
                await before.MigrateAsync(One);
                await EmbeddedPostgres.StopAsync(path, TestDatabase.Cancellation);
                // Without a primary to follow it stays in recovery, as a replica does that has caught up.
                await File.WriteAllTextAsync(Path.Combine(primary.DataDirectory, "standby.signal"), "", TestDatabase.Cancellation);
            }

            await using var replica = await EmbeddedPostgres.StartPersistentAsync(path, cancellationToken: TestDatabase.Cancellation);
            await using var database = await TestDatabase.ExistingAsync(replica, "SELECT datname FROM pg_database WHERE datname ~ '^t\\d+$'");
            Assert.Equal(0, await database.MigrateAsync(One));
            var failure = await database.FailsAsync(One, Sql(2, "CREATE TABLE b ()"));
            Assert.Equal($"Database {database.Name} on {database.Database.Server} can't be changed: the server is a replica.", failure.Message);
            Assert.Equal("Name the primary server.", failure.Next);
            var rollback = await database.RollbackFailsAsync(1, One);
            Assert.Equal(ToolkitCode.ReadOnly, rollback.Code);
        }
        finally
        {
            await EmbeddedPostgres.RemoveAsync(path, TestDatabase.Cancellation);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_server_that_is_too_old_is_named()
    {
        var failure = new Database(new("Host=h;Database=d")).TooOld(new(12, 22));
        Assert.Equal("h:5432 is PostgreSQL 12.22; Lockstep needs 13 or newer.", failure.Message);
        Assert.Equal(ExitCode.NoConnection, failure.ExitCode);
    }

    private static Task<int> MigrateAsync(Database database) =>
        new MigrationRunner(database, new([One]), new() { LockRetries = 0 }, static _ => { }).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation);
}
