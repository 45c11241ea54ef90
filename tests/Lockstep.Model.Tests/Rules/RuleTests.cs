using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Authoring;
using Lockstep.Model.Rules.Compatibility;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.Transactions;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules in SQL: what is found, as id and text, and the near misses.</summary>
public sealed class RuleTests
{
    private static readonly DatabaseSchema s_before = DatabaseSchema.Empty.Apply(SqlReader.Read("CREATE TABLE old (a int)")).Schema;

    /// <summary>The rules that are tested here; the others have tests of their own, by groups.</summary>
    private static readonly Rule[] s_rules = [new DownRequired(), new IndexWithoutConcurrently(), new ColumnDropped(), new ConcurrentlyInTransaction()];

    [Theory]
    [InlineData("CREATE INDEX i ON t (a)", "LS2001:CREATE INDEX i ON t (a)")]
    [InlineData("CREATE TABLE IF NOT EXISTS old (a int); CREATE INDEX i ON old (a)", "LS2001:CREATE INDEX i ON old (a)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int); CREATE INDEX i ON t (a)", "")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t; CREATE INDEX i ON t (a)", "LS2001:CREATE INDEX i ON t (a)")]
    [InlineData("DO $$ BEGIN CREATE INDEX i ON t (a); END $$", "LS2001:CREATE INDEX i ON t (a)")]
    [InlineData("CREATE TABLE s.t (a int); CREATE INDEX i ON r.t (a)", "LS2001:CREATE INDEX i ON r.t (a)")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a)", "")]
    [InlineData("CREATE INDEX i ON ONLY t (a)", "")]
    [InlineData("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "")]
    [InlineData("CREATE TEMP TABLE IF NOT EXISTS t (a int); CREATE INDEX i ON t (a)", "")]
    [InlineData("CREATE TABLE p PARTITION OF t DEFAULT; CREATE INDEX i ON p (a)", "")]
    public void Index_without_concurrently(string up, string findings) => Assert.Equal(findings, Find(up));

    [Theory]
    [InlineData("ALTER TABLE t DROP a, DROP COLUMN b", "LS3001:DROP a LS3001:DROP COLUMN b")]
    [InlineData("ALTER TABLE old ADD COLUMN IF NOT EXISTS a int; ALTER TABLE old DROP a", "LS3001:DROP a")]
    [InlineData("ALTER TABLE t ADD COLUMN IF NOT EXISTS a int; ALTER TABLE t DROP a", "")]
    [InlineData("ALTER TABLE r.old DROP a", "LS3001:DROP a")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t DROP a", "")]
    [InlineData("ALTER TABLE t ADD a int; ALTER TABLE t DROP a", "")]
    [InlineData("ALTER TABLE s.old DROP a", "")]
    [InlineData("ALTER TABLE old DROP a", "LS3001:DROP a")]
    public void Column_dropped(string up, string findings) => Assert.Equal(findings, Find(up, deprecated: "s.old.a"));

    [Theory]
    [InlineData("BEGIN; CREATE INDEX CONCURRENTLY i ON t (a); COMMIT; VACUUM", false, "LS4001:CREATE INDEX CONCURRENTLY i ON t (a)")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a); SELECT 1; VACUUM t", true, "LS4001:CREATE INDEX CONCURRENTLY i ON t (a) LS4001:VACUUM t")]
    [InlineData("DO $$ BEGIN DROP INDEX CONCURRENTLY i; END $$", false, "LS4001:DROP INDEX CONCURRENTLY i")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON t (a); VACUUM", false, "")]
    [InlineData("BEGIN; SELECT 1; COMMIT; DROP INDEX CONCURRENTLY i", false, "")]
    [InlineData("DROP TABLE t", true, "")]
    public void Concurrently_in_a_transaction(string up, bool single, string findings) => Assert.Equal(findings, Find(up, single: single));

    [Theory]
    [InlineData(DownState.Missing, "LS1001:")]
    [InlineData(DownState.Empty, "LS1001:")]
    [InlineData(DownState.Throws, "LS1001:")]
    [InlineData(DownState.Present, "")]
    public void Down_required(DownState state, string findings) => Assert.Equal(findings, Find("SELECT 1", state));

    [Fact]
    public void A_migration_that_does_nothing_needs_no_Down() => Assert.Empty(Find("", DownState.Missing));

    [Fact]
    public void Down_is_checked_for_locks_too() => Assert.Equal(
        ["LS2001"],
        Check(Script("SELECT 1") with { Down = Operations("CREATE INDEX i ON t (a)") }).Select(finding => finding.Rule.Id));

    [Theory]
    [InlineData("CREATE INDEX ON t (a)", "An index is created without CONCURRENTLY: writes to 't' wait (SHARE lock) until it is built; create it concurrently")]
    [InlineData("ALTER TABLE s.t DROP a", "Column 's.t.a' is dropped: its data is lost, and application versions that still name it fail; deprecate it in this release ([Deprecates(\"s.t.a\")]) and drop it in a later one")]
    [InlineData("BEGIN; VACUUM FULL t; COMMIT", "'VACUUM FULL T' can't run between BEGIN and COMMIT: PostgreSQL refuses it in a transaction (error 25001); take BEGIN and COMMIT out, Lockstep makes the transactions")]
    public void Messages_name_what_is_there(string up, string message) => Assert.Equal(message, Assert.Single(Check(Script(up))).Message);

    [Fact]
    public void Ids_are_used_once_and_in_order()
    {
        var ids = RuleSet.All.Select(rule => rule.Info.Id).ToList();
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
        Assert.All(RuleSet.All, rule => Assert.EndsWith("/" + rule.Info.Id + ".md", rule.Info.HelpLink, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_of_the_model_is_in_the_set() => Assert.Equal(
        typeof(Rule).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal),
        RuleSet.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void No_type_of_the_model_knows_the_compiler() => Assert.DoesNotContain(
        typeof(Rule).Assembly.GetReferencedAssemblies(),
        reference => reference.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));

    private static string Find(string up, DownState down = DownState.Present, bool single = false, string deprecated = "") => string.Join(
        ' ',
        Check(Script(up) with { DownState = down, SingleTransaction = single }, deprecated)
            .Select(finding => $"{finding.Rule.Id}:{up.AsSpan(finding.Origin.Start, finding.Origin.Length)}"));

    private static MigrationScript Script(string up) => new("M", Origin.None, Operations(up), default) { DownState = DownState.Present };

    private static EquatableArray<Operation> Operations(string sql) => new(SqlReader.Read(sql));

    private static IReadOnlyList<Finding> Check(MigrationScript script, string deprecated = "")
    {
        var history = new MigrationHistory(s_before, []) with { Migrations = [new(1, "Earlier", 0, EquatableArray.Of(deprecated))], Count = 1 };
        return RuleRunner.Run(s_rules, MigrationReview.Of(script, history, RuleOptions.Default));
    }
}
