using System.Text;
using Lockstep.Model.Sql;

namespace Lockstep.Reporting;

/// <summary>Quotes statements, without the data in them: literals and comments may hold secrets.</summary>
internal static class StatementWords
{
    private const int LongestQuery = 60;

    /// <summary>The first words of a statement on one line.</summary>
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

    /// <summary>A statement's first line, to be quoted in a message.</summary>
    public static string FirstLine(string sql)
    {
        var end = sql.AsSpan().IndexOfAny('\r', '\n');
        return Line(sql, 0, end < 0 ? sql.Length : end);
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
