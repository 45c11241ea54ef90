namespace Lockstep.Linting;

/// <summary>Finds the files that the arguments mean.</summary>
internal static class SourceFinder
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    // What builds and package managers put below a project's folder is nobody's migration.
    private static readonly string[] s_skipped = ["bin", "obj", "node_modules"];

    /// <summary>The files, each once, in the order of the arguments; those of a folder in the order of their names.</summary>
    /// <param name="arguments">Files, folders, and <c>-</c>.</param>
    /// <param name="problem">Is told of an argument that means nothing.</param>
    public static IReadOnlyList<string> Find(IEnumerable<string> arguments, Action<LockstepException> problem)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            try
            {
                foreach (var file in Find(argument))
                {
                    if (seen.Add(file == StandardInput ? file : Path.GetFullPath(file))) found.Add(file);
                }
            }
            catch (LockstepException failure)
            {
                problem(failure);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                problem(Unreadable(argument, failure.Message, "Check the path and who may read it.", failure));
            }
        }

        return found;
    }

    /// <summary>A path as findings name it.</summary>
    public static string Name(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return (Path.IsPathRooted(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }

    /// <summary>That a file can't be read.</summary>
    public static LockstepException Unreadable(string path, string problem, string next, Exception? inner = null) =>
        new(ToolkitCode.SqlFile, $"Cannot read {path}: {problem}", ExitCode.Usage, inner) { Next = next };

    private static List<string> Find(string argument)
    {
        if (argument == StandardInput || File.Exists(argument)) return [argument];
        if (!Directory.Exists(argument)) throw Unreadable(argument, "there is no such file or folder.", "Check the path; it is taken from the current folder.");
        var files = In(new(argument)).Order(NaturalOrder.Instance).ToList();
        return files.Count > 0
            ? files
            : throw Unreadable(argument, "there is no .sql file in it.", "Name the folder that holds the migrations; bin, obj, node_modules and hidden folders are not searched.");
    }

    private static IEnumerable<string> In(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo)
            {
                if (entry.Extension.Equals(".sql", StringComparison.OrdinalIgnoreCase)) yield return Path.GetRelativePath(Environment.CurrentDirectory, entry.FullName);
            }
            // A link to a folder above would have no end.
            else if (entry.LinkTarget is null && entry.Name[0] != '.' && !s_skipped.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
            {
                foreach (var file in In((DirectoryInfo)entry)) yield return file;
            }
        }
    }
}
