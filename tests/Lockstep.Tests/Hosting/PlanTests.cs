using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary><c>plan</c>: what a run will do to this very database.</summary>
public sealed class PlanTests(TestServer server)
{
    private const string Filled = "CREATE TABLE big (id int, note text); INSERT INTO big SELECT g, repeat('x', 800) FROM generate_series(1, 20000) g; CREATE TABLE small (id int); INSERT INTO small VALUES (1)";

    [Fact]
    public async Task Locks_sizes_times_and_findings_are_those_of_the_database()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync([.. Filled.Split(';'), "VACUUM ANALYZE big", "VACUUM ANALYZE small"]);
        Dictionary<string, string?[]> migrations = new(StringComparer.Ordinal)
        {
            ["1"] = ["CREATE INDEX i ON big (id); CREATE INDEX j ON small (id)", "DROP INDEX j; DROP INDEX i"],
            ["2"] = ["ALTER TABLE big ALTER COLUMN id TYPE bigint", "ALTER TABLE big ALTER COLUMN id TYPE int"],
            ["3"] = ["CREATE TABLE made (id int); ALTER TABLE made ADD note text; ALTER TABLE small ADD made int", "ALTER TABLE small DROP made; DROP TABLE made"],
            ["4"] = ["DO $$ BEGIN END $$", null],
        };
        var text = await HostProcess.RunAsync(database, migrations, "plan");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Matches(@"\n-- SHARE on big · reads big \(\d+ MB, about 20000 rows\) · up to \d s · risk: medium\nCREATE INDEX i ON big \(id\);\n", text.Output);
        Assert.Matches(@"\n-- SHARE on small · reads small \(8192 bytes, about 1 rows\) · instant · risk: low\nCREATE INDEX j ON small \(id\);\n", text.Output);
        Assert.Matches(@"\n-- ACCESS EXCLUSIVE on big · writes big anew \(\d+ MB, about 20000 rows\) · up to \d s · risk: medium\nALTER TABLE big", text.Output);
        Assert.Contains("BEGIN;\nCREATE TABLE made (id int);\nALTER TABLE made ADD note text;\n-- ACCESS EXCLUSIVE on small · instant · risk: low\nALTER TABLE small ADD made int;\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("-- what the block does depends on its run · risk: unknown\nDO $$ BEGIN END $$;\n", text.Output, StringComparison.Ordinal);
        // Of the two indexes only that on the table with many rows is worth a word.
        Assert.Matches(@"\n-- error LS2001 in 1: Index 'i' is created without CONCURRENTLY", text.Output);
        Assert.DoesNotContain("Index 'j'", text.Output, StringComparison.Ordinal);
        Assert.EndsWith("-- 4 pending, 7 statements, all in transactions, highest risk: unknown\n", text.Output, StringComparison.Ordinal);

        var json = Assert.Single((await HostProcess.RunAsync(database, migrations, "plan", "--json")).Json);
        Assert.Equal(("live", "unknown"), ((string?)json["schema"], (string?)json["risk"]));
        var index = json["migrations"]![0]!["steps"]![0]!["statements"]![0]!;
        Assert.Equal("""{"public.big":"ShareLock"}""", index["locks"]!.ToJsonString());
        Assert.Equal(await database.RunAsync("SELECT pg_relation_size('big')"), (long)index["bytes"]!);
        Assert.Equal(20000, (long)index["rows"]!);
        var seconds = index["seconds"]!.AsArray().Select(each => (double)each!).ToList();
        Assert.True(seconds[0] > 0 && seconds[1] > 10 * seconds[0]);
        Assert.Equal("""["public.big"]""", json["migrations"]![1]!["steps"]![0]!["statements"]![0]!["rewrites"]!.ToJsonString());
        Assert.False((bool?)json["migrations"]![3]!["steps"]![0]!["statements"]![0]!["certain"]);
        Assert.Contains("LS2001", json["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]));
        Assert.Equal("", await database.LinesAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'lockstep'"));
    }

    [Fact]
    public async Task A_way_back_is_told_with_its_locks()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Filled.Split(';'));
        Dictionary<string, string?[]> migrations = new(StringComparer.Ordinal) { ["1"] = ["ALTER TABLE big ADD more int DEFAULT 1; CREATE INDEX CONCURRENTLY i ON small (id)", "DROP INDEX CONCURRENTLY i; ALTER TABLE big ALTER COLUMN more TYPE bigint; ALTER TABLE big DROP COLUMN more"] };
        Assert.Equal(0, (await HostProcess.RunAsync(database, migrations, "migrate")).ExitCode);
        var text = (await HostProcess.RunAsync(database, migrations, "rollback", "--dry-run")).Output;
        Assert.Matches(@"^-- 1 Change 1, Down\n-- step 1 of 2: outside a transaction\n-- ACCESS EXCLUSIVE on i, SHARE UPDATE EXCLUSIVE on small · instant · risk: none\nDROP INDEX CONCURRENTLY i;\n", text);
        Assert.Matches(@"\n-- ACCESS EXCLUSIVE on big · writes big anew .* · risk: medium\nALTER TABLE big ALTER COLUMN more TYPE bigint;\n", text);
        var json = Assert.Single((await HostProcess.RunAsync(database, migrations, "rollback", "--dry-run", "--json")).Json);
        Assert.Equal(("down", "medium"), ((string?)json["migrations"]![0]!["direction"], (string?)json["risk"]));
        Assert.Equal("1 applied 2/2", await database.HistoryAsync());
    }

    [Fact]
    public async Task Maintenance_takes_its_time_and_emptying_none()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync([.. Filled.Split(';'), "ALTER TABLE big ADD PRIMARY KEY (id)", "CREATE MATERIALIZED VIEW v AS SELECT count(*) FROM big"]);
        Dictionary<string, string?[]> migrations = new(StringComparer.Ordinal) { ["1"] = ["VACUUM big; ANALYZE big; REFRESH MATERIALIZED VIEW v; TRUNCATE big", null] };
        var text = (await HostProcess.RunAsync(database, migrations, "plan")).Output;
        Assert.Contains("-- SHARE UPDATE EXCLUSIVE on big · under 1 s · risk: none\nVACUUM big;", text, StringComparison.Ordinal);
        Assert.Contains("-- SHARE UPDATE EXCLUSIVE on big · under 1 s · risk: none\nANALYZE big;", text, StringComparison.Ordinal);
        Assert.Matches(@"-- ACCESS EXCLUSIVE on .*v · .*takes as long as its query · risk: unknown\nREFRESH MATERIALIZED VIEW v;", text);
        Assert.Matches(@"-- ACCESS EXCLUSIVE on big, big_pkey.* · a new file for big · instant · risk: low\nTRUNCATE big;", text);
    }

    [Fact]
    public async Task A_lock_is_held_to_the_end_of_its_transaction()
    {
        await using var database = await server.CreateAsync();
        await database.RunAsync(Filled.Split(';'));
        Dictionary<string, string?[]> migrations = new(StringComparer.Ordinal) { ["1"] = ["ALTER TABLE small ADD more int; CREATE INDEX i ON big (id)", null] };
        var text = (await HostProcess.RunAsync(database, migrations, "plan")).Output;
        Assert.Contains("-- ACCESS EXCLUSIVE on small · instant · risk: medium\nALTER TABLE small", text, StringComparison.Ordinal);
    }
}
