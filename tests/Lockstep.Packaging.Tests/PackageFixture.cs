using System.Globalization;
using System.Reflection;
using Lockstep.Packaging.Tests;

[assembly: AssemblyFixture(typeof(PackageFixture))]

namespace Lockstep.Packaging.Tests;

/// <summary>The package, packed once for all tests under a version that no cache has seen.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private readonly string _feed = Directory.CreateTempSubdirectory("lockstep-feed-").FullName;

    /// <summary>The folder that NuGet finds it in.</summary>
    public string Feed => _feed;

    /// <summary>Its version.</summary>
    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>The package's file.</summary>
    public string File => Path.Combine(_feed, $"Lockstep.{Version}.nupkg");

    /// <summary>The repository.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The system that builds.</summary>
    public static string System { get; } = Metadata("System");

    /// <summary>The systems that the analyzers are compiled ahead of time for.</summary>
    public static IReadOnlyList<string> Systems { get; } = Metadata("Configuration") == "Release" ? ["linux-arm64", "linux-x64", "osx-arm64", "win-x64"] : [System];

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        // The parts were built with this test project; packing only puts them together.
        var result = await DotNet.RunAsync(
            Path.Combine(RepositoryRoot, "msbuild", "Lockstep.Package"),
            ["pack", "--no-build", "--no-restore", "-c", Metadata("Configuration"), "-o", _feed, $"-p:PackageVersion={Version}", "--nologo"]);
        Assert.True(result.ExitCode == 0, result.Output);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await DotNet.RunAsync(_feed, ["build-server", "shutdown", "--vbcscompiler"]);
        Directory.Delete(_feed, recursive: true);
        var cached = Path.Combine(
            Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
            "lockstep",
            Version.ToLowerInvariant());
        if (Directory.Exists(cached)) Directory.Delete(cached, recursive: true);
    }

    private static string Metadata(string key) =>
        typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
