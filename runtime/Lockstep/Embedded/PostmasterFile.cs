using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>What <c>postmaster.pid</c> in a data folder says. It may be stale: the server killed, its process id used by another program.</summary>
/// <param name="ProcessId">The server's process id.</param>
/// <param name="Started">When the server started, to the second.</param>
/// <param name="IsReady">Whether it accepts connections.</param>
internal sealed record PostmasterFile(int ProcessId, DateTimeOffset Started, bool IsReady)
{
    internal const string Name = "postmaster.pid";

    /// <summary>Reads the file of a data folder; <see langword="null"/> when there is none, or only its beginning is written yet.</summary>
    internal static PostmasterFile? Read(string dataDirectory)
    {
        try
        {
            using var file = new FileStream(Path.Combine(dataDirectory, Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return Parse(reader.ReadToEnd());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lines: process id, data folder, start in seconds since 1970, port, socket folder, address, shared memory, status.</summary>
    internal static PostmasterFile? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4
            || !int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(lines[2], NumberStyles.None, CultureInfo.InvariantCulture, out var started))
        {
            return null;
        }

        var ready = lines.Length > 7 && string.Equals(lines[7].Trim(), "ready", StringComparison.Ordinal);
        return new PostmasterFile(id, DateTimeOffset.FromUnixTimeSeconds(started), ready);
    }

    /// <summary>Whether the process of that id is the server of that data folder, not another program that got the id since.</summary>
    internal bool IsAlive(string dataDirectory)
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            if (process.HasExited || Zombie.Is(ProcessId) || !process.ProcessName.StartsWith("post", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            // A server works in its data folder. Where that cannot be seen, its start time has to do.
            var folder = OperatingSystem.IsLinux() ? new FileInfo($"/proc/{ProcessId}/cwd").LinkTarget : null;
            return folder is not null
                ? string.Equals(folder, RealPath(dataDirectory), StringComparison.Ordinal)
                : (process.StartTime.ToUniversalTime() - Started.UtcDateTime).Duration() < TimeSpan.FromMinutes(1);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>Whether any process has that id.</summary>
    internal bool ProcessExists()
    {
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The path with every link in it resolved, as the kernel shows it.</summary>
    private static string RealPath(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }

        var folder = new DirectoryInfo(Path.Combine(RealPath(parent), Path.GetFileName(full)));
        return folder.ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealPath(target.FullName) : folder.FullName;
    }
}
