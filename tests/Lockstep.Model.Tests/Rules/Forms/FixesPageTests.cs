using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>docs/fixes.md says of each rule whether it has a safe form, as the code has it.</summary>
public sealed partial class FixesPageTests
{
    private const string None = "## Which have none";

    [Fact]
    public void Each_rule_is_in_one_of_the_tables()
    {
        var page = File.ReadAllText(Path.Combine(Docs(), "fixes.md"));
        // Each rule has a page, which another test sees to.
        var rules = Directory.GetFiles(Path.Combine(Docs(), "rules"), "LS*.md").Select(file => Path.GetFileNameWithoutExtension(file));
        var border = page.IndexOf(None, StringComparison.Ordinal);
        // Down is written from the migration as a whole, not from a safe form of one operation.
        IReadOnlyList<string> mended = [.. RuleSet.All.Where(FormTests.HasForm).Select(rule => rule.Info.Id), "LS1001", "LS1002"];
        Assert.Equal(mended.Order(StringComparer.Ordinal), Ids(page[..border]));
        Assert.Equal(rules.Except(mended, StringComparer.Ordinal).Order(StringComparer.Ordinal), Ids(page[border..]));
    }

    private static IEnumerable<string> Ids(string text) => Link().Matches(text).Select(match => match.Groups["id"].Value).Order(StringComparer.Ordinal);

    private static string Docs([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs");

    [GeneratedRegex(@"\[(?<id>LS\d{4})\]\(rules/\k<id>\.md\)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
