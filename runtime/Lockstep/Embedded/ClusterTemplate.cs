using System.Security.Cryptography;
using System.Text;

namespace Lockstep.Embedded;

/// <summary>
/// A freshly initialised data folder, made once for each PostgreSQL (and user) and copied for each throwaway cluster: initdb takes longer
/// than all the rest.
/// </summary>
internal static class ClusterTemplate
{
    /// <summary>The folder of the template on Unix, made when it is not there yet.</summary>
    internal static async Task<string> GetUnixAsync(PostgresBinaries binaries, ServerAccount account, Action<string>? log, CancellationToken cancellation)
    {
        try
        {
            var root = await FolderAsync(account, cancellation).ConfigureAwait(false);
            var template = Path.Combine(root, Key(binaries));
            if (!Directory.Exists(template))
            {
                using var held = await FileLock.AcquireAsync(template + ".lock", cancellation).ConfigureAwait(false);
                if (!Directory.Exists(template))
                {
                    await MakeAsync(binaries, account, template, log, cancellation).ConfigureAwait(false);
                }
            }

            return template;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The cache folder {EmbeddedFolders.Cache()} cannot be used: {e.Message}\n  next: make it writable, or set XDG_CACHE_HOME", e);
        }
    }

    /// <summary>
    /// Copies the template to a new data folder on Windows, the template made when it is not there yet.
    /// </summary>
    /// <returns>The password of the template's superuser, without which the copy cannot be entered.</returns>
    internal static async Task<string> CopyOnWindowsAsync(PostgresBinaries binaries, string dataDirectory, Action<string>? log, CancellationToken cancellation)
    {
        var root = Path.Combine(EmbeddedFolders.Cache(), "templates");
        var template = Path.Combine(root, Key(binaries));
        try
        {
            Directory.CreateDirectory(root);
            using (await FileLock.AcquireAsync(template + ".lock", cancellation).ConfigureAwait(false))
            {
                if (!Directory.Exists(template))
                {
                    log?.Invoke($"initialising a template of PostgreSQL {binaries.Version} (once)");
                    var draft = template + ".new";
                    await Leftovers.RemoveFolderAsync(draft, ServerAccount.Self, cancellation).ConfigureAwait(false);
                    Directory.CreateDirectory(draft);
                    var password = ServerAddress.RandomPassword();
                    await WindowsServer.InitializeAsync(binaries, Path.Combine(draft, "data"), password, sync: false, cancellation).ConfigureAwait(false);
                    await PassFile.WritePrivateAsync(Path.Combine(draft, "password"), password, cancellation).ConfigureAwait(false);
                    Directory.Move(draft, template);
                }
            }

            Copy(new DirectoryInfo(Path.Combine(template, "data")), dataDirectory, cancellation);
            return await File.ReadAllTextAsync(Path.Combine(template, "password"), cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The template in {root} cannot be made or copied: {e.Message}\n  next: remove that folder, or make it writable", e);
        }
    }

    private static void Copy(DirectoryInfo from, string to, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name), cancellation);
        }
    }

    /// <summary>A name for the template of these programs: another folder may hold another build of the same version.</summary>
    internal static string Key(PostgresBinaries binaries)
        => $"{binaries.Version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(binaries.Directory)))[..12]}";

    private static async Task MakeAsync(
        PostgresBinaries binaries, ServerAccount account, string template, Action<string>? log, CancellationToken cancellation)
    {
        log?.Invoke($"initialising a template of PostgreSQL {binaries.Version} (once)");
        var result = await Command.RunAsync(
            account, "/bin/sh",
            ["-c", UnixScripts.MakeTemplate, "sh", binaries.Initdb, Path.GetDirectoryName(template)!, Path.GetFileName(template)], cancellation).ConfigureAwait(false);
        if (!result.Ok)
        {
            throw new EmbeddedPostgresException(
                $"initdb of PostgreSQL {binaries.Version} in {binaries.Directory} failed as user {account.Name}:\n{ServerLog.Indent(result.Output, 12)}\n"
                + $"  next: see to what it says, or set {SearchEnvironment.OverrideVariable} to the bin folder of another PostgreSQL");
        }
    }

    /// <summary>The folder of templates: ours alone, or the server's user's alone when that is somebody else.</summary>
    private static async Task<string> FolderAsync(ServerAccount account, CancellationToken cancellation)
    {
        var cache = EmbeddedFolders.Cache();
        if (!account.IsSwitched)
        {
            EmbeddedFolders.MakePrivate(cache);
            var own = Path.Combine(cache, "templates");
            EmbeddedFolders.MakePrivate(own);
            return own;
        }

        EmbeddedFolders.MakeReadable(cache);
        var all = Path.Combine(cache, "templates");
        EmbeddedFolders.MakeReadable(all);
        var folder = Path.Combine(all, account.Name);
        if (!Directory.Exists(folder))
        {
            await account.MakeOwnFolderAsync(folder, cancellation).ConfigureAwait(false);
        }

        return folder;
    }
}
