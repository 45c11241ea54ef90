using System.Globalization;
using System.Text.RegularExpressions;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>
/// Scripts as somebody would write them who wants to get something dangerous past the rules, each with the rule that has to find it, and others that look
/// dangerous and are not. Unlike in <see cref="ExamplesTests"/>, the version of PostgreSQL and how much is known of the schema differ.
/// </summary>
public sealed partial class HostileExamplesTests
{
    private static readonly DatabaseSchema s_schema = DatabaseSchema.Empty.Apply(SqlReader.Read(Text("hostile-schema"))).Schema;
    private static readonly Dictionary<string, Example> s_examples = new[] { "hostile-1", "hostile-2", "hostile-3", "harmless" }.SelectMany(Read).ToDictionary(example => example.Name);

    public static TheoryData<string> Dangerous => [.. s_examples.Values.Where(example => example.Rule != "none").Select(example => example.Name)];

    public static TheoryData<string> Harmless => [.. s_examples.Values.Where(example => example.Rule == "none").Select(example => example.Name)];

    [Fact]
    public void The_schema_is_followed() => Assert.Empty(DatabaseSchema.Empty.Apply(SqlReader.Read(Text("hostile-schema"))).Problems);

    [Theory]
    [MemberData(nameof(Dangerous))]
    public void Its_rule_finds_it(string name) => Assert.Contains(s_examples[name].Rule, Find(s_examples[name]).Select(finding => finding.Rule.Id));

    [Theory]
    [MemberData(nameof(Harmless))]
    public void No_rule_finds_anything(string name) => Assert.Empty(Find(s_examples[name]).Select(finding => finding.Rule.Id + ": " + finding.Message));

    private static IReadOnlyList<Finding> Find(Example example)
    {
        var script = new MigrationScript("script", Origin.None, new(SqlReader.Read(example.Sql)), default)
        {
            DownState = DownState.NotWanted,
            Runner = ScriptRunner.StatementByStatement,
        };
        var history = example.IsUnknown ? MigrationHistory.None : new MigrationHistory(s_schema, []) { IsComplete = true };
        var rules = RuleSet.All.Where(rule => rule.Info.OnByDefault);
        return [.. RuleRunner.Run(rules, MigrationReview.Of(script, history, RuleOptions.Default with { PostgresVersion = example.Version }))];
    }

    private static IEnumerable<Example> Read(string file) => Text(file)
        .Split("### ", StringSplitOptions.RemoveEmptyEntries)
        .Select(example => Head().Match(example))
        .Select(match => new Example(
            match.Groups["name"].Value,
            match.Groups["rule"].Value,
            match.Groups["version"].Success ? int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture) : 16,
            match.Groups["unknown"].Success,
            match.Groups["sql"].Value));

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", "Examples", file + ".sql"));

    [GeneratedRegex(@"^(?<rule>LS\d+|none)( (?<version>\d+))?(?<unknown> unknown)?: (?<name>[^\n]+)\n(?<sql>.+)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    private sealed record Example(string Name, string Rule, int Version, bool IsUnknown, string Sql);
}
