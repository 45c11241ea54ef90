using Lockstep.Linting.Settings;
using Lockstep.Model.Rules;

namespace Lockstep.Tests.Linting;

/// <summary>.editorconfig and .globalconfig, as https://spec.editorconfig.org and the compiler have them.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("*", "a/b.sql", true)]
    [InlineData("*.sql", "b.sql", true)]
    [InlineData("*.sql", "a/c/b.sql", true)]
    [InlineData("*.sql", "b.sqlx", false)]
    [InlineData("a/*.sql", "a/b.sql", true)]
    [InlineData("a/*.sql", "a/c/b.sql", false)]
    [InlineData("a/**.sql", "a/c/b.sql", true)]
    [InlineData("/b.sql", "b.sql", true)]
    [InlineData("/b.sql", "a/b.sql", false)]
    [InlineData("**/a/b.sql", "x/y/a/b.sql", true)]
    [InlineData("a/**/b.sql", "a/b.sql", true)]
    [InlineData("?.sql", "b.sql", true)]
    [InlineData("?.sql", "bb.sql", false)]
    [InlineData("[ab].sql", "b.sql", true)]
    [InlineData("[!ab].sql", "b.sql", false)]
    [InlineData("[!ab].sql", "c.sql", true)]
    [InlineData("[a-c].sql", "b.sql", true)]
    [InlineData("[^a].sql", "^.sql", true)]
    [InlineData("[ab.sql", "[ab.sql", true)]
    [InlineData("ab[/c].sql", "ab[/c].sql", true)]
    [InlineData("*.{sql,ddl}", "a.ddl", true)]
    [InlineData("*.{sql,ddl}", "a.dml", false)]
    [InlineData("{a,{b,c}d}.sql", "cd.sql", true)]
    [InlineData("{a,{b,c}d}.sql", "c.sql", false)]
    [InlineData("{single}.sql", "{single}.sql", true)]
    [InlineData("{a,}b.sql", "b.sql", true)]
    [InlineData("{1..12}_*.sql", "7_a.sql", true)]
    [InlineData("{1..12}_*.sql", "13_a.sql", false)]
    [InlineData("{-2..2}.sql", "-1.sql", true)]
    [InlineData("{a,b.sql", "{a,b.sql", true)]
    [InlineData("a\\*.sql", "a*.sql", true)]
    [InlineData("a\\*.sql", "ab.sql", false)]
    [InlineData("ä*.sql", "äö.sql", true)]
    [InlineData("a.sql", "axsql", false)]
    public void A_section_is_for_the_files_that_its_glob_matches(string glob, string path, bool expected) =>
        Assert.Equal(expected, new EditorConfigGlob(glob).Matches(path));

    [Fact]
    public void What_is_nearer_and_what_stands_later_counts()
    {
        using var folder = LintFolder.With(
            (".editorconfig", "root = true\n; a comment\n[*]\nA = far\nb = far # why\nc: far\n[*.sql]\nB = later\n"),
            ("db/.editorconfig", "[*.sql]\na = near\nc = unset\n[x.sql]\nb = other\n"));
        var config = new ConfigFiles().For(folder.PathOf("db/a.sql"));
        Assert.Equal(["a=near", "b=later"], config.All.Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(2, config.Find("a")!.Line);
    }

    [Fact]
    public void Nothing_above_a_root_counts_but_a_global_configuration_does()
    {
        using var folder = LintFolder.With(
            (".editorconfig", "root = true\n[*]\nx = above\n"),
            (".globalconfig", "is_global = true\ny = global\nz = global\n"),
            ("db/.editorconfig", "root = true\n[*]\nz = own\n"));
        var config = new ConfigFiles().For(folder.PathOf("db/a.sql"));
        Assert.Equal((null, "global", "own"), (config.Find("x")?.Value, config.Find("y")?.Value, config.Find("z")?.Value));
    }

    [Fact]
    public void Of_two_global_files_the_higher_level_counts_and_of_equal_ones_neither()
    {
        using var folder = LintFolder.With(
            (".globalconfig", "is_global = true\nsame = 1\nhigh = 1\nagreed = 1\n"),
            ("db/.globalconfig", "is_global = true\nsame = 2\nagreed = 1\n"),
            ("db/x/.globalconfig", "is_global = true\nglobal_level = 101\nhigh = 3\n"));
        var config = new ConfigFiles().For(folder.PathOf("db/x/a.sql"));
        Assert.Equal((null, "3", "1"), (config.Find("same")?.Value, config.Find("high")?.Value, config.Find("agreed")?.Value));
    }

    [Theory]
    [InlineData("dotnet_diagnostic.LS2001.severity = none", null)]
    [InlineData("dotnet_diagnostic.LS2001.severity = silent", null)]
    [InlineData("dotnet_diagnostic.ls2001.SEVERITY = Warning", RuleSeverity.Warning)]
    [InlineData("dotnet_diagnostic.LS2001.severity = suggestion", RuleSeverity.Info)]
    [InlineData("dotnet_diagnostic.LS2001.severity = default", RuleSeverity.Error)]
    [InlineData("dotnet_diagnostic.LS3001.severity = none", RuleSeverity.Error)]
    [InlineData("dotnet_analyzer_diagnostic.category-Lockstep.Locks.severity = warning", RuleSeverity.Warning)]
    [InlineData("dotnet_analyzer_diagnostic.category-Lockstep.Authoring.severity = none", RuleSeverity.Error)]
    [InlineData("dotnet_analyzer_diagnostic.severity = suggestion", RuleSeverity.Info)]
    [InlineData("dotnet_analyzer_diagnostic.severity = nonsense", RuleSeverity.Error)]
    [InlineData("dotnet_analyzer_diagnostic.severity = none\ndotnet_analyzer_diagnostic.category-Lockstep.Locks.severity = warning", RuleSeverity.Warning)]
    [InlineData("dotnet_analyzer_diagnostic.category-Lockstep.Locks.severity = none\ndotnet_diagnostic.LS2001.severity = warning", RuleSeverity.Warning)]
    public void Severities_are_found_as_the_compiler_finds_them(string settings, RuleSeverity? expected)
    {
        using var folder = LintFolder.With((".editorconfig", $"root = true\n[*]\n{settings}\n"));
        var read = FileSettings.Of(new ConfigFiles().For(folder.PathOf("a.sql")), postgresVersion: null);
        var rule = RuleSet.All.Single(rule => rule.Info.Id == "LS2001");
        Assert.Equal(expected, read.SeverityOf(rule.Info));
        Assert.Equal(expected is not null, read.Rules.Contains(rule));
    }

    [Fact]
    public void The_command_line_names_the_version_louder_than_a_file()
    {
        using var folder = LintFolder.With((".editorconfig", "root = true\n[*]\nlockstep_postgres_version = 17\nlockstep_small_tables = a, s.b\n"));
        var config = new ConfigFiles().For(folder.PathOf("a.sql"));
        Assert.Equal((17, 13), (FileSettings.Of(config, postgresVersion: null).Options.PostgresVersion, FileSettings.Of(config, 13).Options.PostgresVersion));
        Assert.Equal(["a", "s.b"], FileSettings.Of(config, postgresVersion: null).Options.SmallTables);
    }
}
