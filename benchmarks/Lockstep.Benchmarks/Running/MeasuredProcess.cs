using System.Diagnostics;
using System.Globalization;

namespace Lockstep.Benchmarks.Running;

/// <summary>Runs a program and measures it.</summary>
internal static class MeasuredProcess
{
    private const int SampleMilliseconds = 10;

    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <exception cref="BenchmarkException">It failed; the message has what it said.</exception>
    public static async Task<Measurement> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var before = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        using var ended = new CancellationTokenSource();
        try
        {
            var peak = WatchMemoryAsync(process.Id, ended.Token);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var elapsed = Stopwatch.GetElapsedTime(before);
            await ended.CancelAsync();
            if (process.ExitCode == 0) return new(elapsed, await peak);
            // The arguments are left out: a connection string may hold a password.
            throw new BenchmarkException($"{string.Join(' ', command.Take(2))} … ended with exit code {process.ExitCode}:\n{await output}{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Reads the kernel's high-water mark again and again: it is gone when the process is.</summary>
    private static async Task<long?> WatchMemoryAsync(int process, CancellationToken ended)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var file = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status");
        long? peak = null;
        while (!ended.IsCancellationRequested)
        {
            peak = ReadHighWaterMark(file) ?? peak;
            await Task.Delay(SampleMilliseconds, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }

    private static long? ReadHighWaterMark(string file)
    {
        try
        {
            foreach (var line in File.ReadLines(file))
            {
                // VmHWM:     12345 kB
                if (!line.StartsWith("VmHWM:", StringComparison.Ordinal)) continue;
                return long.Parse(line.AsSpan(6, line.Length - 6 - 2).Trim(), CultureInfo.InvariantCulture) * 1024;
            }
        }
        catch (IOException)
        {
            // It ended between two looks.
        }

        return null;
    }
}
