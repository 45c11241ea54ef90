using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>What is offered in the place of dangerous statements, without a server.</summary>
public sealed class FormTests
{
    public static TheoryData<int, string> Cases => new(FormCases.All.Select((one, at) => (at, one.Rule + " " + one.Statement)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_rule_has_anything_to_say_of_a_form(int at, string name)
    {
        Assert.NotEmpty(name);
        foreach (var version in new[] { 15, 17, 18 }.Where(version => version >= FormCases.All[at].Since && version < FormCases.All[at].Before))
        {
            Assert.Empty(FormCases.All[at].Findings(version));
        }
    }

    [Fact]
    public void Each_rule_with_a_form_is_tried() => Assert.Empty(
        RuleSet.All.Where(HasForm).Select(rule => rule.Info.Id).Except(FormCases.All.Select(one => one.Rule), StringComparer.Ordinal).Except(PlainFormTests.Rules, StringComparer.Ordinal));

    internal static bool HasForm(Rule rule) => rule.GetType().GetMethod(nameof(Rule.SafeFormOf))!.DeclaringType != typeof(Rule);
}
