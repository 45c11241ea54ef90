namespace Lockstep.Configuration;

/// <summary>
/// The parts of a <c>postgres://</c> address, unescaped, as libpq reads them: <c>postgres://user:password@host:port,host:port/database?key=value</c>.
/// System.Uri would not do: it knows neither several hosts nor a socket's folder (<c>%2Fvar%2Frun</c>) in the host's place.
/// </summary>
/// <param name="Hosts">Hosts and ports as written, comma-separated and unescaped; empty if none is named.</param>
/// <param name="User">The role; null if none is named.</param>
/// <param name="Password">The password; null if none is given.</param>
/// <param name="Database">The database; null if none is named.</param>
/// <param name="Settings">What follows the question mark.</param>
internal sealed record ConnectionUrl(
    IReadOnlyList<(string Host, string? Port)> Hosts, string? User, string? Password, string? Database, IReadOnlyList<(string Key, string Value)> Settings)
{
    private static readonly string[] s_schemes = ["postgres://", "postgresql://"];

    /// <summary>Whether the text is such an address.</summary>
    public static bool Is(string text) => Array.Exists(s_schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the text.</summary>
    /// <returns>Null if it can't be read.</returns>
    public static ConnectionUrl? Parse(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var question = rest.IndexOf('?', StringComparison.Ordinal);
        var query = question < 0 ? "" : rest[(question + 1)..];
        if (question >= 0) rest = rest[..question];
        // Unescaped, an @ ? / or # in the password moves all that follows; better no answer than a wrong host.
        if (query.Contains('@', StringComparison.Ordinal) || rest.Contains('#', StringComparison.Ordinal)) return null;
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        if (path.Contains('@', StringComparison.Ordinal)) return null;
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : Split(authority[..at], ':');
        if (at >= 0 && authority[..at].Contains('@', StringComparison.Ordinal)) return null;
        var hosts = new List<(string, string?)>();
        foreach (var each in authority[(at + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Host(each) is not { } host) return null;
            hosts.Add(host);
        }

        return new(
            hosts,
            Unescape(user),
            Unescape(password),
            Unescape(path),
            [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Split(pair, '=')).Select(pair => (Unescape(pair.Item1) ?? "", Unescape(pair.Item2) ?? ""))]);
    }

    private static (string Host, string? Port)? Host(string text)
    {
        // An IPv6 address stands in brackets, since it has colons of its own.
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : 0;
        if (bracket < 0) return null;
        var (host, port) = bracket > 0
            ? (text[1..bracket], text[(bracket + 1)..] is { Length: > 0 } tail ? tail : null)
            : Split(text, ':');
        if (bracket > 0 && port is not null)
        {
            if (port[0] != ':') return null;
            port = port[1..];
        }

        if (port is not null && (!ushort.TryParse(port, out var number) || number == 0)) return null;
        return (Unescape(host) ?? "", port);
    }

    private static (string, string?) Split(string text, char separator)
    {
        var index = text.IndexOf(separator, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static string? Unescape(string? text) => string.IsNullOrEmpty(text) ? null : Uri.UnescapeDataString(text);
}
