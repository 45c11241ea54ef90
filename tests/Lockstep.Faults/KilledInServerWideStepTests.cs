using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>
/// Statements outside of transactions that make or drop what can't be made or dropped twice: killed when the server has the statement, the
/// runner does not know that it was done.
/// </summary>
public sealed class KilledInServerWideStepTests(TestServer server)
{
    [Theory]
    [InlineData("CREATE DATABASE made_1", "SELECT 1", "SELECT count(*) FROM pg_database WHERE datname = 'made_1'", 1)]
    [InlineData("DROP DATABASE made_2", "CREATE DATABASE made_2", "SELECT count(*) FROM pg_database WHERE datname = 'made_2'", 0)]
    [InlineData("SET allow_in_place_tablespaces = on; CREATE TABLESPACE made_3 LOCATION ''", "SELECT 1", "SELECT count(*) FROM pg_tablespace WHERE spcname = 'made_3'", 1)]
    [InlineData("DROP TABLESPACE made_4", "SET allow_in_place_tablespaces = on; CREATE TABLESPACE made_4 LOCATION ''", "SELECT count(*) FROM pg_tablespace WHERE spcname = 'made_4'", 0)]
    [InlineData("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY", "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)", "SELECT count(*) FROM pg_inherits WHERE inhrelid = 'p1'::regclass", 0)]
    public async Task What_was_made_or_dropped_is_not_made_or_dropped_again(string sql, string before, string query, long expected)
    {
        await using var database = await server.CreateAsync();
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = [before, null], ["2"] = [$"{sql}; CREATE TABLE behind ()", null] };
        var statement = sql.Split("; ")[^1];
        var (_, struck, exitCode) = await FaultyRun.FaultAsync(database, at => at.Sql == statement, after: true, FaultyRun.KillAsync, migrations: migrations);
        Assert.Equal((true, FaultyRun.Killed), (struck, exitCode));
        var next = await HostProcess.RunAsync(database, migrations, "migrate");
        Assert.Equal((0, ""), (next.ExitCode, next.Error));
        Assert.Equal(expected, await database.RunAsync(query));
        Assert.Equal("behind", (await database.TablesAsync()).Split('\n')[0]);
    }

    [Fact]
    public async Task A_database_that_somebody_else_made_is_not_taken_for_ours()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync("CREATE DATABASE somebody_elses");
        var migrations = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE DATABASE somebody_elses", null] };
        for (var run = 0; run < 2; run++)
        {
            var result = await HostProcess.RunAsync(database, migrations, "migrate");
            Assert.Equal((int)ExitCode.Failed, result.ExitCode);
            Assert.Contains("database \"somebody_elses\" already exists", result.Error, StringComparison.Ordinal);
        }
    }
}
