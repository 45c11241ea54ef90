using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;
using Lockstep.Model;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Tests.Doors;

/// <summary>A migration is judged again when something that its rules could see has changed, and only then.</summary>
public sealed class JudgedMigrationTests
{
    private static readonly RuleOptions s_options = RuleOptions.Default with { LargeTables = EquatableArray.Of("a") };

    private static readonly string[] s_files =
    [
        Migration(1, "Create.Table(\"a\").WithColumn(\"id\", Integer).WithColumn(\"n\", Integer);"),
        Migration(2, "Alter.Table(\"a\").AddCheck(\"n_positive\", \"n > 0\").NotValid();"),
        Migration(3, "Alter.Table(\"a\").AddCheck(\"n_small\", \"n < 9\").NotValid();"),
    ];

    [Fact]
    public async Task Two_migrations_of_one_release_lock_a_hot_table()
    {
        var compilation = await Compile(s_files);
        Assert.DoesNotContain("LS4016", Ids(Findings(compilation, 2)));
        var finding = Assert.Single(Findings(compilation, 3), found => found.Rule.Id == "LS4016");
        Assert.Contains("'M2' of the same release", finding.Message.Replace("N.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // What is released already is another release.
        Assert.DoesNotContain("LS4016", Ids(Findings(compilation, 3, s_options with { StartAfter = 2 })));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_judged_again()
    {
        var first = await Compile(s_files);
        var known = Findings(first, 3);
        Assert.Same(known, Findings(await Compile(s_files, first), 3));
        // An edit behind it that makes nothing which it uses.
        var later = await Compile([.. s_files, Migration(4, "Create.Table(\"b\").WithColumn(\"id\", Integer);")], first);
        Assert.Same(known, Findings(later, 3));
    }

    [Fact]
    public async Task An_edit_that_leaves_the_same_schema_is_followed_and_judged_alone()
    {
        var first = await Compile(s_files);
        var known = Findings(first, 3);
        var edited = "// Above it.\n" + s_files[0].Replace("Down() { }", "Down() { Drop.Table(\"a\"); }", StringComparison.Ordinal);
        var second = await Compile([edited, s_files[1], s_files[2]], first);
        Assert.NotSame(Lowered(first, 1).Script, Lowered(second, 1).Script);
        Assert.Same(known, Findings(second, 3));
        // And what it says of itself is judged.
        Assert.Contains("LS1001", Ids(Findings(first, 1)));
        Assert.DoesNotContain("LS1001", Ids(Findings(second, 1)));

        var third = await Compile([edited.Replace("\"n\", Integer", "\"n\", BigInt", StringComparison.Ordinal), s_files[1], s_files[2]], first);
        Assert.NotSame(known, Findings(third, 3));
    }

    [Fact]
    public async Task A_change_of_what_the_rules_asked_for_is_judged()
    {
        var first = await Compile(s_files);
        Assert.Contains("LS4016", Ids(Findings(first, 3)));
        // The schema that the third meets is another, and the second locks another table.
        var second = await Compile([s_files[0], Migration(2, "Create.Table(\"b\").WithColumn(\"id\", Integer);"), s_files[2]], first);
        Assert.DoesNotContain("LS4016", Ids(Findings(second, 3)));
        // Other options.
        Assert.DoesNotContain("LS4016", Ids(Findings(first, 3, RuleOptions.Default)));
        Assert.Contains("LS4016", Ids(Findings(first, 3)));
    }

    [Fact]
    public async Task A_build_that_reads_the_files_anew_lowers_them_by_their_text()
    {
        var name = "/shop/" + Guid.NewGuid().ToString("N");
        var first = await Compile(s_files, path: name);
        var second = await Compile(s_files, path: name);
        Assert.NotSame(first.SyntaxTrees.First(), second.SyntaxTrees.First());
        Assert.Same(Lowered(first, 3).Script, Lowered(second, 3).Script);
        // The findings are in the new trees.
        Assert.All(Findings(second, 3), finding => Assert.Contains(Lowered(second, 3).Sources.Find(finding.Origin)!.SourceTree!, second.SyntaxTrees));

        var third = await Compile([s_files[0], s_files[1], s_files[2].Replace("< 9", "< 8", StringComparison.Ordinal)], path: name);
        Assert.Same(Lowered(first, 2).Script, Lowered(third, 2).Script);
        Assert.NotSame(Lowered(first, 3).Script, Lowered(third, 3).Script);
    }

    private static IEnumerable<string> Ids(IEnumerable<Finding> findings) => findings.Select(finding => finding.Rule.Id);

    private static LoweredMigration Lowered(Compilation compilation, long version) => Index(compilation).Lower(compilation.Assembly.GetTypeByMetadataName("M" + version)!, TestContext.Current.CancellationToken);

    private static IReadOnlyList<Finding> Findings(Compilation compilation, long version, RuleOptions? options = null) =>
        Index(compilation).Findings(Lowered(compilation, version).Script, options ?? s_options, Model.Rules.RuleSet.All, TestContext.Current.CancellationToken);

    private static MigrationIndex Index(Compilation compilation) => MigrationIndex.Of(compilation, KnownTypes.Find(compilation)!, new([]));

    /// <summary>Compiles; files that are the same as before are the same trees.</summary>
    private static async Task<Compilation> Compile(string[] files, Compilation? before = null, string? path = null)
    {
        var compilation = (await Verify.ProjectOf(files).GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var number = 0;
        foreach (var tree in compilation.SyntaxTrees.ToList())
        {
            number++;
            if (before?.SyntaxTrees.FirstOrDefault(old => old.ToString() == tree.ToString()) is { } same) compilation = compilation.ReplaceSyntaxTree(tree, same);
            else if (path is not null) compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(await tree.GetRootAsync(), tree.Options).WithFilePath($"{path}/{number}.cs"));
        }

        return before is null ? compilation : compilation.WithReferences(before.References);
    }

    private static string Migration(long version, string up) => $$"""
        using Lockstep;
        [Migration({{version}}, "m{{version}}")]
        public sealed class M{{version}} : Migration
        {
            public override void Up() { {{up}} }
            public override void Down() { }
        }
        """;
}
