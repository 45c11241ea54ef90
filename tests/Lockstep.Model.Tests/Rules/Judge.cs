using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>A script in SQL, what it meets, and who runs it; and what the rules find in it.</summary>
/// <param name="Schema">The statements that made the schema before it.</param>
/// <param name="Up">Its statements.</param>
internal sealed record Judge(string Schema, string Up)
{
    public string Down { get; init; } = "";

    public ScriptRunner Runner { get; init; } = ScriptRunner.Lockstep;

    public RuleOptions Options { get; init; } = RuleOptions.Default;

    public bool Single { get; init; }

    public bool IsComplete { get; init; }

    /// <summary>What the rules find that speak without being asked for, but for those about how a migration is written.</summary>
    public IReadOnlyList<Finding> Findings => [.. Run(RuleSet.All.Where(rule => rule.Info.OnByDefault && rule.Info.Category != RuleCategory.Authoring))];

    /// <summary>What a rule finds, on by default or not.</summary>
    public IReadOnlyList<Finding> Of(string id) => Run(RuleSet.All.Where(rule => rule.Info.Id == id));

    /// <summary>The ids of what rules in a range find that speak without being asked for, each once a finding.</summary>
    public string Ids(string first, string last) => string.Join(
        ' ',
        Findings.Select(finding => finding.Rule.Id)
            .Where(id => string.CompareOrdinal(id, first) >= 0 && string.CompareOrdinal(id, last) <= 0)
            .Order(StringComparer.Ordinal));

    /// <summary>The one message of a rule.</summary>
    public string Message(string id) => Assert.Single(Of(id)).Message;

    private IReadOnlyList<Finding> Run(IEnumerable<Rule> rules)
    {
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(Up)), new(SqlReader.Read(Down)))
        {
            DownState = DownState.Present,
            Runner = Runner,
            SingleTransaction = Single,
        };
        return RuleRunner.Run(rules, MigrationReview.Of(script, new(Schemas.After(Schema), []) { IsComplete = IsComplete }, Options));
    }
}
