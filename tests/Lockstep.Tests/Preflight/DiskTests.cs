using System.Globalization;
using Lockstep.Configuration;
using Lockstep.Planning;
using Lockstep.Preflight;
using Lockstep.Tests.Support;
using Npgsql;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Preflight;

/// <summary>How much disk a run needs, and whether it is there.</summary>
public sealed class DiskTests(RolesServer server) : IClassFixture<RolesServer>
{
    private const string Large = """
        CREATE TABLE t (id int PRIMARY KEY, code text, kind text);
        INSERT INTO t SELECT g, 'code-' || lpad(g::text, 20, '0'), 'k' FROM generate_series(1, 150000) g;
        CREATE TABLE p (id int, code text) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100000);
        CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100000) TO (1000000);
        INSERT INTO p SELECT id, code FROM t;
        ANALYZE t; ANALYZE p
        """;

    [Theory]
    [InlineData("ALTER TABLE t ALTER COLUMN id TYPE bigint", "t written anew", "t")]
    [InlineData("VACUUM FULL t", "t written anew", "t")]
    [InlineData("REINDEX INDEX t_pkey", "t_pkey indexed anew", "t_pkey")]
    [InlineData("REINDEX TABLE t", "t indexed anew", "t_pkey")]
    [InlineData("CREATE INDEX made ON t (code, id)", "an index on t", "made")]
    [InlineData("CREATE INDEX CONCURRENTLY made ON t (code)", "an index on t", "made")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT made UNIQUE (code)", "an index on t", "made")]
    [InlineData("CREATE INDEX made ON t (lower(code))", "an index on t", "made")]
    public async Task What_is_told_is_about_what_the_server_then_takes(string sql, string what, string made)
    {
        await using var database = await server.PreparedAsync(Large);
        var migrations = Up(sql);
        // Twice: a new index, and what sorting it takes.
        var copies = made == "made" ? 2 : 1;
        var told = await NeedAsync(database, migrations, what) / copies;
        if (made != "made") Assert.Equal((long)(await database.RunAsync($"SELECT {(made == "t" ? "pg_total_relation_size" : "pg_relation_size")}('{made}')"))!, told, 1024 * 1024d);
        Assert.Equal(0, (await RunAsync(database.Settings, migrations, "migrate")).ExitCode);
        var taken = (long)(await database.RunAsync($"SELECT {(made == "t" ? "pg_total_relation_size" : "pg_relation_size")}('{made}')"))!;
        Assert.InRange(told, taken * 0.5, taken * 2);
    }

    [Fact]
    public async Task Steps_add_up_to_a_peak()
    {
        await using var database = await server.PreparedAsync(Large);
        // An index stays, while the old file of a table goes with its step.
        var index = await NeedAsync(database, Up("CREATE INDEX a ON p (code)"), "an index on p");
        var rewrite = await NeedAsync(database, Up("ALTER TABLE t ALTER COLUMN id TYPE bigint"), "t written anew");
        var both = await NeedAsync(database, Up("CREATE INDEX a ON p (code)", "ALTER TABLE t ALTER COLUMN id TYPE bigint", "ALTER TABLE t ALTER COLUMN id TYPE int"), "t written anew, t written anew, an index on p");
        Assert.Equal(rewrite + (index / 2), both, 2 * 1024 * 1024d);
        var one = await NeedAsync(database, Up("ALTER TABLE t ALTER COLUMN id TYPE bigint; ALTER TABLE t ALTER COLUMN id TYPE int"), "t written anew, t written anew");
        Assert.Equal(rewrite * 2, one, 2 * 1024 * 1024d);
    }

    [Fact]
    public async Task Too_little_stops_the_run_before_anything_is_done()
    {
        await using var database = await server.PreparedAsync(Large);
        var migrations = Up("ALTER TABLE t ALTER COLUMN id TYPE bigint");
        var failed = await RunAsync(database.Settings, migrations, "migrate", "--disk-free", "5MB");
        Assert.Equal(1, failed.ExitCode);
        Assert.Matches(@"^error LS9210: The run needs about \d+ (kB|MB) more on disk \(t written anew\), and 5120 kB are free\.\n  next: Make room on the server, WAL included, or do it in several runs\.\n", failed.Error);
        Assert.Equal("", await database.LinesAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'lockstep'"));
        var need = await NeedAsync(database, migrations, "t written anew");
        var near = await RunAsync(database.Settings, migrations, "preflight", "--json", "--disk-free", (need * 1.1).ToString("0", CultureInfo.InvariantCulture));
        var problem = Assert.Single(Assert.Single(near.Json)["problems"]!.AsArray())!;
        Assert.Equal((0, "disk", "warning"), (near.ExitCode, (string?)problem["check"], (string?)problem["severity"]));
        var wrong = await RunAsync(database.Settings, migrations, "preflight", "--disk-free", "much");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("--disk-free wants a size such as 500MB, 200GB or 1.5TB.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_server_on_this_machine_it_is_looked_at_and_of_no_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells of a process what it is.");
        await using var database = await server.PreparedAsync(Large);
        await database.RunAsync("INSERT INTO t SELECT g, 'code', 'k' FROM generate_series(1000001, 1100000) g", "CREATE ROLE guest LOGIN", "ALTER TABLE t OWNER TO guest", $"GRANT CREATE ON DATABASE {database.Name} TO guest", "GRANT CREATE ON SCHEMA public TO guest");
        var migrations = Up("ALTER TABLE t ALTER COLUMN id TYPE bigint");
        var folder = (string)(await database.RunAsync("SHOW data_directory"))!;
        var seen = (await RunAsync(database.Settings, migrations, "preflight")).Output;
        Assert.Matches($@"about \d+ MB more on disk \(t written anew\), and as much WAL; \d+ [MGT]B free at {folder}", seen);
        var guest = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "guest" };
        Assert.Matches(@"about \d+ MB more on disk \(t written anew\), and as much WAL; how much is free PostgreSQL does not tell, --disk-free does", (await RunAsync(guest, migrations, "preflight")).Output);

        await using var connection = await database.OpenAsync();
        Assert.True(LocalDisk.FreeAt(connection, folder) > 0);
        Assert.Null(LocalDisk.FreeAt(connection, folder + "/no/such/folder"));
        await connection.CloseAsync();
    }

    [Theory]
    [InlineData("200GB", 200d * 1024 * 1024 * 1024)]
    [InlineData("1.5 tb", 1.5 * 1024 * 1024 * 1024 * 1024)]
    [InlineData("4096", 4096d)]
    [InlineData("12 apples", null)]
    [InlineData("GB", null)]
    [InlineData("-1GB", null)]
    public void Sizes_are_read_as_PostgreSQL_writes_them(string text, double? bytes) => Assert.Equal(bytes, Sizes.Parse(text));

    private static MigrationDescriptor[] Up(params string[] ups) => [.. ups.Select((up, i) => Sql(i + 1, up))];

    /// <summary>How much the preflight finds that it takes, in bytes, by the figure that people see.</summary>
    private static async Task<double> NeedAsync(TestDatabase database, MigrationDescriptor[] migrations, string what)
    {
        await using var connection = await database.OpenAsync();
        IReadOnlyList<(PlannedMigration Planned, int Done)> pending = [.. migrations.Select(migration => (Planner.Plan(migration, Direction.Up), 0))];
        var report = await PreflightRun.LookAsync(connection, PendingWork.Of([], pending, connection.PostgreSqlVersion.Major), new() { DiskFree = 1e15 }, TestDatabase.Cancellation);
        var fact = Assert.Single(report.Facts, fact => fact.Contains("on disk", StringComparison.Ordinal));
        Assert.Contains($" more on disk ({what}", fact, StringComparison.Ordinal);
        return Sizes.Parse(string.Concat(fact["about ".Length..].TakeWhile(letter => letter != 'm')).Replace("more", "", StringComparison.Ordinal))!.Value;
    }

    private static Task<HostResult> RunAsync(NpgsqlConnectionStringBuilder settings, MigrationDescriptor[] migrations, params string[] arguments) => HostProcess.RunAsync(
        HostProcess.Variables(settings),
        migrations.ToDictionary(
            migration => migration.Version.ToString(CultureInfo.InvariantCulture),
            migration => new[] { Planner.Plan(migration, Direction.Up).Steps.SelectMany(step => step.Statements).Select(statement => statement.Sql).Aggregate((all, next) => all + "; " + next), null },
            StringComparer.Ordinal),
        arguments);
}
