using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Lockstep.Planning;

namespace Lockstep.Hosting;

/// <summary>
/// Who wrote migrations: the author of the commit that added the file, as git tells on the machine that asks. Where there is no git, no repository, no source
/// file or no such commit, nobody is named.
/// </summary>
internal static class GitAuthors
{
    private const char Commit = '\u0001';
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The authors by version.</summary>
    /// <param name="migrations">The migrations.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyDictionary<long, string>> OfAsync(IEnumerable<MigrationDescriptor> migrations, CancellationToken cancellationToken)
    {
        var files = migrations.Select(migration => (migration.Version, File: Find(migration))).Where(each => each.File is not null).ToLookup(each => each.File!, each => each.Version, StringComparer.Ordinal);
        var authors = new Dictionary<long, string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            foreach (var repository in await RepositoriesAsync(files.Select(each => each.Key), limit.Token).ConfigureAwait(false))
            {
                var (folder, shallow, wanted) = repository;
                await foreach (var (file, author) in AddedAsync(folder, shallow, wanted, limit.Token).ConfigureAwait(false))
                {
                    foreach (var version in files[file]) authors[version] = author;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A very long history: what was found until now is told.
        }

        return authors;
    }

    /// <summary>The source file on this machine; null if it is not there. That of an SQL migration is told as seen from the project's folder.</summary>
    private static string? Find(MigrationDescriptor migration)
    {
        if (MigrationOrigin.Of(migration).File is not { Length: > 0 } told) return null;
        if (Path.IsPathFullyQualified(told)) return File.Exists(told) ? told : null;
        return Folders(migration.Create.Method.Module.Assembly.Location).Select(folder => Path.GetFullPath(told, folder)).FirstOrDefault(File.Exists);
    }

    /// <summary>Where a project's folder may be: here, or above the folder into which its assembly was built.</summary>
    private static IEnumerable<string> Folders(string assembly)
    {
        yield return Environment.CurrentDirectory;
        var built = false;
        for (var folder = assembly.Length == 0 ? null : Directory.GetParent(assembly); folder is not null; folder = folder.Parent)
        {
            if (built) yield return folder.FullName;
            built |= folder.Name is "bin";
        }
    }

    /// <summary>The repositories that hold the files: a folder of each, whether its history is cut off, and the files by their paths in it.</summary>
    private static async Task<IReadOnlyCollection<(string Folder, bool Shallow, Dictionary<string, string> Files)>> RepositoriesAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, (string Folder, bool Shallow, Dictionary<string, string> Files)>(StringComparer.Ordinal);
        foreach (var folder in files.GroupBy(file => Path.GetDirectoryName(file)!, StringComparer.Ordinal))
        {
            // The repository, the folder's path in it, and whether its history is cut off, a line each.
            List<string> lines = [];
            await foreach (var line in LinesAsync(folder.Key, ["rev-parse", "--absolute-git-dir", "--show-prefix", "--is-shallow-repository"], cancellationToken).ConfigureAwait(false)) lines.Add(line);
            if (lines is not [var repository, var prefix, var shallow]) continue;
            if (!found.TryGetValue(repository, out var known)) found[repository] = known = (folder.Key, shallow != "false", new(StringComparer.Ordinal));
            foreach (var file in folder) known.Files[prefix + Path.GetFileName(file)] = file;
        }

        return found.Values;
    }

    /// <summary>Goes back through the history, from name to name where a file was renamed, until the commit that added it.</summary>
    private static async IAsyncEnumerable<(string File, string Author)> AddedAsync(
        string folder, bool shallow, Dictionary<string, string> files, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? author = null;
        string[] log = ["log", $"--format=%x01%P{Commit}%aN", "--name-status", "--diff-filter=AR", "-M", "--no-ext-diff", "--no-show-signature", "--no-notes", "--no-color"];
        await foreach (var line in LinesAsync(folder, log, cancellationToken).ConfigureAwait(false))
        {
            if (files.Count == 0) yield break;
            if (line.StartsWith(Commit))
            {
                // Where a clone is cut off, everything seems to be added by the last commit that is there.
                author = line.Split(Commit) is [_, var parents, { Length: > 0 } name] && (parents.Length > 0 || !shallow) ? name : null;
            }
            else if (line.Split('\t') is [_, var path, .. var renamed] && files.Remove(renamed is [var now] ? now : path, out var file))
            {
                if (renamed.Length > 0) files.TryAdd(path, file);
                else if (author is not null) yield return (file, author);
            }
        }
    }

    /// <summary>What git says, line by line; nothing if it is not there, or refuses.</summary>
    private static async IAsyncEnumerable<string> LinesAsync(string folder, string[] arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var git = Start(folder, arguments);
        if (git is null) yield break;
        try
        {
            while (await git.StandardOutput.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line) yield return line;
        }
        finally
        {
            if (!git.HasExited) git.Kill(entireProcessTree: true);
        }
    }

    private static Process? Start(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", folder, "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "i18n.logOutputEncoding=UTF-8", .. arguments])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // A hook of git tells of its own repository; and a clone without the files' contents is not to ask for them now.
        foreach (var name in (ReadOnlySpan<string>)["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]) start.Environment.Remove(name);
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        var git = new Process { StartInfo = start };
        try
        {
            git.Start();
            git.BeginErrorReadLine();
            return git;
        }
        catch (Win32Exception)
        {
            // There is no git here.
            git.Dispose();
            return null;
        }
    }
}
