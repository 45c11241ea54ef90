using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>A migration in SQL with all that rules may ask of it, and what they find.</summary>
/// <param name="Up">What Up does.</param>
internal sealed record ScriptCase(string Up)
{
    /// <summary>What the migrations before it did.</summary>
    public string Before { get; init; } = "";

    /// <summary>What Down does.</summary>
    public string Down { get; init; } = "";

    /// <summary>What the migration right before it deprecates.</summary>
    public string Deprecates { get; init; } = "";

    /// <summary>How many migrations there are between that one and this.</summary>
    public int Between { get; init; }

    /// <summary>Whether the schema holds all there is.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Whether the migrations before it can be read.</summary>
    public bool IsLegible { get; init; } = true;

    /// <summary>Whether psql runs it, not Lockstep.</summary>
    public bool Plain { get; init; }

    /// <summary>Whether it wants to be in one transaction.</summary>
    public bool Single { get; init; }

    /// <summary>What the project tells the rules.</summary>
    public RuleOptions Options { get; init; } = RuleOptions.Default;

    /// <summary>The messages of one rule, on by default or not.</summary>
    public string Messages(string id) => string.Join('\n', Run(RuleSet.All.Where(rule => rule.Info.Id == id)).Select(finding => finding.Message));

    /// <summary>How often a rule finds something.</summary>
    public int Count(string id) => Run(RuleSet.All.Where(rule => rule.Info.Id == id)).Count;

    /// <summary>What all rules say that speak without being asked, but for those about Down.</summary>
    public string All() => string.Join(
        '\n',
        Run(RuleSet.All.Where(rule => rule.Info.OnByDefault && rule.Info.Category != RuleCategory.Authoring)).Select(finding => finding.Rule.Id + ": " + finding.Message));

    private IReadOnlyList<Finding> Run(IEnumerable<Rule> rules)
    {
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(Up)), new(SqlReader.Read(Down)))
        {
            DownState = DownState.Present,
            Runner = Plain ? ScriptRunner.StatementByStatement : ScriptRunner.Lockstep,
            SingleTransaction = Single,
        };
        var history = new MigrationHistory(Schemas.After(Before), Deprecates.Length == 0 ? [] : [new(1, "Earlier", 0, EquatableArray.Of(Deprecates))])
        {
            Count = 1 + Between,
            IsComplete = IsComplete,
            IsLegible = IsLegible,
        };
        var findings = RuleRunner.Run(rules, MigrationReview.Of(script, history, Options));
        Assert.DoesNotContain(findings, finding => finding.Rule == RuleRunner.RuleFailed);
        return findings;
    }
}
