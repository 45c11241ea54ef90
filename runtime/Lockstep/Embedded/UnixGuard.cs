using System.Diagnostics;
using System.Text;

namespace Lockstep.Embedded;

/// <summary>
/// A throwaway cluster on Unix with its guard, a small shell process whose standard input is a pipe from us. When that closes, because we
/// close it or because our process is gone, the guard stops the server and removes the cluster.
/// </summary>
internal sealed class UnixGuard : IThrowawayCluster
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly TaskCompletionSource<string> _directory = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _complaints = new();
    private FileStream? _owner;

    private UnixGuard(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public string Directory { get; private set; } = "";

    public ServerAddress Address { get; private set; } = null!;

    internal static async Task<UnixGuard> StartAsync(
        PostgresBinaries binaries, ServerAccount account, EmbeddedOptions options, CancellationToken cancellation)
    {
        var template = await ClusterTemplate.GetUnixAsync(binaries, account, options.Log, cancellation).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Tcp ? ServerAddress.FreePort() : ServerAddress.DefaultPort;
            var guard = Launch(template, binaries, account, ServerSettings.Throwaway(options, port));
            try
            {
                if (await guard.IsReadyAsync(options, port, lastAttempt: attempt == 5, cancellation).ConfigureAwait(false))
                {
                    return guard;
                }

                await guard.DisposeAsync().ConfigureAwait(false);
            }
            catch
            {
                await guard.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard is gone already.
        }

        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await _reading.WaitAsync(patience.Token).ConfigureAwait(false);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The guard goes on by itself, and what it cannot finish the next start sweeps.
        }

        if (_owner is not null)
        {
            await _owner.DisposeAsync().ConfigureAwait(false);
        }

        _process.Dispose();
    }

    private static UnixGuard Launch(string template, PostgresBinaries binaries, ServerAccount account, string settings)
    {
        // In a session of its own, Ctrl-C in our terminal and the terminal's end reach neither the guard nor the server.
        string[] command = ["/bin/sh", "-c", UnixScripts.Guard, "sh", template, binaries.Directory, settings, .. EmbeddedFolders.TemporaryBases()];
        var start = Shell.Find("setsid") is { } setsid
            ? Command.ForServer(account, setsid, command)
            : Command.ForServer(account, command[0], command.Skip(1));
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        return new UnixGuard(Process.Start(start)!);
    }

    /// <summary>Waits until the server is ready. It is not when another program took the port meanwhile: another port may do.</summary>
    private async Task<bool> IsReadyAsync(EmbeddedOptions options, int port, bool lastAttempt, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        Directory = await _directory.Task.WaitAsync(cancellation).ConfigureAwait(false);
        _owner = OwnerFile.Create(Directory);
        var data = Path.Combine(Directory, "data");
        while (PostmasterFile.Read(data) is not { IsReady: true })
        {
            cancellation.ThrowIfCancellationRequested();
            if (_ended.Task.IsCompleted)
            {
                var said = ServerLog.Tail(Path.Combine(Directory, "log"));
                return options.Tcp && !lastAttempt && ServerLog.IsPortTaken(said) ? false : throw Failed(said);
            }

            if (clock.Elapsed > options.StartTimeout)
            {
                throw new EmbeddedPostgresException(
                    $"The server in {Directory} was not ready after {options.StartTimeout.TotalSeconds:F0} s:\n{ServerLog.Tail(Path.Combine(Directory, "log"))}\n"
                    + "  next: give it more time (EmbeddedOptions.StartTimeout), or see to what it says");
            }

            await Task.Delay(s_poll, cancellation).ConfigureAwait(false);
        }

        Address = ServerAddress.Socket(Directory, port);
        if (options.Tcp)
        {
            var password = ServerAddress.RandomPassword();
            await Address.SetPasswordAsync(password, cancellation).ConfigureAwait(false);
            Address = Address with { Host = ServerAddress.Loopback, Password = password };
        }

        return true;
    }

    private EmbeddedPostgresException Failed(string said)
    {
        var complaints = _complaints.Length == 0 ? "" : ServerLog.Indent(_complaints.ToString(), 8) + "\n";
        return new EmbeddedPostgresException(
            $"The throwaway server did not start:\n{complaints}{said}\n  next: see to what it says; settings come from EmbeddedOptions.Settings");
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith("dir ", StringComparison.Ordinal))
            {
                _complaints.Clear();
                _directory.TrySetResult(line["dir ".Length..]);
            }
            else if (line.StartsWith("exited ", StringComparison.Ordinal))
            {
                _ended.TrySetResult();
            }
            else if (!line.StartsWith("pid ", StringComparison.Ordinal))
            {
                _complaints.AppendLine(line);
            }
        }

        _directory.TrySetException(new EmbeddedPostgresException(
            $"No folder for a throwaway cluster could be made:\n{ServerLog.Indent(_complaints.ToString(), 8)}\n"
            + $"  next: make one of {string.Join(", ", EmbeddedFolders.TemporaryBases())} writable for the server's user"));
        _ended.TrySetResult();
    }
}
