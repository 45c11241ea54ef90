namespace Lockstep.Embedded;

/// <summary>
/// Root's persistent clusters whose own folder the server's user cannot reach (below /root, say): their data are in
/// <c>/var/lib/lockstep/ID</c>, together with a note on whose they are.
/// </summary>
internal static class UnreachableData
{
    private const string NoteFile = "belongs-to";

    internal static string Folder(string id) => Path.Combine(EmbeddedFolders.UnreachableData, id);

    /// <summary>Makes the folder of one cluster, with its note.</summary>
    internal static async Task MakeAsync(string id, string clusterDirectory, ServerAccount account, CancellationToken cancellation)
    {
        EmbeddedFolders.MakeReadable(EmbeddedFolders.UnreachableData);
        EmbeddedFolders.MakeReadable(Folder(id));
        await File.WriteAllTextAsync(Path.Combine(Folder(id), NoteFile), $"{clusterDirectory}\n{account.Name}\n", cancellation).ConfigureAwait(false);
    }

    /// <summary>Stops and removes those whose cluster.json is gone (the clone was deleted).</summary>
    internal static async Task SweepAsync(PostgresBinaries binaries, Action<string>? log, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || !Directory.Exists(EmbeddedFolders.UnreachableData))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(EmbeddedFolders.UnreachableData))
        {
            try
            {
                if (await OrphanAccountAsync(folder, cancellation).ConfigureAwait(false) is { } account)
                {
                    log?.Invoke($"removing {folder}: the folder that it belonged to is gone");
                    await RemoveAsync(folder, binaries, account, cancellation).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or EmbeddedPostgresException)
            {
                // It is being made or swept by another process, or its user is gone: it stands in nobody's way.
                log?.Invoke($"left {folder} alone: {e.Message}");
            }
        }
    }

    /// <summary>Stops the server and removes all that belongs to it outside its cluster's folder.</summary>
    internal static async Task RemoveAsync(string folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        var data = Path.Combine(folder, "data");
        await Leftovers.StopAsync(data, "immediate", binaries, account, cancellation).ConfigureAwait(false);
        await Leftovers.RemoveFolderAsync(data, account, cancellation).ConfigureAwait(false);
        foreach (var socket in EmbeddedFolders.TemporaryBases().Select(parent => Path.Combine(parent, EmbeddedFolders.SocketPrefix + Path.GetFileName(folder))))
        {
            if (Directory.Exists(socket))
            {
                await Leftovers.RemoveFolderAsync(socket, account, cancellation).ConfigureAwait(false);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The user of a folder's data when nobody needs them any more, otherwise <see langword="null"/>.</summary>
    private static async Task<ServerAccount?> OrphanAccountAsync(string folder, CancellationToken cancellation)
    {
        var note = Path.Combine(folder, NoteFile);
        if (!File.Exists(note))
        {
            // Perhaps it is just being made.
            return null;
        }

        var lines = await File.ReadAllLinesAsync(note, cancellation).ConfigureAwait(false);
        return lines.Length < 2 || ClusterFile.Read(lines[0])?.Id == Path.GetFileName(folder)
            ? null
            : await ServerAccount.GetAsync(cancellation, lines[1]).ConfigureAwait(false);
    }
}
