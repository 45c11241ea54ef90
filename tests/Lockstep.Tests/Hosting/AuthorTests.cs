using System.Diagnostics;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Hosting;

/// <summary>Who wrote a migration, as <c>changelog</c> and <c>show</c> tell it from a repository.</summary>
public sealed class AuthorTests : IDisposable
{
    private static readonly Dictionary<string, string> s_noDatabase = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("lockstep-authors-").FullName;

    public void Dispose()
    {
        // Objects of git are read-only.
        foreach (var file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_is_told_of_who_added_its_file_whatever_was_done_to_it_since()
    {
        await GitAsync(_folder, "init", "-q", "shop");
        Write("shop/db/1.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\nCREATE TABLE c (id int);\n");
        await CommitAsync("Ada Lovelace");
        Write("shop/db/2.sql", "SELECT 2;\n");
        Write("shop/db/größe 3.sql", "SELECT 'a wholly different thing';\n");
        await CommitAsync("Zoë *");
        // Renamed to another folder and changed, by somebody else.
        Directory.CreateDirectory(At("shop/migrations"));
        File.Move(At("shop/db/1.sql"), At("shop/migrations/0001.sql"));
        File.AppendAllText(At("shop/migrations/0001.sql"), "CREATE TABLE d (id int);\n");
        await CommitAsync("Mallory");
        Write("shop/db/4.sql", "SELECT 'not committed yet';\n");

        var all = new Dictionary<string, string?[]>(StringComparer.Ordinal)
        {
            ["1"] = Migration(At("shop/migrations/0001.sql")),
            ["2"] = Migration(At("shop/db/2.sql")),
            ["3"] = Migration(At("shop/db/größe 3.sql")),
            ["4"] = Migration(At("shop/db/4.sql")),
            ["5"] = Migration("gone.sql"),
            ["6"] = ["SELECT 6", null],
        };
        var log = await HostProcess.RunAsync(s_noDatabase, all, "changelog", "--json");
        Assert.Equal((0, ""), (log.ExitCode, log.Error));
        Assert.Equal(["6: ", "5: ", "4: ", "3: Zoë *", "2: Zoë *", "1: Ada Lovelace"], Assert.Single(log.Json)["migrations"]!.AsArray().Select(each => $"{each!["version"]}: {each["author"]}"));
        Assert.Contains("\n## 2 Change 2\n\nOPS-1 · written by Zoë \\*\n\n", (await HostProcess.RunAsync(s_noDatabase, all, "changelog")).Output, StringComparison.Ordinal);
        Assert.Contains("\n  author      Ada Lovelace\n", (await HostProcess.RunAsync(s_noDatabase, all, "show", "1")).Output, StringComparison.Ordinal);

        // Where a clone is cut off, its last commit seems to have added all files.
        await GitAsync(_folder, "clone", "-q", "--depth", "1", new Uri(At("shop")).AbsoluteUri, "cut");
        var cut = new Dictionary<string, string?[]>(StringComparer.Ordinal) { ["2"] = Migration(At("cut/db/2.sql")) };
        Assert.DoesNotContain("written by", (await HostProcess.RunAsync(s_noDatabase, cut, "changelog")).Output, StringComparison.Ordinal);
        // A folder that is no repository, and no git at all.
        Directory.Move(At("shop/.git"), At("elsewhere"));
        var without = await HostProcess.RunAsync(s_noDatabase, all, "changelog");
        Assert.Equal((0, ""), (without.ExitCode, without.Error));
        Assert.DoesNotContain("written by", without.Output, StringComparison.Ordinal);
        Directory.Move(At("elsewhere"), At("shop/.git"));
        // No program is in that folder.
        var noGit = await HostProcess.RunAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = _folder }, all, "changelog");
        Assert.Equal((0, ""), (noGit.ExitCode, noGit.Error));
        Assert.DoesNotContain("written by", noGit.Output, StringComparison.Ordinal);
    }

    private static string?[] Migration(string file) => ["SELECT 1", null, null, "OPS-1", null, file];

    private string At(string path) => Path.Combine(_folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private async Task CommitAsync(string author)
    {
        await GitAsync(At("shop"), "add", "-A");
        await GitAsync(At("shop"), "-c", $"user.name={author}", "-c", "user.email=someone@example.org", "commit", "-q", "-m", "A change");
    }

    private static async Task GitAsync(string folder, params string[] arguments)
    {
        Process? git = null;
        try
        {
            git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { UseShellExecute = false, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            Assert.Skip($"git is not to be had: {absent.Message}");
        }

        using (git)
        {
            var error = await git!.StandardError.ReadToEndAsync(TestDatabase.Cancellation);
            await git.WaitForExitAsync(TestDatabase.Cancellation);
            Assert.True(git.ExitCode == 0, error);
        }
    }
}
