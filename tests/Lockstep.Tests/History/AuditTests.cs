using Lockstep.Tests.Support;
using Npgsql;

namespace Lockstep.Tests.History;

/// <summary>The audit tells what was done, and whether it was tampered with.</summary>
public sealed class AuditTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_migrations = new(StringComparer.Ordinal)
    {
        ["1"] = ["CREATE TABLE a (id int); INSERT INTO a SELECT generate_series(1, 7); UPDATE a SET id = id + 1 WHERE id > 5", "DROP TABLE a"],
        ["2"] = ["CREATE TABLE b (id int); CREATE INDEX CONCURRENTLY i ON a (id)", "DROP INDEX CONCURRENTLY i; DROP TABLE b"],
        ["3"] = ["CREATE TABLE größe (id int)", "DROP TABLE größe"],
    };

    [Fact]
    public async Task Each_step_is_a_row_with_who_and_what_and_the_chain_holds()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await RunAsync(database, "migrate", "--approver", "Zoë 🐘", "--ticket", "OPS-7", "--commit", "4f2c1e9")).ExitCode);
        Assert.Equal(0, (await RunAsync(database, "rollback", "2", "--yes")).ExitCode);
        var rows = Assert.Single((await RunAsync(database, "audit", "--json")).Json)["rows"]!.AsArray();
        Assert.Equal(
            ["up 1 1/1 7+2", "up 2 1/2", "up 2 2/2", "up 3 1/1", "down 3 1/1", "down 2 1/2", "down 2 2/2"],
            rows.Select(row => $"{row!["action"]} {row["version"]} {row["step"]}/{row["steps"]}{((long?)row["rows"] is 9 ? " 7+2" : (string?)row["rows"]?.ToJsonString())}"));
        var first = rows[0]!;
        Assert.Equal(("Zoë 🐘", "OPS-7", "4f2c1e9"), ((string?)first["approver"], (string?)first["ticket"], (string?)first["commit"]));
        Assert.Equal(("postgres", "postgres", Environment.UserName, Environment.MachineName, "done"), ((string?)first["loginRole"], (string?)first["role"], (string?)first["osUser"], (string?)first["host"], (string?)first["outcome"]));
        Assert.Null(rows[4]!["approver"]);
        Assert.Equal(2, rows.Select(row => (string?)row!["runId"]).Distinct(StringComparer.Ordinal).Count());
        Assert.Matches(@"(?m)^    1  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  up 1 Change 1  9 rows · \d+\.\d\d s · postgres, \S+@\S+ · OPS-7 · approved by Zoë 🐘 · commit 4f2c1e9$", (await RunAsync(database, "audit")).Output);

        var verified = await RunAsync(database, "audit", "verify");
        Assert.Equal(0, verified.ExitCode);
        Assert.Equal($"Lockstep: audit       7 rows, unbroken · head {(string?)rows[6]!["hash"]}\n", verified.Output);
        Assert.Equal(0, (await RunAsync(database, "audit", "verify", "--head", (string)first["hash"]!)).ExitCode);
        Assert.True((bool)Assert.Single((await RunAsync(database, "audit", "verify", "--json")).Json)["ok"]!);
    }

    [Fact]
    public async Task More_than_nine_rows_are_in_their_order_too()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync([.. Enumerable.Range(1, 11).Select(version => Scripted.Sql(version, "SELECT 1"))]);
        var rows = Assert.Single((await RunAsync(database, "audit", "--json")).Json)["rows"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 11), rows.Select(row => (int)row!["seq"]!));
        var verified = await RunAsync(database, "audit", "verify");
        Assert.Equal((0, $"Lockstep: audit       11 rows, unbroken · head {(string?)rows[10]!["hash"]}\n"), (verified.ExitCode, verified.Output));
    }

    [Fact]
    public async Task A_failure_is_written_down_without_data()
    {
        await using var database = await server.CreateAsync();
        var bad = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a (secret text CONSTRAINT one UNIQUE); INSERT INTO a VALUES ('hush'), ('hush')", null] };
        Assert.Equal(1, (await HostProcess.RunAsync(database, bad, "migrate")).ExitCode);
        var other = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["SELECT 'hush'::int", null] };
        Assert.Equal(1, (await HostProcess.RunAsync(database, other, "migrate")).ExitCode);
        var outside = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE INDEX CONCURRENTLY i ON nowhere (id)", null] };
        Assert.Equal(1, (await HostProcess.RunAsync(database, outside, "migrate")).ExitCode);
        Assert.Equal(
            "failed SQLSTATE 23505, constraint one\nfailed SQLSTATE 22P02\nfailed relation \"nowhere\" does not exist (SQLSTATE 42P01)",
            await database.LinesAsync("SELECT outcome || ' ' || error FROM lockstep.audit ORDER BY seq"));
        Assert.Equal(0, (await HostProcess.RunAsync(database, outside, "audit", "verify")).ExitCode);
    }

    [Theory]
    [InlineData("UPDATE lockstep.audit SET approver = 'nobody' WHERE seq = 2", "Row 2 was changed: its hash is not that of what it says.")]
    [InlineData("UPDATE lockstep.audit SET duration_ms = 0 WHERE seq = 4", "Row 4 was changed: its hash is not that of what it says.")]
    [InlineData("DELETE FROM lockstep.audit WHERE seq IN (2, 3)", "Rows 2 to 3 are missing.")]
    [InlineData("DELETE FROM lockstep.audit WHERE seq = 4", "The row with the hash that was given is not there: rows at the end were taken away, or it is of another database.")]
    public async Task What_is_written_can_not_be_changed_unnoticed(string change, string problem)
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        var head = (string)Assert.Single((await RunAsync(database, "audit", "verify", "--json")).Json)["head"]!;
        foreach (var refused in (string[])[change, "TRUNCATE lockstep.audit", "SET session_replication_role = replica; " + change])
        {
            var failure = await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync("SELECT 1", refused.Contains(';', StringComparison.Ordinal) ? $"DO $$ BEGIN {refused}; END $$" : refused));
            Assert.Contains("of lockstep.audit is refused: rows can only be added", failure.MessageText, StringComparison.Ordinal);
        }

        await database.RunAsync("ALTER TABLE lockstep.audit DISABLE TRIGGER audit_refuse", change, "ALTER TABLE lockstep.audit ENABLE ALWAYS TRIGGER audit_refuse");
        var verified = await RunAsync(database, "audit", "verify", "--head", head);
        Assert.Equal(1, verified.ExitCode);
        Assert.StartsWith($"error LS9211: {problem}\n  next: ", verified.Output, StringComparison.Ordinal);
        // Going on does not heal it.
        Assert.Equal(0, (await RunAsync(database, "rollback", "--yes")).ExitCode);
        Assert.Equal(1, (await RunAsync(database, "audit", "verify", "--head", head)).ExitCode);
    }

    [Fact]
    public async Task A_row_that_is_put_together_again_does_not_fit_the_next()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        await database.RunAsync("ALTER TABLE lockstep.audit DISABLE TRIGGER ALL");
        await using var connection = await database.OpenAsync();
        foreach (var sql in (string[])
            [
                "CREATE TEMP TABLE kept AS SELECT * FROM lockstep.audit WHERE seq >= 2",
                "DELETE FROM lockstep.audit WHERE seq >= 2",
                "ALTER TABLE lockstep.audit ENABLE ALWAYS TRIGGER audit_link",
                "UPDATE kept SET approver = 'forged' WHERE seq = 2",
                "INSERT INTO lockstep.audit SELECT * FROM kept WHERE seq = 2",
                "ALTER TABLE lockstep.audit DISABLE TRIGGER ALL",
                "INSERT INTO lockstep.audit SELECT * FROM kept WHERE seq > 2",
            ])
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(TestDatabase.Cancellation);
        }

        var verified = await RunAsync(database, "audit", "verify");
        Assert.Equal(1, verified.ExitCode);
        Assert.StartsWith("error LS9211: Row 3 does not follow the row before it", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_without_an_audit_is_told_apart_from_one_that_lost_it()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal($"Lockstep: audit       nothing was done to {database.Name} yet\n", (await RunAsync(database, "audit")).Output);
        Assert.Equal((0, "Lockstep: audit       0 rows, unbroken\n"), ((await RunAsync(database, "audit", "verify")).ExitCode, (await RunAsync(database, "audit", "verify")).Output));
        Assert.Equal(0, (await RunAsync(database, "migrate")).ExitCode);
        await database.RunAsync("DROP TABLE lockstep.audit", "DROP FUNCTION lockstep.audit_link", "DROP FUNCTION lockstep.audit_refuse");
        var lost = await RunAsync(database, "audit", "verify");
        Assert.Equal(1, lost.ExitCode);
        Assert.StartsWith("error LS9211: Migrations are applied, and there is no table lockstep.audit.", lost.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(database, "rollback", "--yes")).ExitCode);
        Assert.Equal("down", await database.LinesAsync("SELECT action FROM lockstep.audit"));
    }

    private static Task<HostResult> RunAsync(TestDatabase database, params string[] arguments) => HostProcess.RunAsync(database, s_migrations, arguments);
}
