using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

public sealed class ConcurrentFormTests
{
    private const string Down = "public override void Down() => Execute.Sql(\"SELECT 1\");";

    [Fact]
    public Task A_verb_says_so_at_its_end() => Verify.Fix<MigrationAnalyzer, SafeFormFix>(
        Class("{|LS2001:Create.Index(\"ix\")\n            .On(\"t\", \"a\")\n            .Unique()|};"),
        Class("Create.Index(\"ix\")\n            .On(\"t\", \"a\")\n            .Unique().Concurrently();"));

    [Theory]
    [InlineData("Execute.Sql(\"SELECT 1; {|LS2001:CREATE INDEX ix ON t (a)|}\");", "Execute.Sql(\"SELECT 1; CREATE INDEX CONCURRENTLY ix ON t (a)\");")]
    [InlineData("Execute.Sql(@\"{|LS2001:create unique index ix on t (a)|};\");", "Execute.Sql(@\"create unique index concurrently ix on t (a);\");")]
    [InlineData("Execute.Sql(\"\"\"\n            {|LS2001:CREATE INDEX\n              ix ON t (\"a\")|};\n            \"\"\");", "Execute.Sql(\"\"\"\n            CREATE INDEX CONCURRENTLY\n              ix ON t (\"a\");\n            \"\"\");")]
    [InlineData("Execute.Sql(\"{|LS2001:CREATE\\nINDEX ix ON t (a)|}\");", "Create.Index(\"ix\").On(\"t\", \"a\").Concurrently();")]
    public Task Sql_says_so_after_INDEX(string before, string after) =>
        Verify.Fix<MigrationAnalyzer, SafeFormFix>(Class(before), Class(after));

    [Fact]
    public Task Single_transaction_goes_with_it() => Verify.Fix<MigrationAnalyzer, SafeFormFix>(
        Class("{|LS2001:Create.Index(\"ix\").On(\"t\", \"a\")|};", ", SingleTransaction = true, Ticket = \"T\""),
        Class("Create.Index(\"ix\").On(\"t\", \"a\").Concurrently();", ", Ticket = \"T\""));

    [Fact]
    public Task All_of_a_file_at_once() => Verify.FixAll<MigrationAnalyzer, SafeFormFix>(
        Class("{|LS2001:Create.Index(\"ix\").On(\"t\", \"a\")|}; Execute.Sql(\"{|LS2001:CREATE INDEX iy ON t (a)|}; {|LS2001:CREATE INDEX iz ON t (a)|}\");", ", SingleTransaction = true"),
        Class("Create.Index(\"ix\").On(\"t\", \"a\").Concurrently(); Execute.Sql(\"CREATE INDEX CONCURRENTLY iy ON t (a); CREATE INDEX CONCURRENTLY iz ON t (a)\");"));

    [Theory]
    [InlineData("Execute.Sql(\"DO $$ BEGIN {|LS2001:CREATE INDEX ix ON t (a)|}; END $$\");")]
    [InlineData("Execute.Sql(\"{|LS4009:BEGIN|}; {|LS2001:CREATE INDEX ix ON t (a)|}; COMMIT\");")]
    [InlineData("const string sql = \"CREATE INDEX ix ON t (a)\"; Execute.Sql({|LS2001:sql|});")]
    public Task It_is_not_offered_where_it_can_not_be_done(string statements) =>
        Verify.NoFix<MigrationAnalyzer, SafeFormFix>(Class(statements));

    [Fact]
    public Task It_is_not_offered_at_the_call_of_a_helper_in_another_class() => Verify.NoFix<MigrationAnalyzer, SafeFormFix>("""
        using Lockstep;
        abstract class Shared : Migration { protected void Add() => Create.Index("ix").On("t", "a"); }
        class M : Shared { public override void Up() => {|LS2001:Add()|}; public override void Down() => Execute.Sql("SELECT 1"); }
        """);

    private static string Class(string statements, string attribute = "") => $$"""
        using Lockstep;
        [Migration(1, "m"{{attribute}})]
        public sealed class M : Migration
        {
            public override void Up()
            {
                {{statements}}
            }
            {{Down}}
        }
        """;
}
