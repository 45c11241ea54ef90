using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>All of a rule's findings at once: later migrations do not get in each other's way.</summary>
public sealed class FixAllFormsTests
{
    private const string Third = "AddCheck(\"c\", \"a > 2\")";

    [Fact]
    public async Task A_document_has_its_forms_and_later_migrations_one_after_the_other()
    {
        var project = await FormProject.FixAllAsync(Shop(), "LS2023", FixAllScope.Document);
        Assert.Equal(
            ["0001_Tables.cs", "0002_Checks.cs", "0003_More.cs", "0004_ValidateA.cs", "0005_ValidateB.cs"],
            project.Documents.Select(document => document.Name).Order(StringComparer.Ordinal));
        Assert.Contains("[Migration(0004, \"Validate a\")]", await TextAsync(project, "0004_ValidateA.cs"), StringComparison.Ordinal);
        Assert.Contains("[Migration(0005, \"Validate b\")]", await TextAsync(project, "0005_ValidateB.cs"), StringComparison.Ordinal);
        Assert.Contains(Third, await TextAsync(project, "0003_More.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(Third + ".NotValid", await TextAsync(project, "0003_More.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task A_project_has_them_in_the_order_of_the_migrations(FixAllScope scope)
    {
        var before = Shop();
        var project = await FormProject.FixAllAsync(before, "LS2023", scope);
        Assert.Equal(
            ["0001_Tables.cs", "0002_Checks.cs", "0003_More.cs", "0004_ValidateA.cs", "0005_ValidateB.cs", "0006_ValidateC.cs"],
            project.Documents.Select(document => document.Name).Order(StringComparer.Ordinal));
        Assert.Empty((await Verify.Findings<MigrationAnalyzer>(project)).Where(finding => finding.Id == "LS2023"));
        Assert.Empty((await FormProject.FindingsAsync(project)).Except(await FormProject.FindingsAsync(before), StringComparer.Ordinal));
    }

    /// <summary>Two findings of one statement: the second is judged anew once the first is mended.</summary>
    [Fact]
    public async Task Findings_of_one_statement_are_all_mended()
    {
        var project = FormProject.Of(("0001_Tables.cs", Tables), ("0002_Checks.cs", Class(2, "Checks", """
            Execute.Sql("ALTER TABLE t ADD CONSTRAINT a CHECK (a > 0), ADD CONSTRAINT b CHECK (a > 1)");
            """, """
            Alter.Table("t").DropConstraint("a").DropConstraint("b");
            """)));
        var after = await FormProject.FixAllAsync(project, "LS2023", FixAllScope.Project);
        var text = await TextAsync(after, "0002_Checks.cs");
        Assert.Contains("Execute.Sql(\"ALTER TABLE t ADD CONSTRAINT a CHECK (a > 0) NOT VALID; ALTER TABLE t ADD CONSTRAINT b CHECK (a > 1) NOT VALID\");", text, StringComparison.Ordinal);
        Assert.Equal(4, after.Documents.Count());
        Assert.Empty(await FormProject.FindingsAsync(after));
    }

    /// <summary>A class of the name that would be taken, and one version that is in use by an SQL file.</summary>
    [Fact]
    public async Task Names_and_versions_that_are_taken_are_passed_over()
    {
        var project = FormProject.Of(
            ("0001_Tables.cs", Tables),
            ("0002_Checks.cs", Class(2, "Checks", "Alter.Table(\"t\").AddCheck(\"a\", \"a > 0\");", "Alter.Table(\"t\").DropConstraint(\"a\");")),
            ("Other.cs", "namespace Shop; public sealed class ValidateA;"));
        project = project.WithSql(("migrations/0009_note.sql", "-- up\nCOMMENT ON TABLE t IS 'x';\n-- down\nCOMMENT ON TABLE t IS NULL;\n"));
        var after = await FormProject.FixAllAsync(project, "LS2023", FixAllScope.Project);
        Assert.Contains("[Migration(0010, \"Validate a\")]\npublic sealed class ValidateA2 : Migration", await TextAsync(after, "0010_ValidateA2.cs"), StringComparison.Ordinal);
    }

    private const string Tables = """
        using Lockstep;

        namespace Shop;

        /// <summary>Tables.</summary>
        [Migration(0001, "Tables")]
        public sealed class Tables : Migration
        {
            public override void Up() => Create.Table("t").WithColumn("id", BigInt).PrimaryKey().WithColumn("a", BigInt);

            public override void Down() => Drop.Table("t");
        }
        """;

    private static Project Shop() => FormProject.Of(
        ("0001_Tables.cs", Tables),
        ("0002_Checks.cs", Class(2, "Checks", "Alter.Table(\"t\").AddCheck(\"a\", \"a > 0\");\n        Alter.Table(\"t\").AddCheck(\"b\", \"a > 1\");", "Alter.Table(\"t\").DropConstraint(\"a\").DropConstraint(\"b\");")),
        ("0003_More.cs", Class(3, "More", "Alter.Table(\"t\")." + Third + ";", "Alter.Table(\"t\").DropConstraint(\"c\");")));

    private static string Class(int version, string name, string up, string down) => $$"""
        using Lockstep;

        namespace Shop;

        /// <summary>{{name}}.</summary>
        [Migration(000{{version}}, "{{name}}")]
        public sealed class {{name}} : Migration
        {
            public override void Up()
            {
                {{up.TrimEnd()}}
            }

            public override void Down()
            {
                {{down.TrimEnd()}}
            }
        }
        """;

    private static async Task<string> TextAsync(Project project, string name) =>
        (await project.Documents.Single(document => document.Name == name).GetTextAsync(TestContext.Current.CancellationToken)).ToString().ReplaceLineEndings("\n");
}
