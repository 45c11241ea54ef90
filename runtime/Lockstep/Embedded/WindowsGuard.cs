using System.Diagnostics;
using System.Text;

namespace Lockstep.Embedded;

/// <summary>
/// A throwaway cluster on Windows with its guard, a PowerShell whose standard input is a pipe from us. When that closes, because we close
/// it or because our process is gone, the guard stops the server and removes the cluster.
/// </summary>
internal sealed class WindowsGuard : IThrowawayCluster
{
    private const string Script = """
        $ErrorActionPreference = 'SilentlyContinue'
        try { while ($null -ne [Console]::In.ReadLine()) { } } catch { }
        if (Test-Path -LiteralPath "$env:LOCKSTEP_GUARD_DIR\data\postmaster.pid") {
            & $env:LOCKSTEP_GUARD_PG_CTL stop -s -w -m immediate -t 60 -D "$env:LOCKSTEP_GUARD_DIR\data" | Out-Null
        }
        for ($i = 0; $i -lt 50 -and (Test-Path -LiteralPath $env:LOCKSTEP_GUARD_DIR); $i++) {
            Remove-Item -LiteralPath $env:LOCKSTEP_GUARD_DIR -Recurse -Force
            if (Test-Path -LiteralPath $env:LOCKSTEP_GUARD_DIR) { Start-Sleep -Milliseconds 100 }
        }
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _guard;
    private readonly FileStream _owner;

    private WindowsGuard(string directory, Process guard, FileStream owner)
    {
        Directory = directory;
        _guard = guard;
        _owner = owner;
    }

    public string Directory { get; }

    public ServerAddress Address { get; private set; } = null!;

    internal static async Task<WindowsGuard> StartAsync(PostgresBinaries binaries, EmbeddedOptions options, CancellationToken cancellation)
    {
        var directory = Path.Combine(EmbeddedFolders.TemporaryBases()[0], EmbeddedFolders.ThrowawayPrefix + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));
        System.IO.Directory.CreateDirectory(directory);
        var cluster = new WindowsGuard(directory, LaunchGuard(directory, binaries), OwnerFile.Create(directory));
        try
        {
            await cluster.InitializeAsync(binaries, options, cancellation).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // An open file would keep the guard from removing the folder.
        await _owner.DisposeAsync().ConfigureAwait(false);
        try
        {
            _guard.StandardInput.Close();
        }
        catch (IOException)
        {
            // The guard is gone already; the next start sweeps.
        }

        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await _guard.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The guard goes on by itself.
        }

        _guard.Dispose();
    }

    private static Process LaunchGuard(string directory, PostgresBinaries binaries)
    {
        // No window means a console of its own, so that Ctrl-C in ours does not reach it.
        var start = new ProcessStartInfo(
            "powershell.exe", ["-NoProfile", "-NonInteractive", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(Script))])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            WorkingDirectory = Environment.SystemDirectory,
        };
        start.Environment["LOCKSTEP_GUARD_DIR"] = directory;
        start.Environment["LOCKSTEP_GUARD_PG_CTL"] = binaries.PgCtl;
        return Process.Start(start) ?? throw new EmbeddedPostgresException("powershell.exe could not be started.\n  next: see that you may run it");
    }

    private async Task InitializeAsync(PostgresBinaries binaries, EmbeddedOptions options, CancellationToken cancellation)
    {
        var password = ServerAddress.RandomPassword();
        var data = Path.Combine(Directory, "data");
        var log = Path.Combine(Directory, "log");
        var templatePassword = await ClusterTemplate.CopyOnWindowsAsync(binaries, data, options.Log, cancellation).ConfigureAwait(false);
        var original = await File.ReadAllTextAsync(Path.Combine(data, "postgresql.conf"), cancellation).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var port = ServerAddress.FreePort();
            var settings = ServerSettings.Throwaway(options with { Tcp = true }, port) + "unix_socket_directories = ''\n";
            await File.WriteAllTextAsync(Path.Combine(data, "postgresql.conf"), original + "\n" + settings, cancellation).ConfigureAwait(false);
            if (await WindowsServer.StartAsync(binaries, data, log, options.StartTimeout, cancellation).ConfigureAwait(false))
            {
                var address = new ServerAddress(ServerAddress.Loopback, port, templatePassword, SocketDirectory: null, PassFile: null);
                await address.SetPasswordAsync(password, cancellation).ConfigureAwait(false);
                Address = await PassFile.WriteAsync(address with { Password = password }, Directory, cancellation).ConfigureAwait(false);
                return;
            }

            var said = ServerLog.Tail(log);
            if (attempt == 5 || !ServerLog.IsPortTaken(said))
            {
                throw new EmbeddedPostgresException(
                    $"The throwaway server did not start:\n{said}\n  next: see to what it says; settings come from EmbeddedOptions.Settings");
            }
        }
    }
}
