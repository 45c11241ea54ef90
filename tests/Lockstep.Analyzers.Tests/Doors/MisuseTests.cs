using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>Verbs that are used wrongly are told where they stand, and only where it is sure.</summary>
public sealed class MisuseTests
{
    [Theory]
    [InlineData("""{|LS9006:Create.Index("i")|};""")]
    [InlineData("""{|LS9006:Create.Index("i")|}.On("t");""")]
    [InlineData("""{|LS9006:Create.Partition("p")|};""")]
    [InlineData("""{|LS9006:Create.Partition("p")|}.Of("t");""")]
    [InlineData("""{|LS9006:Create.Table("t")|}.NotNull();""")]
    [InlineData("""{|LS9006:Create.Table("t")|}.Named("n");""")]
    [InlineData("""{|LS9006:Create.Function("f")|}.Returns(Text);""")]
    [InlineData("""{|LS9006:Create.Trigger("x")|}.On("t").Before();""")]
    [InlineData("""{|LS9006:Update.Table("t")|}.Set(new { a = 1 });""")]
    [InlineData("""{|LS9006:Delete.From("t")|};""")]
    [InlineData("""{|LS9006:Insert.Into("t")|}.Row(new { a = 1 }).Row(new { b = 2 });""")]
    [InlineData("""{|LS9006:Rename.Table("t")|};""")]
    [InlineData("""{|LS9006:Grant.Privileges("SELECT")|}.OnTable("t");""")]
    [InlineData("""Alter.Type("t").{|LS9006:AddValue("a", before: "b", after: "c")|};""")]
    [InlineData("""Alter.Table("t").Column("c").{|LS9006:SetStatistics(20000)|};""")]
    [InlineData("""foreach (var name in new[] { "a", "b" }) {|LS9006:{|LS9006:Create.Index(name)|}|};""")]
    public Task Wrong(string statement) => Is(Class(statement));

    [Theory]
    [InlineData("""var index = Create.Index("i"); index.On("fresh", "id");""")]
    [InlineData("""Finish(Create.Index("i"));""")]
    [InlineData("""_kept = Create.Index("i");""")]
    [InlineData("""Update.Table("t").Set(("a", 1)).AllRows();""")]
    [InlineData("""Alter.Type("t").AddValue("a", before: System.Environment.MachineName, after: "c");""")]
    public Task Right(string statement) => Is(Class(statement));

    [Fact]
    public Task A_step_in_a_migration_that_wants_one_transaction() => Is("""
        using Lockstep;
        [Migration(1, "m", SingleTransaction = true)]
        public class M : Migration
        {
            public override void Up()
            {
                Create.Table("fresh").WithColumn("id", BigInt);
                NewStep();
                {|LS9006:Create.Table("other")|};
                Alter.Table("fresh").Column("id").{|LS9006:SetNotNullSafely()|};
            }
            public override void Down() { Drop.Table("other"); Drop.Table("fresh"); }
        }
        """);

    /// <summary>What other rules say of the same migration is theirs to test.</summary>
    private static async Task Is(string source)
    {
        var markup = Markup.Parse(source);
        var found = (await Verify.Findings<MigrationAnalyzer>(Verify.ProjectOf([markup.Source]))).Where(finding => finding.Id == "LS9006");
        Assert.Equal(
            markup.Expected.Select(expected => expected.Span.ToString()).Order(StringComparer.Ordinal),
            found.Select(finding => finding.Location.SourceSpan.ToString()).Order(StringComparer.Ordinal));
    }

    private static string Class(string statement) => $$"""
        using Lockstep;
        using Lockstep.Authoring;
        public class M : Migration
        {
            private CreateIndexBuilder? _kept;
            public override void Up()
            {
                Create.Table("fresh").WithColumn("id", BigInt);
                {{statement}}
            }
            public override void Down() { Drop.Table("fresh"); _kept?.ToString(); }
            private static void Finish(CreateIndexBuilder index) => index.On("fresh", "id");
        }
        """;
}
