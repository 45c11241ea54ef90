using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Preflight;

/// <summary>What the preflight sees on real servers, as a person or a program is told.</summary>
public sealed class PreflightCommandTests(RolesServer server) : IClassFixture<RolesServer>
{
    [Fact]
    public async Task Nothing_in_the_way_is_said_in_one_line_and_as_json()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var migrations = Up("CREATE TABLE a (id int)", "CREATE INDEX CONCURRENTLY i ON a (id)");
        var text = await RunAsync(database, migrations, "preflight");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches(@$"^Lockstep: preflight   PostgreSQL [\d.]+ on .+, database {database.Name} · role postgres · \d+ connections left · no long transactions · 2 pending\n$", text.Output);
        var json = Assert.Single((await RunAsync(database, migrations, "preflight", "--json")).Json);
        Assert.Equal((true, 2, 0), ((bool)json["ok"]!, (int)json["pending"]!, json["problems"]!.AsArray().Count));
        Assert.Equal("", await database.LinesAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'lockstep'"));
    }

    [Fact]
    public async Task What_the_role_may_not_do_stops_migrate_before_anything_is_run()
    {
        await using var database = await server.PreparedAsync(
            """
            CREATE ROLE owner_of_t; CREATE TABLE t (id int PRIMARY KEY); ALTER TABLE t OWNER TO owner_of_t; CREATE TABLE rows_only (id int); CREATE SCHEMA app;
            CREATE ROLE clerk LOGIN; CREATE SCHEMA lockstep AUTHORIZATION clerk
            """);
        var migrations = Up(
            "CREATE TABLE lockstep.made (id int)",
            "ALTER TABLE t ADD COLUMN note text",
            "UPDATE rows_only SET id = 1",
            "CREATE TABLE app.more (id int REFERENCES t)",
            "CREATE SCHEMA other",
            "CREATE ROLE another",
            "CREATE EXTENSION no_such_extension");
        var clerk = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "clerk" };
        var failed = await RunAsync(clerk, migrations, "migrate");
        Assert.Equal(1, failed.ExitCode);
        string[] expected =
        [
            $"error LS9210: Role clerk lacks CREATE on database {database.Name}, and 5 creates a schema.\n  next: GRANT CREATE ON DATABASE {database.Name} TO clerk.",
            "error LS9210: Role clerk lacks CREATEROLE, and 6 creates a role.",
            "error LS9210: Role clerk does not own table t, which 2 changes; its owner is owner_of_t.",
            "error LS9210: Role clerk lacks UPDATE on rows_only, which 3 needs.\n  next: GRANT UPDATE ON rows_only TO clerk.",
            "error LS9210: Role clerk lacks CREATE on schema app, in which 4 makes objects.\n  next: GRANT CREATE ON SCHEMA app TO clerk.",
            "error LS9210: Extension no_such_extension, which 7 creates, is not on the server.",
            "error LS9210: The preflight found 6 things that would make the run fail; nothing was run.\n  next: Put that right",
        ];
        Assert.All(expected, line => Assert.Contains(line, failed.Error + failed.Output, StringComparison.Ordinal));
        Assert.Equal("", await database.LinesAsync("SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'lockstep'"));

        // Each claim is the server's: without the look, the second migration fails.
        var blind = await RunAsync(clerk, migrations, "migrate", "--skip-preflight");
        Assert.Equal(1, blind.ExitCode);
        Assert.Contains("must be owner of table t", blind.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("LS9210", blind.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_migrations_grant_themselves_is_only_a_warning()
    {
        await using var database = await server.PreparedAsync("CREATE ROLE lender; CREATE ROLE borrower LOGIN; GRANT lender TO borrower; ALTER ROLE borrower NOINHERIT; CREATE TABLE lent (id int); ALTER TABLE lent OWNER TO lender; CREATE SCHEMA lockstep AUTHORIZATION borrower");
        var borrower = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "borrower" };
        var run = await RunAsync(borrower, Up("SET ROLE lender; ALTER TABLE lent ADD COLUMN note text"), "migrate");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning LS9210: Role borrower does not own table lent, which 1 changes; its owner is lender, unless the migrations change that first.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_taken_on_for_the_whole_run_and_owns_what_is_made()
    {
        await using var database = await server.PreparedAsync("CREATE ROLE \"shop owner\"; CREATE ROLE deployer LOGIN NOINHERIT; GRANT \"shop owner\" TO deployer");
        await database.RunAsync($"GRANT CREATE ON DATABASE {database.Name} TO \"shop owner\"", "GRANT CREATE ON SCHEMA public TO \"shop owner\"");
        var deployer = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "deployer" };
        var migrations = Up("CREATE TABLE a (id int)", "SET ROLE NONE; RESET ROLE; CREATE TABLE b (id int)", "CREATE INDEX CONCURRENTLY i ON a (id)");
        var without = await RunAsync(deployer, migrations, "migrate");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("Role deployer may not make schema lockstep", without.Error, StringComparison.Ordinal);
        var with = await RunAsync(deployer, migrations, "migrate", "--role", "shop owner");
        Assert.Equal((0, ""), (with.ExitCode, with.Error));
        Assert.Contains("Lockstep: preflight   role shop owner ·", with.Output, StringComparison.Ordinal);
        Assert.Equal("shop owner", await database.LinesAsync("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relname IN ('a', 'b', 'i', 'history')"));

        var unknown = await RunAsync(deployer, migrations, "status", "--role", "nobody");
        Assert.Equal(3, unknown.ExitCode);
        Assert.Contains("role 'nobody' can't be taken on", unknown.Error, StringComparison.Ordinal);
        var refused = await RunAsync(deployer, migrations, "status", "--role", "postgres");
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("Correct the name, or GRANT it to 'deployer'.", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_a_lock_or_an_old_snapshot_is_named_without_data()
    {
        await using var database = await server.PreparedAsync("CREATE TABLE t (id int, note text); INSERT INTO t VALUES (4711, 'old'); CREATE TABLE u (id int)");
        var settings = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { ApplicationName = "report" };
        await using var busy = new NpgsqlConnection(settings.ConnectionString);
        await busy.OpenAsync(TestDatabase.Cancellation);
        await using var open = await busy.BeginTransactionAsync(TestDatabase.Cancellation);
        await using (var query = new NpgsqlCommand("UPDATE t SET note = 'a secret' WHERE id = 4711", busy)) await query.ExecuteNonQueryAsync(TestDatabase.Cancellation);

        var migrations = Up("ALTER TABLE t ADD COLUMN more int", "CREATE INDEX CONCURRENTLY i ON u (id)", "DROP TABLE u");
        var quiet = await RunAsync(database, migrations, "preflight", "--long-transaction", "1h");
        Assert.Contains("no long transactions", quiet.Output, StringComparison.Ordinal);
        var look = await RunAsync(database, migrations, "preflight", "--long-transaction", "0s");
        Assert.Equal(0, look.ExitCode);
        var who = $@"pid {busy.ProcessID} \(role postgres, application report, idle in transaction, \d+ s: UPDATE t SET note = … WHERE id = …\)";
        Assert.Matches($@"warning LS9210: {who} holds ROW EXCLUSIVE on t, for which 1 \(ACCESS EXCLUSIVE\) would wait\.\n  next: Let it end, or end it: SELECT pg_terminate_backend\({busy.ProcessID}\)\.\n", look.Output);
        Assert.Matches($@"warning LS9210: {who} has been in a transaction for long, for whose end 2 \(CONCURRENTLY\) waits\.", look.Output);
        // What only reads it does not stand in the way of an index that is built concurrently.
        Assert.DoesNotContain(" on u,", look.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_locked_is_looked_at_without_waiting_for_it()
    {
        await using var database = await server.PreparedAsync("CREATE TABLE t (id int); INSERT INTO t SELECT generate_series(1, 100)");
        await using var busy = await database.OpenAsync();
        await using var open = await busy.BeginTransactionAsync(TestDatabase.Cancellation);
        await using (var query = new NpgsqlCommand("LOCK TABLE t", busy)) await query.ExecuteNonQueryAsync(TestDatabase.Cancellation);
        var migrations = Up("ALTER TABLE t ALTER COLUMN id TYPE bigint");
        var look = await RunAsync(database, migrations, "preflight", "--long-transaction", "0s");
        Assert.Equal(0, look.ExitCode);
        Assert.Contains("holds ACCESS EXCLUSIVE on t", look.Output, StringComparison.Ordinal);
        Assert.Contains("the size of 1 tables that are written anew is not known: they are locked", look.Output, StringComparison.Ordinal);
        await open.RollbackAsync(TestDatabase.Cancellation);
        Assert.Matches(@" · about \d+ (bytes|kB) more on disk \(t written anew\), and as much WAL; 1024 MB free", (await RunAsync(database, migrations, "preflight", "--disk-free", "1GB")).Output);
    }

    [Fact]
    public async Task Slots_and_invalid_indexes_are_told()
    {
        await using var database = await server.PreparedAsync("CREATE TABLE t (id int); CREATE INDEX bad ON t (id); CREATE INDEX ours ON t (id)");
        await database.RunAsync(
            "UPDATE pg_index SET indisvalid = false WHERE indrelid = 't'::regclass",
            "SELECT pg_create_physical_replication_slot('left_over', true)");
        try
        {
            var look = await RunAsync(database, Up("CREATE INDEX CONCURRENTLY ours ON t (id)"), "preflight");
            Assert.Contains("warning LS9210: Index public.bad of t is invalid: it costs writes and serves no query.\n  next: REINDEX INDEX CONCURRENTLY public.bad, or drop it.\n", look.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("public.ours", look.Output, StringComparison.Ordinal);
            Assert.Matches(@"warning LS9210: Replication slot left_over is inactive and keeps \d+ \w+ WAL, to which the run adds\.", look.Output);
            // It is of no concern to what writes nothing.
            Assert.DoesNotContain("left_over", (await RunAsync(database, Up("CREATE TABLE n (id int)"), "preflight")).Output, StringComparison.Ordinal);
        }
        finally
        {
            await database.RunAsync("SELECT pg_drop_replication_slot('left_over')");
        }
    }

    [Fact]
    public async Task The_last_connection_is_missed_before_the_run_misses_it()
    {
        await using var database = await server.PreparedAsync("CREATE ROLE lonely LOGIN CONNECTION LIMIT 1");
        await database.RunAsync($"GRANT CREATE ON DATABASE {database.Name} TO lonely", "GRANT CREATE ON SCHEMA public TO lonely");
        var lonely = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "lonely" };
        var run = await RunAsync(lonely, Up("CREATE TABLE a (id int)"), "migrate");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error LS9210: No connection is left (the role's CONNECTION LIMIT), and a run needs one more for the runner lock.", run.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?[]> Up(params string[] ups) =>
        ups.Select((up, i) => (Up: up, Version: i + 1)).ToDictionary(each => each.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), each => new[] { each.Up, null }, StringComparer.Ordinal);

    private static Task<HostResult> RunAsync(TestDatabase database, object migrations, params string[] arguments) => RunAsync(database.Settings, migrations, arguments);

    private static Task<HostResult> RunAsync(NpgsqlConnectionStringBuilder settings, object migrations, params string[] arguments)
    {
        var variables = HostProcess.Variables(settings);
        return HostProcess.RunAsync(variables, migrations, arguments);
    }
}
