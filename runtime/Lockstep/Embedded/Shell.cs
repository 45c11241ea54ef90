namespace Lockstep.Embedded;

/// <summary>Text for and about command lines.</summary>
internal static class Shell
{
    /// <summary>The file of a program on the given PATH folders, or <see langword="null"/>.</summary>
    internal static string? FindOnPath(string program, IEnumerable<string> folders)
        => folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The folders of PATH that are absolute: a relative one could be anybody's.</summary>
    internal static IReadOnlyList<string> PathFolders(string? path)
        => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(folder => folder.Trim('"')).Where(Path.IsPathFullyQualified).ToArray();

    /// <summary>The file of a program on our PATH or, on Unix, in the administrator's folders, which a user's PATH may lack.</summary>
    internal static string? Find(string program)
    {
        var folders = PathFolders(Environment.GetEnvironmentVariable("PATH"));
        return FindOnPath(program, OperatingSystem.IsWindows() ? folders : folders.Concat(["/usr/sbin", "/sbin", "/usr/bin", "/bin"]));
    }

    /// <summary>A word as a POSIX shell reads it back; plain words stay as they are.</summary>
    internal static string QuotePosix(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:@%+=,".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A word as cmd.exe and PowerShell both hand it on; plain words stay as they are.</summary>
    internal static string QuoteWindows(string word)
        => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:\\".Contains(c, StringComparison.Ordinal))
            ? word
            : $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
