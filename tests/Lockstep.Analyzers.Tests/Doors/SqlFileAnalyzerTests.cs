using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Doors;

public sealed class SqlFileAnalyzerTests
{
    private const string Sample = """
        -- name: A bit of everything
        -- single-transaction
        -- deprecates: users.name
        -- lockstep: allow LS3001 because never released

        -- up
        BEGIN; CREATE INDEX CONCURRENTLY ix ON t (a);
        DO $$ BEGIN EXECUTE 'CREATE INDEX ix ON t (a)'; END $$; COMMIT;
        ALTER TABLE users DROP COLUMN "x", -- lockstep: allow LS2001
            DROP b;
        /* -- down */
        SELECT E'\'', U&"d\0061t";
        -- down
        CREATE UNIQUE INDEX ON users (lower(email))
        """;

    [Fact]
    public Task Rules_run_over_both_parts() => Verify.Sql<SqlFileAnalyzer>("""
        -- single-transaction
        -- up
        {|LS2001:CREATE INDEX ix ON users (a)|};
        {|LS4001:CREATE INDEX CONCURRENTLY iy
            ON users (a)|};
        ALTER TABLE users {|LS3001:DROP COLUMN b|}, {|LS3001:DROP COLUMN "C"|};
        -- down
        DO $$ BEGIN {|LS2001:CREATE INDEX iz ON users (a)|}; END $$;
        """);

    [Fact]
    public Task A_mark_that_can_not_be_kept_to_is_told_at_its_statement() => Verify.Sql<SqlFileAnalyzer>("""
        -- up
        -- backfill worker=2
        {|LS9006:UPDATE users SET email = 'x' WHERE email IS NULL|};
        -- backfill
        UPDATE users SET email = 'x' WHERE email IS NULL;
        -- down
        -- backfill
        {|LS9006:INSERT INTO users (id) VALUES (1)|};
        """);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public Task Places_fit_whatever_the_line_ends(string lineEnd) => Verify.Sql<SqlFileAnalyzer>(
        "\n{|LS1001:-- up|}\n\n  SELECT 'é😀'; {|LS2001:CREATE INDEX ix ON users (a)|};\n".Replace("\n", lineEnd, StringComparison.Ordinal));

    [Fact]
    public Task A_file_without_fault_is_fine() => Verify.Sql<SqlFileAnalyzer>("""
        -- name: Create orders
        -- ticket: OPS-1
        -- up
        CREATE TABLE orders (id bigint);
        CREATE INDEX ix ON orders (id);
        -- down
        DROP TABLE orders;
        """);

    [Theory]
    [InlineData("{|LS1001:-- up|}\nALTER TABLE t ADD a int;")]
    [InlineData("{|LS1001:ALTER TABLE t ADD a int;|}")]
    [InlineData("{|LS1001:-- up|}\nALTER TABLE t ADD a int;\n-- down\n-- nothing")]
    [InlineData("-- up\n-- down")]
    [InlineData("-- deprecates: users.email")]
    [InlineData("")]
    public Task What_changes_something_needs_a_down(string markup) => Verify.Sql<SqlFileAnalyzer>(markup);

    [Theory]
    [InlineData("-- up\n{|LS1007:-- up|}\nDROP TABLE t;")]
    [InlineData("{|LS1007:-- down|}\nDROP TABLE t;")]
    [InlineData("-- {|LS1008:tickets|}: OPS-1\n-- up\n-- down")]
    [InlineData("-- up\nSELECT {|LS1009:'a;|}\n-- down\nSELECT 1;")]
    public Task What_is_wrong_with_the_form_is_told_at_its_place(string markup) => Verify.Sql<SqlFileAnalyzer>(markup);

    [Fact]
    public Task A_bad_file_name_is_told_on_the_first_line() => Verify.Sql<SqlFileAnalyzer>(
        [("migrations/add.sql", "{|LS1006:-- up|}\nDROP TABLE t;"), ("migrations/0008.sql", "{|LS1006:|}")]);

    [Fact]
    public async Task One_version_in_sql_and_in_csharp_is_reported_in_both()
    {
        const string Class = "[{|LS1003:Lockstep.Migration(7, \"a\")|}] public class A : Lockstep.Migration { public override void Up() { } }";
        (string, string)[] files =
        [
            ("migrations/0007_a.sql", "{|LS1003:-- name: x|}"),
            ("migrations/7_b.sql", "{|LS1003:SELECT 1;|}\n-- lockstep: allow LS1001 because it only reads"),
            ("migrations/8_c.sql", ""),
        ];
        var plain = files.Select(file => (file.Item1, Markup.Parse(file.Item2).Source)).ToArray();
        await Verify.Sql<SqlFileAnalyzer>(
            [files[0], ("migrations/7_b.sql", "{|LS1003:{|LS1001:SELECT 1;|}|}"), files[2]], Markup.Parse(Class).Source);
        await Verify.Sql<MigrationAttributeAnalyzer>(plain, Class);

        var project = Verify.ProjectOf([Markup.Parse(Class).Source]).WithSql(plain[0]);
        Assert.Equal(
            ["Version 7 is used by 'x' (migrations/0007_a.sql) too; give one of them a version of its own"],
            (await Verify.Findings<MigrationAttributeAnalyzer>(project)).Select(Message));
        Assert.Equal(
            ["Version 7 is used by 'A' (Test0.cs) too; give one of them a version of its own"],
            (await Verify.Findings<SqlFileAnalyzer>(project)).Select(Message));
    }

    [Fact]
    public async Task One_checkpoint_in_sql_and_in_csharp_is_reported_in_all()
    {
        const string Class = "using Lockstep; [Migration(6, \"a\"), {|LS1019:Checkpoint(\"users complete\")|}] public class A : Migration { public override void Up() { } public override void Down() { } }";
        (string, string)[] files =
        [
            ("migrations/0007_a.sql", "-- name: x\n  {|LS1019:-- Checkpoint : users complete|}\n-- up\nSELECT 1;\n-- down\nSELECT 1;"),
            ("migrations/0008_b.sql", "/* checkpoint: users complete */ {|LS1019:-- checkpoint: users complete|}\n-- up\nSELECT 1;\n-- down\nSELECT 1;"),
            // Names are told apart by their case too.
            ("migrations/0009_c.sql", "-- checkpoint: Users complete\n-- up\nSELECT 1;\n-- down\nSELECT 1;"),
        ];
        await Verify.Sql<SqlFileAnalyzer>(files, Markup.Parse(Class).Source);
        var plain = files.Select(file => (file.Item1, Markup.Parse(file.Item2).Source)).ToArray();
        await Verify.Sql<MigrationAttributeAnalyzer>(plain, Class);

        var project = Verify.ProjectOf([Markup.Parse(Class).Source]).WithSql(plain[0]);
        Assert.Equal(
            ["Checkpoint 'users complete' stands behind 'x' (migrations/0007_a.sql) too; give one of them another name"],
            (await Verify.Findings<MigrationAttributeAnalyzer>(project)).Select(Message));
        Assert.Equal(
            ["Checkpoint 'users complete' stands behind 'A' (Test0.cs) too; give one of them another name"],
            (await Verify.Findings<SqlFileAnalyzer>(project)).Select(Message));
    }

    [Fact]
    public async Task Deprecated_in_one_door_may_be_dropped_through_the_other()
    {
        (string, string)[] files =
        [
            ("migrations/0001_retire.sql", "-- deprecates: users.a"),
            ("migrations/0004_drop.sql", "-- up\nALTER TABLE users DROP COLUMN a, DROP COLUMN b, {|LS3001:DROP COLUMN c|};\n-- down\nSELECT 1;"),
            ("migrations/0005_later.sql", "-- deprecates: users.c"),
        ];
        const string Class = """
            using Lockstep;
            [Migration(2, "retire"), Deprecates("users.b")] public class B : Migration { public override void Up() { } }
            [Migration(3, "drop")]
            public class M : Migration
            {
                public override void Up() => Alter.Table("users").DropColumn("a").DropColumn("b").{|LS3001:DropColumn("c")|};
                public override void Down() => Execute.Sql("SELECT 1");
            }
            """;
        await Verify.Sql<SqlFileAnalyzer>(files, Markup.Parse(Class).Source);
        await Verify.Sql<MigrationAnalyzer>([.. files.Select(file => (file.Item1, Markup.Parse(file.Item2).Source))], Class);
    }

    [Fact]
    public async Task An_edit_of_one_file_is_seen_from_the_other()
    {
        var project = Verify.ProjectOf([]).WithSql(("migrations/1_retire.sql", "-- deprecates: users.b"), ("migrations/2_drop.sql", "-- up\nALTER TABLE users DROP b;\n-- down\nSELECT 1;"));
        Assert.Empty(await Verify.Findings<SqlFileAnalyzer>(project));

        var changed = project.AdditionalDocuments.First().Id;
        var solution = project.Solution.WithAdditionalDocumentText(changed, SourceText.From("-- deprecates: users.c"));
        Assert.Equal(["LS3001"], (await Verify.Findings<SqlFileAnalyzer>(solution.Projects.Single())).Select(finding => finding.Id));
    }

    [Fact]
    public async Task An_additional_file_that_is_no_migration_is_left_alone()
    {
        var project = Verify.ProjectOf([]).AddAdditionalDocument("a.sql", SourceText.From("DROP TABLE t"), filePath: "/home/me/shop/a.sql").Project;
        Assert.Empty(await Verify.Findings<SqlFileAnalyzer>(project));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, 0)]
    [InlineData(ReportDiagnostic.Warn, 1)]
    public async Task The_projects_configuration_decides(ReportDiagnostic severity, int findings)
    {
        var project = Verify.ProjectOf([]).WithSql(("1_m.sql", "-- lockstep: allow LS2001 because small\nCREATE INDEX i ON t (a);\n-- lockstep: allow LS1001 because one way"));
        project = project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions(
            [new("LS1001", severity), new("LS9009", ReportDiagnostic.Error)]));
        Assert.Equal(findings, (await Verify.Findings<SqlFileAnalyzer>(project)).Count(finding => finding.Id == "LS1001"));
        // Whether a suppression of a rule that is off is needed can't be told.
        Assert.Equal(findings, (await Verify.Findings<SqlFileAnalyzer>(project)).Count(finding => finding.Id == "LS9009"));
    }

    [Fact]
    public async Task A_global_configuration_reaches_sql_files_and_an_editorconfig_does_not()
    {
        var project = Verify.ProjectOf([]).WithSql(("1_m.sql", "ALTER TABLE t ADD a int;"));
        var local = project.AddAnalyzerConfigDocument(".editorconfig", SourceText.From("[*]\ndotnet_diagnostic.LS1001.severity = none"), filePath: "/home/me/shop/.editorconfig").Project;
        Assert.Single(await Verify.Findings<SqlFileAnalyzer>(local));

        var everywhere = project.AddAnalyzerConfigDocument("a.globalconfig", SourceText.From("is_global = true\ndotnet_diagnostic.LS1001.severity = none"), filePath: "/home/me/shop/a.globalconfig").Project;
        Assert.Empty(await Verify.Findings<SqlFileAnalyzer>(everywhere));
    }

    [Fact]
    public async Task A_project_without_Lockstep_costs_nothing()
    {
        var project = Verify.ProjectOf([]).WithSql(("a.sql", "DROP TABLE t"));
        project = project.WithMetadataReferences(project.MetadataReferences.Where(reference => !reference.Display!.Contains("Lockstep", StringComparison.Ordinal)));
        Assert.Empty(await Verify.Findings<SqlFileAnalyzer>(project));
    }

    [Fact]
    public async Task No_half_written_file_breaks_the_analyzer()
    {
        Assert.Equal(
            ["LS2001", "LS2001", "LS4001", "LS9002"],
            (await Verify.SqlMessages<SqlFileAnalyzer>(Sample)).Select(message => message[..6]).Order(StringComparer.Ordinal));
        var project = Verify.ProjectOf([]).WithSql(("migrations/0007_m.sql", ""));
        var file = project.AdditionalDocumentIds.Single();
        for (var length = 0; length <= Sample.Length; length++)
        {
            var prefix = project.Solution.WithAdditionalDocumentText(file, SourceText.From(Sample[..length])).Projects.Single();
            var findings = await Verify.Findings<SqlFileAnalyzer>(prefix, mustCompile: false);
            Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "LS9001");
        }
    }

    private static string Message(Diagnostic finding) => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
