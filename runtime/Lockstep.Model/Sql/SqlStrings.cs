using System.Globalization;
using System.Text;

namespace Lockstep.Model.Sql;

/// <summary>What the string constants of PostgreSQL stand for.</summary>
public static class SqlStrings
{
    /// <summary>The value of a string token, without quotes and escapes; null if the token is no string.</summary>
    /// <param name="token">The token, continuation lines included.</param>
    /// <param name="source">The SQL that holds it.</param>
    /// <param name="escape">The character of UESCAPE, for <c>U&amp;'…'</c>.</param>
    public static string? Value(SqlToken token, string source, char escape = '\\')
    {
        var start = token.Start;
        var end = token.Start + token.Length;
        switch (token.Kind)
        {
            case SqlTokenKind.DollarString:
                var tag = source.IndexOf('$', start + 1) + 1 - start;
                return source.Substring(start + tag, token.Length - (2 * tag));
            case SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.BitString or SqlTokenKind.HexString or SqlTokenKind.UnicodeString:
                var quote = source.IndexOf('\'', start) + 1;
                var raw = Joined(source, quote, end - 1);
                if (token.Kind == SqlTokenKind.UnicodeString) return Unicode(raw, 0, raw.Length, '\'', escape);
                if (token.Kind == SqlTokenKind.EscapeString) return Escaped(raw);
                return raw.IndexOf('\'') < 0 ? raw : raw.Replace("''", "'");
            default:
                return null;
        }
    }

    /// <summary>Resolves <c>\0061</c> and <c>\+000061</c>; what is no escape stays as it is.</summary>
    internal static string Unicode(string source, int start, int length, char quote, char escape)
    {
        var text = new StringBuilder(length);
        var end = start + length;
        for (var at = start; at < end; at++)
        {
            var c = source[at];
            if (c == quote && at + 1 < end && source[at + 1] == quote) at++;
            if (c != escape)
            {
                text.Append(c);
                continue;
            }

            if (at + 1 < end && source[at + 1] == escape)
            {
                text.Append(escape);
                at++;
                continue;
            }

            var digits = at + 1 < end && source[at + 1] == '+' ? 6 : 4;
            var from = digits == 6 ? at + 2 : at + 1;
            if (from + digits <= end && Hex(source, from, digits) is { } code && code <= 0x10FFFF)
            {
                Append(text, code);
                at = from + digits - 1;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    /// <summary>Cuts the quotes, white space and comments out between the parts of a continued string.</summary>
    private static string Joined(string source, int start, int end)
    {
        var at = start;
        StringBuilder? text = null;
        var from = start;
        while (at < end)
        {
            if (source[at] == '\\' && source[start - 1] == '\'' && start >= 2 && source[start - 2] is 'e' or 'E')
            {
                at += 2;
            }
            else if (source[at] != '\'')
            {
                at++;
            }
            else if (at + 1 < end && source[at + 1] == '\'')
            {
                at += 2;
            }
            else
            {
                text ??= new();
                text.Append(source, from, at - from);
                at = NextPart(source, at + 1, end);
                from = at;
            }
        }

        return text is null ? source.Substring(start, end - start) : text.Append(source, from, Math.Max(0, end - from)).ToString();
    }

    private static int NextPart(string source, int at, int end)
    {
        while (at < end && source[at] != '\'')
        {
            if (source[at] == '-')
            {
                while (at < end && source[at] is not ('\n' or '\r')) at++;
            }
            else
            {
                at++;
            }
        }

        return Math.Min(at + 1, end);
    }

    private static string Escaped(string raw)
    {
        if (raw.IndexOf('\\') < 0) return raw.Replace("''", "'");
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            var c = raw[at];
            if (c == '\'' && at + 1 < raw.Length && raw[at + 1] == '\'') at++;
            if (c != '\\' || at + 1 == raw.Length)
            {
                text.Append(c);
                continue;
            }

            at = AppendEscape(text, raw, at + 1);
        }

        return text.ToString();
    }

    /// <summary>Resolves the escape whose letter stands at <paramref name="at"/>; gives the place of its last character.</summary>
    private static int AppendEscape(StringBuilder text, string raw, int at)
    {
        var c = raw[at];
        switch (c)
        {
            case 'b': text.Append('\b'); return at;
            case 'f': text.Append('\f'); return at;
            case 'n': text.Append('\n'); return at;
            case 'r': text.Append('\r'); return at;
            case 't': text.Append('\t'); return at;
            case 'v': text.Append('\v'); return at;
            case 'u' or 'U':
                var digits = c == 'u' ? 4 : 8;
                if (at + digits >= raw.Length || Hex(raw, at + 1, digits) is not { } code || code > 0x10FFFF) break;
                Append(text, code);
                return at + digits;
            case 'x':
                var hex = 0;
                while (hex < 2 && at + 1 + hex < raw.Length && Hex(raw, at + 1 + hex, 1) is not null) hex++;
                if (hex == 0) break;
                text.Append((char)Hex(raw, at + 1, hex)!.Value);
                return at + hex;
            case >= '0' and <= '7':
                var value = 0;
                var end = at;
                while (end < raw.Length && end < at + 3 && raw[end] is >= '0' and <= '7') value = (value * 8) + raw[end++] - '0';
                text.Append((char)(value & 0xFF));
                return end - 1;
        }

        text.Append(c);
        return at;
    }

    private static void Append(StringBuilder text, int code)
    {
        // A surrogate pair may be written as two escapes.
        if (code is >= 0xD800 and <= 0xDFFF or < 0x10000) text.Append((char)code);
        else text.Append(char.ConvertFromUtf32(code));
    }

    private static int? Hex(string text, int start, int length) =>
        start + length <= text.Length && int.TryParse(text.Substring(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0
            ? value
            : null;
}
