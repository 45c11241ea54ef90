using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Authoring;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS1002: what stays or is missing after Up and Down.</summary>
public sealed class DownReversesUpTests
{
    private const string Before = "CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL DEFAULT 'x'); CREATE INDEX t_name ON t (name); CREATE TYPE e AS ENUM ('a')";

    [Theory]
    [InlineData("CREATE TABLE u (a int)", "SELECT 1", "table u stays")]
    [InlineData("ALTER TABLE t ADD a int, ADD b int", "ALTER TABLE t DROP a", "column t.b stays")]
    [InlineData("DROP INDEX t_name", "CREATE INDEX t_name ON t (id)", "index t_name is not what it was")]
    [InlineData("ALTER TABLE t DROP name", "ALTER TABLE t ADD name text", "column t.name is not what it was, index t_name is missing")]
    [InlineData("SELECT 1", "DROP TABLE t", "table t is missing")]
    public void Something_is_left(string up, string down, string differences) => Assert.StartsWith(
        "Down does not reverse this: ", string.Join(' ', Find(up, down, differences)), StringComparison.Ordinal);

    [Theory]
    [InlineData("CREATE TABLE u (a int)", "DROP TABLE u")]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP a")]
    [InlineData("ALTER TABLE t RENAME TO u", "ALTER TABLE u RENAME TO t")]
    [InlineData("ALTER TYPE e ADD VALUE 'b'", "SELECT 1")]
    [InlineData("ALTER TABLE unknown ADD a int", "SELECT 1")]
    [InlineData("CREATE TABLE u (a int)", "DO $$ BEGIN EXECUTE 'DROP TABLE u'; END $$")]
    [InlineData("UPDATE t SET name = 'y'", "SELECT 1")]
    public void Nothing_is_left_or_nobody_can_tell(string up, string down) => Assert.Empty(Find(up, down, ""));

    /// <summary>Before PostgreSQL 18 no catalog has a name of NOT NULL.</summary>
    [Theory]
    [InlineData(15, "")]
    [InlineData(17, "")]
    [InlineData(18, "column t.name is not what it was: its NOT NULL constraint is t_name_not_null1")]
    public void A_column_is_NOT_NULL_again(int version, string difference) => Assert.Equal(
        difference.Length > 0,
        Find(
            "ALTER TABLE t ALTER name DROP NOT NULL",
            "ALTER TABLE t ADD CONSTRAINT t_name_not_null CHECK (name IS NOT NULL) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT t_name_not_null; ALTER TABLE t ALTER name SET NOT NULL; ALTER TABLE t DROP CONSTRAINT t_name_not_null",
            difference,
            version).Count > 0);

    private static List<string> Find(string up, string down, string differences, int version = 15)
    {
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(up)), new(SqlReader.Read(down))) { DownState = DownState.Present };
        var history = MigrationHistory.None with { Schema = DatabaseSchema.Empty.Apply(SqlReader.Read(Before)).Schema };
        var messages = RuleRunner.Run([new DownReversesUp()], MigrationReview.Of(script, history, RuleOptions.Default with { PostgresVersion = version })).Select(finding => finding.Message).ToList();
        foreach (var difference in differences.Split(", ", StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(difference, string.Join(' ', messages), StringComparison.Ordinal);
        return messages;
    }
}
