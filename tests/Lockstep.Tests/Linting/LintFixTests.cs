namespace Lockstep.Tests.Linting;

/// <summary><c>--fix</c>, <c>--diff</c> and baselines.</summary>
public sealed class LintFixTests
{
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    private const string Bad = "-- up\r\nCREATE UNIQUE INDEX ix_a /* why */\r\n  ON t (a); -- by name\r\nselect 'ä'; create index ix_b on t (b);\r\n-- down\r\nDROP INDEX CONCURRENTLY ix_a, ix_b;\r\n";
    private const string Good = "-- up\r\nCREATE UNIQUE INDEX CONCURRENTLY ix_a /* why */\r\n  ON t (a); -- by name\r\nselect 'ä'; create index concurrently ix_b on t (b);\r\n-- down\r\nDROP INDEX CONCURRENTLY ix_a, ix_b;\r\n";

    [Fact]
    public async Task What_can_be_mended_is_and_all_else_stays_as_it_was()
    {
        using var folder = LintFolder.With(("1_a.sql", ""), ("2_b.sql", "-- up\nSELECT 1;\n"));
        folder.Write("1_a.sql", [.. s_mark, .. System.Text.Encoding.UTF8.GetBytes(Bad)]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.PathOf("1_a.sql"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var result = await folder.LintAsync("--fix", "--fail-on", "never", ".");
        Assert.Equal((0, "Fixed 2 findings in 1_a.sql.\n"), (result.ExitCode, result.Error));
        Assert.Equal([.. s_mark, .. System.Text.Encoding.UTF8.GetBytes(Good)], File.ReadAllBytes(folder.PathOf("1_a.sql")));
        Assert.DoesNotContain("LS2001", result.Output, StringComparison.Ordinal);
        Assert.Contains("error[LS1001]: Migration 'b'", result.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(folder.PathOf("1_a.sql")));
        // Nothing is left behind.
        Assert.Equal([".editorconfig", "1_a.sql", "2_b.sql"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_difference_is_one_that_git_applies_and_nothing_is_written()
    {
        using var folder = LintFolder.With(("sub/1_a.sql", Bad), ("2.sql", "CREATE INDEX i ON t (a)"));
        var result = await folder.LintAsync("--diff", ".");
        Assert.Equal((1, "--fix would mend 3 findings; nothing was written.\n"), (result.ExitCode, result.Error));
        Assert.Equal((Bad, "CREATE INDEX i ON t (a)"), (folder.Read("sub/1_a.sql"), folder.Read("2.sql")));
        folder.Write("patch", result.Output);
        var applied = await folder.RunAsync("git", ["apply", "patch"]);
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        Assert.Equal((Good, "CREATE INDEX CONCURRENTLY i ON t (a)"), (folder.Read("sub/1_a.sql"), folder.Read("2.sql")));
        Assert.Equal((0, "", "There is nothing that --fix would change.\n"), await Diff(folder));
    }

    private static async Task<(int, string, string)> Diff(LintFolder folder)
    {
        var result = await folder.LintAsync("--diff", ".");
        return (result.ExitCode, result.Output, result.Error);
    }

    [Theory]
    [InlineData("BEGIN;\nCREATE INDEX i ON t (a);\nROLLBACK;\n")]
    [InlineData("BEGIN;\nCREATE INDEX i ON t (a);\nINSERT INTO t VALUES (1) ON CONFLICT (a) DO NOTHING;\nCOMMIT;\n")]
    [InlineData("DO $$ BEGIN CREATE INDEX i ON t (a); END $$;\n")]
    [InlineData("CREATE INDEX i ON parted (a);\n")]
    [InlineData("CREATE INDEX IF NOT EXISTS i ON t (a);\n")]
    [InlineData("-- single-transaction\n-- up\nCREATE INDEX i ON t (a);\n-- down\nDROP INDEX i;\n")]
    [InlineData("-- lockstep: allow LS2001 because it is small\nCREATE INDEX i ON t (a);\n")]
    public async Task What_would_not_work_concurrently_is_left_alone(string text)
    {
        using var folder = LintFolder.With(("schema.sql", "CREATE TABLE parted (a int) PARTITION BY RANGE (a);"), ("1_a.sql", text));
        var result = await folder.LintAsync("--schema", "schema.sql", "--fix", "1_a.sql");
        Assert.Equal((text, ""), (folder.Read("1_a.sql"), result.Error));
    }

    [Fact]
    public async Task A_link_stays_a_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var folder = LintFolder.With(("real/1_a.sql", Bad));
        File.CreateSymbolicLink(folder.PathOf("2_link.sql"), "real/1_a.sql");
        await folder.LintAsync("--fix", "2_link.sql");
        Assert.Equal((Good, "real/1_a.sql"), (folder.Read("real/1_a.sql"), new FileInfo(folder.PathOf("2_link.sql")).LinkTarget));
    }

    [Fact]
    public async Task A_baseline_holds_what_was_there_and_nothing_new()
    {
        using var folder = LintFolder.With(("db/a.sql", "CREATE INDEX i ON t (a);\nCREATE INDEX i ON t (a);\nCREATE INDEX j ON t (b);\n"));
        Assert.Equal((0, "", "Wrote 3 findings into known.json.\n"), Told(await folder.LintAsync("--write-baseline", "known.json", "db")));
        Assert.Equal((0, "No findings in 1 file (3 in the baseline).\n", ""), Told(await folder.LintAsync("--baseline", "known.json", "db")));
        // Moved, reformatted and commented it is the same; a third one alike and another statement are new; what is gone is stale.
        Directory.Move(folder.PathOf("db"), folder.PathOf("sql"));
        folder.Write("sql/a.sql", "\n\ncreate table x ();\nCREATE INDEX i\n  ON t (a); /* why */ CREATE INDEX i ON t(a);\nCREATE INDEX i ON t (a);\n");
        var result = await folder.LintAsync("--baseline", "known.json", "sql");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(" --> sql/a.sql:6:1\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith(
            "stale: LS2001 in db/a.sql is in the baseline and no longer found: CREATE INDEX j ON t ( b )\n" +
            "  next: add --write-baseline known.json to write the baseline without what is stale.\n\n" +
            "1 error in 1 file (2 in the baseline, 1 can be fixed with --fix).\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_looked_at_is_not_stale()
    {
        using var folder = LintFolder.With(("a.sql", "CREATE INDEX i ON t (a);\n"), ("b.sql", "CREATE INDEX j ON t (b);\n"));
        await folder.LintAsync("--write-baseline", "known.json", ".");
        Assert.Equal((0, "No findings in 1 file (1 in the baseline).\n", ""), Told(await folder.LintAsync("--baseline", "known.json", "a.sql")));
    }

    private static (int, string, string) Told(Support.HostResult result) => (result.ExitCode, result.Output, result.Error);
}
