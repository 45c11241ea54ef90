using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>A migration in SQL, and what rules find in it.</summary>
/// <param name="Up">What Up does.</param>
internal sealed record SqlCase(string Up)
{
    /// <summary>What the migrations before it did.</summary>
    public string Before { get; init; } = "";

    /// <summary>What Down does.</summary>
    public string Down { get; init; } = "";

    /// <summary>Who runs it.</summary>
    public ScriptRunner Runner { get; init; }

    /// <summary>What the project tells the rules.</summary>
    public RuleOptions Options { get; init; } = RuleOptions.Default;

    /// <summary>Run by psql, statement by statement, so that nothing guards its locks.</summary>
    public static SqlCase Plain(string up) => new(up) { Runner = ScriptRunner.StatementByStatement };

    /// <summary>The ids of what the rules find.</summary>
    public string Ids(IReadOnlyList<Rule> rules) => string.Join(' ', Find(rules).Select(finding => finding.Rule.Id));

    /// <summary>The message of the only thing that the rules find.</summary>
    public string Message(IReadOnlyList<Rule> rules) => Assert.Single(Find(rules)).Message;

    /// <summary>What the rules find.</summary>
    public IReadOnlyList<Finding> Find(IReadOnlyList<Rule> rules)
    {
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read(Before));
        Assert.DoesNotContain(schema.Problems, problem => !problem.IsNote);
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(Up)), new(SqlReader.Read(Down))) { DownState = DownState.Present, Runner = Runner };
        var findings = RuleRunner.Run(rules, MigrationReview.Of(script, new(schema.Schema, []), Options));
        Assert.DoesNotContain(findings, finding => finding.Rule == RuleRunner.RuleFailed);
        return findings;
    }
}
