using System.Collections;
using System.Runtime.InteropServices;

namespace Lockstep.Embedded;

/// <summary>The kinds of system whose install folders we know.</summary>
internal enum SystemKind
{
    Linux,
    MacOS,
    Windows,
}

/// <summary>All that the search for PostgreSQL knows of the machine, as plain data.</summary>
internal sealed record SearchEnvironment
{
    internal const string OverrideVariable = "LOCKSTEP_PG_BIN";

    private static readonly string[] s_programFolders = ["ProgramFiles", "ProgramW6432"];

    /// <summary>The value of LOCKSTEP_PG_BIN; <see langword="null"/> when not set.</summary>
    internal string? OverrideDirectory { get; init; }

    /// <summary>Folders in which PostgreSQL is usually installed; a <c>*</c> stands for one or more characters of a folder's name.</summary>
    internal IReadOnlyList<string> InstallPatterns { get; init; } = [];

    /// <summary>The folders of PATH.</summary>
    internal IReadOnlyList<string> PathFolders { get; init; } = [];

    /// <summary>The file of npm; <see langword="null"/> when not on PATH.</summary>
    internal string? Npm { get; init; }

    /// <summary>The platform's name in the npm package; <see langword="null"/> when there is no package for this platform.</summary>
    internal string? NpmPlatform { get; init; }

    /// <summary>Where packages from npm are kept.</summary>
    internal required string CacheDirectory { get; init; }

    /// <summary>The machine and process that we run in.</summary>
    internal static SearchEnvironment Current()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var kind = OperatingSystem.IsWindows() ? SystemKind.Windows : OperatingSystem.IsMacOS() ? SystemKind.MacOS : SystemKind.Linux;
        var path = Shell.PathFolders(variables.GetValueOrDefault("PATH"));
        return new SearchEnvironment
        {
            OverrideDirectory = variables.GetValueOrDefault(OverrideVariable) is { Length: > 0 } folder ? folder : null,
            InstallPatterns = UsualFolders(kind, variables),
            PathFolders = path,
            Npm = Shell.FindOnPath(kind is SystemKind.Windows ? "npm.cmd" : "npm", path),
            NpmPlatform = PackagePlatform(kind, RuntimeInformation.OSArchitecture, RuntimeInformation.RuntimeIdentifier),
            CacheDirectory = EmbeddedFolders.Cache(),
        };
    }

    /// <summary>The patterns of usual install folders.</summary>
    internal static IReadOnlyList<string> UsualFolders(SystemKind kind, IReadOnlyDictionary<string, string> variables) => kind switch
    {
        SystemKind.Windows => s_programFolders
            .Select(name => variables.GetValueOrDefault(name)).OfType<string>().Where(folder => folder.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(folder => folder.TrimEnd('\\', '/') + @"\PostgreSQL\*\bin").ToArray(),
        SystemKind.MacOS =>
        [
            "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin",
            "/opt/homebrew/opt/postgresql/bin",
            "/usr/local/opt/postgresql/bin",
            "/Applications/Postgres.app/Contents/Versions/*/bin",
            "/Library/PostgreSQL/*/bin",
            "/opt/local/lib/postgresql*/bin",
        ],
        _ =>
        [
            "/usr/lib/postgresql/*/bin",
            "/usr/pgsql-*/bin",
            "/usr/libexec/postgresql*",
            "/usr/lib/postgresql*/bin",
            "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
        ],
    };

    /// <summary>The npm package's name for a platform. The binaries for Linux need glibc.</summary>
    internal static string? PackagePlatform(SystemKind kind, Architecture architecture, string runtimeIdentifier) => (kind, architecture) switch
    {
        (SystemKind.Linux, _) when runtimeIdentifier.Contains("musl", StringComparison.OrdinalIgnoreCase) => null,
        (SystemKind.Linux, Architecture.X64) => "linux-x64",
        (SystemKind.Linux, Architecture.Arm64) => "linux-arm64",
        (SystemKind.MacOS, Architecture.X64) => "darwin-x64",
        (SystemKind.MacOS, Architecture.Arm64) => "darwin-arm64",

        // Windows on ARM runs x64 programs.
        (SystemKind.Windows, Architecture.X64 or Architecture.Arm64) => "windows-x64",
        _ => null,
    };
}
