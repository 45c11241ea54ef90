using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Lockstep.Analyzers.Tests.Docs;

/// <summary>The table of what the rules cover names rules that there are, has all its rows, and leaves no rule out.</summary>
public sealed partial class CoverageDocsTests
{
    private static readonly (string Letter, int Count)[] s_sections =
        [("A", 19), ("B", 20), ("C", 16), ("D", 7), ("E", 12), ("F", 18), ("G", 14), ("H", 14), ("I", 6), ("J", 4), ("M", 30), ("R", 10)];

    [Fact]
    public void Each_row_is_there() => Assert.Equal(
        s_sections.SelectMany(section => Enumerable.Range(1, section.Count).Select(number => section.Letter + number)).Concat(["K", "L", "Z"]).Order(StringComparer.Ordinal),
        Rows().Select(row => row.Groups["row"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_row_names_a_rule_or_says_why_not() => Assert.All(Rows(), row => Assert.Matches(@"\[LS\d{4}\]|^\(.+\)$", row.Groups["rules"].Value));

    [Fact]
    public void The_rules_are_those_that_there_are() => Assert.Equal(
        Descriptors.AllInfos.Select(info => info.Id),
        Rows().SelectMany(row => Rule().Matches(row.Groups["rules"].Value)).Select(rule => rule.Groups["id"].Value).Distinct().Order(StringComparer.Ordinal));

    private static List<Match> Rows([CallerFilePath] string here = "") =>
        Row().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "rules", "coverage.md")).ReplaceLineEndings("\n")).ToList();

    [GeneratedRegex(@"^\| (?<row>[A-Z]\d*) \| [^|]+ \| (?<rules>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[(?<id>LS\d{4})\]\(\k<id>\.md\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Rule();
}
