using System.Globalization;

namespace Lockstep.Embedded;

/// <summary>
/// A connection text that asks for an embedded server: <c>embedded</c> for a throwaway one, <c>embedded:DIR</c> for one whose data stay in
/// that folder, each with options: <c>embedded:.lockstep/pg?database=shop&amp;version=17</c>.
/// </summary>
/// <param name="Directory">The folder as it was written, or <see langword="null"/> for a throwaway server.</param>
/// <param name="Database">The database; <c>lockstep</c> unless said otherwise.</param>
/// <param name="PostgresVersion">The major version wanted, or <see langword="null"/> for any.</param>
public sealed record EmbeddedTarget(string? Directory, string Database, int? PostgresVersion)
{
    /// <summary>The database when none is named.</summary>
    public const string DefaultDatabase = "lockstep";

    private const string Keyword = "embedded";

    /// <summary>Whether a connection text asks for an embedded server at all.</summary>
    /// <param name="text">A connection string, or such a text.</param>
    public static bool IsEmbedded(string? text)
        => text?.Trim() is { } trimmed
            && trimmed.StartsWith(Keyword, StringComparison.OrdinalIgnoreCase)
            && (trimmed.Length == Keyword.Length || trimmed[Keyword.Length] is ':' or '?');

    /// <summary>Reads a connection text; <see langword="null"/> when it is an ordinary connection string.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="EmbeddedPostgresException">It asks for an embedded server, but with an option that is not one.</exception>
    public static EmbeddedTarget? Parse(string? text)
    {
        if (!IsEmbedded(text))
        {
            return null;
        }

        text = text!.Trim();
        var rest = text[Keyword.Length..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var place = question < 0 ? rest : rest[..question];
        var directory = place.Length == 0 ? null : place[1..].Trim();
        if (directory is { Length: 0 })
        {
            throw Wrong(text, "no folder is named after 'embedded:'");
        }

        var target = new EmbeddedTarget(directory, DefaultDatabase, PostgresVersion: null);
        var options = question < 0 ? "" : rest[(question + 1)..];
        foreach (var option in options.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
                ? (option[..equals], Uri.UnescapeDataString(option[(equals + 1)..]))
                : (option, "");
            target = name.ToLowerInvariant() switch
            {
                "database" when value.Length > 0 => target with { Database = value },
                "database" => throw Wrong(text, "'database' has no value"),
                "version" => target with { PostgresVersion = Version(text, value) },
                _ => throw Wrong(text, $"there is no option '{name}'"),
            };
        }

        return target;
    }

    /// <summary>The folder as a full path on this system, or <see langword="null"/> for a throwaway server.</summary>
    /// <param name="baseDirectory">The folder that a relative one starts from, a full path: the project's, usually.</param>
    /// <exception cref="EmbeddedPostgresException">The folder cannot be understood.</exception>
    public string? ResolveDirectory(string baseDirectory)
        => Directory is null ? null : Path.GetFullPath(Resolve(
            Directory, baseDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows()));

    /// <summary>The text that <see cref="Parse"/> reads back.</summary>
    public override string ToString()
    {
        var options = new List<string>();
        if (Database != DefaultDatabase)
        {
            options.Add($"database={Uri.EscapeDataString(Database)}");
        }

        if (PostgresVersion is { } version)
        {
            options.Add(string.Create(CultureInfo.InvariantCulture, $"version={version}"));
        }

        return Keyword + (Directory is null ? "" : ":" + Directory) + (options.Count == 0 ? "" : "?" + string.Join('&', options));
    }

    /// <summary>A folder as written, made absolute by the rules of that system; <c>~</c> is the user's home, which no shell expands here.</summary>
    internal static string Resolve(string directory, string baseDirectory, string home, bool windows)
    {
        var separator = windows ? '\\' : '/';
        bool IsSeparator(char c) => c == '/' || (windows && c == '\\');
        if (directory == "~")
        {
            return home;
        }

        if (directory[0] == '~' && IsSeparator(directory[1]))
        {
            return home.TrimEnd(separator) + separator + directory[2..];
        }

        if (!windows)
        {
            return directory[0] == '/' ? directory : baseDirectory.TrimEnd('/') + "/" + directory;
        }

        if (directory.Length >= 2 && directory[1] == ':' && char.IsAsciiLetter(directory[0]))
        {
            return directory.Length > 2 && IsSeparator(directory[2])
                ? directory
                : throw Wrong($"{Keyword}:{directory}", $"'{directory}' depends on the current folder of drive {directory[0]}: write {directory[..2]}\\…");
        }

        if (IsSeparator(directory[0]))
        {
            // \\server\share is a full path; \folder is on the drive of the base folder.
            return directory.Length > 1 && IsSeparator(directory[1]) || baseDirectory.Length < 2 || baseDirectory[1] != ':'
                ? directory
                : baseDirectory[..2] + directory;
        }

        return baseDirectory.TrimEnd('\\', '/') + "\\" + directory;
    }

    private static int Version(string text, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= PostgresBinaries.OldestMajorVersion and < 100
            ? version
            : throw Wrong(text, $"'{value}' is no major version of PostgreSQL from {PostgresBinaries.OldestMajorVersion} on");

    private static EmbeddedPostgresException Wrong(string text, string what)
        => new($"The connection '{text}' cannot be understood: {what}.\n  next: write embedded, or embedded:FOLDER, and options as in embedded:FOLDER?database=NAME&version=17");
}
