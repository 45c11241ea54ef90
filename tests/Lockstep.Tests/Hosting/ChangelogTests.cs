using System.Text.Json.Nodes;
using Lockstep.Planning;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Hosting;

/// <summary><c>changelog</c> and <c>show</c>.</summary>
public sealed class ChangelogTests(TestServer server)
{
    private static readonly Dictionary<string, string?[]> s_three = new(StringComparer.Ordinal)
    {
        ["202611200800"] = ["CREATE TABLE users (id int PRIMARY KEY); CREATE TABLE user_roles (id int)", "DROP TABLE user_roles, users"],
        ["202611210900"] = ["ALTER TABLE users ADD COLUMN email text, ADD COLUMN phone text; CREATE INDEX CONCURRENTLY ix_users_email ON users (email)", "DROP INDEX CONCURRENTLY ix_users_email; ALTER TABLE users DROP COLUMN email, DROP COLUMN phone", "Users sign in by <e-mail> from now on.", "OPS-142"],
        ["202611220000"] = ["INSERT INTO users VALUES (1), (2)", null],
    };

    [Fact]
    public async Task Markdown_without_a_database()
    {
        var log = await HostProcess.RunAsync(NoDatabase, s_three, "changelog", "--from", "202611200800");
        Assert.Equal((0, ""), (log.ExitCode, log.Error));
        Assert.Equal(
            """
            # Changelog

            ## 202611220000 Change 202611220000

            2026-11-22

            - writes rows of users
            - can't be taken back: it has no Down

            ## 202611210900 Change 202611210900

            2026-11-21 · OPS-142

            Users sign in by \<e-mail\> from now on.

            - adds column users.email, users.phone
            - creates index ix\_users\_email on users

            ## 202611200800 Change 202611200800

            2026-11-20

            - creates table users, user\_roles

            """.ReplaceLineEndings("\n"),
            log.Output);
        var middle = await HostProcess.RunAsync(NoDatabase, s_three, "changelog", "--from", "202611200801", "--to", "202611210900", "--format", "json");
        var document = JsonNode.Parse(middle.Output)!;
        Assert.Null(document["database"]);
        var change = Assert.Single(document["migrations"]!.AsArray())!;
        Assert.Equal((202611210900L, "OPS-142", "2026-11-21", "Users sign in by <e-mail> from now on.", true), ((long)change["version"]!, (string?)change["ticket"], (string?)change["date"], (string?)change["description"], (bool)change["reversible"]!));
        Assert.Equal(["adds column users.email, users.phone", "creates index ix_users_email on users"], change["changes"]!.AsArray().Select(line => (string)line!));
        Assert.Equal("# Changelog\n", (await HostProcess.RunAsync(NoDatabase, s_three, "changelog", "--to", "5")).Output);
        Assert.Equal(2, (await HostProcess.RunAsync(NoDatabase, s_three, "changelog", "--format", "html")).ExitCode);
    }

    [Fact]
    public async Task What_is_written_of_a_checkpoint_is_not_taken_for_the_migration_before_it()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--approver", "Ada")).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--checkpoint", "night")).ExitCode);
        var applied = Assert.Single((await HostProcess.RunAsync(database, s_three, "changelog", "--json", "--applied")).Json)["migrations"]!.AsArray()[0]!["applied"]!;
        Assert.Equal((null, "Ada"), ((string?)applied["action"], (string?)applied["approver"]));
    }

    [Fact]
    public async Task With_a_database_it_tells_when_by_whom_and_what_it_took()
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate", "--commit", "4f2c1e9", "--approver", "Ada", "--to", "202611210900")).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "mark-applied", "202611220000", "--reason", "by hand", "--yes")).ExitCode);
        Assert.DoesNotContain("applied", (await HostProcess.RunAsync(database, s_three, "changelog")).Output, StringComparison.Ordinal);
        var text = await HostProcess.RunAsync(database, s_three, "changelog", "--applied");
        Assert.Matches(@"(?m)^2026-11-21 · OPS-142 · applied \d{4}-\d\d-\d\d \d\d:\d\d UTC by .+@.+ \(role postgres\) in [\d.]+ s, (.+ waiting for locks, )?release .+, commit 4f2c1e9, approved by Ada$", text.Output);
        Assert.Matches(@"(?m)^2026-11-22 · applied \d{4}-\d\d-\d\d \d\d:\d\d UTC by .+ \(role postgres\), not run: mark-applied \(by hand\)", text.Output);

        var json = Assert.Single((await HostProcess.RunAsync(database, s_three, "changelog", "--json", "--applied")).Json);
        Assert.Equal(database.Name, (string?)json["database"]);
        var applied = json["migrations"]!.AsArray()[1]!["applied"]!;
        Assert.Equal(("applied", "postgres", "4f2c1e9", "Ada", "same"), ((string?)applied["state"], (string?)applied["role"], (string?)applied["commit"], (string?)applied["approver"], (string?)applied["source"]));
        Assert.Equal((string)(await database.RunAsync("SELECT run_id::text FROM lockstep.history WHERE version = 202611210900"))!, (string?)applied["runId"]);
    }

    [Fact]
    public async Task What_was_taken_back_before_does_not_count()
    {
        await using var database = await server.CreateAsync();
        var one = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["1"] = ["CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2), (3)", "DROP TABLE a"] };
        Assert.Equal(0, (await HostProcess.RunAsync(database, one, "migrate", "--commit", "first")).ExitCode);
        Assert.Equal(0, (await HostProcess.RunAsync(database, one, "rollback", "--yes")).ExitCode);
        Assert.Equal("pending", await StateAsync("state"));
        Assert.Null(await StateAsync("commit"));
        Assert.Equal(0, (await HostProcess.RunAsync(database, one, "migrate", "--commit", "second")).ExitCode);
        Assert.Equal(("second", "3"), (await StateAsync("commit"), await StateAsync("rows")));

        async Task<string?> StateAsync(string field) =>
            Assert.Single((await HostProcess.RunAsync(database, one, "changelog", "--json", "--applied")).Json)["migrations"]![0]!["applied"]![field]?.ToString();
    }

    [Fact]
    public async Task Show_tells_the_SQL_and_where_it_stands()
    {
        await using var database = await server.CreateAsync();
        var pending = await HostProcess.RunAsync(database, s_three, "show", "202611210900");
        Assert.Equal((0, ""), (pending.ExitCode, pending.Error));
        Assert.Matches(
            $@"^202611210900 Change 202611210900\n" +
            @"              Users sign in by <e-mail> from now on\.\n" +
            @"  ticket      OPS-142\n" +
            @"  written     2026-11-21\n" +
            @"  source      .*SqlMigration\.cs\(\d+\)\n" +
            @"  changes     adds column users\.email, users\.phone; creates index ix_users_email on users\n" +
            $@"  {database.Name,-11} pending\n\n" +
            @"-- Up\n-- step 1 of 2: a transaction\nBEGIN;\nALTER TABLE users ADD COLUMN email text, ADD COLUMN phone text;\nCOMMIT;\n-- step 2 of 2: outside a transaction\nCREATE INDEX CONCURRENTLY ix_users_email ON users \(email\);\n\n" +
            @"-- Down\n-- step 1 of 2: outside a transaction\nDROP INDEX CONCURRENTLY ix_users_email;\n-- step 2 of 2: a transaction\nBEGIN;\nALTER TABLE users DROP COLUMN email, DROP COLUMN phone;\nCOMMIT;\n$",
            pending.Output);
        Assert.Equal(0, (await HostProcess.RunAsync(database, s_three, "migrate")).ExitCode);
        Assert.Matches(@"(?m)^  fingerprint equal: the source is what was applied$", (await HostProcess.RunAsync(database, s_three, "show", "202611210900")).Output);
        Assert.Contains("-- Down: it has none, so it can't be taken back\n", (await HostProcess.RunAsync(database, s_three, "show", "202611220000")).Output, StringComparison.Ordinal);

        var edited = new Dictionary<string, string?[]>(s_three, StringComparer.Ordinal) { ["202611220000"] = ["INSERT INTO users VALUES (3)", null], ["202611200800"] = [s_three["202611200800"][0], null] };
        Assert.Contains("fingerprint not equal: the source was changed since, and would now run other statements\n", (await HostProcess.RunAsync(database, edited, "show", "202611220000")).Output, StringComparison.Ordinal);
        Assert.Contains("fingerprint not equal, but the statements are", (await HostProcess.RunAsync(database, edited, "show", "202611200800")).Output, StringComparison.Ordinal);

        var json = Assert.Single((await HostProcess.RunAsync(database, s_three, "show", "202611210900", "--json")).Json);
        Assert.Equal(("applied", 2, 2), ((string?)json["migration"]!["applied"]!["state"], json["up"]!.AsArray().Count, json["down"]!.AsArray().Count));
        var offline = Assert.Single((await HostProcess.RunAsync(database, s_three, "show", "202611210900", "--json", "--offline")).Json);
        Assert.Null(offline["migration"]!["applied"]);
        Assert.Null(Assert.Single((await HostProcess.RunAsync(NoDatabase, s_three, "show", "202611210900", "--json")).Json)["database"]);

        var unknown = await HostProcess.RunAsync(database, s_three, "show", "7");
        Assert.Equal((2, "error LS9204: The project has no migration 7.\n  next: Its last one is 202611220000; lockstep status lists all.\n"), (unknown.ExitCode, unknown.Error));
    }

    [Theory]
    [InlineData("DO $$ BEGIN PERFORM 1; END $$", "runs a block of code")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u; ALTER TABLE t ALTER COLUMN a SET NOT NULL; ALTER TABLE t ALTER b TYPE bigint", "adds a foreign key to t|changes column t.a|changes the type of t.b to bigint")]
    [InlineData("DROP TABLE s.t; DROP INDEX i; ALTER TABLE a RENAME TO b; ALTER TABLE t RENAME c TO d", "drops table s.t|drops index i|renames a to b|renames column t.c to d")]
    [InlineData("CREATE TYPE mood AS ENUM ('x'); ALTER TYPE mood ADD VALUE 'y'; CREATE VIEW v AS SELECT 1; CREATE EXTENSION hstore", "creates type mood|adds to type mood: y|creates view v|installs extension hstore")]
    [InlineData("UPDATE t SET a = 1; DELETE FROM u; TRUNCATE v; SELECT 1; SET lock_timeout = 1", "writes rows of t, u|empties v")]
    [InlineData("GRANT SELECT ON t TO r; REVOKE SELECT ON t FROM r; DROP FUNCTION f(); CREATE POLICY p ON t", "changes privileges|drops function f|creates policy p on t")]
    public void A_few_words_for_what_changes(string sql, string words) => Assert.Equal(
        words.Split('|'),
        OperationWords.Of(Planner.Plan(Sql(1, sql), Direction.Up).Steps.SelectMany(step => step.Statements).Select(statement => statement.Operation)));

    [Theory]
    [InlineData(202611210900, "2026-11-21")]
    [InlineData(20261121, "2026-11-21")]
    [InlineData(20261121090015, "2026-11-21")]
    [InlineData(20261321, null)]
    [InlineData(7, null)]
    public void A_version_may_tell_the_day(long version, string? day) => Assert.Equal(day, VersionDate.Of(version)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    private static Dictionary<string, string> NoDatabase => new(StringComparer.Ordinal);
}
