using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>The same change has the same findings, whichever door it comes through.</summary>
public sealed class ParityTests
{
    private const string Verbs = """
        Create.Table("fresh").WithColumn("id", BigInt);
        Create.Index("ix_fresh").On("fresh", "id");
        Create.Index("ix_users").On("users", "email");
        Create.Index("ix_users_now").On("users", "email").Concurrently();
        Alter.Table("users").DropColumn("old").DropColumn("name");
        """;

    private const string Statements = """
        CREATE TABLE fresh (id bigint);
        CREATE INDEX ix_fresh ON fresh (id);
        CREATE INDEX ix_users ON users (email);
        CREATE INDEX CONCURRENTLY ix_users_now ON users (email);
        ALTER TABLE users DROP COLUMN old, DROP COLUMN name;
        """;

    [Theory]
    [InlineData("")]
    [InlineData("SELECT 1;")]
    public async Task Verbs_sql_text_and_sql_file_agree(string down)
    {
        var verbs = await Messages<MigrationAnalyzer>(Verify.ProjectOf([Class(Verbs, down), Deprecating]));
        var text = await Messages<MigrationAnalyzer>(Verify.ProjectOf([Class($""""
            Execute.Sql("""
            {Statements}
            """);
            """", down), Deprecating]));
        var file = await Messages<SqlFileAnalyzer>(Verify.ProjectOf([Deprecating]).WithSql(
            ("migrations/0002_m.sql", $"-- name: M\n-- single-transaction\n-- up\n{Statements}\n-- down\n{down}")));

        Assert.Equal(down.Length == 0 ? ["LS1001", "LS2001", "LS3001", "LS4001"] : ["LS2001", "LS3001", "LS4001"], verbs.Select(message => message[..6]));
        Assert.Equal(verbs, text);
        Assert.Equal(verbs, file);
    }

    private const string Deprecating = """
        [Lockstep.Migration(1, "retire"), Lockstep.Deprecates("users.old")]
        public class Before : Lockstep.Migration { public override void Up() { } }
        """;

    private static string Class(string up, string down) => $$"""
        using Lockstep;
        [Migration(2, "m", SingleTransaction = true)]
        public class M : Migration
        {
            public override void Up()
            {
        {{up}}
            }
            public override void Down() { {{(down.Length == 0 ? "" : $"Execute.Sql(\"{down}\");")}} }
        }
        """;

    private static async Task<List<string>> Messages<TAnalyzer>(Project project)
        where TAnalyzer : Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer, new() =>
        [.. (await Verify.Findings<TAnalyzer>(project))
            .Select(finding => finding.Id + ": " + finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
            .Order(StringComparer.Ordinal)];
}
