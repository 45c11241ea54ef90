namespace Lockstep.Embedded;

/// <summary>A lock between processes: a file held open for us alone. The system gives it back when we end, however we end.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is ours. <paramref name="waiting"/> is called once when it is not at first.</summary>
    internal static async Task<FileLock> AcquireAsync(string path, CancellationToken cancellation, Action? waiting = null)
    {
        while (true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            waiting?.Invoke();
            waiting = null;
            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lock back and removes its file. One who waits for it notices, and locks the next file of that name.</summary>
    internal void DisposeAndDelete()
    {
        if (OperatingSystem.IsWindows())
        {
            // A file that is open for us alone cannot be deleted there.
            Dispose();
            File.Delete(_file.Name);
        }
        else
        {
            File.Delete(_file.Name);
            Dispose();
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? TryAcquire(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (File.Exists(path))
            {
                return new FileLock(file);
            }

            file.Dispose();
            return null;
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>Whether another one has the file: a sharing or lock violation on Windows, EWOULDBLOCK of Linux or macOS. A full disk is not that.</summary>
    private static bool IsHeld(IOException e) => (uint)e.HResult is 0x80070020 or 0x80070021 or 11 or 35;
}
