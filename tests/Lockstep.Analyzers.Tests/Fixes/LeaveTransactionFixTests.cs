using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

public sealed class LeaveTransactionFixTests
{
    [Fact]
    public Task Single_transaction_is_taken_out_once_for_all() => Verify.FixAll<MigrationAnalyzer, LeaveTransactionFix>(
        Class("{|LS4001:Create.Index(\"ix\").On(\"t\", \"a\").Concurrently()|}; {|LS4001:Drop.Index(\"iy\").Concurrently()|};", ", SingleTransaction = true"),
        Class("Create.Index(\"ix\").On(\"t\", \"a\").Concurrently(); Drop.Index(\"iy\").Concurrently();"));

    [Theory]
    [InlineData(
        "Execute.Sql(\"BEGIN; {|LS4001:CREATE INDEX CONCURRENTLY ix ON t (a)|}; COMMIT;\");",
        "Execute.Sql(\"CREATE INDEX CONCURRENTLY ix ON t (a); \");")]
    [InlineData(
        "Execute.Sql(\"BEGIN\");\n        Execute.Sql(\"{|LS4001:CREATE INDEX CONCURRENTLY ix ON t (a)|}\");\n        Execute.Sql(\"COMMIT;\");",
        "Execute.Sql(\"CREATE INDEX CONCURRENTLY ix ON t (a)\");")]
    [InlineData(
        "Execute.Sql(\"\"\"\n            BEGIN;\n            {|LS4001:VACUUM t|};\n            END;\n            \"\"\");",
        "Execute.Sql(\"\"\"\n            VACUUM t;\n            \"\"\");")]
    public Task Begin_and_commit_are_taken_out(string before, string after) =>
        Verify.Fix<MigrationAnalyzer, LeaveTransactionFix>(Class(before), Class(after));

    [Fact]
    public Task Both_are_taken_out_together() => Verify.Fix<MigrationAnalyzer, LeaveTransactionFix>(
        Class("Execute.Sql(\"BEGIN; {|LS4001:VACUUM t|}; COMMIT\");", ", SingleTransaction = true"),
        Class("Execute.Sql(\"VACUUM t; \");"));

    [Theory]
    [InlineData("Execute.Sql(\"BEGIN; {|LS4001:VACUUM t|}; ROLLBACK\");")]
    [InlineData("Execute.Sql(\"DO $$ BEGIN {|LS4001:CREATE INDEX CONCURRENTLY ix ON t (a)|}; END $$\");")]
    [InlineData("const string begin = \"BEGIN\"; Execute.Sql(begin); Execute.Sql(\"{|LS4001:VACUUM t|}\"); Execute.Sql(\"COMMIT\");")]
    public Task It_is_not_offered_where_it_would_change_the_meaning(string statements) =>
        Verify.NoFix<MigrationAnalyzer, LeaveTransactionFix>(Class(statements));

    private static string Class(string statements, string attribute = "") => $$"""
        using Lockstep;
        [Migration(1, "m"{{attribute}})]
        public sealed class M : Migration
        {
            public override void Up()
            {
                {{statements}}
            }
            public override void Down() => Execute.Sql("SELECT 1");
        }
        """;
}
