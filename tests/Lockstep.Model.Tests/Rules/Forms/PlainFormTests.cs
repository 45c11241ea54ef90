using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>Forms of what is wrong only in scripts that Lockstep does not run.</summary>
public sealed class PlainFormTests
{
    private const string Schema = """
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TABLE users (id bigint PRIMARY KEY, age int, name text);
        CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TABLE events (id bigint, at date) PARTITION BY RANGE (at);
        """;

    private static readonly (string Rule, string Statement)[] s_cases =
    [
        ("LS2006", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON users (age)"),
        ("LS4002", "ALTER TABLE users ADD COLUMN c int, ADD COLUMN d int"),
        ("LS2047", "ALTER TABLE users ALTER name SET STORAGE external"),
        ("LS2079", "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')"),
        ("LS2090", "CREATE TRIGGER x BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()"),
        ("LS2092", "DROP TRIGGER users_touch ON users"),
        ("LS2093", "CREATE RULE x AS ON UPDATE TO users DO INSTEAD NOTHING"),
        ("LS2094", "ALTER TABLE users ENABLE ROW LEVEL SECURITY"),
        ("LS2097", "ALTER TABLE users REPLICA IDENTITY FULL"),
        ("LS2098", "ALTER TABLE users OWNER TO app"),
    ];

    internal static IEnumerable<string> Rules => s_cases.Select(one => one.Rule);

    public static TheoryData<string, string> Cases => new(s_cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_finding_goes_and_none_comes(string id, string statement)
    {
        var rule = RuleSet.All.Single(rule => rule.Info.Id == id);
        var before = Review([.. SqlReader.Read(statement)]);
        var finding = Assert.Single(RuleRunner.Run([rule], before));
        var operation = before.Statements.SelectMany(reviewed => reviewed.Operations).First(operation => operation.Origin == finding.Origin || operation.Statement.Operation.Origin == finding.Origin);
        var form = rule.SafeFormOf(operation, before);
        Assert.NotNull(form);
        Assert.Contains(operation.Operation, form.Instead);
        var after = Review([.. SqlReader.Read(string.Join(";\n", form.Instead.Select(SqlWriter.Write)))]);
        Assert.Empty(RuleRunner.Run([rule, .. RuleSet.All.Where(other => other.Info.OnByDefault && other != rule)], after).Select(left => left.Rule.Id).Except(RuleRunner.Run(RuleSet.All, before).Select(known => known.Rule.Id).Where(known => known != id), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LS4030", "UPDATE users SET name = upper(name)", null)]
    [InlineData("LS4030", "UPDATE users SET name = 'x'", "UPDATE users SET name = 'x' WHERE id >= batch_start AND id < batch_end;")]
    [InlineData("LS4032", "DELETE FROM users WHERE age > 9", "DELETE FROM users WHERE (age > 9) AND id >= batch_start AND id < batch_end;")]
    [InlineData("LS4030", "UPDATE users SET name = 'x' WHERE name IS NULL", "UPDATE users SET name = 'x' WHERE (name IS NULL) AND id >= batch_start AND id < batch_end;")]
    [InlineData("LS4032", "UPDATE events SET id = 1 WHERE at < '2020-01-01'", null)]
    public void Where_nobody_reads_marks_batches_are_a_block_that_may_start_again(string id, string statement, string? batch)
    {
        var review = Review([.. SqlReader.Read(statement)]);
        Assert.Single(RuleRunner.Run([RuleSet.All.Single(rule => rule.Info.Id == id)], review));
        var form = RuleSet.All.Single(rule => rule.Info.Id == id).SafeFormOf(review.Up[0].Operations[0], review);
        if (batch is null)
        {
            Assert.Null(form);
            return;
        }

        var block = Assert.IsType<SqlText>(Assert.Single(form!.Instead));
        Assert.True(block.EndsTransactions);
        Assert.Contains(batch, block.Sql, StringComparison.Ordinal);
        Assert.Empty(RuleRunner.Run(RuleSet.All.Where(rule => rule.Info.Id is "LS4030" or "LS4032"), Review([block])));
    }

    [Fact]
    public void There_is_none_where_a_limit_is_set_already()
    {
        var review = Review([.. SqlReader.Read("SET lock_timeout = '1s'; ALTER TABLE users OWNER TO app")]);
        Assert.Null(RuleSet.All.Single(rule => rule.Info.Id == "LS2098").SafeFormOf(review.Up[1].Operations[0], review));
    }

    private static MigrationReview Review(List<Operation> up) => MigrationReview.Of(
        new("M", Origin.None, new(up), default) { DownState = DownState.NotWanted, Runner = ScriptRunner.StatementByStatement },
        new(DatabaseSchema.Empty.Apply(SqlReader.Read(Schema)).Schema, []) { IsComplete = true },
        RuleOptions.Default);
}
