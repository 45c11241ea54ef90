namespace Lockstep.Embedded;

/// <summary>Starts the server of a persistent cluster that has its data, and notes in cluster.json where it listens.</summary>
internal sealed class PersistentServer(string directory, ServerAccount account, EmbeddedOptions options, PostgresBinaries binaries)
{
    /// <summary>The address of a server as cluster.json describes it.</summary>
    internal static ServerAddress Address(ClusterFile file, bool tcp, string directory)
        => file.SocketDirectory is null
            ? new ServerAddress(ServerAddress.Loopback, file.Port, file.Password, SocketDirectory: null, Path.Combine(directory, PassFile.Name))
            : tcp
                ? new ServerAddress(ServerAddress.Loopback, file.Port, file.Password, file.SocketDirectory, PassFile: null)
                : ServerAddress.Socket(file.SocketDirectory, file.Port);

    internal async Task<ServerAddress> StartAsync(ClusterFile file, CancellationToken cancellation)
    {
        var windows = OperatingSystem.IsWindows();
        var tcp = options.Tcp || windows;

        // A password may have been written since the caller read the file.
        file = ClusterFile.Read(directory) ?? file;
        await RemoveStalePidAsync(file, cancellation).ConfigureAwait(false);
        file = file with
        {
            Tcp = tcp,
            BinDirectory = binaries.Directory,
            ServerVersion = binaries.Version,
            SocketDirectory = windows ? null : await SocketDirectoryAsync(file, cancellation).ConfigureAwait(false),
        };
        for (var attempt = 1; ; attempt++)
        {
            // The port of last time first, so that what people noted down stays true.
            var port = tcp && (attempt > 1 || file.Port == ServerAddress.DefaultPort) ? ServerAddress.FreePort() : file.Port;
            file = file with { Port = port };
            await file.WriteAsync(directory, cancellation).ConfigureAwait(false);
            if (await RunAsync(file, tcp, cancellation).ConfigureAwait(false))
            {
                break;
            }

            cancellation.ThrowIfCancellationRequested();
            var said = ServerLog.Tail(Path.Combine(file.Data, PersistentCluster.LogFile));
            if (attempt == 5 || !tcp || !ServerLog.IsPortTaken(said))
            {
                throw new EmbeddedPostgresException(
                    $"The server of {directory} did not start:\n{said}\n  next: see to what it says; its data stay in {file.Data}");
            }
        }

        return await SecureAsync(file, tcp, cancellation).ConfigureAwait(false);
    }

    private async Task<bool> RunAsync(ClusterFile file, bool tcp, CancellationToken cancellation)
    {
        var settings = ServerSettings.Persistent(options, tcp, file.Port, file.SocketDirectory);
        if (OperatingSystem.IsWindows())
        {
            await File.WriteAllTextAsync(Path.Combine(file.Data, PersistentCluster.SettingsFile), settings, cancellation).ConfigureAwait(false);
            return await WindowsServer.StartAsync(
                binaries, file.Data, Path.Combine(file.Data, PersistentCluster.LogFile), options.StartTimeout, cancellation).ConfigureAwait(false);
        }

        var result = await Command.RunAsync(
            account, "/bin/sh",
            ["-c", UnixScripts.StartPersistent, "sh", binaries.Directory, file.Data, WindowsServer.Seconds(options.StartTimeout)],
            cancellation, settings).ConfigureAwait(false);
        return result.Ok;
    }

    /// <summary>Sees to it that whoever comes over TCP needs a password that only cluster.json tells.</summary>
    private async Task<ServerAddress> SecureAsync(ClusterFile file, bool tcp, CancellationToken cancellation)
    {
        if (tcp && file.Password is null)
        {
            var password = ServerAddress.RandomPassword();
            await Address(file, tcp: false, directory).SetPasswordAsync(password, cancellation).ConfigureAwait(false);
            file = file with { Password = password };
            await file.WriteAsync(directory, cancellation).ConfigureAwait(false);
        }

        var address = Address(file, options.Tcp, directory);
        return address.PassFile is null ? address : await PassFile.WriteAsync(address, directory, cancellation).ConfigureAwait(false);
    }

    private async Task<string> SocketDirectoryAsync(ClusterFile file, CancellationToken cancellation)
    {
        var bases = EmbeddedFolders.TemporaryBases();
        var result = await Command.RunAsync(
            account, "/bin/sh", ["-c", UnixScripts.SocketFolder, "sh", EmbeddedFolders.SocketPrefix + file.Id, .. bases], cancellation).ConfigureAwait(false);
        return result.Ok
            ? result.Output
            : throw new EmbeddedPostgresException(
                $"No folder for the server's socket could be made in {string.Join(", ", bases)} as user {account.Name}.\n  next: make one of them writable");
    }

    /// <summary>
    /// After a crash or a reboot the process id in postmaster.pid (and in the socket's lock file) may be another program's, or a zombie's in a
    /// container without an init, and PostgreSQL then thinks itself running. Where there is no such process it notices that itself.
    /// </summary>
    private async Task RemoveStalePidAsync(ClusterFile file, CancellationToken cancellation)
    {
        if (PostmasterFile.Read(file.Data) is { } stale && !stale.IsAlive(file.Data))
        {
            options.Log?.Invoke($"the server of {directory} was not stopped properly: it recovers now");
            if (!stale.ProcessExists())
            {
                return;
            }

            var path = Path.Combine(file.Data, PostmasterFile.Name);
            if (OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }
            else
            {
                var socket = file.SocketDirectory is null ? null : Path.Combine(file.SocketDirectory, $".s.PGSQL.{file.Port}");
                string[] sockets = socket is null ? [] : [socket, socket + ".lock"];
                await Command.RunAsync(account, "/bin/rm", ["-f", "--", path, .. sockets], cancellation).ConfigureAwait(false);
            }
        }
    }
}
