using Lockstep.Planning;
using Lockstep.Planning.Forecasts;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Planning;

/// <summary>What a run will do, where it depends on who asks and on what the source says.</summary>
public sealed class ForecastTests(RolesServer server) : IClassFixture<RolesServer>
{
    private const string Filled = "CREATE TABLE big (id int, note text); INSERT INTO big SELECT g, repeat('x', 800) FROM generate_series(1, 20000) g";

    [Fact]
    public async Task What_the_class_says_is_safe_is_not_found()
    {
        await using var database = await server.PreparedAsync(Filled);
        MigrationDescriptor[] migrations = [new(1, "Allowed", "f", static () => new Allowed()), new(2, "Found", "f", static () => new Found())];
        await using var connection = await database.Database.OpenForCatalogAsync(TestDatabase.Cancellation);
        var forecast = await Forecaster.OfAsync(
            connection, new(migrations), history: null, [.. migrations.Select(migration => (Planner.Plan(migration, Direction.Up), 0))], TestDatabase.Cancellation);
        Assert.DoesNotContain("LS2001", forecast.Migrations[0].Findings.Select(finding => finding.Rule.Id));
        Assert.Contains("LS2001", forecast.Migrations[1].Findings.Select(finding => finding.Rule.Id));
        Assert.Equal("big", Assert.Single(forecast.Touched).ToString());
    }

    [Fact]
    public async Task Who_may_not_read_the_catalog_is_told_what_the_migrations_lead_to()
    {
        await using var database = await server.PreparedAsync("CREATE ROLE reader LOGIN; REVOKE SELECT ON pg_policy FROM PUBLIC");
        Dictionary<string, string?[]> migrations = new(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE t (id int)", null] };
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "migrate")).ExitCode);
        await database.RunAsync("GRANT USAGE ON SCHEMA lockstep TO reader", "GRANT SELECT ON ALL TABLES IN SCHEMA lockstep TO reader");
        migrations["2"] = ["ALTER TABLE t ADD note text", null];
        var reader = HostProcess.Variables(new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "reader", Password = "" });
        var text = await HostProcess.RunAsync(reader, migrations, "plan");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains("-- ACCESS EXCLUSIVE on t · instant · risk: low\nALTER TABLE t ADD note text;\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("-- The role may not read the catalog: locks are those of the schema that the migrations lead to.\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("replayed", (string?)Assert.Single((await HostProcess.RunAsync(reader, migrations, "plan", "--json")).Json)["schema"]);
    }

    [SafeBecause("LS2001", "Nobody writes to it at night.")]
    private sealed class Allowed : Migration
    {
        public override void Up() => Create.Index("i").On("big", "id");
    }

    private sealed class Found : Migration
    {
        public override void Up() => Create.Index("j").On("big", "id");
    }
}
