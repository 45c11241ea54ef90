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
        if (session.State is { } state) parts.Add(session.Seconds is { } seconds ? $"{state} for {Figures.Age(seconds)}" : state);
        var query = string.IsNullOrEmpty(session.Query) ? "" : $": {session.Query}";
        return string.Create(CultureInfo.InvariantCulture, $"pid {session.Pid} ({string.Join(", ", parts)}{query})");
    }

    /// <summary>Several sessions; of many the first three.</summary>
    public static string Of(IReadOnlyList<BlockingSession> sessions, string has)
    {
        var named = string.Join("; ", sessions.Take(3).Select(session => Of(session, has)));
        return sessions.Count > 3 ? string.Create(CultureInfo.InvariantCulture, $"{named}; and {sessions.Count - 3} more") : named;
    }

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
            var literal = IsString(token.Kind) || token.Kind is SqlTokenKind.BitString or SqlTokenKind.HexString or SqlTokenKind.Integer or SqlTokenKind.Float;
            words.Append(literal ? "…" : token.Text(sql));
            // Where such a string ends depends on the other session's standard_conforming_strings.
            if (token.Kind == SqlTokenKind.String && token.Text(sql).Contains('\\', StringComparison.Ordinal)) return Cut(words, longest);
            if (words.Length > longest) return Cut(words, longest);
        }

        return words.ToString();
    }

    /// <summary>A line of a statement, with <c>…</c> for each string: it may hold a secret, as in <c>PASSWORD 'x'</c>.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="start">The line's first character.</param>
    /// <param name="end">The place behind its last one.</param>
    public static string Line(string sql, int start, int end)
    {
        var line = new StringBuilder(end - start);
        var at = start;
        foreach (var token in SqlLexer.Tokenize(sql))
        {
            if (token.End <= start) continue;
            if (token.Start >= end) break;
            // A comment may tell as much as a string.
            if (token.Start > at) line.Append(string.IsNullOrWhiteSpace(sql[at..token.Start]) ? sql[at..token.Start] : " ");
            at = Math.Max(at, token.Start);
            if (IsString(token.Kind)) line.Append('…');
            else line.Append(sql, at, Math.Min(token.End, end) - at);
            at = Math.Min(token.End, end);
        }

        // What stands behind the last token is a comment.
        return line.ToString().Trim();
    }

    private static bool IsString(SqlTokenKind kind) =>
        kind is SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.UnicodeString or SqlTokenKind.DollarString or SqlTokenKind.Error;

    private static string Cut(StringBuilder words, int longest)
    {
        var text = words.ToString().TrimEnd();
        if (text.Length > longest) text = text[..longest].TrimEnd();
        return text.EndsWith('…') ? text : text + " …";
    }
}
