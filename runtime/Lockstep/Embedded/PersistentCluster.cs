using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>
/// A cluster that stays, in a folder of its own. Every method needs the folder's lock, which the caller holds.
/// </summary>
internal sealed class PersistentCluster(string directory, ServerAccount account, EmbeddedOptions options)
{
    internal const string SettingsFile = "lockstep.conf";
    internal const string LogFile = "server.log";
    internal const string LockFile = "lock";
    internal const string IgnoreFile = ".gitignore";
    private const string DraftPrefix = "data.new-";

    /// <summary>Attaches to the running server, or starts it, made first if need be.</summary>
    internal async Task<(ServerAddress Address, PostgresBinaries Binaries, string Data)> StartAsync(ClusterFile? known, CancellationToken cancellation)
    {
        var file = known ?? await RegisterAsync(cancellation).ConfigureAwait(false);
        var major = DataMajorVersion(file.Data);
        if (major is not null && options.PostgresVersion is { } wanted && wanted != major)
        {
            throw new EmbeddedPostgresException(
                $"{directory} holds data of PostgreSQL {major} ({file.Data}), but version {wanted} is asked for.\n"
                + $"  next: ask for version {major}, or for another folder; pg_dump and psql carry data from one to the other");
        }

        if (await AttachAsync(file, cancellation).ConfigureAwait(false) is { } running)
        {
            return running;
        }

        var binaries = await FindAsync(file, major, cancellation).ConfigureAwait(false);
        await UnreachableData.SweepAsync(binaries, options.Log, cancellation).ConfigureAwait(false);
        if (major is null)
        {
            await InitializeAsync(file, binaries, cancellation).ConfigureAwait(false);
        }

        var address = await new PersistentServer(directory, account, options, binaries).StartAsync(file, cancellation).ConfigureAwait(false);
        return (address, binaries, file.Data);
    }

    /// <summary>The major version of the data in a folder; <see langword="null"/> when there are none.</summary>
    private static int? DataMajorVersion(string data)
    {
        try
        {
            return int.Parse(File.ReadAllText(Path.Combine(data, "PG_VERSION")).Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The running server when there is one that can be used as it is.</summary>
    private async Task<(ServerAddress Address, PostgresBinaries Binaries, string Data)?> AttachAsync(ClusterFile file, CancellationToken cancellation)
    {
        var deadline = DateTime.UtcNow + options.StartTimeout;
        while (PostmasterFile.Read(file.Data) is { } server && server.IsAlive(file.Data))
        {
            if (server.IsReady)
            {
                var socketGone = file.SocketDirectory is not null && !File.Exists(Path.Combine(file.SocketDirectory, $".s.PGSQL.{file.Port}"));
                if (socketGone || (options.Tcp && !file.Tcp) || file.BinDirectory is null || PostgresBinaries.ParseMajor(file.ServerVersion) is not { } major)
                {
                    options.Log?.Invoke(socketGone ? "the server's socket was removed: restarting it" : "restarting the server to listen on 127.0.0.1");
                    var binaries = await FindAsync(file, DataMajorVersion(file.Data), cancellation).ConfigureAwait(false);
                    await Leftovers.StopAsync(file.Data, "fast", binaries, account, cancellation).ConfigureAwait(false);
                    return null;
                }

                options.Log?.Invoke($"PostgreSQL {file.ServerVersion} is running for {directory}");
                return (PersistentServer.Address(file, options.Tcp, directory), new PostgresBinaries(file.BinDirectory, file.ServerVersion!, major), file.Data);
            }

            if (DateTime.UtcNow > deadline)
            {
                throw new EmbeddedPostgresException(
                    $"The server of {directory} runs (process {server.ProcessId}), but was not ready after {options.StartTimeout.TotalSeconds:F0} s:\n"
                    + $"{ServerLog.Tail(Path.Combine(file.Data, LogFile))}\n  next: see to what it says, or give it more time (EmbeddedOptions.StartTimeout)");
            }

            await Task.Delay(20, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<PostgresBinaries> FindAsync(ClusterFile file, int? dataMajor, CancellationToken cancellation)
    {
        try
        {
            return await PostgresBinaries.FindAsync(dataMajor ?? options.PostgresVersion, options.Log, cancellation).ConfigureAwait(false);
        }
        catch (EmbeddedPostgresException e) when (dataMajor is not null)
        {
            throw new EmbeddedPostgresException($"{directory} holds data of PostgreSQL {dataMajor} ({file.Data}), which needs programs of that version.\n{e.Message}", e);
        }
    }

    /// <summary>Writes cluster.json, into an empty folder only.</summary>
    private async Task<ClusterFile> RegisterAsync(CancellationToken cancellation)
    {
        var foreign = Directory.EnumerateFileSystemEntries(directory).Select(Path.GetFileName)
            .FirstOrDefault(name => name is not (LockFile or IgnoreFile or ClusterFile.Name + ".new"));
        if (foreign is not null)
        {
            throw new EmbeddedPostgresException(
                $"{directory} is to hold an embedded server, but has no {ClusterFile.Name}, and other things are in it ({foreign}).\n"
                + "  next: name an empty or a new folder, or empty this one");
        }

        // Nobody wants to commit a server.
        await File.WriteAllTextAsync(Path.Combine(directory, IgnoreFile), "*\n", cancellation).ConfigureAwait(false);
        var id = Guid.NewGuid().ToString("N")[..16];
        var reachable = !account.IsSwitched || await ReachesAsync(cancellation).ConfigureAwait(false);
        var file = new ClusterFile
        {
            Id = id,
            Data = Path.Combine(reachable ? directory : UnreachableData.Folder(id), "data"),
            Account = account.Name,
        };
        await file.WriteAsync(directory, cancellation).ConfigureAwait(false);
        return file;
    }

    private async Task<bool> ReachesAsync(CancellationToken cancellation)
    {
        var result = await Command.RunAsync(account, "/bin/sh", ["-c", "cd \"$1\"", "sh", directory], cancellation).ConfigureAwait(false);
        return result.Ok;
    }

    /// <summary>Makes the data folder under another name and renames it when it is complete.</summary>
    private async Task InitializeAsync(ClusterFile file, PostgresBinaries binaries, CancellationToken cancellation)
    {
        options.Log?.Invoke($"initialising a server of PostgreSQL {binaries.Version} in {file.Data}");
        var parent = Path.GetDirectoryName(file.Data)!;
        if (parent == UnreachableData.Folder(file.Id))
        {
            await UnreachableData.MakeAsync(file.Id, directory, account, cancellation).ConfigureAwait(false);
        }

        foreach (var leftover in Directory.GetDirectories(parent, DraftPrefix + "*"))
        {
            await Leftovers.RemoveFolderAsync(leftover, account, cancellation).ConfigureAwait(false);
        }

        var draft = Path.Combine(parent, DraftPrefix + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                var password = ServerAddress.RandomPassword();
                await (file with { Password = password }).WriteAsync(directory, cancellation).ConfigureAwait(false);
                await WindowsServer.InitializeAsync(binaries, draft, password, sync: true, cancellation).ConfigureAwait(false);
                await File.AppendAllTextAsync(Path.Combine(draft, "postgresql.conf"), $"\ninclude_if_exists = '{SettingsFile}'\n", cancellation).ConfigureAwait(false);
            }
            else
            {
                await account.MakeOwnFolderAsync(draft, cancellation).ConfigureAwait(false);
                var result = await Command.RunAsync(account, "/bin/sh", ["-c", UnixScripts.Initialize, "sh", binaries.Initdb, draft], cancellation).ConfigureAwait(false);
                if (!result.Ok)
                {
                    throw new EmbeddedPostgresException(
                        $"initdb of PostgreSQL {binaries.Version} in {binaries.Directory} failed as user {account.Name}:\n{ServerLog.Indent(result.Output, 12)}\n"
                        + "  next: see to what it says, and try again");
                }
            }

            Directory.Move(draft, file.Data);
        }
        catch
        {
            await Leftovers.RemoveFolderAsync(draft, account, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
