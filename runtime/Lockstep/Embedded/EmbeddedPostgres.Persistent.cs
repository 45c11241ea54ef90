using Npgsql;

namespace Lockstep.Embedded;

public sealed partial class EmbeddedPostgres
{
    /// <summary>
    /// Attaches to the server whose data are kept for a folder, started when it is not running and made when it is not there yet. The server
    /// goes on when this process ends. Several processes may do so at once.
    /// </summary>
    /// <param name="directory">The folder, such as <c>.lockstep/pg</c> in a project; a new or empty one for a new server.</param>
    /// <param name="options">How; settings take effect when the server is started. <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="EmbeddedPostgresException">It does not start, its data are of another version, or the folder holds other things.</exception>
    public static async Task<EmbeddedPostgres> StartPersistentAsync(
        string directory, EmbeddedOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedOptions();
        directory = FullPath(directory);
        try
        {
            Directory.CreateDirectory(directory);
            using var held = await LockAsync(directory, options.Log, cancellationToken).ConfigureAwait(false);
            var file = ClusterFile.Read(directory);
            var account = await ServerAccount.GetAsync(cancellationToken, file?.Account).ConfigureAwait(false);
            var (address, binaries, data) = await new PersistentCluster(directory, account, options).StartAsync(file, cancellationToken).ConfigureAwait(false);
            return new EmbeddedPostgres(address, binaries, data, throwaway: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, e);
        }
        catch (NpgsqlException e)
        {
            throw new EmbeddedPostgresException($"The server of {directory} started, but cannot be entered: {e.Message}\n  next: see its log, and try again", e);
        }
    }

    /// <summary>Stops the server of a folder; its data stay.</summary>
    /// <param name="directory">The folder that was given to <see cref="StartPersistentAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait, not the stopping.</param>
    /// <returns>Whether it was running.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not stop.</exception>
    public static async Task<bool> StopAsync(string directory, CancellationToken cancellationToken = default)
    {
        directory = FullPath(directory);
        try
        {
            if (!File.Exists(Path.Combine(directory, ClusterFile.Name)))
            {
                return false;
            }

            using var held = await LockAsync(directory, log: null, cancellationToken).ConfigureAwait(false);
            return ClusterFile.Read(directory) is { } file && await StopHeldAsync(directory, file, "fast", cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, e);
        }
    }

    /// <summary>Stops the server of a folder and removes it with all its data.</summary>
    /// <param name="directory">The folder that was given to <see cref="StartPersistentAsync"/>; it is removed, too, when nothing else is in it.</param>
    /// <param name="cancellationToken">Ends the wait; what is left is removed by calling again.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="EmbeddedPostgresException">It does not stop, or cannot be removed.</exception>
    public static async Task<bool> RemoveAsync(string directory, CancellationToken cancellationToken = default)
    {
        directory = FullPath(directory);
        try
        {
            if (!File.Exists(Path.Combine(directory, ClusterFile.Name)))
            {
                return false;
            }

            var held = await LockAsync(directory, log: null, cancellationToken).ConfigureAwait(false);
            try
            {
                if (ClusterFile.Read(directory) is { } file)
                {
                    await StopHeldAsync(directory, file, "immediate", cancellationToken).ConfigureAwait(false);
                    await RemoveHeldAsync(directory, file, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                held.DisposeAndDelete();
            }

            if (!Directory.EnumerateFileSystemEntries(directory).Any())
            {
                Directory.Delete(directory);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(directory, e);
        }
    }

    private static async Task<bool> StopHeldAsync(string directory, ClusterFile file, string mode, CancellationToken cancellation)
    {
        var account = await ServerAccount.GetAsync(cancellation, file.Account).ConfigureAwait(false);
        if (PostmasterFile.Read(file.Data)?.IsAlive(file.Data) is not true)
        {
            return false;
        }

        var (known, _) = await PostgresBinaries.ProbeAsync(file.BinDirectory ?? "", account, cancellation).ConfigureAwait(false);
        var binaries = known ?? await PostgresBinaries.FindAsync(cancellationToken: cancellation).ConfigureAwait(false);
        var result = await Leftovers.StopAsync(file.Data, mode, binaries, account, cancellation).ConfigureAwait(false);
        return result is null or { Ok: true }
            ? true
            : throw new EmbeddedPostgresException($"The server of {directory} did not stop:\n{ServerLog.Indent(result.Output, 6)}\n  next: see {Path.Combine(file.Data, PersistentCluster.LogFile)}");
    }

    private static async Task RemoveHeldAsync(string directory, ClusterFile file, CancellationToken cancellation)
    {
        var account = await ServerAccount.GetAsync(cancellation, file.Account).ConfigureAwait(false);
        var parent = Path.GetDirectoryName(file.Data)!;
        if (file.SocketDirectory is not null)
        {
            await Leftovers.RemoveFolderAsync(file.SocketDirectory, account, cancellation).ConfigureAwait(false);
        }

        await Leftovers.RemoveFolderAsync(file.Data, account, cancellation).ConfigureAwait(false);
        if (string.Equals(parent, UnreachableData.Folder(file.Id), StringComparison.Ordinal) && Directory.Exists(parent))
        {
            Directory.Delete(parent, recursive: true);
        }

        foreach (var name in new[] { PassFile.Name, PersistentCluster.IgnoreFile, ClusterFile.Name })
        {
            File.Delete(Path.Combine(directory, name));
        }
    }

    private static Task<FileLock> LockAsync(string directory, Action<string>? log, CancellationToken cancellation)
        => FileLock.AcquireAsync(Path.Combine(directory, PersistentCluster.LockFile), cancellation, () => log?.Invoke($"waiting for another process that starts the server of {directory}"));

    private static string FullPath(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
    }

    private static EmbeddedPostgresException Unusable(string directory, Exception cause)
        => new($"The embedded server's folder {directory} cannot be used: {cause.Message}\n  next: run as the user that made it, or name another folder", cause);
}
