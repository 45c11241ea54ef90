using System.Text;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Linting;

/// <summary>What <c>lint</c> looks at, in which order, and what it ends with.</summary>
public sealed class LintCommandTests
{
    private const string Index = "CREATE INDEX i ON t (a);\n";

    [Fact]
    public async Task Migrations_are_judged_in_the_order_of_their_versions_on_what_those_before_leave()
    {
        using var folder = LintFolder.With(
            ("m/10_drop.sql", "-- up\nALTER TABLE t DROP COLUMN a;\n-- down\nALTER TABLE t ADD COLUMN a int;\n"),
            ("m/9_deprecate.sql", "-- deprecates: t.a\n-- up\nALTER TABLE t ADD COLUMN b int;\n-- down\nALTER TABLE t DROP COLUMN b;\n"),
            ("m/1_create.sql", "-- up\nCREATE TABLE t (a int);\n-- down\nDROP TABLE t;\n"));
        Assert.Equal((0, "No findings in 3 files.\n"), Told(await folder.LintAsync("m")));
        // Alone, the last one knows nothing of the deprecation.
        Assert.Equal(["LS3001"], Rules(await folder.LintAsync("--independent", "m")));
    }

    [Fact]
    public async Task Two_migrations_of_one_version_are_found_in_whatever_folders_but_not_where_each_stands_alone()
    {
        using var folder = LintFolder.With(("a/1_x.sql", "-- up\nSELECT 1;\n-- down\nSELECT 1;\n"), ("b/1_y.sql", "-- up\nSELECT 2;\n-- down\nSELECT 2;\n"));
        Assert.Equal(["LS1003", "LS1003"], Rules(await folder.LintAsync("a", "b")));
        Assert.Equal([], Rules(await folder.LintAsync("--independent", "a", "b")));
    }

    [Fact]
    public async Task Two_checkpoints_of_one_name_are_found_likewise()
    {
        using var folder = LintFolder.With(("a/1_x.sql", "-- checkpoint: done\n-- up\nSELECT 1;\n-- down\nSELECT 1;\n"), ("b/2_y.sql", "-- checkpoint: done\n-- up\nSELECT 2;\n-- down\nSELECT 2;\n"));
        Assert.Equal(["LS1019", "LS1019"], Rules(await folder.LintAsync("a", "b")));
        Assert.Equal([], Rules(await folder.LintAsync("--independent", "a", "b")));
    }

    [Theory]
    [InlineData("CREATE TABLE t (a int);\nCREATE INDEX i ON t (a);\n", "")]
    [InlineData("ALTER TABLE u DROP COLUMN a;\n", "LS3001")]
    [InlineData("BEGIN;\nCREATE INDEX CONCURRENTLY i ON t (a);\nCOMMIT;\n", "LS4001")]
    [InlineData("BEGIN;\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON t (a);\n", "")]
    [InlineData("\\set x 1\nCOPY t FROM stdin;\n1\ta'b\n\\.\nCREATE INDEX i ON t (:x);\n\\echo done\n", "LS2001")]
    [InlineData("-- +goose Up\nSELECT 1;\n-- +goose Down\nALTER TABLE t DROP COLUMN a;\n", "")]
    [InlineData("-- migrate:up\nALTER TABLE t DROP COLUMN a;\n-- migrate:down\nSELECT 1;\n", "LS3001")]
    public async Task A_file_without_markers_is_a_script_that_psql_runs(string text, string expected)
    {
        using var folder = LintFolder.With(("Some Script.SQL", text));
        Assert.Equal(expected, string.Join(' ', Rules(await folder.LintAsync("."))));
    }

    [Theory]
    [InlineData("\\i other.sql\n", "LS4015")]
    [InlineData("\\ir 'sub/other.sql'\n", "LS4015")]
    [InlineData("\\include :folder/linted.sql\n", "LS4015")]
    [InlineData("-- lockstep: allow LS4015 because it only grants\n\\i other.sql\nSELECT 1;\n", "")]
    [InlineData("\\i linted.sql\n\\ir ./linted.sql\n\\include_relative linted.sql\n", "")]
    [InlineData("SELECT 'DROP TABLE ' || relname FROM pg_class \\gexec\n", "LS4017")]
    [InlineData("SELECT 1 \\gset\n\\echo \\i other.sql\n\\! ls\n", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)\\; SELECT 1;\n", "LS4001")]
    [InlineData("SELECT 1\\;\nCREATE INDEX CONCURRENTLY i ON t (a);\n", "LS4001")]
    [InlineData("SELECT 1\\; SELECT 2;\nCREATE INDEX CONCURRENTLY i ON t (a);\n", "")]
    [InlineData("SELECT 1\\; SELECT 2;\nSELECT 3\\; SELECT 4;\n", "")]
    [InlineData("BEGIN\\; SELECT 2;\nCOMMIT;\nCREATE INDEX CONCURRENTLY i ON t (a);\n", "")]
    public async Task What_psql_runs_from_elsewhere_and_in_one_message(string text, string expected)
    {
        using var folder = LintFolder.With(("script.sql", text), ("linted.sql", "SELECT 1;\n"));
        folder.Write(".editorconfig", LintFolder.Settings + "dotnet_diagnostic.LS4015.severity = default\ndotnet_diagnostic.LS4017.severity = default\n");
        Assert.Equal(expected, string.Join(' ', Rules(await folder.LintAsync("."))));
    }

    [Fact]
    public async Task A_session_ends_with_its_file()
    {
        using var folder = LintFolder.With(
            ("1.sql", "CREATE SCHEMA s; SET search_path = s; CREATE TABLE t (a int);"),
            ("2.sql", "CREATE TABLE u (a int); CREATE INDEX i ON t (a);"));
        var result = await folder.LintAsync("--format", "json", ".");
        Assert.Contains("\"sql\":\"CREATE INDEX i ON t (a)\",\"transactional\":true,\"locks\":{\"public.t\":\"ShareLock\"}", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_tells_what_was_there_before()
    {
        using var folder = LintFolder.With(
            ("schema.sql", "\\restrict abc\nSELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.t (a int);\nALTER TABLE public.nope OWNER TO x;\nCREATE NONSENSE;\n\\unrestrict abc\n"),
            ("a.sql", "ALTER TABLE t ALTER a TYPE bigint;"));
        var quiet = await folder.LintAsync("--schema", "schema.sql", "--format", "json", "a.sql");
        Assert.Equal("", quiet.Error);
        Assert.Contains("\"rewrites\":[\"public.t\"]", quiet.Output, StringComparison.Ordinal);
        Assert.Equal(
            "schema.sql(4): not followed: relation \"public.nope\" does not exist\nschema.sql(5): not followed: syntax error at or near \"NONSENSE\"\n",
            (await folder.LintAsync("--schema", "schema.sql", "--verbose", "a.sql")).Error);
    }

    [Fact]
    public async Task Standard_input_stands_for_a_file()
    {
        using var folder = LintFolder.With(("db/.editorconfig", "[*.sql]\ndotnet_diagnostic.LS2001.severity = warning\n"));
        var result = await folder.LintTextAsync(Index, "--stdin-filename", "db/x.sql", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("warning[LS2001]: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(" --> db/x.sql:1:1\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(" --> <stdin>:1:1\n", (await folder.LintTextAsync(Index, "-")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error", "error", 1)]
    [InlineData("error", "never", 0)]
    [InlineData("warning", "error", 0)]
    [InlineData("warning", "warning", 1)]
    [InlineData("suggestion", "warning", 0)]
    [InlineData("suggestion", "info", 1)]
    public async Task The_exit_code_tells_of_findings_that_are_bad_enough(string severity, string failOn, int expected)
    {
        using var folder = LintFolder.With(("a.sql", Index), (".editorconfig", $"{LintFolder.Settings}dotnet_diagnostic.LS2001.severity = {severity}\n"));
        Assert.Equal(expected, (await folder.LintAsync("--fail-on", failOn, "a.sql")).ExitCode);
    }

    [Theory]
    [InlineData("lockstep_postgres_version = 12", "lockstep_postgres_version: '12' is no number from 13 to 18.")]
    [InlineData("dotnet_diagnostic.LS2001.severity = eror", "dotnet_diagnostic.ls2001.severity: 'eror' is no severity; write error, warning, suggestion, silent, none or default.")]
    public async Task A_setting_that_means_nothing_is_an_error_at_its_place(string setting, string expected)
    {
        using var folder = LintFolder.With(("a.sql", Index), ("b.sql", Index), (".editorconfig", $"root = true\n[*]\n{setting}\n"));
        var result = await folder.LintAsync("a.sql", "b.sql");
        Assert.Equal((2, "", $"{folder.PathOf(".editorconfig")}(3): error LS9013: {expected}\n"), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Migrations_up_to_the_start_are_followed_but_not_judged()
    {
        using var folder = LintFolder.With(
            (".editorconfig", LintFolder.Settings + "[*.sql]\nlockstep_start_after = 1\n"),
            ("1_a.sql", "-- up\nCREATE INDEX i ON t (a);\n"),
            ("2_b.sql", "-- up\nCREATE INDEX j ON t (a);\n-- down\nDROP INDEX CONCURRENTLY j;\n"));
        Assert.Equal(["LS2001"], Rules(await folder.LintAsync(".")));
    }

    [Theory]
    [InlineData("nope.sql", "error LS9011: Cannot read nope.sql: there is no such file or folder.\n  next: ")]
    [InlineData("empty", "error LS9011: Cannot read empty: there is no .sql file in it.\n  next: ")]
    [InlineData("latin.sql", "error LS9011: Cannot read latin.sql: it is not UTF-8 (line 2).\n  next: ")]
    [InlineData("utf16.sql", "error LS9011: Cannot read utf16.sql: it is UTF-16.\n  next: ")]
    [InlineData("--postgres 12 good.sql", "error: --postgres 12: Lockstep knows PostgreSQL 13 to 18.\n  next: ")]
    [InlineData("--schema nope.sql good.sql", "error LS9011: Cannot read nope.sql: ")]
    [InlineData("--baseline good.sql good.sql", "error LS9013: Cannot read the baseline good.sql: it is no JSON that a baseline could be (line 1).\n  next: ")]
    [InlineData("--fix -", "error LS9011: --fix can't write to standard input.\n  next: ")]
    [InlineData("", "error: Required argument missing for command: 'lint'.\n  next: ")]
    public async Task What_can_not_be_done_is_said_and_ends_with_2(string arguments, string error)
    {
        using var folder = LintFolder.With(("good.sql", "SELECT 1;\n"), ("empty/readme.txt", ""));
        folder.Write("latin.sql", [.. "SELECT 1;\n-- caf"u8, 0xE9]);
        folder.Write("utf16.sql", Encoding.Unicode.GetPreamble());
        var result = await folder.LintAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_read_is_judged_though_another_file_can_not()
    {
        using var folder = LintFolder.With(("a.sql", Index));
        var result = await folder.LintAsync("nope.sql", "a.sql");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["LS2001"], Rules(result));
        Assert.StartsWith("error LS9011: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 'abc;\nSELECT 2;\n", "LS4010", "1:8")]
    [InlineData("-- up\nSELECT 1;\nSELECT $$abc;\n-- down\n", "LS1009", "3:8")]
    [InlineData("SELECT 1;\nALTER TABL t;\n", "LS4010", "2:7")]
    public async Task What_PostgreSQL_can_not_read_is_found_at_its_place(string text, string rule, string place)
    {
        using var folder = LintFolder.With(("1_a.sql", text));
        var result = await folder.LintAsync("1_a.sql");
        Assert.Equal([rule], Rules(result));
        Assert.Contains($" --> 1_a.sql:{place}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_and_empty_files_are_nothing_special()
    {
        using var folder = LintFolder.With(("empty.sql", ""), ("comment.sql", "-- nothing\n"), ("large.sql", string.Concat(Enumerable.Repeat("INSERT INTO t VALUES (1, 'abc');\n", 100_000))));
        Assert.Equal((0, "No findings in 3 files.\n"), Told(await folder.LintAsync(".")));
    }

    [Fact]
    public async Task A_file_that_is_larger_than_any_change_of_a_schema_is_refused()
    {
        using var folder = LintFolder.With(("good.sql", "SELECT 1;\n"));
        await using (var file = File.Create(folder.PathOf("huge.sql"))) file.SetLength(65L * 1024 * 1024);
        var result = await folder.LintAsync("huge.sql");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error LS9011: Cannot read huge.sql: it is larger than 64 MB.\n  next: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_standard_input_can_be_stopped()
    {
        // The error tells that the arguments have been read, and that standard input is next.
        await using var host = HostProcess.Start(new Dictionary<string, string>(StringComparer.Ordinal), migrations: null, "lint", "--json", "nope.sql", "-");
        await host.UntilToldAsync("LS9011");
        await host.SignalAsync("INT");
        var result = await host.EndAsync();
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(("error", "LS9206", "Stopped. Each file is as it was, or mended as a whole."), ((string)result.Json[^1]["event"]!, (string)result.Json[^1]["code"]!, (string)result.Json[^1]["text"]!));
    }

    [Fact]
    public async Task Suppressions_are_judged_as_in_the_compiler()
    {
        using var folder = LintFolder.With(("a.sql",
            "-- lockstep: allow LS2001 because the table is small\nCREATE INDEX i ON t (a);\n" +
            "CREATE INDEX j ON t (a); -- lockstep: allow LS2001\n" +
            "-- lockstep: allow LS3001 because of nothing\nSELECT 1;\n"));
        Assert.Equal(["LS2001", "LS9002", "LS9009"], Rules(await folder.LintAsync("a.sql")));
    }

    private static (int, string) Told(HostResult result) => (result.ExitCode, result.Output);

    private static List<string> Rules(HostResult result) =>
        [.. result.Output.Split('\n').Where(line => line.Contains("[LS", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..line.IndexOf(']', StringComparison.Ordinal)])];
}
