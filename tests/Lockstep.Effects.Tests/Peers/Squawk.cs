using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lockstep.Effects.Tests.Peers;

/// <summary>squawk, as npm has it, and what it said.</summary>
internal static class Squawk
{
    /// <summary>The npm package and its version.</summary>
    internal const string Package = "squawk-cli@2.66.0";

    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs it on all scripts.</summary>
    /// <returns>The rules that it finds broken in the statement of each script, in the order of their names.</returns>
    /// <exception cref="InvalidOperationException">npm is not there, or can't install it.</exception>
    internal static async Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync(IReadOnlyList<PeerScript> scripts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("lockstep-squawk-").FullName;
        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            await StartAsync(npm, ["install", "--prefix", folder, "--no-audit", "--no-fund", "--no-progress", "--loglevel=error", Package], folder, isOk: true, cancellation);
            for (var at = 0; at < scripts.Count; at++) await File.WriteAllTextAsync(Path.Combine(folder, Name(at)), scripts[at].Text, cancellation);
            var program = Path.Combine(folder, "node_modules", ".bin", OperatingSystem.IsWindows() ? "squawk.cmd" : "squawk");
            string[] arguments = ["--reporter", "json", "--pg-version", PeerScript.Version + ".0", .. Enumerable.Range(0, scripts.Count).Select(Name)];
            // It fails where it finds something.
            var output = await StartAsync(program, arguments, folder, isOk: false, cancellation);
            var byFile = JsonNode.Parse(output)!.AsArray().ToLookup(finding => (string)finding!["file"]!, StringComparer.Ordinal);
            return [.. scripts.Select((script, at) => Rules(byFile[Name(at)], script.FirstLine))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What it said, one line a statement.</summary>
    internal static string Text(IReadOnlyList<PeerScript> scripts, IReadOnlyList<IReadOnlyList<string>> rules) => "[\n" + string.Join(
        ",\n",
        scripts.Zip(rules, (script, found) => new JsonObject { ["statement"] = script.Statement.Key, ["rules"] = new JsonArray([.. found.Select(rule => JsonValue.Create(rule))]) }.ToJsonString(s_options))) + "\n]\n";

    /// <summary>What it said of each statement.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string text) => JsonNode.Parse(text)!.AsArray().ToDictionary(
        line => (string)line!["statement"]!,
        line => (IReadOnlyList<string>)[.. line!["rules"]!.AsArray().Select(rule => (string)rule!)],
        StringComparer.Ordinal);

    private static string Name(int at) => at.ToString("D4", CultureInfo.InvariantCulture) + ".sql";

    private static IReadOnlyList<string> Rules(IEnumerable<JsonNode?> findings, int firstLine) =>
        [.. findings.Where(finding => (int)finding!["line"]! >= firstLine).Select(finding => (string)finding!["rule_name"]!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static async Task<string> StartAsync(string program, IEnumerable<string> arguments, string folder, bool isOk, CancellationToken cancellation)
    {
        Process? process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"{program} can't be started: {e.Message}", e);
        }

        using (process)
        {
            var error = process!.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return isOk && process.ExitCode != 0 ? throw new InvalidOperationException($"{program} {Package}: {(await error).Trim()}") : output;
        }
    }
}
