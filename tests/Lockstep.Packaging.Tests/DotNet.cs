using System.Diagnostics;
using System.Text;

namespace Lockstep.Packaging.Tests;

/// <summary>What a <c>dotnet</c> command printed.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output and error, as they came.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    /// <summary>The one line that holds the text; a failed test shows all that was printed.</summary>
    public string LineWith(string text)
    {
        var lines = LinesWith(text);
        Assert.True(lines.Count == 1, $"{lines.Count} lines, not one, hold '{text}' in:\n{Output}");
        return lines[0];
    }

    /// <summary>The lines that hold the text.</summary>
    public IReadOnlyList<string> LinesWith(string text) =>
        [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains(text, StringComparison.Ordinal)).Distinct()];
}

/// <summary>Runs the SDK's command as a user would, in a folder of its own.</summary>
internal static class DotNet
{
    public static async Task<CommandResult> RunAsync(
        string directory,
        string[] arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        Func<Process, Task>? meanwhile = null,
        CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // This test host is itself started by dotnet, which leaves traces that would steer the inner one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.Ordinal) || name.StartsWith("DATABASE_", StringComparison.Ordinal) || name.StartsWith("LOCKSTEP_", StringComparison.Ordinal)).ToList())
        {
            if (name != "LOCKSTEP_PG_BIN") start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        // As a user has it, whatever this machine says: the compiler goes on from build to build. The fixture ends it.
        start.Environment.Remove("UseSharedCompilation");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        var readers = new[] { Read(process.StandardOutput), Read(process.StandardError) };
        if (meanwhile is not null) await meanwhile(process);
        await process.WaitForExitAsync(cancellationToken);
        await Task.WhenAll(readers);
        return new(process.ExitCode, output.ToString());

        async Task Read(StreamReader reader)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                lock (output) output.Append(line).Append('\n');
            }
        }
    }
}
