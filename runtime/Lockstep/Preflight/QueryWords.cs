using System.Text;
using System.Text.RegularExpressions;

namespace Lockstep.Preflight;

/// <summary>Says what a session is at without telling anybody's data.</summary>
internal static partial class QueryWords
{
    private const int Longest = 60;

    /// <summary>The first words of a statement, in one line, with <c>…</c> in the place of every value.</summary>
    public static string Of(string query)
    {
        // PostgreSQL cuts the text, so a value may have no end: everything from its first quote on is the value then.
        var plain = Values().Replace(query, static found => found.Value.StartsWith("--", StringComparison.Ordinal) || found.Value.StartsWith("/*", StringComparison.Ordinal) ? " " : "…");
        var text = new StringBuilder(Longest);
        foreach (var word in plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length + word.Length + 1 > Longest) return text.Append(text.Length == 0 ? "…" : " …").ToString();
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"--[^\n]*|/\*.*?(\*/|$)|\$(?<tag>\w*)\$.*?(\$\k<tag>\$|$)|\b[eE]'([^'\\]|''|\\.)*('|$)|'([^']|'')*('|$)|(?<![\w$""])\d[\w.]*", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Values();
}
