using System.Globalization;
using System.Text;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Strings that are read as <c>jsonb</c>, which keeps neither the order of keys nor white space.</summary>
internal static class JsonLiteral
{
    /// <summary>The value with sorted keys and no white space; null if the string is no JSON.</summary>
    public static string? Form(string text)
    {
        var reader = new Reader(text);
        var form = reader.Value(0);
        return form is not null && reader.IsAtEnd ? form : null;
    }

    /// <summary>A plain path, with each key between quotes; null if more than keys and elements is in it.</summary>
    public static string? Path(string text)
    {
        var path = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            if (text[at] is '$' && at == 0) at++;
            else if (text[at] == '[' && text.IndexOf(']', at) is > 0 and var close && text.Substring(at + 1, close - at - 1).All(c => c is '*' or (>= '0' and <= '9'))) at = close + 1;
            else if (text[at] != '.') return null;
            if (at > start)
            {
                path.Append(text, start, at - start);
                continue;
            }

            start = ++at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_')) at++;
            if (at < text.Length && at == start && text[at] == '"' && text.IndexOf('"', at + 1) is > 0 and var end && text.IndexOf('\\', at) < 0)
            {
                at = end + 1;
                path.Append('.').Append(text, start, at - start);
            }
            else if (at > start)
            {
                path.Append(".\"").Append(text, start, at - start).Append('"');
            }
            else
            {
                return null;
            }
        }

        return path.Length > 0 ? path.ToString() : null;
    }

    private sealed class Reader(string text)
    {
        private const int MaxDepth = 200;

        private int _at;

        public bool IsAtEnd
        {
            get
            {
                SkipSpace();
                return _at == text.Length;
            }
        }

        public string? Value(int depth)
        {
            SkipSpace();
            if (_at >= text.Length || depth > MaxDepth) return null;
            return text[_at] switch
            {
                '{' => Object(depth),
                '[' => Array(depth),
                '"' => String() is { } value ? Quote(value) : null,
                _ => Word(),
            };
        }

        private string? Object(int depth)
        {
            var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
            _at++;
            if (Accept('}')) return "{}";
            do
            {
                SkipSpace();
                if (_at >= text.Length || text[_at] != '"' || String() is not { } key || !Accept(':') || Value(depth + 1) is not { } value) return null;
                members[key] = value;
            }
            while (Accept(','));
            return Accept('}') ? "{" + string.Join(",", members.Select(member => Quote(member.Key) + ":" + member.Value)) + "}" : null;
        }

        private string? Array(int depth)
        {
            var items = new List<string>();
            _at++;
            if (Accept(']')) return "[]";
            do
            {
                if (Value(depth + 1) is not { } item) return null;
                items.Add(item);
            }
            while (Accept(','));
            return Accept(']') ? "[" + string.Join(",", items) + "]" : null;
        }

        private string? String()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                if (text[_at] != '\\')
                {
                    value.Append(text[_at]);
                    continue;
                }

                if (++_at >= text.Length) return null;
                switch (text[_at])
                {
                    case 'u' when _at + 4 < text.Length && ushort.TryParse(text.Substring(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                        value.Append((char)code);
                        _at += 4;
                        break;
                    case var escaped when "bfnrt\"\\/".IndexOf(escaped) is >= 0 and var which:
                        value.Append("\b\f\n\r\t\"\\/"[which]);
                        break;
                    default:
                        return null;
                }
            }

            if (_at++ >= text.Length) return null;
            return value.ToString();
        }

        private string? Word()
        {
            var start = _at;
            while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or '.')) _at++;
            var word = text.Substring(start, _at - start);
            if (word is "true" or "false" or "null") return word;
            return decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
        }

        private bool Accept(char c)
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] != c) return false;
            _at++;
            return true;
        }

        private void SkipSpace()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        }

        private static string Quote(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
    }
}
