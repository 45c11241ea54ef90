using System.Text;

namespace Lockstep.Linting.Fixing;

/// <summary>Writes files so that whoever looks, whenever the process ends, sees the old text or the new one, never a half.</summary>
internal static class SafeFile
{
    /// <summary>Why the file can't be written, as far as can be told without trying; null if nothing speaks against it.</summary>
    public static string? Refusal(string path) => File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly) ? "it is read-only." : null;

    /// <summary>Writes UTF-8.</summary>
    /// <param name="path">The file. A link stays one; what it points to is written.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="hasByteOrderMark">Whether a byte order mark is to stand before it.</param>
    /// <exception cref="LockstepException">It can't be written.</exception>
    public static void Write(string path, string text, bool hasByteOrderMark = false)
    {
        var target = path;
        string? temporary = null;
        try
        {
            if (new FileInfo(path).LinkTarget is not null) target = File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            if (File.Exists(target) && File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly)) throw new UnauthorizedAccessException("it is read-only.");
            temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(target))!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (hasByteOrderMark) stream.Write(Encoding.UTF8.Preamble);
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (temporary is not null) File.Delete(temporary);
            throw new LockstepException(ToolkitCode.SqlFile, $"Cannot write {target}: {failure.Message}", ExitCode.Usage, failure) { Next = "Check who may write there." };
        }
    }
}
