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
