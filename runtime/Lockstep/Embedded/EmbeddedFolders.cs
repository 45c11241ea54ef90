namespace Lockstep.Embedded;

/// <summary>Where things are kept.</summary>
internal static class EmbeddedFolders
{
    /// <summary>The beginning of a throwaway cluster's folder name.</summary>
    internal const string ThrowawayPrefix = "lockstep-tmp-";

    /// <summary>The beginning of the name of a persistent cluster's socket folder.</summary>
    internal const string SocketPrefix = "lockstep-pg-";

    /// <summary>
    /// Data of root's persistent clusters whose own folder the server's user cannot reach. Only root can make folders beside it, so
    /// nobody else can have made this one.
    /// </summary>
    internal const string UnreachableData = "/var/lib/lockstep";

    private const UnixFileMode PrivateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The bytes that the path of a Unix socket may have (104 with the closing zero on macOS), less <c>/.s.PGSQL.65535</c>.</summary>
    private const int LongestSocketFolder = 103 - 15;

    /// <summary>The cache folder: the user's, or as root one that the server's user can enter.</summary>
    internal static string Cache()
    {
        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "lockstep", "cache");
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/cache/lockstep";
        }

        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } xdg && Path.IsPathFullyQualified(xdg))
        {
            return Path.Combine(xdg, "lockstep");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home is { Length: > 1 } && Directory.Exists(home)
            ? Path.Combine(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache", "lockstep")
            : Path.Combine("/tmp", $"lockstep-cache-{Environment.UserName}");
    }

    /// <summary>Folders in which throwaway clusters and socket folders may be made, the preferred first.</summary>
    internal static IReadOnlyList<string> TemporaryBases()
        => OperatingSystem.IsWindows() ? [Path.TrimEndingDirectorySeparator(Path.GetTempPath())] : TemporaryBases(Environment.GetEnvironmentVariable("TMPDIR"));

    /// <summary>As above, on Unix, given TMPDIR: it is left out when a socket's path would get too long or would need quotes.</summary>
    internal static IReadOnlyList<string> TemporaryBases(string? temporary)
    {
        string[] bases = ["/tmp", "/var/tmp"];
        var folder = temporary?.TrimEnd('/');
        var fits = folder is { Length: > 0 } && folder[0] == '/'
            && folder.Length + 1 + ThrowawayPrefix.Length + 16 <= LongestSocketFolder
            && folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+');
        return fits ? bases.Prepend(folder!).Distinct(StringComparer.Ordinal).ToArray() : bases;
    }

    /// <summary>Makes a folder for us alone. One of that name into which others may write is refused.</summary>
    internal static void MakePrivate(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        Directory.CreateDirectory(directory, PrivateMode);
        if ((File.GetUnixFileMode(directory) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            throw new EmbeddedPostgresException($"Other users may write to {directory}.\n  next: remove it, or chmod 700 it if it is yours");
        }
    }

    /// <summary>Makes a folder that everybody may enter and read, whatever our umask.</summary>
    internal static void MakeReadable(string directory)
    {
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, PrivateMode | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
