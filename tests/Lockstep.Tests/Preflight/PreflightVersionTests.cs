using Lockstep.Embedded;
using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.Preflight;

/// <summary>What differs between versions of PostgreSQL, and what wants a server of its own.</summary>
public sealed class PreflightVersionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(17)]
    [InlineData(18)]
    public async Task Prepared_transactions_are_told_and_MAINTAIN_is_enough_where_it_exists(int? version)
    {
        EmbeddedPostgres server;
        try
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_prepared_transactions"] = "5", ["wal_level"] = "logical" };
            server = await EmbeddedPostgres.StartThrowawayAsync(new() { PostgresVersion = version, Settings = settings }, TestDatabase.Cancellation);
        }
        catch (EmbeddedPostgresException absent) when (version is not null)
        {
            Assert.Skip($"PostgreSQL {version} is not to be had: {absent.Message}");
            return;
        }

        await using (server)
        {
            await using var database = await TestDatabase.CreateAsync(server);
            await database.RunAsync("CREATE TABLE t (id int)", "CREATE ROLE helper LOGIN", $"GRANT CREATE ON DATABASE {database.Name} TO helper");
            await database.RunAsync("BEGIN", "INSERT INTO t VALUES (1)", "PREPARE TRANSACTION 'left''over'");
            // All checks, the rest of them without a finding.
            var migrations = Up("CREATE EXTENSION IF NOT EXISTS plpgsql; CREATE TABLE more (id int); INSERT INTO more VALUES (1); CREATE INDEX CONCURRENTLY i ON more (id); ALTER TABLE t ALTER COLUMN id TYPE bigint");
            var young = await RunAsync(database.Settings, migrations, "--long-transaction", "1h");
            Assert.Equal(0, young.ExitCode);
            Assert.Matches(@"warning LS9210: Prepared transaction left'over \(role postgres, \d+ s\) holds ROW EXCLUSIVE on t, for which 1 \(ACCESS EXCLUSIVE\) would wait\.", young.Output);
            var old = await RunAsync(database.Settings, migrations, "--long-transaction", "0s");
            Assert.Equal(1, old.ExitCode);
            Assert.Contains("error LS9210: Prepared transaction left'over", old.Output, StringComparison.Ordinal);
            Assert.Contains("\n  next: Whoever knows what it was for: COMMIT PREPARED or ROLLBACK PREPARED 'left''over'.\n", old.Output, StringComparison.Ordinal);
            Assert.Contains("Lockstep: not ok      PostgreSQL", old.Output, StringComparison.Ordinal);
            await database.RunAsync("ROLLBACK PREPARED 'left''over'");

            var helper = new NpgsqlConnectionStringBuilder(database.Settings.ConnectionString) { Username = "helper" };
            var refused = await RunAsync(helper, Up("REINDEX TABLE t"));
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("error LS9210: Role helper does not own table t, which 1 maintains; its owner is postgres.", refused.Output, StringComparison.Ordinal);
            if (version is null) return;
            await database.RunAsync("GRANT MAINTAIN ON t TO helper");
            var allowed = await RunAsync(helper, Up("REINDEX TABLE t"));
            Assert.Equal(0, allowed.ExitCode);
            Assert.DoesNotContain("LS9210", allowed.Output, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string?[]> Up(string up) => new(StringComparer.Ordinal) { ["1"] = [up, null] };

    private static Task<HostResult> RunAsync(NpgsqlConnectionStringBuilder settings, object migrations, params string[] arguments) =>
        HostProcess.RunAsync(HostProcess.Variables(settings), migrations, ["preflight", .. arguments]);
}
