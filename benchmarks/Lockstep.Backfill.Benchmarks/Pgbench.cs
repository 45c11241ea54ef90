using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lockstep.Backfill.Benchmarks;

/// <summary>
/// The users of the server meanwhile: pgbench's own transactions, and single-row reads and writes of the table that is backfilled, at a fixed rate or (0) as many as
/// it can. At a fixed rate a transaction's latency counts from when it was due, so that one that had to wait for its turn counts as the user feels it.
/// </summary>
internal sealed class Pgbench(string connection, long rows, int rate)
{
    private static readonly TimeSpan s_warm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_notes = TimeSpan.FromSeconds(3);

    private readonly NpgsqlConnectionStringBuilder _settings = new(connection);

    internal Task PrepareAsync() => RunAsync(["-i", "-q", "-s", "20"]);

    /// <summary>Runs beside some work.</summary>
    /// <returns>The latencies of the transactions that were due while the work was being done, in milliseconds, sorted.</returns>
    internal async Task<double[]> RunAsync(Func<Task> work)
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-pgbench-");
        try
        {
            var script = Path.Combine(folder.FullName, "users.sql");
            await File.WriteAllTextAsync(
                script,
                string.Create(CultureInfo.InvariantCulture, $"\\set id random(1, {rows})\nSELECT login FROM users WHERE id = :id;\nUPDATE users SET visits = visits + 1 WHERE id = :id;\n"));
            using var process = Start(
                ["-n", "-c", "8", "-j", "1", "-T", "86400", .. At(), "--log", "--log-prefix", Path.Combine(folder.FullName, "log"), "-b", "tpcb-like@1", "-f", script + "@1"]);
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            try
            {
                // Its sessions have been at work for a while when the work begins: what a new session has to look up first would be most of the slow ones.
                await Task.Delay(s_warm);
                var begun = DateTimeOffset.UtcNow;
                await work();
                var ended = DateTimeOffset.UtcNow;
                // Those that had to wait end, and it writes its notes now and then.
                await Task.Delay(s_notes);
                if (process.HasExited) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await error}{await output}");
                return [.. folder.EnumerateFiles("log*").SelectMany(file => File.ReadAllLines(file.FullName)).Select(Read).Where(each => each.Due >= begun && each.Due <= ended).Select(each => each.Latency).Order()];
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private string[] At() => rate > 0 ? ["-R", rate.ToString(CultureInfo.InvariantCulture)] : [];

    /// <summary>Client, number, latency in microseconds, script, when it ended in seconds and microseconds, …; the last line may be cut off.</summary>
    private static (DateTimeOffset Due, double Latency) Read(string line)
    {
        var parts = line.Split(' ');
        return parts.Length < 6 || parts[5].Length == 0
            ? default
            : (DateTimeOffset.FromUnixTimeSeconds(Number(parts[4])).AddMicroseconds(Number(parts[5]) - Number(parts[2])), Number(parts[2]) / 1000.0);

        static long Number(string part) => long.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private async Task RunAsync(string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench ended with {process.ExitCode}: {await error}{await output}");
    }

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("pgbench", [.. arguments, "-h", _settings.Host!, "-p", _settings.Port.ToString(CultureInfo.InvariantCulture), "-U", _settings.Username!, _settings.Database!])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = _settings.Password;
        return Process.Start(start) ?? throw new InvalidOperationException("pgbench does not start");
    }
}
