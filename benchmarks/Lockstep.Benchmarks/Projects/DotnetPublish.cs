using System.Diagnostics;

namespace Lockstep.Benchmarks.Projects;

/// <summary>Builds a generated project.</summary>
internal static class DotnetPublish
{
    /// <summary>The <c>dotnet</c> that runs this program runs and builds the others too.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Publishes it in Release.</summary>
    /// <returns>The command that starts it.</returns>
    /// <exception cref="BenchmarkException">It does not build.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(string project, CancellationToken cancellationToken)
    {
        var output = Path.Combine(Path.GetDirectoryName(project)!, "out");
        var start = new ProcessStartInfo(Dotnet) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "publish", project, "-c", "Release", "-o", output, "-nodeReuse:false", "-v:q", "-nologo" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var text = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new BenchmarkException($"{project} does not build; run the same with --keep to look at it:\n{text}{await errors}");
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var program = Path.Combine(output, OperatingSystem.IsWindows() ? "App.exe" : "App");
        // A self-contained one brings its own runtime along, and "dotnet" would not use it.
        return File.Exists(Path.Combine(output, "System.Private.CoreLib.dll")) ? [program] : [Dotnet, Path.Combine(output, "App.dll")];
    }
}
