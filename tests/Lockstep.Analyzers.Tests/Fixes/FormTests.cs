using System.Runtime.CompilerServices;
using Lockstep.Analyzers.Doors.Native;
using Lockstep.Analyzers.Tests.Verifier;

namespace Lockstep.Analyzers.Tests.Fixes;

/// <summary>What becomes of dangerous changes. <c>LOCKSTEP_UPDATE=1</c> writes the files that it is compared with.</summary>
public sealed class FormTests
{
    public static TheoryData<string> Names => FormCases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_form_is_what_the_rule_wants(string name)
    {
        var one = FormCases.Find(name);
        var project = FormCases.Project(one);
        var before = await FormProject.FindingsAsync(project);
        var finding = (await Verify.Findings<MigrationAnalyzer>(project)).FirstOrDefault(finding => finding.Id == one.Rule && finding.Location.SourceTree!.FilePath.Contains("Change", StringComparison.Ordinal));
        Assert.True(finding is not null, "No " + one.Rule + " among: " + string.Join('\n', before));
        var (title, after) = await FormProject.FixAsync(project, finding);

        Golden(name, title + "\n\n" + await FormProject.ChangesAsync(project, after));
        // The compiler takes it, the finding is gone, and no other came.
        var left = await FormProject.FindingsAsync(after);
        Assert.Equal("", string.Join('\n', left.Except(before, StringComparer.Ordinal).Where(found => !found.StartsWith(one.Reveals, StringComparison.Ordinal))));
        Assert.DoesNotContain(left, found => found.StartsWith(one.Rule + " 202602230900", StringComparison.Ordinal));
    }

    /// <summary>The page about code fixes shows what is written.</summary>
    [Fact]
    public async Task The_page_shows_what_is_written()
    {
        var page = (await File.ReadAllTextAsync(Page(), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        var blocks = page.Split("```csharp\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();
        var project = FormProject.Of(
            ("Migrations/202602020900_CreateShop.cs", """
                using Lockstep;
                [Migration(2026_02_02_0900, "Create the shop")]
                public sealed class CreateShop : Migration
                {
                    public override void Up()
                    {
                        Create.Table("users").WithColumn("id", BigInt).PrimaryKey();
                        Create.Table("orders").WithColumn("user_id", BigInt);
                    }

                    public override void Down()
                    {
                        Drop.Table("orders");
                        Drop.Table("users");
                    }
                }
                """),
            ("Migrations/202602230900_LinkOrders.cs", "using Lockstep;\n\n" + blocks[0]));
        var finding = (await Verify.Findings<MigrationAnalyzer>(project)).Single(finding => finding.Id == "LS2020");
        var (title, after) = await FormProject.FixAsync(project, finding);
        Assert.Contains("*" + title + "*", page, StringComparison.Ordinal);
        var added = after.Documents.Single(document => project.GetDocument(document.Id) is null);
        Assert.Contains("`" + added.Name + "`", page, StringComparison.Ordinal);
        Assert.Equal("using Lockstep;\n\n" + blocks[1], (await added.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "fixes-csharp.md"));

    private static void Golden(string name, string text, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }
}
