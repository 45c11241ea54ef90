using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Rules;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>squawk and our rules on the same statements, with a server as the judge. <c>LOCKSTEP_UPDATE=1</c> writes what squawk says, and the page.</summary>
public sealed class SquawkTests
{
    private static readonly bool s_updates = Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1";

    private static readonly Lazy<IReadOnlyList<Compared>> s_all = new(() => Comparison.Of(Squawk.Read(File.ReadAllText(Catalogue.SquawkFile))));

    [Fact]
    public async Task What_is_recorded_is_what_squawk_says()
    {
        var cancellation = TestContext.Current.CancellationToken;
        IReadOnlyList<IReadOnlyList<string>>? rules = null;
        try
        {
            rules = await Squawk.RunAsync(PeerScript.All, cancellation);
        }
        catch (InvalidOperationException e)
        {
            Assert.Skip(e.Message);
        }

        var text = Squawk.Text(PeerScript.All, rules);
        if (s_updates) await File.WriteAllTextAsync(Catalogue.SquawkFile, text, cancellation);
        Assert.Equal(await File.ReadAllTextAsync(Catalogue.SquawkFile, cancellation), text);
    }

    [Fact]
    public void Each_statement_of_the_catalogue_is_compared() => Assert.True(s_all.Value.Count > 1000);

    [Theory]
    [InlineData("Server")]
    [InlineData("Wait")]
    [InlineData("Application")]
    public void Where_they_disagree_it_is_known_who_is_right_and_it_is_not_squawk(string subject) => Assert.Empty(
        SquawkPage.Rows(s_all.Value, Enum.Parse<Subject>(subject))
            .Where(row => Verdict.Of(row) is null or { Right: Verdict.Squawk })
            .Select(row => $"{row.Compared.Script.Statement}: {row.Compared.Seen.Text}"));

    [Fact]
    public void What_is_reasoned_about_is_there()
    {
        var rows = Enum.GetValues<Subject>().SelectMany(subject => Comparison.Disagreements(s_all.Value, subject)).ToList();
        Assert.Empty(Reasons.Statements.Except(rows.Select(row => row.Compared.Script.Statement.Sql), StringComparer.Ordinal));
        Assert.Empty(Reasons.Rules.Except(rows.SelectMany(row => row.Compared.OursOn(row.Subject)), StringComparer.Ordinal));
    }

    [Fact]
    public void Each_policy_of_squawk_is_a_rule_of_ours_that_is_off_by_default()
    {
        var asked = s_all.Value.SelectMany(compared => compared.Squawk).Distinct(StringComparer.Ordinal).Where(rule => Subjects.OfSquawk(rule) is Subject.Policy or Subject.Wait);
        Assert.Equal(asked.Order(StringComparer.Ordinal), SquawkPage.Policies.Keys.Order(StringComparer.Ordinal));
        var off = RuleSet.All.Where(rule => !rule.Info.OnByDefault).Select(rule => rule.Info.Id);
        Assert.Empty(SquawkPage.Policies.Values.Except(off, StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_is_what_a_run_shows()
    {
        var text = SquawkPage.Text(s_all.Value);
        if (s_updates) File.WriteAllText(Catalogue.SquawkPage, text);
        Assert.Equal(File.ReadAllText(Catalogue.SquawkPage), text);
    }
}
