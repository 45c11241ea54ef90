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

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_fixed_project_is_proved(string name)
    {
        var one = FormCases.Find(name);
        Assert.SkipWhen(one.Server > await server.VersionAsync(), $"The server here is older than {one.Server}.");
        var project = FormCases.Project(one);
        var finding = (await Verify.Findings<MigrationAnalyzer>(project)).First(finding => finding.Id == one.Rule && finding.Location.SourceTree!.FilePath.Contains("Change", StringComparison.Ordinal));
        var (_, after) = await FormProject.FixAsync(project, finding);

        Assert.Equal("", string.Join('\n', await server.ProveAsync(await MigrationsAsync(after))));
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
        private static int s_count;
        private Runtime.Embedded.EmbeddedPostgres? _postgres;

        private Runtime.Embedded.EmbeddedPostgres Postgres => _postgres ?? throw new InvalidOperationException("The server is not started.");

        public async ValueTask InitializeAsync()
        {
            // As the runner sets it before the first statement: SQL goes to PostgreSQL as it stands.
            AppContext.SetSwitch("Npgsql.EnableSqlRewriting", isEnabled: false);
            _postgres = await Runtime.Embedded.EmbeddedPostgres.StartThrowawayAsync();
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

        private async Task<NpgsqlConnection> OpenAsync(string database)
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Postgres.ConnectionString(database)) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return connection;
        }
    }
}
