using Lockstep.Backfill;
using Lockstep.Execution;
using Lockstep.Planning;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>How a backfill measures, before its first batch, what a commit takes: it must wait for nobody, whatever the role may do.</summary>
public sealed class BackfillProbeTests(RolesServer server) : IClassFixture<RolesServer>
{
    private static readonly MigrationDescriptor s_migration = Sql(1, "-- backfill batch=100 target=60s\nUPDATE t SET n = n + 1");

    [Theory]
    [InlineData(true, 5L, true)]
    [InlineData(false, 0L, false)]
    public async Task It_is_measured_by_messages_and_only_without_the_right_to_write_them_on_a_row(bool mayWrite, long messages, bool isRowAsItWas)
    {
        await using var database = await HalfDoneAsync(mayWrite);
        var slot = "probes_" + database.Name;
        await database.RunAsync("CREATE PUBLICATION none", $"SELECT pg_create_logical_replication_slot('{slot}', 'pgoutput')");
        var row = await RowAsync(database);
        await using (var connection = await OpenAsync(database))
        {
            var planned = Planner.Plan(s_migration, Direction.Up);
            var work = Assert.Single(await BackfillStep.LookAsync(connection, planned, planned.Steps[0], TestDatabase.Cancellation));
            work.Id = 1;
            await using var throttle = await BackfillThrottle.StartAsync(await OpenAsync(database), work, [], static _ => { }, TestDatabase.Cancellation);
        }

        Assert.Equal(isRowAsItWas, row == await RowAsync(database));
        // Of this server's log only what is on disk can be read, and commits do not wait for that.
        await database.RunAsync("SET synchronous_commit = on", "CREATE TABLE written ()");
        Assert.Equal(messages, await database.RunAsync($"""
            SELECT count(*) FROM pg_logical_slot_get_binary_changes('{slot}', NULL, NULL, 'proto_version', '1', 'publication_names', 'none', 'messages', 'true')
            WHERE get_byte(data, 0) = ascii('M') AND position('lockstep'::bytea IN data) > 0
            """));
        await database.RunAsync($"SELECT pg_drop_replication_slot('{slot}')");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_starts_while_somebody_holds_its_row(bool mayWrite)
    {
        await using var database = await HalfDoneAsync(mayWrite);
        await using var other = await database.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync(TestDatabase.Cancellation);
        await new NpgsqlCommand("UPDATE lockstep.backfill SET pause_reason = 'not yet'", other).ExecuteNonQueryAsync(TestDatabase.Cancellation);
        await using var plain = Plain(database);
        // Its end is written into the row, and waits for it as long as for any lock.
        var run = Runner(plain, Patience.Limit).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation);
        await database.UntilAsync("SELECT bool_and(n = 1) FROM t");
        await transaction.RollbackAsync(TestDatabase.Cancellation);
        Assert.Equal(1, await run);
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
    }

    /// <summary>A backfill that failed after some batches, of a role that is no superuser.</summary>
    private async Task<TestDatabase> HalfDoneAsync(bool mayWrite)
    {
        var database = await server.PreparedAsync("SELECT 1");
        var function = await database.RunAsync("SELECT oid::regprocedure::text FROM pg_proc WHERE proname = 'pg_logical_emit_message' AND proargtypes[2] = 'text'::regtype");
        await database.RunAsync(
            "DO $$ BEGIN CREATE ROLE plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
            mayWrite ? "SELECT 1" : $"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC",
            "CREATE SCHEMA lockstep AUTHORIZATION plain",
            "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL DEFAULT 0, CHECK (id <> 555 OR n = 0))",
            "INSERT INTO t SELECT i FROM generate_series(1, 1000) i",
            "ALTER TABLE t OWNER TO plain");
        await using var plain = Plain(database);
        await Assert.ThrowsAsync<LockstepException>(() => Runner(plain, TimeSpan.FromSeconds(2)).MigrateAsync(target: null, static (_, _) => { }, TestDatabase.Cancellation));
        Assert.Equal(500L, await database.RunAsync("SELECT sum(n) FROM t"));
        await database.RunAsync("ALTER TABLE t DROP CONSTRAINT t_check");
        return database;
    }

    private static MigrationRunner Runner(Database database, TimeSpan lockTimeout) =>
        new(database, new([s_migration]), new() { LockTimeout = lockTimeout, LockRetries = 0 }, static _ => { });

    private static NpgsqlConnectionStringBuilder Settings(TestDatabase database) => new(database.Settings.ConnectionString) { Username = "plain" };

    private static Database Plain(TestDatabase database) => new(Settings(database));

    private static async Task<NpgsqlConnection> OpenAsync(TestDatabase database)
    {
        var connection = new NpgsqlConnection(Settings(database).ConnectionString);
        await connection.OpenAsync(TestDatabase.Cancellation);
        return connection;
    }

    /// <summary>The version of the backfill's row.</summary>
    private static Task<string> RowAsync(TestDatabase database) => database.LinesAsync("SELECT xmin || ' ' || ctid FROM lockstep.backfill");
}
