using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lockstep.Analyzers.Benchmarks;

/// <summary>What one build took.</summary>
/// <param name="Compile">The compiler's time, as MSBuild's performance summary has it: wall clock.</param>
/// <param name="Analyzers">What the compiler reports for Lockstep's analyzers (<c>-p:ReportAnalyzer=true</c>): summed over threads, waiting included.</param>
internal readonly record struct BuildTimes(TimeSpan Compile, TimeSpan Analyzers);

/// <summary>Builds a generated project with <c>dotnet build</c>.</summary>
internal static partial class Build
{
    /// <summary>Restores the packages, which is no part of what is measured.</summary>
    public static async Task RestoreAsync(GeneratedProject project, CancellationToken cancellationToken) =>
        await RunAsync(project, ["restore"], cancellationToken);

    /// <summary>Builds everything anew.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withLockstep">Whether Lockstep's analyzers take part.</param>
    /// <param name="isShared">Whether the compiler is a server that goes on from build to build, as it is by default, or starts each time.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    public static async Task<BuildTimes> RunAsync(GeneratedProject project, bool withLockstep, bool isShared, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            project,
            [
                "build", "--no-restore", "-nodeReuse:false", "-t:Rebuild", "-tl:off", "-v:d", "-clp:PerformanceSummary",
                "-p:ReportAnalyzer=true", "-p:WithLockstep=" + (withLockstep ? "true" : "false"), "-p:UseSharedCompilation=" + (isShared ? "true" : "false"),
            ],
            cancellationToken);
        if (CompilerLine().Match(output) is not { Success: true } compile) throw new InvalidOperationException("MSBuild did not say how long the compiler took:\n" + output);
        var analyzers = LockstepLine().Match(output);
        if (analyzers.Success != withLockstep) throw new InvalidOperationException("The compiler's report does not have the analyzers that it should:\n" + output);
        return new(
            TimeSpan.FromMilliseconds(double.Parse(compile.Groups["ms"].Value, CultureInfo.InvariantCulture)),
            analyzers.Success ? TimeSpan.FromSeconds(double.Parse(analyzers.Groups["s"].Value, CultureInfo.InvariantCulture)) : TimeSpan.Zero);
    }

    private static async Task<string> RunAsync(GeneratedProject project, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [arguments[0], project.File, .. arguments[1..]])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = project.Folder,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" },
        };
        using var process = Process.Start(start)!;
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException("dotnet " + arguments[0] + " failed:\n" + output);
    }

    [GeneratedRegex(@"(?<ms>\d+) ms\s+Csc\s", RegexOptions.None, 10_000)]
    private static partial Regex CompilerLine();

    [GeneratedRegex(@"<?(?<s>[\d.]+)\s+<?\d+\s+Lockstep\.Analyzers, Version", RegexOptions.None, 10_000)]
    private static partial Regex LockstepLine();
}
