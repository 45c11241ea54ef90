using System.ComponentModel;
using System.Diagnostics;

namespace Lockstep.Embedded;

/// <summary>What a program that has ended said: its exit code, and its standard output followed by its standard error.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    internal bool Ok => ExitCode == 0;
}

/// <summary>Runs programs to their end, without a shell and without the caller's libpq variables.</summary>
internal static class Command
{
    /// <summary>The exit code of a shell for a program that cannot be started; used here for the same.</summary>
    internal const int CannotStart = 127;

    /// <summary>
    /// The start of a program of PostgreSQL (or a shell that starts such), as <paramref name="account"/>: messages in English, the time
    /// zone UTC, no PG* variable of ours, and a working folder that any user may enter.
    /// </summary>
    internal static ProcessStartInfo ForServer(ServerAccount account, string file, IEnumerable<string> arguments)
    {
        var start = account.StartInfo(file, arguments);
        start.WorkingDirectory = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/";
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }

    /// <summary>Runs a program of PostgreSQL, or a shell command about its files, as the server's account.</summary>
    internal static Task<CommandResult> RunAsync(
        ServerAccount account, string file, IEnumerable<string> arguments, CancellationToken cancellation, string input = "")
        => RunAsync(ForServer(account, file, arguments), cancellation, input);

    /// <summary>Runs a program to its end; it is killed with its children on cancellation. That it cannot be started is a result, too.</summary>
    internal static async Task<CommandResult> RunAsync(ProcessStartInfo start, CancellationToken cancellation, string input = "")
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new CommandResult(CannotStart, $"{start.FileName}: {e.Message}");
        }

        try
        {
            await WriteInputAsync(process, input).ConfigureAwait(false);
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            var text = await output.ConfigureAwait(false) + await error.ConfigureAwait(false);
            return new CommandResult(process.ExitCode, text.Trim());
        }
        catch (OperationCanceledException)
        {
            Kill(process);
            throw;
        }
    }

    private static async Task WriteInputAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its exit code tells why.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It is gone already.
        }
    }
}
