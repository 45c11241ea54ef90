using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>Migrations in C# as somebody would write them who wants to get something dangerous past the rules, and some that only look like that.</summary>
public sealed class HostileMigrationTests
{
    [Theory]
    [InlineData("LS2001", """const string sql = "CREATE INDEX ix ON users (email)"; Execute.Sql(sql);""")]
    [InlineData("LS2042", """Execute.Sql("ALTER TABLE users " + "ALTER COLUMN email SET NOT NULL");""")]
    [InlineData("LS3001", """Execute.Sql($"ALTER TABLE {System.Environment.MachineName} DROP COLUMN email");""")]
    [InlineData("LS4030", """Execute.Sql($"UPDATE {System.Environment.MachineName} SET a = 1");""")]
    [InlineData("LS4031", """Execute.Sql($"DELETE FROM {System.Environment.MachineName}.users");""")]
    [InlineData("LS2001", """foreach (var t in System.Environment.GetCommandLineArgs()) Execute.Sql($"CREATE INDEX ON {t} (id)");""")]
    [InlineData("LS2040", """foreach (var t in new[] { "users", "orders" }) Execute.Sql($"ALTER TABLE {t} ADD COLUMN u uuid DEFAULT gen_random_uuid()");""")]
    [InlineData("LS2073", """Execute.Sql("CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'TRUNCATE users'"); Execute.Sql("SELECT f()");""")]
    [InlineData("LS2042", """Execute.Sql("DO $$ BEGIN EXECUTE format('ALTER TABLE %I ALTER COLUMN email SET NOT NULL', 'users'); END $$");""")]
    [InlineData("LS3002", """Execute.Sql("DO $$ DECLARE q text := 'DROP TABLE users'; BEGIN EXECUTE q; END $$");""")]
    [InlineData("LS4017", """Execute.Sql("DO $$ DECLARE q text; BEGIN SELECT x INTO q FROM y; EXECUTE q; END $$");""")]
    [InlineData("LS2030", """Execute.Sql("ALTER TABLE users ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c;");""")]
    [InlineData("LS2031", """Execute.Sql("CREATE UNIQUE INDEX CONCURRENTLY ux ON users (email) WHERE x"); Execute.Sql("ALTER TABLE users ADD CONSTRAINT ux UNIQUE USING INDEX ux");""")]
    [InlineData("LS4031", """void Wipe(string table) => Execute.Sql($"DELETE FROM {table}"); Wipe("users");""")]
    public async Task Its_rule_finds_it(string id, string statements) => Assert.Contains(id, await Ids(statements));

    [Theory]
    [InlineData("""Execute.Sql("ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID"); NewStep(); Execute.Sql("ALTER TABLE users VALIDATE CONSTRAINT nn"); NewStep(); Execute.Sql("ALTER TABLE users ALTER COLUMN email SET NOT NULL"); Execute.Sql("ALTER TABLE users DROP CONSTRAINT nn");""")]
    [InlineData("""Alter.Table("users").AddCheck("nn", "email IS NOT NULL").NotValid(); NewStep(); Alter.Table("users").ValidateConstraint("nn"); NewStep(); Alter.Table("users").Column("email").SetNotNull();""")]
    [InlineData("""Execute.Sql("UPDATE users SET note = 'x' WHERE id BETWEEN 1 AND 1000");""")]
    [InlineData("""Backfill.Table("users").Set("note = 'x'").Where("note IS NULL");""")]
    [InlineData("""Comment.OnTable("users", "DROP TABLE users");""")]
    public async Task No_rule_finds_anything(string statements) => Assert.Empty(await Ids(statements));

    [Fact]
    public async Task What_is_not_known_is_not_found_where_it_may_be_a_condition() => Assert.Equal(["LS4015"], await Ids("""Execute.Sql($"UPDATE users SET a = 1 {System.Environment.MachineName}");"""));

    /// <summary>What is found but for what is about a migration's own form.</summary>
    private static async Task<List<string>> Ids(string statements)
    {
        var project = Verify.ProjectOf([$$"""
            using Lockstep;
            [Migration(1, "M1")]
            public class M1 : Migration
            {
                public override void Up()
                {
                    {{statements}}
                }
                public override void Down() => Execute.Sql("SELECT 1");
            }
            """]);
        return [.. (await Verify.Findings<MigrationAnalyzer>(project)).Select(finding => finding.Id).Where(id => id[2] != '1')];
    }
}
