using System.Diagnostics;
using System.Text;
using Lockstep.Tests.Support;

namespace Lockstep.Tests.Linting;

/// <summary>A folder of files, and the real host that lints them from there.</summary>
internal sealed class LintFolder : IDisposable
{
    /// <summary>Nothing above the folder counts, and only a few rules speak, so that another rule changes nothing here.</summary>
    internal static string Settings { get; } =
        "root = true\n[*]\ndotnet_analyzer_diagnostic.severity = none\n" +
        string.Concat(new[] { "LS1001", "LS1003", "LS1009", "LS1019", "LS2001", "LS3001", "LS4001", "LS4010", "LS9002", "LS9009" }.Select(rule => $"dotnet_diagnostic.{rule}.severity = default\n"));

    internal string Path { get; } = Directory.CreateTempSubdirectory("lockstep-lint-").FullName;

    /// <summary>Of files with these names and texts.</summary>
    internal static LintFolder With(params (string Name, string Text)[] files)
    {
        var folder = new LintFolder();
        folder.Write(".editorconfig", Settings);
        foreach (var (name, text) in files) folder.Write(name, text);
        return folder;
    }

    internal string PathOf(string name) => System.IO.Path.Combine(Path, name);

    internal string Read(string name) => File.ReadAllText(PathOf(name));

    internal void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllBytes(PathOf(name), bytes);
    }

    internal Task<HostResult> LintAsync(params string[] arguments) => LintTextAsync("", arguments);

    /// <summary>Lints with a text at standard input.</summary>
    internal Task<HostResult> LintTextAsync(string input, params string[] arguments) =>
        RunAsync("dotnet", [HostProcess.Program, "lint", .. arguments], input);

    internal async Task<HostResult> RunAsync(string program, IEnumerable<string> arguments, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestDatabase.Cancellation);
        var error = process.StandardError.ReadToEndAsync(TestDatabase.Cancellation);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestDatabase.Cancellation);
        return new(process.ExitCode, await output, await error);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
