using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model.Schema;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>What a migration is judged in the light of, and that a change of one file is not work on all of them.</summary>
public sealed class MigrationHistoryTests
{
    private static readonly string[] s_files =
    [
        Migration(1, "Create.Table(\"a\").WithColumn(\"id\", Integer);"),
        Migration(2, "Alter.Table(\"a\").AddColumn(\"note\", Text);"),
        Migration(3, "Alter.Table(\"a\").AddColumn(\"other\", Text);"),
    ];

    [Fact]
    public async Task A_migration_meets_what_those_before_it_leave()
    {
        var index = await Index(s_files);
        Assert.Empty(Tables(Before(index, 1)));
        Assert.Equal(["a(id)"], Tables(Before(index, 2)));
        Assert.Equal(["a(id, note)"], Tables(Before(index, 3)));
        Assert.Equal(["a(id, note, other)"], Tables(Before(index, 4)));
    }

    [Fact]
    public async Task Files_in_SQL_stand_among_those_in_CSharp()
    {
        var project = Verify.ProjectOf([s_files[0], s_files[2]]).WithSql(("migrations/0002_between.sql", "-- up\nALTER TABLE a RENAME TO b;\nCREATE TABLE a (x int);\n-- down\n"));
        var index = await Index(project);
        Assert.Equal(["a(x)", "b(id)"], Tables(Before(index, 3)));
        Assert.Equal(["a(x, other)", "b(id)"], Tables(Before(index, 4)));
    }

    [Fact]
    public async Task Behind_what_can_t_be_read_the_schema_is_not_sure()
    {
        var index = await Index([s_files[0], Migration(2, "Execute.Sql(System.Environment.MachineName);"), s_files[2]]);
        bool IsLegible(long version) => index.Index.Before(version, TestContext.Current.CancellationToken).IsLegible;
        Assert.Equal([true, true, false], [IsLegible(1), IsLegible(2), IsLegible(3)]);
    }

    [Fact]
    public Task What_Down_leaves_behind_is_told_by_the_schema_before() => Verify.CSharp<MigrationAnalyzer>(
        """
        using Lockstep;
        [Migration(1, "m1")]
        public sealed class M1 : Migration
        {
            public override void Up() => Create.Table("a").WithColumn("id", Integer);
            public override void Down() => Drop.Table("a");
        }
        [Migration(2, "m2")]
        public sealed class M2 : Migration
        {
            public override void Up()
            {
                Alter.Table("a").AddColumn("x", Text);
                Alter.Table("a").{|LS1002:AddColumn("y", Text)|};
            }
            public override void Down() => Alter.Table("a").DropColumn("x");
        }
        """);

    [Fact]
    public async Task A_change_in_one_file_lowers_that_migration_only_and_follows_from_there()
    {
        var first = await Index(s_files);
        var second = await Index([s_files[0], s_files[1].Replace("note", "remark", StringComparison.Ordinal), s_files[2]], first);

        Assert.Same(first.Lowered(1), second.Lowered(1));
        Assert.NotSame(first.Lowered(2), second.Lowered(2));
        Assert.Same(first.Lowered(3), second.Lowered(3));
        Assert.Same(Before(first, 2), Before(second, 2));
        Assert.Equal(["a(id, remark, other)"], Tables(Before(second, 4)));
    }

    [Fact]
    public async Task A_change_of_nothing_lowers_nothing()
    {
        var first = await Index(s_files);
        var second = await Index([.. s_files], first);
        Assert.Same(first.Lowered(2), second.Lowered(2));
        Assert.Same(Before(first, 4), Before(second, 4));
    }

    [Fact]
    public async Task Code_in_another_file_counts_when_it_changes()
    {
        const string Shared = """
            using Lockstep;
            public abstract class Shared : Migration { protected void Add(string table) => Alter.Table(table).AddColumn("shared", Text); }
            """;
        string[] files = [s_files[0], Migration(2, "Add(\"a\");", "Shared"), Shared];
        var first = await Index(files);
        Assert.Equal(["a(id, shared)"], Tables(Before(first, 3)));
        var second = await Index([files[0], files[1], Shared.Replace("\"shared\"", "\"common\"", StringComparison.Ordinal)], first);
        Assert.Same(first.Lowered(1), second.Lowered(1));
        Assert.Equal(["a(id, common)"], Tables(Before(second, 3)));
    }

    [Fact]
    public async Task A_constant_of_another_file_counts_when_it_changes()
    {
        const string Names = "public static class Names { public const string Column = \"first\"; }";
        string[] files = [s_files[0], Migration(2, "Alter.Table(\"a\").AddColumn(Names.Column, Text);"), Names];
        var first = await Index(files);
        Assert.Equal(["a(id, first)"], Tables(Before(first, 3)));
        var second = await Index([files[0], files[1], Names.Replace("first", "second", StringComparison.Ordinal)], first);
        Assert.Equal(["a(id, second)"], Tables(Before(second, 3)));
    }

    [Fact]
    public Task Migrations_up_to_the_start_are_followed_and_not_judged() => Started(
        "lockstep_start_after = 1",
        """
        using Lockstep;
        [Migration(1, "m1")]
        public sealed class M1 : Migration { public override void Up() => Create.Table("a").WithColumn("id", Integer); }
        [Migration(2, "m2")]
        public sealed class {|LS1001:M2|} : Migration { public override void Up() => Create.Index("i").On("a", "id").Concurrently(); }
        """);

    private static async Task Started(string options, string markup)
    {
        var parsed = Markup.Parse(markup);
        var project = Verify.ProjectOf([parsed.Source])
            .AddAnalyzerConfigDocument("shop.globalconfig", SourceText.From("is_global = true\n" + options), filePath: "/shop.globalconfig").Project;
        var found = await Verify.Findings<MigrationAnalyzer>(project);
        Assert.Equal(
            parsed.Expected.Select(expected => $"{expected.Id} {expected.Span}"),
            found.Select(finding => $"{finding.Id} {finding.Location.SourceSpan}"));
    }

    private static string Migration(long version, string up, string basis = "Migration") => $$"""
        using Lockstep;
        [Migration({{version}}, "m{{version}}")]
        public sealed class M{{version}} : {{basis}}
        {
            public override void Up() { {{up}} }
            public override void Down() { }
        }
        """;

    private static DatabaseSchema Before(Indexed index, long version) => index.Index.Before(version, TestContext.Current.CancellationToken).Schema;

    private static IEnumerable<string> Tables(DatabaseSchema schema) =>
        schema.Relations.OfType<Table>().Select(table => $"{table.Name}({string.Join(", ", table.Columns.Select(column => column.Name))})");

    private static async Task<Indexed> Index(Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return new(compilation, MigrationIndex.Of(compilation, KnownTypes.Find(compilation)!, project.AnalyzerOptions));
    }

    private static Task<Indexed> Index(string[] files) => Index(Verify.ProjectOf(files));

    /// <summary>The files as an editor changes them: trees of files that stay the same are the same.</summary>
    private static Task<Indexed> Index(string[] files, Indexed before)
    {
        var compilation = before.Compilation;
        foreach (var (tree, text) in compilation.SyntaxTrees.Zip(files).ToList())
        {
            if (tree.ToString() != text) compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text)));
        }

        return Task.FromResult(new Indexed(compilation, MigrationIndex.Of(compilation, KnownTypes.Find(compilation)!, new AnalyzerOptions([]))));
    }

    private sealed record Indexed(Compilation Compilation, MigrationIndex Index)
    {
        public LoweredMigration Lowered(long version) =>
            Index.Lower(Compilation.GetTypeByMetadataName("M" + version)!, TestContext.Current.CancellationToken);
    }
}
