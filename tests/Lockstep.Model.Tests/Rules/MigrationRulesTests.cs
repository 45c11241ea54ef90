using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Authoring;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about a migration as a whole and its place among the others.</summary>
public sealed class MigrationRulesTests
{
    [Theory]
    [InlineData(7, 6, "")]
    [InlineData(1, 0, "")]
    [InlineData(7, 5, "Version 7 comes after 5: 6 is missing; number it 6, or bring the missing migration back")]
    [InlineData(2, 0, "Version 2 comes after nothing: 1 is missing; number it 1, or bring the missing migration back")]
    [InlineData(202611210900, 202611200800, "")]
    public void Gaps_in_running_numbers(long version, long previous, string message) =>
        Assert.Equal(message, Message(new VersionGap(), Script("SELECT 1") with { Version = version }, MigrationHistory.None with { PreviousVersion = previous }));

    [Theory]
    [InlineData("SELECT 1; SELECT 2; SELECT 3", "")]
    [InlineData("SELECT 1; SELECT 2; SELECT 3; SELECT 4", "Migration 'M' has 4 statements, more than 3: split it, so that each part can be applied, checked and taken back on its own")]
    public void Large_migrations(string up, string message) =>
        Assert.Equal(message, Message(new MigrationTooLarge(), Script(up), options: RuleOptions.Default with { MaxStatements = 3 }));

    [Theory]
    [InlineData("ALTER TABLE a ADD x int; ALTER TABLE a ADD y int; CREATE INDEX i ON a (x)", "")]
    [InlineData("CREATE TABLE n (id int); ALTER TABLE n ADD x int; ALTER TABLE a ADD y int", "")]
    [InlineData("ALTER TABLE a ADD x int; DROP TABLE s.b", "Migration 'M' changes 'a', 's.b': make a migration for each, so that each can be applied and taken back on its own")]
    public void Several_tables(string up, string message) => Assert.Equal(message, Message(new OneTableAMigration(), Script(up)));

    [Theory]
    [InlineData("", "why", "", "Migration 'M' has no description: say it, in the [Migration] attribute, or the file's name, so that who runs it, or takes it back, knows")]
    [InlineData("Add x", " ", "", "Migration 'M' has no purpose: say it, in the class's <summary>, or a comment at the head of the file, so that who runs it, or takes it back, knows")]
    [InlineData("Add x", "why", "", "")]
    public void Documentation(string description, string purpose, string ticket, string message) =>
        Assert.Equal(message, Message(new MigrationDocumented(), Script("SELECT 1") with { Documentation = new(description, purpose, ticket) }));

    [Fact]
    public void Documentation_with_a_ticket_where_that_is_wanted() => Assert.StartsWith(
        "Migration 'M' has no ticket",
        Message(new MigrationDocumented(), Script("SELECT 1"), options: RuleOptions.Default with { RequiredDocumentation = EquatableArray.Of("ticket") }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("ALTER TABLE later ADD x int", "'later' is not there yet: migration 9 (Create later) makes it, and runs after this one; give this one a higher version")]
    [InlineData("CREATE TABLE a (id int REFERENCES later (id))", "'later' is not there yet: migration 9 (Create later) makes it, and runs after this one; give this one a higher version")]
    [InlineData("INSERT INTO later VALUES (1)", "'later' is not there yet: migration 9 (Create later) makes it, and runs after this one; give this one a higher version")]
    [InlineData("CREATE TABLE later (id int); ALTER TABLE later ADD x int", "")]
    [InlineData("ALTER TABLE IF EXISTS later ADD x int", "")]
    [InlineData("ALTER TABLE from_elsewhere ADD x int", "")]
    public void What_a_later_migration_makes(string up, string message) => Assert.Equal(
        message,
        Message(new MadeByLaterMigration(), Script(up), MigrationHistory.None with { MadeLater = name => name == new ObjectName("public", "later") ? new(9, "Create later", 8, default) : null }));

    private static string Message(Rule rule, MigrationScript script, MigrationHistory? history = null, RuleOptions? options = null) => string.Join(
        '\n', RuleRunner.Run([rule], MigrationReview.Of(script, history ?? MigrationHistory.None, options ?? RuleOptions.Default)).Select(finding => finding.Message));

    private static MigrationScript Script(string up) => new("M", Origin.None, new(SqlReader.Read(up)), default) { DownState = DownState.Present };
}
