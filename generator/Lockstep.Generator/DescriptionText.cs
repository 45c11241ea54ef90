using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Lockstep.Generator;

/// <summary>What authors say of their migrations, as one line of plain text.</summary>
internal static class DescriptionText
{
    private const int Longest = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The summary above a class; null if it has none. Read as text: without a documentation file the compiler takes it for an ordinary comment.
    /// </summary>
    public static string? OfClass(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            var comment = new StringBuilder();
            foreach (var trivia in reference.GetSyntax(cancellationToken).GetLeadingTrivia())
            {
                var text = trivia.ToFullString();
                if (text.TrimStart().StartsWith("//", StringComparison.Ordinal) || text.TrimStart().StartsWith("/*", StringComparison.Ordinal)) comment.Append(text).Append('\n');
            }

            if (Summary(comment.ToString()) is { } summary) return summary;
        }

        return null;
    }

    /// <summary>The prose at the head of an SQL file; null if there is none.</summary>
    /// <param name="head">What stands before the first statement.</param>
    public static string? OfFile(string head)
    {
        var prose = head.Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("--", StringComparison.Ordinal))
            .Select(line => line.TrimStart('-').Trim())
            .Where(line => line.Length > 0 && !IsInstruction(line));
        return Plain(string.Join(" ", prose));
    }

    /// <summary>Markers, headers, suppressions and what other tools read begin with a word in lower case that a colon, or nothing, follows.</summary>
    private static bool IsInstruction(string line)
    {
        var end = line.IndexOf(':');
        var key = end < 0 ? line : line.Substring(0, end);
        return key.Trim().All(letter => letter is (>= 'a' and <= 'z') or '-' or '_') || line.ToLowerInvariant() is "up" or "down";
    }

    private static string? Summary(string comment)
    {
        var text = Regex.Replace(comment, @"(?m)^[ \t]*(///|/\*\*|\*/|\*(?!/))", "", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit).Replace("*/", "");
        var start = text.IndexOf("<summary>", StringComparison.Ordinal);
        var end = text.IndexOf("</summary>", StringComparison.Ordinal);
        if (start < 0 || end < start) return null;
        text = text.Substring(start + "<summary>".Length, end - start - "<summary>".Length);
        // <see cref="Orders"/> says what it names, other elements what is in them.
        text = Regex.Replace(text, "<\\w+\\s+\\w+=\"(?:[A-Z]:)?(?<name>[^\"]*)\"\\s*/>", "${name}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Limit);
        text = Regex.Replace(text, "<[^>]*>", " ", RegexOptions.CultureInvariant, Limit);
        return Plain(text.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&apos;", "'").Replace("&amp;", "&"));
    }

    /// <summary>One line with single spaces, cut where it is too long for a list; null if nothing is left.</summary>
    private static string? Plain(string text)
    {
        var line = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".").Replace(" ,", ",");
        if (line.Length > Longest) line = line.Substring(0, Longest).TrimEnd() + "…";
        return line.Length == 0 ? null : line;
    }
}
