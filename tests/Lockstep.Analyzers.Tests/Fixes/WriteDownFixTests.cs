using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

public sealed class WriteDownFixTests
{
    [Fact]
    public Task A_missing_Down_is_written_after_Up_last_first() => Verify.Fix<MigrationAnalyzer, WriteDownFix>(
        """
        using Lockstep;

        [Migration(1, "m")]
        public sealed class {|LS1001:M|} : Migration
        {
            public override void Up()
            {
                Create.Table("audit.events").WithColumn("id", BigInt);
                Alter.Table("users").AddColumn("a", Text);
                Create.Index("ix_a").On("audit.users", "a").Concurrently();
                Execute.Sql("CREATE TABLE \"x.y\" (a int); ALTER TABLE t ADD COLUMN b text, ADD c text");
            }

            private const string After = "stays";
        }
        """,
        """
        using Lockstep;

        [Migration(1, "m")]
        public sealed class M : Migration
        {
            public override void Up()
            {
                Create.Table("audit.events").WithColumn("id", BigInt);
                Alter.Table("users").AddColumn("a", Text);
                Create.Index("ix_a").On("audit.users", "a").Concurrently();
                Execute.Sql("CREATE TABLE \"x.y\" (a int); ALTER TABLE t ADD COLUMN b text, ADD c text");
            }

            public override void Down()
            {
                Alter.Table("t").DropColumn("c").DropColumn("b");
                Drop.Table("\"x.y\"");
                Drop.Index("audit.ix_a").Concurrently();
                Alter.Table("users").DropColumn("a");
                Drop.Table("audit.events");
            }

            private const string After = "stays";
        }
        """);

    [Fact]
    public Task An_expression_answers_an_expression() => Verify.Fix<MigrationAnalyzer, WriteDownFix>(
        """
        public sealed class {|LS1001:M|} : Lockstep.Migration
        {
            public override void Up() => Create.Table("t");
        }
        """,
        """
        public sealed class M : Lockstep.Migration
        {
            public override void Up() => Create.Table("t");

            public override void Down() => Drop.Table("t");
        }
        """);

    [Theory]
    [InlineData("public override void Down() { }", "public override void Down()\n    {\n        Drop.Table(\"t\");\n    }")]
    [InlineData("public override void Down()\n    {\n    }", "public override void Down()\n    {\n        Drop.Table(\"t\");\n    }")]
    [InlineData("public override void Down()\n    {\n        // Why not?\n    }", "public override void Down()\n    {\n        // Why not?\n        Drop.Table(\"t\");\n    }")]
    [InlineData("public override void Down() => throw new System.NotSupportedException();", "public override void Down() => Drop.Table(\"t\");")]
    [InlineData(
        "public override void Down()\n    {\n        // Later.\n        throw new System.NotSupportedException();\n    }",
        "public override void Down()\n    {\n        // Later.\n        Drop.Table(\"t\");\n    }")]
    [InlineData("/// <summary>Back.</summary>\n    public sealed override void Down() => base.Down();", "/// <summary>Back.</summary>\n    public sealed override void Down() => Drop.Table(\"t\");")]
    public Task A_Down_that_does_nothing_is_filled(string before, string after) => Verify.Fix<MigrationAnalyzer, WriteDownFix>(
        "class {|LS1001:M|} : Lockstep.Migration\n{\n    public override void Up() => Create.Table(\"t\");\n    " + before + "\n}\n",
        "class M : Lockstep.Migration\n{\n    public override void Up() => Create.Table(\"t\");\n    " + after + "\n}\n");

    [Fact]
    public Task The_files_line_ends_are_kept() => Verify.Fix<MigrationAnalyzer, WriteDownFix>(
        "class {|LS1001:M|} : Lockstep.Migration\r\n{\r\n\tpublic override void Up()\r\n\t{\r\n\t\tCreate.Table(\"t\");\r\n\t}\r\n}\r\n",
        "class M : Lockstep.Migration\r\n{\r\n\tpublic override void Up()\r\n\t{\r\n\t\tCreate.Table(\"t\");\r\n\t}\r\n\r\n\tpublic override void Down()\r\n\t{\r\n\t\tDrop.Table(\"t\");\r\n\t}\r\n}\r\n");

    [Fact]
    public Task All_migrations_of_a_file_at_once() => Verify.FixAll<MigrationAnalyzer, WriteDownFix>(
        """
        class {|LS1001:A|} : Lockstep.Migration
        {
            public override void Up() => Create.Table("a");
        }
        class {|LS1001:B|} : Lockstep.Migration
        {
            public override void Up() => Create.Table("b");
        }
        """,
        """
        class A : Lockstep.Migration
        {
            public override void Up() => Create.Table("a");

            public override void Down() => Drop.Table("a");
        }
        class B : Lockstep.Migration
        {
            public override void Up() => Create.Table("b");

            public override void Down() => Drop.Table("b");
        }
        """);

    /// <summary>What the migrations before it say is enough to bring back what an operation does not tell.</summary>
    [Theory]
    [InlineData("Alter.Table(\"t\").Column(\"c\").DropNotNull();", "Alter.Table(\"t\").Column(\"c\").SetNotNull();")]
    [InlineData("Alter.Table(\"t\").Column(\"a\").SetDefault(5);", "Alter.Table(\"t\").Column(\"a\").SetDefaultSql(\"1\");")]
    [InlineData("Alter.Table(\"t\").AddCheck(\"c\", \"a > 0\").NotValid();", "Alter.Table(\"t\").DropConstraint(\"c\");")]
    [InlineData("Create.Table(\"n\").WithColumn(\"id\", BigInt); Insert.Into(\"n\").Row((\"id\", 1)); Comment.OnTable(\"n\", \"x\");", "Drop.Table(\"n\");")]
    [InlineData("Create.View(\"v\", \"SELECT a FROM t\");", "Drop.View(\"v\");")]
    [InlineData("Create.Sequence(\"s\");", "Drop.Sequence(\"s\");")]
    [InlineData("Create.Enum(\"e\", [\"x\"]);", "Drop.Type(\"e\");")]
    [InlineData("Comment.OnTable(\"t\", \"New.\");", "Comment.OnTable(\"t\", null);")]
    [InlineData("Alter.Table(\"t\").AddForeignKeySafely(\"f\", \"a\", \"t\", \"a\");", "Alter.Table(\"t\").DropConstraint(\"f\");")]
    public async Task What_the_schema_tells_is_used(string up, string down)
    {
        const string before = """
            using Lockstep;
            [Migration(1, "t")]
            public sealed class First : Migration
            {
                public override void Up() => Create.Table("t").WithColumn("a", Integer).NotNull().DefaultSql("1").PrimaryKey().WithColumn("b", Varchar(20)).WithColumn("c", Text).NotNull();
                public override void Down() => Drop.Table("t");
            }
            [Migration(2, "m")]
            public sealed class M : Migration
            {
                public override void Up() { UP }
            }
            """;
        var project = Verify.ProjectOf([before.Replace("UP", up, StringComparison.Ordinal)]);
        var missing = (await Verify.Findings<MigrationAnalyzer>(project)).Single(finding => finding.Id == "LS1001");
        var text = await Verify.Apply(project, new WriteDownFix(), missing);
        Assert.Equal("    public override void Down()\n    {\n        " + down + "\n    }\n}", text[text.LastIndexOf("    public override void Down()", StringComparison.Ordinal)..].ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("{|LS3002:Drop.Table(\"t\")|};")]
    [InlineData("Create.Table(\"t\").IfNotExists();")]
    [InlineData("Create.Table(\"t\"); Execute.Sql(\"SELECT f()\");")]
    [InlineData("Create.View(\"v\", \"SELECT 1\").OrReplace();")]
    [InlineData("Create.Extension(\"pg_trgm\").IfNotExists();")]
    [InlineData("Execute.Sql(\"ALTER TABLE t ADD a int, ALTER b TYPE text\");")]
    [InlineData("Create.Table(System.Environment.MachineName);")]
    [InlineData("Execute.Sql({|LS4015:$\"CREATE TABLE {System.Environment.MachineName} (a int)\"|});")]
    public Task It_is_not_offered_where_it_would_be_a_guess(string statements) => Verify.NoFix<MigrationAnalyzer, WriteDownFix>(
        "class {|LS1001:M|} : Lockstep.Migration { public override void Up() { " + statements + " } }");

    [Fact]
    public Task It_is_not_offered_where_a_base_class_has_sealed_Down() => Verify.NoFix<MigrationAnalyzer, WriteDownFix>("""
        abstract class Shared : Lockstep.Migration { public sealed override void Down() { } }
        class {|LS1001:M|} : Shared { public override void Up() => Create.Table("t"); }
        """);
}
