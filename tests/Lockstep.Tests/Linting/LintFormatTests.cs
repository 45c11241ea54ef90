using System.Text.Json.Nodes;

namespace Lockstep.Tests.Linting;

/// <summary>Each format on the same files: several lines, tabs, wide characters, CRLF, two severities, what is allowed, what can be mended.</summary>
public sealed class LintFormatTests
{
    private static readonly (string, string)[] s_files =
    [
        ("migrations/0001_create.sql", "-- up\nCREATE TABLE t (id int, näme text);\nCREATE INDEX ON t (id);\n-- down\nDROP TABLE t;\n"),
        ("migrations/0002_index.sql", "-- up\r\nCREATE INDEX ix_t\r\n\tON t (id)\r\n\tWHERE id > 0;\r\nSELECT '日本語';\tCREATE INDEX \"日本\" ON t (näme);\r\n"),
        ("migrations/0003_drop.sql",
            "-- up\n-- lockstep: allow LS3001 because nobody, really, reads 100 % of it: see OPS-1\nALTER TABLE t DROP COLUMN id;\n" +
            "-- lockstep: allow LS2001 because\nALTER TABL x;\n-- down\nALTER TABLE t ADD COLUMN id int;\n"),
    ];

    [Theory]
    [InlineData("text", "text.txt")]
    [InlineData("json", "json.json")]
    [InlineData("sarif", "sarif.json")]
    [InlineData("github", "github.txt")]
    [InlineData("gitlab", "gitlab.json")]
    [InlineData("markdown", "markdown.md")]
    public async Task A_format_is_written_as_it_was_looked_at(string format, string golden)
    {
        using var folder = LintFolder.With(s_files);
        var result = await folder.LintAsync("--format", format, "migrations");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Golden.Same(golden.EndsWith(".json", StringComparison.Ordinal) ? Readable(result.Output) : result.Output, golden);
    }

    [Theory]
    [InlineData("text", "No findings in 1 file.\n")]
    [InlineData("github", "No findings in 1 file.\n")]
    [InlineData("gitlab", "[]\n")]
    [InlineData("markdown", "### Lockstep: No findings in 1 file.\n")]
    public async Task Where_nothing_is_found_little_is_said(string format, string expected)
    {
        using var folder = LintFolder.With(("a.sql", "SELECT 1;\n"));
        var result = await folder.LintAsync("--format", format, "a.sql");
        Assert.Equal((0, expected, ""), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Json_tells_what_each_statement_does_in_bytes_of_the_file()
    {
        using var folder = LintFolder.With(("schema.sql", "CREATE TABLE ä (id int PRIMARY KEY, a int);"), ("b.sql", "SELECT 'ö😀';\nALTER TABLE ä ADD CHECK (a > 0);\nVACUUM ä;\n"));
        var document = JsonNode.Parse((await folder.LintAsync("--schema", "schema.sql", "--format", "json", "b.sql")).Output)!;
        var bytes = File.ReadAllBytes(folder.PathOf("b.sql"));
        var statements = document["statements"]!.AsArray();
        Assert.Equal(["SELECT 'ö😀'", "ALTER TABLE ä ADD CHECK (a > 0)", "VACUUM ä"], statements.Select(statement => Slice(bytes, statement!)));
        Assert.Equal("""{"public.ä":"AccessExclusiveLock"}""", Plain(statements[1]!["locks"]!));
        Assert.Equal("""["public.ä"]""", Plain(statements[1]!["scans"]!));
        Assert.Equal([true, true, false], statements.Select(statement => (bool)statement!["transactional"]!));
    }

    [Fact]
    public async Task A_statement_with_several_actions_is_one()
    {
        using var folder = LintFolder.With(("schema.sql", "CREATE TABLE t (id int PRIMARY KEY);"), ("b.sql", "ALTER TABLE t ALTER id TYPE bigint, ADD c int;"));
        var document = JsonNode.Parse((await folder.LintAsync("--schema", "schema.sql", "--json", "b.sql")).Output)!;
        var statement = Assert.Single(document["statements"]!.AsArray())!;
        Assert.Equal("""["public.t"]""", Plain(statement["rewrites"]!));
        Assert.Null(statement["certain"]);
    }

    [Fact]
    public async Task A_message_cannot_break_out_of_a_workflow_command_or_move_the_cursor()
    {
        using var folder = LintFolder.With(("a,b%.sql", "CREATE INDEX \"x\n::error::\u001b[31m%\" ON t (a);"));
        var commands = (await folder.LintAsync("--format", "github", "a,b%.sql")).Output.Split('\n');
        Assert.StartsWith("::error file=a%2Cb%25.sql,line=1,col=1,endLine=2,title=LS2001%3A ", commands[0], StringComparison.Ordinal);
        Assert.Contains("Index 'x%0A::error::", commands[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', (await folder.LintAsync("a,b%.sql")).Output);
    }

    [Fact]
    public async Task Sarif_tells_what_was_known_and_what_could_not_be_read()
    {
        using var folder = LintFolder.With(("a b.sql", "CREATE INDEX i ON t (a);\n"));
        await folder.LintAsync("--write-baseline", "baseline.json", "a b.sql");
        folder.Write("a b.sql", "CREATE INDEX i ON t (a);\nCREATE INDEX j ON t (b);\n");
        var result = await folder.LintAsync("--format", "sarif", "--baseline", "baseline.json", "a b.sql", "nope.sql");
        var run = JsonNode.Parse(result.Output)!["runs"]![0]!;
        Assert.Equal(2, result.ExitCode);
        Assert.False((bool)run["invocations"]![0]!["executionSuccessful"]!);
        Assert.Equal(["unchanged", "new"], run["results"]!.AsArray().Select(found => (string)found!["baselineState"]!));
        Assert.Equal([1, 0], run["results"]!.AsArray().Select(found => found!["suppressions"]!.AsArray().Count));
        Assert.Equal("a%20b.sql", (string)run["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!);
    }

    [Fact]
    public async Task A_line_without_end_is_shown_around_the_finding()
    {
        using var folder = LintFolder.With(("a.sql", $"SELECT '{new string('x', 5000)}'; CREATE INDEX i ON t (a); SELECT '{new string('y', 5000)}';"));
        var lines = (await folder.LintAsync("a.sql")).Output.Split('\n');
        var source = Array.Find(lines, line => line.StartsWith("1 | …", StringComparison.Ordinal))!;
        Assert.InRange(source.Length, 150, 220);
        Assert.Equal(source.IndexOf("CREATE INDEX", StringComparison.Ordinal), Array.Find(lines, line => line.Contains("^^^", StringComparison.Ordinal))!.IndexOf('^', StringComparison.Ordinal));
    }

    private static string Slice(byte[] bytes, JsonNode statement) => System.Text.Encoding.UTF8.GetString(bytes, (int)statement["start"]!, (int)statement["length"]!);

    private static string Plain(JsonNode node) => node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    // A release changes the version, and nothing else here.
    private static string Readable(string json) =>
        JsonNode.Parse(json.Replace($"\"semanticVersion\":\"{Product.Version}\"", "\"semanticVersion\":\"0.1.0\"", StringComparison.Ordinal))!.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ReplaceLineEndings("\n") + "\n";
}
