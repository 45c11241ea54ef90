using System.Diagnostics;

namespace Lockstep.Embedded;

/// <summary>
/// The server on Windows: TCP with a password, started by pg_ctl (which also gives up an administrator's rights, with which PostgreSQL
/// refuses to run).
/// </summary>
internal static class WindowsServer
{
    /// <summary>Initialises a data folder whose superuser has that password.</summary>
    internal static async Task InitializeAsync(PostgresBinaries binaries, string dataDirectory, string password, bool sync, CancellationToken cancellation)
    {
        var passwordFile = Path.Combine(Path.GetDirectoryName(dataDirectory)!, $"{Path.GetRandomFileName()}.pw");
        try
        {
            await File.WriteAllTextAsync(passwordFile, password + "\n", cancellation).ConfigureAwait(false);
            string[] arguments =
            [
                "-D", dataDirectory, "-U", ServerAddress.SuperUser, "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", $"--pwfile={passwordFile}",
                "--no-instructions", .. sync ? Array.Empty<string>() : ["--no-sync"],
            ];
            var result = await Command.RunAsync(ServerAccount.Self, binaries.Initdb, arguments, cancellation).ConfigureAwait(false);
            if (!result.Ok)
            {
                throw new EmbeddedPostgresException(
                    $"initdb of PostgreSQL {binaries.Version} in {binaries.Directory} failed:\n{ServerLog.Indent(result.Output, 12)}\n"
                    + $"  next: see to what it says, or set {SearchEnvironment.OverrideVariable} to the bin folder of another PostgreSQL");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    /// <summary>Starts the server and waits until it is ready.</summary>
    /// <returns>Whether it is; otherwise its log says why not.</returns>
    internal static async Task<bool> StartAsync(
        PostgresBinaries binaries, string dataDirectory, string log, TimeSpan timeout, CancellationToken cancellation)
    {
        // Started through the system's shell, it inherits none of our handles: else a pipe that our caller reads would stay open
        // for as long as the server runs, and the caller would never see its end.
        var start = new ProcessStartInfo(
            binaries.PgCtl, ["start", "-s", "-w", "-t", Seconds(timeout), "-D", dataDirectory, "-l", log])
        {
            UseShellExecute = true,
            WindowStyle = ProcessWindowStyle.Hidden,
            WorkingDirectory = Environment.SystemDirectory,
        };
        using var process = Process.Start(start) ?? throw new EmbeddedPostgresException($"{binaries.PgCtl} could not be started.\n  next: see that you may run it");
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return process.ExitCode == 0;
    }

    internal static string Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
