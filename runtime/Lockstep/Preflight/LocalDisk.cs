using System.Globalization;
using System.Text;
using Npgsql;

namespace Lockstep.Preflight;

/// <summary>The disks of a server that runs on this machine. PostgreSQL itself does not tell how much is free.</summary>
internal static class LocalDisk
{
    /// <summary>How much is free where a folder of the server's is, in bytes; null if the server is not seen to run here, or the folder can't be reached.</summary>
    /// <param name="connection">A session of the server.</param>
    /// <param name="folder">The folder.</param>
    public static double? FreeAt(NpgsqlConnection connection, string folder)
    {
        if (!IsHere(connection)) return null;
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the process that serves the session is one of this machine. An address does not tell: behind 127.0.0.1 may be a tunnel, behind a socket a container.
    /// </summary>
    private static bool IsHere(NpgsqlConnection connection)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            var title = Encoding.UTF8.GetString(File.ReadAllBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/{connection.ProcessID}/cmdline")));
            return title.StartsWith("postgres", StringComparison.Ordinal) && title.Contains($" {connection.Database} ", StringComparison.Ordinal);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
