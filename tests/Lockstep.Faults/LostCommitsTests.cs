using System.Globalization;
using Lockstep.Embedded;
using Lockstep.Faults.Support;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Faults;

/// <summary>
/// Steps that only make, alter and drop objects are not waited for one by one, so a server that crashes may lose the last of them: with their history, never
/// one without the other. What a run has told to be done is on disk.
/// </summary>
public sealed class LostCommitsTests(LostCommitsTests.Cluster cluster) : IClassFixture<LostCommitsTests.Cluster>
{
    private const int Tables = 20;

    [Fact]
    public async Task What_a_crash_takes_away_is_missing_in_the_history_too_and_the_next_run_does_it_again()
    {
        MigrationDescriptor[] migrations = [.. Migrations(), Sql(100, "SELECT pg_sleep(600)")];
        int lost;
        await using (var database = await TestDatabase.CreateAsync(await cluster.StartAsync()))
        {
            await using var server = await cluster.FreezeLogWriterAsync(database);
            var run = database.MigrateAsync(migrations);
            await database.UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND wait_event = 'PgSleep'");
            Assert.Equal(Tables, database.Events.Count(told => told.Event == "applied"));
            await server.CrashAsync();
            var failure = await Assert.ThrowsAsync<LockstepException>(() => run);
            Assert.Equal(ExitCode.NoConnection, failure.ExitCode);
        }

        await using (var database = await cluster.RestartAsync())
        {
            var history = await database.LinesAsync("SELECT 't' || version FROM lockstep.history ORDER BY version");
            Assert.Equal(history, await database.LinesAsync("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY length(relname), relname"));
            Assert.Equal(history, await database.LinesAsync("SELECT 't' || version FROM lockstep.audit WHERE action = 'up' ORDER BY seq"));
            lost = Tables - history.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            Summary.Tell(string.Create(CultureInfo.InvariantCulture, $"server crashed: {lost} of {Tables} commits lost"));
            Assert.InRange(lost, 1, Tables);
            Assert.Equal(lost, await database.MigrateAsync(Migrations()));
            Assert.Equal(Tables, (await database.HistoryAsync()).Split('\n').Length);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ALTER TABLE t1 ADD COLUMN id int")]
    [InlineData("SET synchronous_commit = off; INSERT INTO t1 VALUES (1);\n-- step\nALTER TABLE t1 ADD COLUMN id int")]
    public async Task What_a_run_has_told_to_be_done_is_there_after_a_crash(string? failing)
    {
        await using (var database = await TestDatabase.CreateAsync(await cluster.StartAsync()))
        {
            await using var server = await cluster.FreezeLogWriterAsync(database);
            if (failing is not null) await database.FailsAsync([.. Migrations(), Sql(100, failing)]);
            else Assert.Equal(Tables, await database.MigrateAsync(Migrations()));
            await server.CrashAsync();
        }

        await using (var database = await cluster.RestartAsync())
        {
            Assert.Equal(Tables, (long)(await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"))!);
            Assert.Equal(0, await database.MigrateAsync(Migrations()));
        }
    }

    [Fact]
    public async Task A_rollback_that_is_done_is_there_after_a_crash()
    {
        // DROP TABLE would wait for the disk by itself, since it removes files.
        MigrationDescriptor[] migrations = [Sql(1, "CREATE TABLE t ()"), Sql(2, "ALTER TABLE t ADD COLUMN a int", "ALTER TABLE t DROP COLUMN a"), Sql(3, "ALTER TABLE t ADD COLUMN b int", "ALTER TABLE t DROP COLUMN b")];
        await using (var database = await TestDatabase.CreateAsync(await cluster.StartAsync()))
        {
            await database.MigrateAsync(migrations);
            await using var server = await cluster.FreezeLogWriterAsync(database);
            Assert.Equal(2, await database.RollbackAsync(2, migrations));
            await server.CrashAsync();
        }

        await using (var database = await cluster.RestartAsync())
        {
            Assert.Equal("1 applied 1/1", await database.HistoryAsync());
            Assert.Equal("", await database.LinesAsync("SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped"));
        }
    }

    [Fact]
    public async Task Only_a_step_that_may_write_rows_or_run_code_waits_for_the_disk()
    {
        (string Sql, string Expected)[] steps =
        [
            ("CREATE TABLE t (id int)", "off"),
            ("INSERT INTO t VALUES (1)", "on"),
            ("DO $$ BEGIN PERFORM 1; END $$", "on"),
            ("SELECT 1", "on"),
            ("ALTER TABLE t ADD COLUMN name text; COMMENT ON TABLE t IS 'all'", "off"),
            ("SET LOCAL synchronous_commit = local; CREATE TABLE u (id int)", "local"),
        ];
        await using var database = await TestDatabase.CreateAsync(await cluster.StartAsync());
        await database.MigrateAsync(Sql(1, "CREATE TABLE first ()"));
        await database.RunAsync(
            "CREATE TABLE seen (step int GENERATED ALWAYS AS IDENTITY, setting text)",
            "CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO seen (setting) VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END'",
            "CREATE TRIGGER look AFTER INSERT ON lockstep.history FOR EACH ROW EXECUTE FUNCTION look()");
        await database.MigrateAsync([Sql(1, "CREATE TABLE first ()"), .. steps.Select((step, index) => Sql(index + 2, step.Sql))]);
        Assert.Equal(string.Join('\n', steps.Select(step => step.Expected)), await database.LinesAsync("SELECT setting FROM seen ORDER BY step"));
    }

    private static MigrationDescriptor[] Migrations() =>
        [.. Enumerable.Range(1, Tables).Select(version => Sql(version, string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE t{version} (id int)"), string.Create(CultureInfo.InvariantCulture, $"DROP TABLE t{version}")))];

    /// <summary>A cluster with PostgreSQL's own settings for durability, which is started again after a crash.</summary>
    public sealed class Cluster : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lockstep-faults-");
        private string? _database;

        private string DataPath => Path.Combine(_folder.FullName, "pg");

        internal Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartPersistentAsync(DataPath, TestServer.Options, TestDatabase.Cancellation);

        internal async Task<TestDatabase> RestartAsync() =>
            await TestDatabase.ExistingAsync(await StartAsync(), $"SELECT datname FROM pg_database WHERE datname = '{_database}'");

        /// <summary>Nothing goes to disk any more but what somebody waits for.</summary>
        internal async Task<FrozenServer> FreezeLogWriterAsync(TestDatabase database)
        {
            _database = database.Name;
            var writer = await database.RunAsync("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
            var dataDirectory = (string)(await database.RunAsync("SHOW data_directory"))!;
            await UnixSignal.SendAsync("STOP", (int)writer!);
            return new(dataDirectory, (int)writer!);
        }

        public async ValueTask DisposeAsync()
        {
            await EmbeddedPostgres.RemoveAsync(DataPath, TestDatabase.Cancellation);
            _folder.Delete(recursive: true);
        }
    }

    /// <summary>A server whose log writer stands still.</summary>
    internal sealed class FrozenServer(string dataDirectory, int logWriter) : IAsyncDisposable
    {
        private bool _crashed;

        /// <summary>As PostgreSQL's immediate shutdown: nothing is written any more.</summary>
        public async Task CrashAsync()
        {
            var postmaster = PostmasterFile.Read(dataDirectory)!;
            await UnixSignal.SendAsync("QUIT", postmaster.ProcessId);
            // It has got QUIT by now, before which it does nothing else when it goes on.
            await Task.Delay(200, TestDatabase.Cancellation);
            await UnixSignal.SendAsync("CONT", logWriter);
            _crashed = true;
            await Patience.UntilAsync(() => Task.FromResult(!postmaster.IsAlive(dataDirectory)), "the server's end");
        }

        public async ValueTask DisposeAsync()
        {
            if (!_crashed) await UnixSignal.SendAsync("CONT", logWriter);
        }
    }
}
