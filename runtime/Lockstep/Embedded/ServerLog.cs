namespace Lockstep.Embedded;

/// <summary>The end of a server's log, for error messages.</summary>
internal static class ServerLog
{
    /// <summary>The last lines of a log file, indented; says so when it cannot be read.</summary>
    internal static string Tail(string path, int lines = 12)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, 16 * 1024), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return Indent(reader.ReadToEnd(), lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "    (it left no log)";
        }
    }

    /// <summary>Whether a server that did not start says that its port is in use.</summary>
    internal static bool IsPortTaken(string tail)
        => tail.Contains("Address already in use", StringComparison.Ordinal)
            || tail.Contains("Only one usage of each socket address", StringComparison.Ordinal);

    /// <summary>The last lines of a text, indented below a message.</summary>
    internal static string Indent(string text, int lines)
        => string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines).Select(line => "    " + line.TrimEnd()));
}
