using System.Runtime.CompilerServices;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Docs;
using Lockstep.Analyzers.Tests.Verifier;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>What is read without the compiler is what the compiler's bound code gives: operations, their places, misuses and what Down is like.</summary>
public sealed class PlainMethodTests
{
    [Fact]
    public async Task The_samples_migrations_are_read_alike()
    {
        var files = Directory.GetFiles(Sample(), "*.cs").Select(File.ReadAllText).ToArray();
        var (all, plain) = await Compare(files);
        Assert.True(plain * 2 > all, $"only {plain} of {all} are plain");
    }

    [Fact]
    public async Task The_pages_examples_are_read_alike()
    {
        var files = DslPage.Examples().Select((example, number) => Class("M" + number, example.Statements));
        var (all, plain) = await Compare([.. files]);
        Assert.True(plain * 2 > all, $"only {plain} of {all} are plain");
    }

    [Theory]
    [InlineData("""Create.Table("t").WithColumn("a", Varchar(20)).NotNull().DefaultValue("x").WithColumn("n", Numeric(10, 2)).DefaultSql("1");""")]
    [InlineData("""Create.Table("t").WithColumn("u", BigInt).References("users", onDelete: ReferentialAction.SetNull);""")]
    [InlineData("""Create.Index("i").On("t", "a", "b").Where("a > 0").Concurrently(); NewStep(); Drop.Table("x");""")]
    [InlineData("""Alter.Table("t").Column("c").SetNotNull().DropDefault(); ;""")]
    [InlineData("Execute.Sql(\"UPDATE t SET a = 1;\\nALTER TABLE t ADD b int, DROP c\"); Execute.Sql(@\"SELECT \"\"x\"\"\");")]
    [InlineData("""Create.Sequence("s").StartWith(5).IncrementBy(-1);""")]
    // Used wrongly: verbs that do nothing, and one that throws.
    [InlineData("""Alter.Table("t");""")]
    [InlineData("""Create.Index("i");""")]
    [InlineData("""Create.Table("t").WithColumn("a", Text).NotNull().NotNull(); Rename.Table("a");""")]
    [InlineData("")]
    public async Task Literals_are_read_alike(string statements)
    {
        var (_, plain) = await Compare([Class("M", statements)], mustCompile: false);
        Assert.Equal(1, plain);
    }

    [Theory]
    // Names that mean something else than they seem to, and values that only the compiler knows.
    [InlineData("Create.Table(Name);", "const string Name = \"t\";")]
    [InlineData("Alter.Table(\"t\").DropColumn(\"c\");", "new static Lockstep.Authoring.Alter Alter => throw new System.InvalidOperationException();")]
    [InlineData("Add();", "void Add() => Drop.Table(\"t\");")]
    [InlineData("var name = \"t\"; Drop.Table(name);", "")]
    [InlineData("if (System.DateTime.Now.Year > 2000) Drop.Table(\"t\");", "")]
    [InlineData("Drop.Table($\"t{1}\");", "")]
    [InlineData("Drop.Table(\"a\" + \"b\");", "")]
    [InlineData("Drop.Table(nameof(M));", "")]
    [InlineData("Drop.Table(1);", "")]
    [InlineData("Drop.Table();", "")]
    [InlineData("Drop.Nothing(\"t\");", "")]
    [InlineData("Drop.Table(\"t\", \"u\", \"v\", \"w\");", "")]
    [InlineData("Create.Table(name: \"t\", nonsense: 1);", "")]
    [InlineData("Drop?.Table(\"t\");", "")]
    [InlineData("base.Down();", "")]
    [InlineData("throw new System.NotSupportedException();", "")]
    public async Task What_may_mean_something_else_is_left_to_the_compiler(string statements, string members)
    {
        var (_, plain) = await Compare([Class("M", statements, members)], mustCompile: false);
        Assert.Equal(0, plain);
    }

    [Fact]
    public async Task An_extension_of_the_projects_own_is_left_to_the_compiler()
    {
        var (_, plain) = await Compare(
        [
            Class("M", "Alter.Table(\"t\").Everything();"),
            """
            namespace N;
            public static class Own { public static void Everything(this Lockstep.Authoring.AlterTableBuilder table) => table.DropColumn("a").DropColumn("b"); }
            """,
        ]);
        Assert.Equal(0, plain);
    }

    /// <summary>Lowers each migration in both ways, and says how many there are and how many were plain.</summary>
    private static async Task<(int All, int Plain)> Compare(string[] files, bool mustCompile = true)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = (await Verify.ProjectOf(files).GetCompilationAsync(token))!;
        if (mustCompile) Assert.Empty(compilation.GetDiagnostics(token).Where(found => found.Severity == DiagnosticSeverity.Error));
        var types = KnownTypes.Find(compilation)!;
        var (all, plain) = (0, 0);
        foreach (var type in compilation.Assembly.GlobalNamespace.GetTypeMembers().Concat(compilation.Assembly.NamespaceNames.SelectMany(name => Types(compilation.GlobalNamespace, name))).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            if (!types.IsMigration(type)) continue;
            var read = Lower(readsPlain: true);
            var bound = Lower(readsPlain: false);
            Assert.Equal(Tell(bound), Tell(read));
            Assert.Equal(bound.Script, read.Script);
            Assert.False(bound.IsPlain);
            all++;
            if (read.IsPlain) plain++;

            LoweredMigration Lower(bool readsPlain) => MigrationLowering.Lower(new(type, types, method => SourceBodies.Find(method, compilation, token)), types, token, readsPlain);
        }

        Assert.NotEqual(0, all);
        return (all, plain);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol root, string name) =>
        root.GetNamespaceMembers().Where(space => space.Name == name).SelectMany(All);

    private static IEnumerable<INamedTypeSymbol> All(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(All));

    private static string Tell(LoweredMigration lowered) => string.Join(
        '\n',
        [
            .. lowered.Script.Up.Select(operation => OperationDump.Of(operation) + " at " + operation.Origin),
            lowered.Script.DownState.ToString(),
            .. lowered.Script.Down.Select(operation => OperationDump.Of(operation) + " at " + operation.Origin),
            .. lowered.Misuses.Select(misuse => misuse.Message + " at " + misuse.Origin),
        ]);

    private static string Class(string name, string statements, string members = "") => $$"""
        using Lockstep;
        using Lockstep.Model.Operations;
        namespace N;
        [Migration(1, "m")]
        public sealed class {{name}} : Migration
        {
            public override void Up()
            {
        {{statements}}
            }

            public override void Down() => Drop.Table("t");
            {{members}}
        }
        """;

    private static string Sample([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "samples", "Observability", "Migrations"));
}
