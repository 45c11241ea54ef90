using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>
/// Statements that a careful reviewer would stop, each of which must have a finding, and statements that look like them and do no harm, which must have
/// none of any severity: as plain scripts, by the rules that are on by default.
/// </summary>
public sealed class ExamplesTests
{
    private static readonly DatabaseSchema s_schema = DatabaseSchema.Empty.Apply(SqlReader.Read(Text("schema"))).Schema;

    public static TheoryData<string> Dangerous => [.. Examples("dangerous").Keys];

    public static TheoryData<string> Safe => [.. Examples("safe").Keys];

    [Fact]
    public void The_schema_is_followed() => Assert.Empty(DatabaseSchema.Empty.Apply(SqlReader.Read(Text("schema"))).Problems);

    [Theory]
    [MemberData(nameof(Dangerous))]
    public void A_dangerous_one_is_found(string name) => Assert.NotEmpty(Find(Examples("dangerous")[name]));

    [Theory]
    [MemberData(nameof(Safe))]
    public void A_safe_one_is_not(string name) => Assert.Empty(Find(Examples("safe")[name]));

    private static List<string> Find(string sql)
    {
        var script = new MigrationScript("script", Origin.None, new(SqlReader.Read(sql)), default)
        {
            DownState = DownState.NotWanted,
            Runner = ScriptRunner.StatementByStatement,
        };
        var history = new MigrationHistory(s_schema, []) { IsComplete = true };
        var rules = RuleSet.All.Where(rule => rule.Info.OnByDefault);
        return [.. RuleRunner.Run(rules, MigrationReview.Of(script, history, RuleOptions.Default)).Select(finding => $"{finding.Rule.Id}: {finding.Message}")];
    }

    private static Dictionary<string, string> Examples(string file) => Text(file)
        .Split("### ", StringSplitOptions.RemoveEmptyEntries)
        .Select(example => example.Split('\n', 2))
        .ToDictionary(example => example[0].Trim(), example => example[1]);

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", "Examples", file + ".sql"));
}
