using System.Globalization;
using System.Text;
using Lockstep.Model.Sql;
using Lockstep.Reporting;

namespace Lockstep.Execution;

/// <summary>Says who a session is, without the data in its statement.</summary>
internal static class SessionWords
{
    private const int LongestQuery = 60;

    /// <summary>Such as <c>pid 4711 (role report, application metabase, holds ACCESS SHARE, idle in transaction for 6 min: SELECT … FROM users)</c>.</summary>
    /// <param name="session">The session.</param>
    /// <param name="has">What it does with its lock: <c>holds</c> or <c>wants</c>.</param>
    public static string Of(BlockingSession session, string has)
    {
        if (session.Pid == 0) return "a prepared transaction (see pg_prepared_xacts)";
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(session.Role)) parts.Add($"role {session.Role}");
        if (!string.IsNullOrEmpty(session.Application)) parts.Add($"application {session.Application}");
        if (session.Lock is { } mode) parts.Add($"{has} {mode}");
        if (session.State is { } state) parts.Add(session.Seconds is { } seconds ? $"{state} for {Age(seconds)}" : state);
        var query = string.IsNullOrEmpty(session.Query) ? "" : $": {session.Query}";
        return string.Create(CultureInfo.InvariantCulture, $"pid {session.Pid} ({string.Join(", ", parts)}{query})");
    }

    /// <summary>Several sessions; of many the first three.</summary>
    public static string Of(IReadOnlyList<BlockingSession> sessions, string has)
    {
        var named = string.Join("; ", sessions.Take(3).Select(session => Of(session, has)));
        return sessions.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $"{named}; and {sessions.Count - 3} more") : named;
    }

    /// <summary>A span of time, as roughly as people say it.</summary>
    public static string Age(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds):0} s"),
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:0} days"),
    };

    /// <summary>A lock mode of <c>pg_locks</c> in the words of statements: <c>ACCESS SHARE</c>.</summary>
    public static string Mode(string catalogName)
    {
        var words = new StringBuilder();
        foreach (var character in catalogName.EndsWith("Lock", StringComparison.Ordinal) ? catalogName[..^4] : catalogName)
        {
            if (char.IsUpper(character) && words.Length > 0) words.Append(' ');
            words.Append(char.ToUpperInvariant(character));
        }

        return words.ToString();
    }

    /// <summary>The first words of a statement on one line. Literals and comments may hold data and secrets: they are left out.</summary>
    public static string Query(string sql) => Query(sql, LongestQuery);

    /// <summary>The same of a statement of our own, to a length that fits the place.</summary>
    public static string Query(string sql, int longest)
    {
        var words = new StringBuilder();
        var end = 0;
        foreach (var token in SqlLexer.Tokenize(sql))
        {
            // Cut off by PostgreSQL, or not to be understood: what follows may be the inside of a literal.
            if (token.Kind == SqlTokenKind.Error) return Cut(words, longest);
            if (token.Start > end && words.Length > 0) words.Append(' ');
            end = token.End;
            var literal = token.Kind is SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.UnicodeString or SqlTokenKind.DollarString
                or SqlTokenKind.BitString or SqlTokenKind.HexString or SqlTokenKind.Integer or SqlTokenKind.Float;
            words.Append(literal ? "…" : token.Text(sql));
            // Where such a string ends depends on the other session's standard_conforming_strings.
            if (token.Kind == SqlTokenKind.String && token.Text(sql).Contains('\\', StringComparison.Ordinal)) return Cut(words, longest);
            if (words.Length > longest) return Cut(words, longest);
        }

        return words.ToString();
    }

    private static string Cut(StringBuilder words, int longest)
    {
        var text = words.ToString().TrimEnd();
        if (text.Length > longest) text = text[..longest].TrimEnd();
        return text.EndsWith('…') ? text : text + " …";
    }
}
