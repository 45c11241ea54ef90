using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Doors;

public sealed class MigrationAnalyzerTests
{
    private const string Sample = """"
        using Lockstep;
        namespace Shop;

        /// <summary>A bit of everything.</summary>
        [Migration(2026_11_21_0900, $"Add {nameof(Everything)}", Ticket = "OPS-1", SingleTransaction = true)]
        [Deprecates("users.name"), SafeBecause("LS3001", "unused")]
        public sealed class Everything : Migration
        {
            private const string Table = "users";

            public override void Up()
            {
                var created = Create.Table("t").WithColumn("a", Varchar(20)).NotNull().WithForeignKey(["a"], "u", []);
                Create.Index($"ix_{Table}").On(Table, "lower(email)").Unique().Where("a > 0");
                foreach (var number in new[] { 1, 2 }) Alter.Table(Table).AddColumn("c" + number, Numeric(10, 2)).DropColumn("b");
                Execute.Sql("""
                    BEGIN; CREATE INDEX CONCURRENTLY ix ON t (a);
                    DO $$ BEGIN EXECUTE 'CREATE INDEX ix ON t (a)'; END $$; COMMIT
                    """);
                Execute.Sql("ALTER TABLE users\t" + @"DROP ""x""");
                Helper("p");
            }

            [SafeBecause("LS1001", " ")]
            public override void Down() => throw new System.NotSupportedException();

            private void Helper(string name) => Create.Partition(name).Of("t", "FOR VALUES IN ('x')");
        }
        """";

    [Fact]
    public Task Rules_run_over_the_verbs_and_over_sql() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        [Migration(1, "m", SingleTransaction = true)]
        public sealed class {|LS1001:M|} : Migration
        {
            public override void Up()
            {
                {|LS2001:Create.Index("ix").On("users", "a")|};
                {|LS4001:Create.Index("iy").On("users", "a").Concurrently()|};
                Alter.Table("users").{|LS3001:DropColumn("b")|};
                Execute.Sql("SELECT 1; {|LS2001:CREATE INDEX iz ON users (a)|}; ALTER TABLE users {|LS3001:DROP COLUMN \"c\"|}");
            }
        }
        """);

    [Fact]
    public Task A_migration_without_fault_is_fine() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        [Migration(1, "m")]
        public sealed class M : Migration
        {
            public override void Up()
            {
                Create.Table("t").WithColumn("a", Text);
                Create.Index("ix").On("t", "a");
            }
            public override void Down() => Drop.Table("t");
        }
        """);

    [Fact]
    public Task Parts_of_a_class_in_two_files_are_one_migration() => Verify.CSharp<MigrationAnalyzer>(
        """
        using Lockstep;
        [Migration(1, "m")]
        public sealed partial class M : Migration { public override void Up() { Create.Table("t"); More(); } }
        """,
        """
        partial class M
        {
            public override void Down() { {|LS2001:Create.Index("ix").On("u", "a")|}; }
            private void More() { Create.Index("ix").On("t", "a"); {|LS2001:Create.Index("ix").On("u", "a")|}; }
        }
        """);

    [Fact]
    public Task The_part_with_the_attribute_is_the_migrations_place() => Verify.CSharp<MigrationAnalyzer>(
        "partial class M;",
        "using Lockstep; [Migration(1, \"m\")] partial class {|LS1001:M|} : Migration { public override void Up() => Alter.Table(\"t\").AddColumn(\"a\", Text); }");

    [Fact]
    public Task A_nested_migration_is_one_too() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        static class Orders
        {
            [Migration(1, "m")]
            internal sealed class {|LS1001:M|} : Migration { public override void Up() => {|LS2001:Create.Index("ix").On("t", "a")|}; }
        }
        """);

    [Fact]
    public Task What_a_base_class_does_is_reported_once() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        public abstract class Shared : Migration
        {
            public override void Up() => {|LS2001:Create.Index("ix").On("u", "a")|};
            protected void Index(string table) => Create.Index("ix").On(table, "a");
        }
        [Migration(1, "a")] public sealed class {|LS1001:A|} : Shared;
        [Migration(2, "b")] public sealed class B : Shared { public override void Down() => {|LS2001:Index("u")|}; }
        """);

    [Fact]
    public Task A_helper_called_twice_is_one_finding() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        [Migration(1, "a")]
        public sealed class A : Migration
        {
            public override void Up() { Index(); Index(); }
            public override void Down() => Drop.Table("u");
            private void Index() => {|LS2001:Create.Index("ix").On("u", "a")|};
        }
        """);

    [Fact]
    public Task A_column_that_an_earlier_migration_deprecated_may_go() => Verify.CSharp<MigrationAnalyzer>(
        """
        using Lockstep;
        [Migration(2, "drop")]
        public sealed class M : Migration
        {
            public override void Up() => Alter.Table("users").DropColumn("a").{|LS3001:DropColumn("b")|};
            public override void Down() => Alter.Table("users").AddColumn("a", Text).AddColumn("b", Text);
        }
        """,
        """
        using Lockstep;
        [Migration(1, "deprecate"), Deprecates("users.a")]
        public sealed class Before : Migration { public override void Up() { } }
        [Migration(3, "deprecate later"), Deprecates("users.b")]
        public sealed class After : Migration { public override void Up() { } }
        """);

    [Fact]
    public Task Safe_because_silences_a_class_a_method_or_nothing() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        [SafeBecause("LS2001", "small table")]
        public sealed class A : Migration
        {
            public override void Up() { Create.Index("ix").On("u", "a"); Alter.Table("u").{|LS3001:DropColumn("a")|}; }
            public override void Down() => Drop.Table("u");
        }
        public sealed class B : Migration
        {
            [SafeBecause("LS2001", "small table")]
            public override void Up() { Create.Index("ix").On("u", "a"); }
            public override void Down() { {|LS2001:Create.Index("ix").On("u", "a")|}; }
        }
        [SafeBecause("LS2001", "  ")]
        public sealed class C : Migration
        {
            public override void Up() { {|LS2001:Create.Index("ix").On("u", "a")|}; }
            [SafeBecause("LS1001", "the data is copied elsewhere")]
            public override void Down() { }
        }
        """);

    [Fact]
    public Task What_silences_nothing_is_told() => Verify.CSharp<MigrationAnalyzer>("""
        using Lockstep;
        [{|LS9009:SafeBecause("LS2001", "small table")|}, SafeBecause("ls3001", "nobody reads it"), {|LS9009:SafeBecause("LS7777", "no such rule")|}, SafeBecause("LS3001", " ")]
        public sealed class A : Migration
        {
            [{|LS9009:SafeBecause("LS3001", "it stands below")|}, SafeBecause("LS5041", "off by default, so that nobody knows"), SafeBecause("LS1003", "of another analyzer")]
            public override void Up() { Create.Index("ix").On("u", "a").Concurrently(); Other(); }
            public override void Down() => Drop.Table("u");
            [SafeBecause("LS3001", "nobody reads it")]
            private void Other() => Alter.Table("u").DropColumn("a");
        }
        [SafeBecause("LS2001", "of those that derive from it")]
        public abstract class B : Migration { }
        """);

    [Fact]
    public Task A_pragma_that_silences_nothing_is_told() => Verify.CSharp<MigrationAnalyzer>("""
        #pragma warning disable {|LS9009:LS3001|}, LS2001, CS0169, LS1003 // of another analyzer
        using Lockstep;
        public sealed class A : Migration
        {
            public override void Up()
            {
                Create.Index("ix").On("u", "a");
        #pragma warning restore LS2001
        #pragma warning disable {|LS9009:LS2001|}
                Alter.Table("u").AddColumn("a", Text);
        #pragma warning restore
                Create.Index("iy").On("u", "b").Concurrently();
        #pragma warning disable LS5041 // off by default, so that nobody knows
            }

            public override void Down() => Drop.Table("u");
        }
        """);

    [Fact]
    public Task A_pragma_is_judged_in_its_class_alone() => Verify.CSharp<MigrationAnalyzer>("""
        #pragma warning disable LS2001 // for both, as far as anybody knows
        using Lockstep;
        public sealed class A : Migration
        {
        #pragma warning disable {|LS9009:LS3001|}
            public override void Up() => Create.Index("ix").On("u", "a");
        #pragma warning restore LS3001
            public override void Down() => Drop.Index("ix").Concurrently();
        }
        #if NEVER
        #pragma warning disable LS3001
        #endif
        public sealed class B : Migration
        {
            public override void Up() => Create.Index("iy").On("u", "a").Concurrently();
            public override void Down() => Drop.Index("iy").Concurrently();
        }
        """);

    [Fact]
    public Task A_SuppressMessage_that_silences_nothing_is_told() => Verify.CSharp<MigrationAnalyzer>("""
        using System.Diagnostics.CodeAnalysis;
        using Lockstep;
        [{|LS9009:SuppressMessage("Locks", "LS3001:A column is dropped", Justification = "nobody reads it")|}, SuppressMessage("Style", "IDE0058")]
        public sealed class A : Migration
        {
            [SuppressMessage("Locks", "LS2001", Justification = "small table")]
            public override void Up() => Create.Index("ix").On("u", "a");
            [{|LS9009:SuppressMessage("Locks", "LS2001", Justification = "small table")|}]
            public override void Down() => Drop.Index("ix").Concurrently();
        }
        """);

    [Fact]
    public async Task Nothing_is_told_of_suppressions_in_migrations_that_are_not_judged()
    {
        var project = Verify.ProjectOf(["""
            using Lockstep;
            [Migration(5, "m"), SafeBecause("LS2001", "small table")]
            public sealed class M : Migration { public override void Up() { } public override void Down() { } }
            """]);
        Assert.Equal(["LS9009"], (await Verify.Findings<MigrationAnalyzer>(project)).Select(finding => finding.Id).Where(id => id != "LS1001"));
        Assert.Empty(await Verify.Findings<MigrationAnalyzer>(project.WithOption("lockstep_start_after", "5")));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, 0)]
    [InlineData(ReportDiagnostic.Warn, 1)]
    public async Task The_users_configuration_decides(ReportDiagnostic severity, int findings)
    {
        var project = Verify.ProjectOf(["using Lockstep; class M : Migration { public override void Up() => Alter.Table(\"t\").AddColumn(\"a\", Text); }"]);
        project = project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions([new("LS1001", severity)]));
        Assert.Equal(findings, (await Verify.Findings<MigrationAnalyzer>(project)).Length);
    }

    /// <summary>A rule that is off by default runs where a configuration wants it: a file's own wins over the project's, and the command line over both.</summary>
    [Theory]
    [InlineData(null, null, null, 0)]
    [InlineData("warning", null, null, 1)]
    [InlineData(null, "warning", null, 1)]
    [InlineData("none", "warning", null, 0)]
    [InlineData("warning", "none", null, 1)]
    [InlineData("none", "none", ReportDiagnostic.Warn, 1)]
    [InlineData("warning", "warning", ReportDiagnostic.Suppress, 0)]
    public async Task A_rule_that_is_off_by_default_runs_where_it_is_wanted(string? file, string? project, ReportDiagnostic? commandLine, int findings)
    {
        const string Rule = "LS5047";
        Assert.False(Descriptors.Of(Rule).IsEnabledByDefault);
        // An .editorconfig is about the files below its folder.
        var migrations = Verify.ProjectOf([]).AddDocument(
            "M.cs",
            SourceText.From("""
                using Lockstep;
                class M : Migration
                {
                    public override void Up() => Alter.Table("t").AddColumn("a", Boolean);
                    public override void Down() => Alter.Table("t").DropColumn("a");
                }
                """),
            filePath: "/home/me/shop/M.cs").Project;
        if (file is not null) migrations = migrations.AddAnalyzerConfigDocument(".editorconfig", SourceText.From($"[*]\ndotnet_diagnostic.{Rule}.severity = {file}"), filePath: "/home/me/shop/.editorconfig").Project;
        if (project is not null) migrations = migrations.AddAnalyzerConfigDocument("a.globalconfig", SourceText.From($"is_global = true\ndotnet_diagnostic.{Rule}.severity = {project}"), filePath: "/home/me/shop/a.globalconfig").Project;
        if (commandLine is { } severity) migrations = migrations.WithCompilationOptions(migrations.CompilationOptions!.WithSpecificDiagnosticOptions([new(Rule, severity)]));
        Assert.Equal(findings, (await Verify.Findings<MigrationAnalyzer>(migrations)).Count(finding => finding.Id == Rule));
    }

    /// <summary>Whether a suppression of a rule that is off is needed can't be told.</summary>
    [Theory]
    [InlineData(ReportDiagnostic.Suppress, 0)]
    [InlineData(ReportDiagnostic.Warn, 1)]
    public async Task A_suppression_of_a_rule_that_is_off_is_left_alone(ReportDiagnostic severity, int findings)
    {
        var project = Verify.ProjectOf(["""
            using Lockstep;
            [SafeBecause("LS2001", "small table")]
            class M : Migration { public override void Up() => Execute.Sql("SELECT 1"); public override void Down() => Execute.Sql("SELECT 1"); }
            """]);
        project = project.WithCompilationOptions(project.CompilationOptions!.WithSpecificDiagnosticOptions([new("LS2001", severity)]));
        Assert.Equal(findings, (await Verify.Findings<MigrationAnalyzer>(project)).Count(finding => finding.Id == "LS9009"));
    }

    [Fact]
    public async Task Messages_name_what_is_there()
    {
        var findings = await Verify.Findings<MigrationAnalyzer>(Verify.ProjectOf(["""
            using Lockstep;
            class M : Migration { public override void Up() => Create.Index("ix").On("audit.users", "a"); }
            """]));
        Assert.Equal(
            [
                "Migration 'M' has no Down, so a release with it can't be rolled back; write a Down that takes back what Up does",
                "Index 'ix' is created without CONCURRENTLY: writes to 'audit.users' wait (SHARE lock) until it is built; create it concurrently",
            ],
            findings.Select(finding => finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_rule_that_fails_is_named_and_the_others_run()
    {
        var script = new MigrationScript("M", Origin.None, EquatableArray(new DropTable(new(null, "t"))), default);
        var findings = RuleRunner.Run([new Failing(new InvalidOperationException("no luck")), Lockstep.Model.Rules.RuleSet.All[0]], Review(script));

        Assert.Equal(["LS9001", "LS1001"], findings.Select(finding => finding.Rule.Id));
        Assert.StartsWith("Rule LS0000 (Failing) failed on 'M' (InvalidOperationException: no luck)", findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_goes_through() => Assert.Throws<OperationCanceledException>(() =>
        RuleRunner.Run([new Failing(new OperationCanceledException())], Review(new("M", Origin.None, default, default))));

    [Fact]
    public async Task A_project_without_Lockstep_costs_nothing()
    {
        var project = Verify.ProjectOf(["class Migration { } class M : Migration { }"]);
        project = project.WithMetadataReferences(project.MetadataReferences.Where(reference => !reference.Display!.Contains("Lockstep", StringComparison.Ordinal)));
        Assert.Empty(await Verify.Findings<MigrationAnalyzer>(project));
        Assert.Empty(await Verify.Findings<MigrationAttributeAnalyzer>(project));
    }

    [Fact]
    public async Task No_half_written_source_breaks_an_analyzer()
    {
        var project = Verify.ProjectOf([Sample]);
        Assert.Equal(
            ["LS1001", "LS2001", "LS4001"],
            (await Verify.Findings<MigrationAnalyzer>(project)).Select(finding => finding.Id).Order(StringComparer.Ordinal));

        var token = TestContext.Current.CancellationToken;
        var compilation = (await project.GetCompilationAsync(token))!;
        var tree = compilation.SyntaxTrees.Single();
        for (var length = 0; length <= Sample.Length; length++)
        {
            var prefix = tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(Sample[..length]));
            var findings = await compilation
                .ReplaceSyntaxTree(tree, prefix)
                .WithAnalyzers([new MigrationAnalyzer(), new MigrationAttributeAnalyzer()], new CompilationWithAnalyzersOptions(
                    new([]), (failure, _, _) => Assert.Fail($"After {length} characters: {failure}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
                .GetAnalyzerDiagnosticsAsync(token);
            Assert.DoesNotContain(findings, finding => finding.Id is "AD0001" or "LS9001");
        }
    }

    private static MigrationReview Review(MigrationScript script) => MigrationReview.Of(script, MigrationHistory.None, RuleOptions.Default);

    private static Lockstep.Model.EquatableArray<Operation> EquatableArray(params Operation[] operations) => new(operations);

    private sealed class Failing(Exception failure) : Rule
    {
        public override RuleInfo Info { get; } = new("LS0000", RuleCategory.Toolkit, RuleSeverity.Error, "Fails", "Never said", "For the test.");

        public override void Check(MigrationReview review, Report report) => throw failure;
    }
}
