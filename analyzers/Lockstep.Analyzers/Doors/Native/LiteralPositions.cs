using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Tells where in the file each character of a string constant stands.</summary>
internal static class LiteralPositions
{
    /// <summary>
    /// For each character of the expression's value its position in the file, and after the last one the position behind it; null if that
    /// can't be told exactly. Literals of all kinds, and literals put together with +.
    /// </summary>
    public static int[]? Of(SyntaxNode expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Of(parenthesized.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Join(Of(sum.Left), Of(sum.Right)),
        LiteralExpressionSyntax literal => Of(literal.Token),
        _ => null,
    };

    private static int[]? Join(int[]? left, int[]? right) =>
        left is null || right is null ? null : [.. left.Take(left.Length - 1), .. right];

    private static int[]? Of(SyntaxToken token)
    {
        var positions = new List<int>(token.ValueText.Length + 1);
        var ok = token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when token.Text.StartsWith("@", StringComparison.Ordinal) => Verbatim(token.Text, positions),
            SyntaxKind.StringLiteralToken => Regular(token.Text, positions),
            SyntaxKind.SingleLineRawStringLiteralToken => RawSingleLine(token.Text, positions),
            SyntaxKind.MultiLineRawStringLiteralToken => RawMultiLine(token.Text, positions),
            _ => false,
        };

        // Never a wrong place: what does not add up is not told.
        if (!ok || positions.Count != token.ValueText.Length + 1) return null;
        for (var i = 0; i < positions.Count; i++) positions[i] += token.SpanStart;
        return [.. positions];
    }

    private static bool Regular(string text, List<int> positions)
    {
        var at = 1;
        while (at < text.Length - 1)
        {
            positions.Add(at);
            if (text[at] != '\\')
            {
                at++;
                continue;
            }

            if (at + 1 >= text.Length) return false;
            var length = EscapeLength(text, at);
            // Above U+FFFF one escape is two characters of the value.
            if (text[at + 1] == 'U' && at + 10 <= text.Length &&
                int.TryParse(text.Substring(at + 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code > 0xFFFF)
            {
                positions.Add(at);
            }

            at += length;
        }

        positions.Add(at);
        return at == text.Length - 1;
    }

    private static int EscapeLength(string text, int at)
    {
        switch (text[at + 1])
        {
            case 'u': return 6;
            case 'U': return 10;
            case 'x':
                var length = 2;
                while (length < 6 && at + length < text.Length && Uri.IsHexDigit(text[at + length])) length++;
                return length;
            default: return 2;
        }
    }

    private static bool Verbatim(string text, List<int> positions)
    {
        for (var at = 2; at < text.Length - 1; at++)
        {
            positions.Add(at);
            if (text[at] == '"') at++;
        }

        positions.Add(text.Length - 1);
        return true;
    }

    private static bool RawSingleLine(string text, List<int> positions)
    {
        var quotes = Quotes(text);
        for (var at = quotes; at <= text.Length - quotes; at++) positions.Add(at);
        return text.Length >= 2 * quotes;
    }

    private static bool RawMultiLine(string text, List<int> positions)
    {
        var quotes = Quotes(text);
        var lastBreak = text.LastIndexOf('\n');
        var at = text.IndexOf('\n') + 1;
        if (at == 0 || text.Length - quotes < lastBreak) return false;
        var indent = text.Substring(lastBreak + 1, text.Length - quotes - lastBreak - 1);
        var end = lastBreak > 0 && text[lastBreak - 1] == '\r' ? lastBreak - 1 : lastBreak;

        while (at <= end)
        {
            var newline = text.IndexOf('\n', at);
            var lineEnd = Math.Min(newline > 0 && text[newline - 1] == '\r' ? newline - 1 : newline, end);
            // A blank line may be shorter than the indentation of the others.
            if (string.CompareOrdinal(text, at, indent, 0, indent.Length) == 0) at += indent.Length;
            else if (string.IsNullOrWhiteSpace(text.Substring(at, lineEnd - at))) at = lineEnd;
            else return false;

            var contentEnd = lineEnd == end ? end : newline + 1;
            for (; at < contentEnd; at++) positions.Add(at);
            if (lineEnd == end) break;
        }

        positions.Add(end);
        return true;
    }

    private static int Quotes(string text)
    {
        var quotes = 0;
        while (quotes < text.Length && text[quotes] == '"') quotes++;
        return quotes;
    }
}
