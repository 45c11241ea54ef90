extern alias runtime;

using System.Runtime.Loader;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;
using Npgsql;
using Runtime = runtime::Lockstep;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>What the fixes write runs on a real PostgreSQL: every migration of the fixed project up, down and up again, with rows in the tables.</summary>
public sealed class FormProofTests(FormProofTests.Server server) : IClassFixture<FormProofTests.Server>
{
    public static TheoryData<string> Names => FormCases.Names;

    /// <summary>What holds of the rows when a project that was fixed has been run: as many as there are took several batches.</summary>
    private static readonly (string Name, string Holds)[] s_batches =
    [
        ("type", "SELECT sum(age) = 2500 * 2501 / 2 AND bool_and(pg_typeof(age) = 'bigint'::regtype) FROM users"),
        ("type-of-key", "SELECT count(*) = 2500 AND max(id) = 2500 FROM parcels WHERE pg_typeof(id) = 'bigint'::regtype"),
        ("type-of-reference-in-use", "SELECT count(*) = 2500 AND max(id) = 2500 FROM parcels WHERE pg_typeof(id) = 'bigint'::regtype"),
        ("rename-column", "SELECT count(*) = 2500 AND sum(years) = 2500 * 2501 / 2 FROM users"),
        ("volatile", "SELECT count(DISTINCT token) = 2500 FROM users"),
        ("update-all", "SELECT count(*) = 2500 FROM users WHERE age = 1"),
        ("update-verb", "SELECT bool_and(age > id) FROM users"),
        ("update-from", "SELECT bool_and(age = id AND joined IS NOT NULL) FROM users"),
        ("delete-using", "SELECT count(*) = 5 FROM orders"),
        ("update-with-alias", "SELECT bool_and(age > id) FROM users"),
    ];

    public static TheoryData<int> Versions => [16, 17, 18];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_fixed_project_is_proved(string name)
    {
        var one = FormCases.Find(name);
        Assert.SkipWhen(one.Server > await server.VersionAsync(), $"The server here is older than {one.Server}.");
        Assert.Equal("", string.Join('\n', await server.ProveAsync(await FixedAsync(one, FormCases.Project(one)))));
    }

    /// <summary>Forms that change rows in batches: through the runner, with more rows than one batch takes, on the other servers.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Batches_are_run_on_every_server(int version)
    {
        await using var other = new Server(version);
        await other.InitializeAsync();
        var wrong = new List<string>();
        foreach (var (name, holds) in s_batches)
        {
            var one = FormCases.Find(name);
            var migrations = await FixedAsync(one, FormCases.Project(one with { Server = version }, rows: 2500));
            if (!await other.MigrateAsync(migrations, holds)) wrong.Add(name + " does not hold: " + holds);
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static async Task<IReadOnlyList<Runtime.MigrationDescriptor>> FixedAsync(FormCase one, Project project)
    {
        var finding = (await Verify.Findings<MigrationAnalyzer>(project)).First(finding => finding.Id == one.Rule && finding.Location.SourceTree!.FilePath.Contains("Change", StringComparison.Ordinal));
        var (_, after) = await FormProject.FixAsync(project, finding);
        return await MigrationsAsync(after);
    }

    private static async Task<IReadOnlyList<Runtime.MigrationDescriptor>> MigrationsAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext("fixed").LoadFromStream(image);
        return [.. assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Runtime.Migration)))
            .Select(type =>
            {
                var attribute = (Runtime.MigrationAttribute)Attribute.GetCustomAttribute(type, typeof(Runtime.MigrationAttribute))!;
                return new Runtime.MigrationDescriptor(attribute.Version, attribute.Name, "f", () => (Runtime.Migration)Activator.CreateInstance(type)!)
                {
                    SingleTransaction = attribute.SingleTransaction,
                };
            })];
    }

    /// <summary>One PostgreSQL for all of them.</summary>
    public sealed class Server : IAsyncLifetime
    {
        private readonly int? _version;
        private static int s_count;
        private Runtime.Embedded.EmbeddedPostgres? _postgres;

        /// <summary>The one that is there.</summary>
        public Server()
        {
        }

        /// <summary>One of a version.</summary>
        internal Server(int version) => _version = version;

        private Runtime.Embedded.EmbeddedPostgres Postgres => _postgres ?? throw new InvalidOperationException("The server is not started.");

        public async ValueTask InitializeAsync()
        {
            // As the runner sets it before the first statement: SQL goes to PostgreSQL as it stands.
            AppContext.SetSwitch("Npgsql.EnableSqlRewriting", isEnabled: false);
            try
            {
                _postgres = await Runtime.Embedded.EmbeddedPostgres.StartThrowawayAsync(_version is { } version ? new() { PostgresVersion = version } : null);
            }
            catch (Runtime.Embedded.EmbeddedPostgresException e) when (_version is { } version)
            {
                Assert.Skip($"PostgreSQL {version} is not here and can't be installed: {e.Message}");
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_postgres is not null) await _postgres.DisposeAsync();
        }

        internal async Task<int> VersionAsync()
        {
            await using var connection = await OpenAsync("postgres");
            return connection.PostgreSqlVersion.Major;
        }

        /// <summary>What is wrong with the migrations; nothing if they are proved.</summary>
        internal async Task<List<string>> ProveAsync(IReadOnlyList<Runtime.MigrationDescriptor> migrations)
        {
            var name = "form" + Interlocked.Increment(ref s_count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await Postgres.EnsureDatabaseAsync(name, TestContext.Current.CancellationToken);
            await using var connection = await OpenAsync(name);
            var wrong = new List<string>();
            await new Runtime.Proof.Prover(connection, new Runtime.Planning.MigrationSet(migrations), told =>
            {
                if (told.Event == "error") wrong.Add(told.Text ?? told.Event);
            }).ProveAsync(TestContext.Current.CancellationToken);
            return wrong;
        }

        /// <summary>Whether something holds when the runner has applied the migrations, which does backfills batch by batch.</summary>
        internal async Task<bool> MigrateAsync(IReadOnlyList<Runtime.MigrationDescriptor> migrations, string holds)
        {
            var name = "run" + Interlocked.Increment(ref s_count).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await Postgres.EnsureDatabaseAsync(name, TestContext.Current.CancellationToken);
            await using (var database = new Runtime.Execution.Database(new NpgsqlConnectionStringBuilder(Postgres.ConnectionString(name))))
            {
                await new Runtime.Execution.MigrationRunner(database, new Runtime.Planning.MigrationSet(migrations), new(), static _ => { })
                    .MigrateAsync(target: null, static (_, _) => { }, TestContext.Current.CancellationToken);
            }

            await using var connection = await OpenAsync(name);
            await using var command = new NpgsqlCommand(holds, connection);
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is true;
        }

        private async Task<NpgsqlConnection> OpenAsync(string database)
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres.ConnectionString(database)) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return connection;
        }
    }
}
