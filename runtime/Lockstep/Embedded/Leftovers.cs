namespace Lockstep.Embedded;

/// <summary>Throwaway clusters whose owner is gone and whose guard did not get to remove them (killed, too, or the machine went down).</summary>
internal static class Leftovers
{
    /// <summary>Stops and removes them.</summary>
    internal static async Task SweepAsync(PostgresBinaries binaries, ServerAccount account, Action<string>? log, CancellationToken cancellation)
    {
        var all = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        var candidates = EmbeddedFolders.TemporaryBases().Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder, EmbeddedFolders.ThrowawayPrefix + "*", all))
            .ToArray();
        foreach (var directory in await OwnAsync(candidates, account, cancellation).ConfigureAwait(false))
        {
            if (OwnerFile.IsAbandoned(directory))
            {
                log?.Invoke($"removing {directory}, whose owner is gone");
                await RemoveAsync(directory, binaries, account, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Stops the server of a data folder at once when it runs, and waits until it has.</summary>
    internal static async Task<CommandResult?> StopAsync(
        string dataDirectory, string mode, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
        => PostmasterFile.Read(dataDirectory) is { } server && server.IsAlive(dataDirectory)
            ? await Command.RunAsync(account, binaries.PgCtl, ["stop", "-s", "-w", "-m", mode, "-t", "60", "-D", dataDirectory], cancellation).ConfigureAwait(false)
            : null;

    /// <summary>Removes a folder as the user that it belongs to.</summary>
    internal static async Task RemoveFolderAsync(string directory, ServerAccount account, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsWindows())
        {
            await Command.RunAsync(account, "/bin/rm", ["-rf", "--", directory], cancellation).ConfigureAwait(false);
        }

        // The folder itself may be in one where only we may remove it.
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: OperatingSystem.IsWindows());
        }
    }

    private static async Task RemoveAsync(string directory, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellation)
    {
        try
        {
            await StopAsync(Path.Combine(directory, "data"), "immediate", binaries, account, cancellation).ConfigureAwait(false);
            await RemoveFolderAsync(directory, account, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else is sweeping it, or still looks at it: the next start tries again.
        }
    }

    /// <summary>Those that belong to the server's user. Others may have folders of such a name in a shared place; they are not ours to touch.</summary>
    private static async Task<IReadOnlyList<string>> OwnAsync(string[] candidates, ServerAccount account, CancellationToken cancellation)
    {
        if (candidates.Length == 0 || OperatingSystem.IsWindows())
        {
            return candidates;
        }

        var result = await Command.RunAsync(account, "/bin/sh", ["-c", UnixScripts.ListOwn, "sh", .. candidates], cancellation).ConfigureAwait(false);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
