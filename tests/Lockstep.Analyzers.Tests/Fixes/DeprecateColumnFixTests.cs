using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

public sealed class DeprecateColumnFixTests
{
    [Fact]
    public Task The_drop_and_what_takes_it_back_go_and_the_class_says_so() => Verify.Fix<MigrationAnalyzer, DeprecateColumnFix>(
        """
        using Lockstep;

        /// <summary>No more e-mail.</summary>
        [Migration(1, "m")]
        public sealed class M : Migration
        {
            public override void Up()
            {
                // The old column.
                Alter.Table("audit.users").{|LS3001:DropColumn("email")|};
                Create.Table("t");
            }

            public override void Down()
            {
                Drop.Table("t");
                Alter.Table("audit.users").AddColumn("email", Text).Nullable();
            }
        }
        """,
        """
        using Lockstep;

        /// <summary>No more e-mail.</summary>
        [Migration(1, "m")]
        [Deprecates("audit.users.email")]
        public sealed class M : Migration
        {
            public override void Up()
            {
                // The old column.
                Create.Table("t");
            }

            public override void Down()
            {
                Drop.Table("t");
            }
        }
        """);

    [Fact]
    public Task Of_a_chain_only_the_link_goes() => Verify.Fix<MigrationAnalyzer, DeprecateColumnFix>(
        """
        class M : Lockstep.Migration
        {
            public override void Up() => Alter.Table("t")
                .AddColumn("a", Text).Nullable()
                .{|LS3001:DropColumn("b")|}
                .AddColumn("c", Text);
            public override void Down() => Alter.Table("t").AddColumn("b", Text).DropColumn("a").DropColumn("c");
        }
        """,
        """
        [Lockstep.Deprecates("t.b")]
        class M : Lockstep.Migration
        {
            public override void Up() => Alter.Table("t")
                .AddColumn("a", Text).Nullable()
                .AddColumn("c", Text);
            public override void Down() => Alter.Table("t").DropColumn("a").DropColumn("c");
        }
        """);

    [Theory]
    [InlineData("=> Alter.Table(\"t\").{|LS3001:DropColumn(\"b\")|};", "{ }")]
    [InlineData("{ if (System.DateTime.Now.Year > 2030) Alter.Table(\"t\").{|LS3001:DropColumn(\"b\")|}; }", "{ if (System.DateTime.Now.Year > 2030) { } }")]
    [InlineData("{ Execute.Sql(\"ALTER TABLE t {|LS3001:DROP COLUMN b|}\"); }", "{ }")]
    public Task A_statement_that_does_nothing_else_goes(string before, string after) => Verify.Fix<MigrationAnalyzer, DeprecateColumnFix>(
        "using Lockstep;\n[Migration(1, \"m\")] class M : Migration\n{\n    public override void Up() " + before + "\n    public override void Down() => Alter.Table(\"t\").AddColumn(\"b\", Text);\n}\n",
        "using Lockstep;\n[Migration(1, \"m\")]\n[Deprecates(\"t.b\")] class M : Migration\n{\n    public override void Up() " + after + "\n    public override void Down() { }\n}\n");

    [Theory]
    [InlineData("Execute.Sql(\"ALTER TABLE t {|LS3001:DROP COLUMN b|}, ALTER COLUMN c TYPE text\");")]
    [InlineData("Execute.Sql(\"SELECT 1; ALTER TABLE t {|LS3001:DROP COLUMN b|}\");")]
    [InlineData("Alter.Table(System.Environment.MachineName).{|LS3001:DropColumn(\"b\")|};")]
    [InlineData("Execute.Sql(\"DO $$ BEGIN ALTER TABLE t {|LS3001:DROP COLUMN b|}; END $$\");")]
    public Task It_is_not_offered_where_more_would_go(string statements) => Verify.NoFix<MigrationAnalyzer, DeprecateColumnFix>(
        "class M : Lockstep.Migration { public override void Up() { " + statements + " } public override void Down() => Alter.Table(\"t\").AddColumn(\"b\", Text); }");

    [Fact]
    public void Nobody_deprecates_all_columns_at_once() => Assert.Null(new DeprecateColumnFix().GetFixAllProvider());
}
