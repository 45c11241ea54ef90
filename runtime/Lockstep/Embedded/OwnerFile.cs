using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Lockstep.Embedded;

/// <summary>
/// The file in a throwaway cluster's folder that tells who uses it: process id and start time, and a lock that the system gives back when
/// that process ends. The lock is what decides (it also holds across containers that share a folder); the text is the second witness
/// where files cannot be locked.
/// </summary>
internal static class OwnerFile
{
    internal const string Name = "owner";

    /// <summary>Makes the file of our own process and locks it for as long as the stream is open.</summary>
    internal static FileStream Create(string directory)
    {
        // CreateNew follows no link that somebody may have put there.
        var file = new FileStream(Path.Combine(directory, Name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        using var self = Process.GetCurrentProcess();
        file.Write(Encoding.ASCII.GetBytes(Render(self.Id, self.StartTime.ToUniversalTime())));
        file.Flush();
        return file;
    }

    internal static string Render(int processId, DateTime startedUtc)
        => string.Create(CultureInfo.InvariantCulture, $"{processId} {startedUtc:O}\n");

    /// <summary>Whether the owner named in that folder is gone. Without a file, it is when the folder is older than a start can take.</summary>
    internal static bool IsAbandoned(string directory)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            if (!File.Exists(path))
            {
                return DateTime.UtcNow - Directory.GetLastWriteTimeUtc(directory) > TimeSpan.FromMinutes(10);
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            using var reader = new StreamReader(file);
            return !IsAlive(reader.ReadToEnd());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Locked by its owner, or removed by its guard just now.
            return false;
        }
    }

    internal static bool IsAlive(string text)
    {
        var fields = text.Split(' ', 2);
        if (fields.Length < 2
            || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !DateTime.TryParse(fields[1].Trim(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !Zombie.Is(id) && (process.StartTime.ToUniversalTime() - started).Duration() < TimeSpan.FromSeconds(5);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, but somebody else's.
            return true;
        }
    }
}
