using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lockstep.Backfill.Benchmarks;

/// <summary>
/// The users of the server meanwhile: pgbench's own transactions, and single-row reads and writes of the table that is backfilled, at a fixed rate. A
/// transaction's latency counts from when it was due, so that one that had to wait for its turn counts as the user feels it.
/// </summary>
internal sealed class Pgbench(string connection, long rows, int rate)
{
    private readonly NpgsqlConnectionStringBuilder _settings = new(connection);

    internal Task PrepareAsync() => RunAsync(["-i", "-q", "-s", "20"]);

    /// <summary>Runs until it is stopped; gives the latencies in milliseconds, sorted.</summary>
    internal async Task<double[]> RunAsync(CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-pgbench-");
        try
        {
            var script = Path.Combine(folder.FullName, "users.sql");
            await File.WriteAllTextAsync(
                script,
                string.Create(CultureInfo.InvariantCulture, $"\\set id random(1, {rows})\nSELECT login FROM users WHERE id = :id;\nUPDATE users SET visits = visits + 1 WHERE id = :id;\n"),
                CancellationToken.None);
            // In slices, so that what pgbench notes is whole when the work that it runs beside is done.
            while (!stop.IsCancellationRequested)
            {
                await RunAsync(
                    ["-n", "-c", "8", "-j", "1", "-T", "3", "-R", rate.ToString(CultureInfo.InvariantCulture), "--log", "--log-prefix", Path.Combine(folder.FullName, "log"), "-b", "tpcb-like@1", "-f", script + "@1"]);
            }

            var latencies = new List<double>();
            foreach (var file in folder.EnumerateFiles("log*"))
            {
                foreach (var line in await File.ReadAllLinesAsync(file.FullName, CancellationToken.None))
                {
                    // Client, number, latency in microseconds, script, ….
                    var parts = line.Split(' ');
                    if (parts.Length >= 6 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)) latencies.Add(microseconds / 1000.0);
                }
            }

            return [.. latencies.Order()];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("pgbench", [.. arguments, "-h", _settings.Host!, "-p", _settings.Port.ToString(CultureInfo.InvariantCulture), "-U", _settings.Username!, _settings.Database!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = _settings.Password;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench does not start");
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await error}{await output}");
    }
}
