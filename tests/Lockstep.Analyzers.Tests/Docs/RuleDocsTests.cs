using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Docs;

/// <summary>The rules, their pages, the index of the pages and the release files say the same. <c>LOCKSTEP_UPDATE=1</c> rewrites what is generated.</summary>
public sealed partial class RuleDocsTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Pages = Path.Combine(Root, "docs", "rules");
    private static readonly string Analyzers = Path.Combine(Root, "analyzers", "Lockstep.Analyzers");

    public static TheoryData<string> Ids => new(Descriptors.AllInfos.Select(info => info.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_has_the_rules_title_and_the_four_sections(string id)
    {
        var info = Descriptors.AllInfos.Single(info => info.Id == id);
        var lines = File.ReadAllLines(Path.Combine(Pages, id + ".md"));
        Assert.Equal($"# {id}: {info.Title}", lines[0]);
        Assert.Equal(
            ["## What happens", "## Bad", "## Good", "## When to suppress"],
            lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.EndsWith($"/docs/rules/{id}.md", info.HelpLink, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_bad_example_has_the_finding_and_the_good_one_has_none(string id)
    {
        // LS9001 is about an error in a rule, of which there is no example.
        if (id == RuleRunner.RuleFailed.Id) return;

        foreach (var bad in Examples(id, "Bad")) Assert.Contains(id, await FindingsIn(id, bad));
        foreach (var good in Examples(id, "Good")) Assert.Empty(await FindingsIn(id, good));
    }

    [Fact]
    public void There_is_no_page_without_a_rule() => Assert.Equal(
        Descriptors.AllInfos.Select(info => info.Id),
        Directory.GetFiles(Pages, "LS*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    [Fact]
    public void The_index_lists_the_rules()
    {
        var index = new StringBuilder("# Rules\n\n<!-- Written by RuleDocsTests; run it with LOCKSTEP_UPDATE=1. -->\n\n| Id | Severity | Rule |\n|----|----------|------|\n");
        foreach (var info in Descriptors.AllInfos) index.Append($"| [{info.Id}]({info.Id}.md) | {Severity(info)} | {info.Title} |\n");
        Same(index.ToString(), Path.Combine(Pages, "README.md"));
    }

    [Fact]
    public void The_release_files_list_the_rules()
    {
        var shipped = File.ReadAllText(Path.Combine(Analyzers, "AnalyzerReleases.Shipped.md"));
        var unshipped = new StringBuilder(
            "; Rules that no release has yet. At a release the rows move to AnalyzerReleases.Shipped.md, under the release's number.\n" +
            "; Written by RuleDocsTests; run it with LOCKSTEP_UPDATE=1.\n\n### New Rules\n\n" +
            "Rule ID | Category | Severity | Notes\n--------|----------|----------|-------\n");
        foreach (var info in Descriptors.AllInfos)
        {
            if (shipped.Contains("\n" + info.Id + " |", StringComparison.Ordinal)) continue;
            unshipped.Append($"{info.Id} | {info.Category} | {(info.OnByDefault ? info.Severity.ToString() : "Disabled")} | {info.Title}, [page]({info.HelpLink})\n");
        }

        Same(unshipped.ToString(), Path.Combine(Analyzers, "AnalyzerReleases.Unshipped.md"));
    }

    [Fact]
    public void Each_rule_is_in_the_range_of_its_category() => Assert.All(Descriptors.AllInfos, info => Assert.Equal(
        info.Id[2] switch
        {
            '1' => RuleCategory.Authoring,
            '2' => RuleCategory.Locks,
            '3' => RuleCategory.Compatibility,
            '4' => RuleCategory.Transactions,
            '5' => RuleCategory.Design,
            '6' => RuleCategory.Security,
            '9' => RuleCategory.Toolkit,
            _ => "no category: write the range into RuleCategory and here",
        },
        info.Category));

    [Fact]
    public void What_can_be_found_is_what_the_analyzers_declare() => Assert.Equal(
        Descriptors.AllInfos.Select(info => info.Id),
        new MigrationAnalyzer().SupportedDiagnostics
            .Concat(new MigrationAttributeAnalyzer().SupportedDiagnostics)
            .Concat(new SqlFileAnalyzer().SupportedDiagnostics)
            .Select(descriptor => descriptor.Id)
            .Distinct()
            .Order(StringComparer.Ordinal));

    private static string Severity(RuleInfo info) => info.OnByDefault ? info.Severity.ToString() : info.Severity + ", off by default";

    private static async Task<List<string>> FindingsIn(string id, Example example)
    {
        if (example.IsPlain) return FindingsInScript(id, example);
        var project = example.SqlFile is { } name ? Verify.ProjectOf([]).WithSql([(name, example.Source)]) : Verify.ProjectOf([example.Source]);
        foreach (var (key, value) in example.Options) project = project.WithOption(key, value);
        // A rule that is off by default is switched on for its own page.
        var options = project.CompilationOptions!;
        if (!Descriptors.Of(id).IsEnabledByDefault) project = project.WithCompilationOptions(options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Warn)]));
        var findings = (await Verify.Findings<MigrationAnalyzer>(project))
            .Concat(await Verify.Findings<MigrationAttributeAnalyzer>(project))
            .Concat(await Verify.Findings<SqlFileAnalyzer>(project));
        return [.. findings.Select(finding => finding.Id)];
    }

    /// <summary>What is found in a script that psql and its like run.</summary>
    private static List<string> FindingsInScript(string id, Example example)
    {
        var script = new MigrationScript(example.SqlFile!, Origin.None, new(SqlReader.Read(example.Source)), default)
        {
            DownState = DownState.NotWanted,
            Runner = ScriptRunner.StatementByStatement,
        };
        var options = RuleOptions.Read(key => example.Options.GetValueOrDefault(key));
        var rules = Model.Rules.RuleSet.All.Where(rule => rule.Info.OnByDefault || rule.Info.Id == id);
        return [.. RuleRunner.Run(rules, MigrationReview.Of(script, MigrationHistory.None, options)).Select(finding => finding.Rule.Id)];
    }

    /// <summary>
    /// The C# and the SQL files in a section. An SQL file's name stands behind the word that says its language; then, where it matters, the version of
    /// PostgreSQL and other options of the rules, and whether it is no migration but a plain script.
    /// </summary>
    private static List<Example> Examples(string id, string section)
    {
        var page = File.ReadAllText(Path.Combine(Pages, id + ".md")).ReplaceLineEndings("\n");
        var start = page.IndexOf("## " + section, StringComparison.Ordinal);
        var text = page[start..page.IndexOf("\n## ", start, StringComparison.Ordinal)];
        var examples = CodeBlock().Matches(text)
            .Select(match => new Example(ValueOf(match.Groups["file"]), match.Groups["code"].Value, OptionsOf(match.Groups["option"]), match.Groups["plain"].Success))
            .ToList();
        Assert.True(examples.Count > 0, $"{id} has no example under '{section}'.");
        return examples;

        static string? ValueOf(Group group) => group.Success ? group.Value : null;

        static Dictionary<string, string> OptionsOf(Group group) => group.Captures
            .Select(option => option.Value.Split('=', 2))
            .ToDictionary(option => option[0] == "postgres" ? "lockstep_postgres_version" : option[0], option => option[1], StringComparer.Ordinal);
    }

    private static void Same(string text, string path)
    {
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1") File.WriteAllText(path, text);
        Assert.Equal(text, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");
    }

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    private sealed record Example(string? SqlFile, string Source, Dictionary<string, string> Options, bool IsPlain);

    [GeneratedRegex("```(csharp|sql (?<file>\\S+))( (?<option>[a-z_]+=\\S+))*(?<plain> plain)?\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CodeBlock();
}
