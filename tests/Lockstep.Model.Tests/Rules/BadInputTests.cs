using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>No rule, off by default or not, breaks on SQL that ends too early, lacks words, or has them twice.</summary>
public sealed class BadInputTests
{
    private static readonly RuleOptions[] s_options =
    [
        RuleOptions.Default with
        {
            PostgresVersion = 13,
            ForbiddenTypes = EquatableArray.Of("money", "("),
            RequiredColumns = EquatableArray.Of("created_at"),
            RequiredComments = EquatableArray.Of("table", "column"),
            LargeTables = EquatableArray.Of("users"),
            Naming = new() { Patterns = new(NamingOptions.Kinds.Select(kind => new NamePattern(kind, "x_{table}_*_{columns}"))) },
        },
        RuleOptions.Default with { PostgresVersion = 18 },
    ];

    public static TheoryData<string> Examples => ["dangerous", "safe", "schema"];

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_rule_does_not_break(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", "Examples", file + ".sql"));
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", "Examples", "schema.sql")))).Schema;
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var statement in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').SelectMany(line => line.Split(';')).Distinct(StringComparer.Ordinal))
        {
            foreach (var bad in Spoilt(statement))
            {
                foreach (var runner in new[] { ScriptRunner.Lockstep, ScriptRunner.StatementByStatement })
                {
                    var read = SqlReader.Read(bad);
                    var script = new MigrationScript("M", Origin.None, new(read), new(read)) { Runner = runner };
                    foreach (var options in s_options)
                    {
                        var findings = RuleRunner.Run(RuleSet.All, MigrationReview.Of(script, new(schema, []) { IsComplete = true }, options));
                        broken.UnionWith(findings.Where(finding => finding.Rule == RuleRunner.RuleFailed).Select(finding => finding.Message + ": " + bad));
                    }
                }
            }
        }

        Assert.Empty(broken);
    }

    /// <summary>Its beginnings, and it with a word taken out, or there twice.</summary>
    private static IEnumerable<string> Spoilt(string statement)
    {
        foreach (var token in SqlLexer.Tokenize(statement))
        {
            yield return statement[..token.Start];
            yield return statement[..(token.Start + (token.Length / 2))];
            yield return statement.Remove(token.Start, token.Length);
            yield return statement[..(token.Start + token.Length)] + " " + statement[token.Start..];
        }
    }
}
