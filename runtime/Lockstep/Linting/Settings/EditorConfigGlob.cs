using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lockstep.Linting.Settings;

/// <summary>
/// Which files a section of an .editorconfig is for (https://spec.editorconfig.org/#glob-expressions): <c>*</c>, <c>**</c>, <c>?</c>,
/// <c>[a-z]</c>, <c>[!a-z]</c>, <c>{a,b}</c>, <c>{1..9}</c>, and <c>\</c> before a character that stands for itself.
/// </summary>
internal sealed class EditorConfigGlob
{
    private readonly Regex _pattern;
    private readonly List<(long Low, long High)> _ranges = [];

    /// <summary>Reads a section's name.</summary>
    /// <param name="glob">What stands between the outer brackets.</param>
    public EditorConfigGlob(string glob)
    {
        // Without a slash the name alone counts; with one, the path below the folder of the .editorconfig.
        var slash = glob.IndexOf('/', StringComparison.Ordinal);
        var pattern = new StringBuilder(slash < 0 ? "^(?:.*/)?" : "^");
        Append(pattern, slash == 0 ? glob[1..] : glob);
        _pattern = new Regex(pattern.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline, Regex.InfiniteMatchTimeout);
    }

    /// <summary>Whether the section is for the file.</summary>
    /// <param name="path">The file's path below the folder of the .editorconfig, with <c>/</c>.</param>
    public bool Matches(string path)
    {
        var match = _pattern.Match(path);
        if (!match.Success) return false;
        for (var at = 0; at < _ranges.Count; at++)
        {
            var group = match.Groups[at + 1];
            // A range in a branch that was not taken has matched nothing.
            if (!group.Success) continue;
            if (!long.TryParse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return false;
            if (number < _ranges[at].Low || number > _ranges[at].High) return false;
        }

        return true;
    }

    private void Append(StringBuilder pattern, string glob)
    {
        var at = 0;
        while (at < glob.Length)
        {
            at = glob[at] switch
            {
                '*' => AppendStar(pattern, glob, at),
                '[' => AppendClass(pattern, glob, at),
                '{' => AppendBraces(pattern, glob, at),
                '?' => AppendRaw(pattern, "[^/]", at),
                '\\' when at + 1 < glob.Length => AppendRaw(pattern, Escape(glob[at + 1]), at + 1),
                _ => AppendRaw(pattern, Escape(glob[at]), at),
            };
        }
    }

    private static string Escape(char c) => Regex.Escape(c.ToString());

    private static int AppendRaw(StringBuilder pattern, string text, int at)
    {
        pattern.Append(text);
        return at + 1;
    }

    private static int AppendStar(StringBuilder pattern, string glob, int at)
    {
        if (at + 1 == glob.Length || glob[at + 1] != '*')
        {
            pattern.Append("[^/]*");
            return at + 1;
        }

        // "a/**/b" is a/b too.
        if (at > 0 && glob[at - 1] == '/' && at + 2 < glob.Length && glob[at + 2] == '/')
        {
            pattern.Append("(?:.*/)?");
            return at + 3;
        }

        pattern.Append(".*");
        return at + 2;
    }

    private static int AppendClass(StringBuilder pattern, string glob, int at)
    {
        var close = at + 1;
        while (close < glob.Length && (glob[close] != ']' || close == at + 1))
        {
            // A class can't hold a slash; then the bracket is one like any other character.
            if (glob[close] == '/') return AppendRaw(pattern, "\\[", at);
            close += glob[close] == '\\' ? 2 : 1;
        }

        if (close >= glob.Length) return AppendRaw(pattern, "\\[", at);
        var negated = glob[at + 1] == '!';
        pattern.Append(negated ? "[^/" : "[");
        for (var inside = at + (negated ? 2 : 1); inside < close; inside++)
        {
            if (glob[inside] == '\\') inside++;
            if (glob[inside] is '\\' or '[' or ']' or '^') pattern.Append('\\');
            pattern.Append(glob[inside]);
        }

        pattern.Append(']');
        return close + 1;
    }

    private int AppendBraces(StringBuilder pattern, string glob, int at)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = at + 1;
        for (var close = at; close < glob.Length; close++)
        {
            if (glob[close] == '\\')
            {
                close++;
            }
            else if (glob[close] == '{')
            {
                depth++;
            }
            else if (glob[close] == ',' && depth == 1)
            {
                parts.Add(glob[start..close]);
                start = close + 1;
            }
            else if (glob[close] == '}' && --depth == 0)
            {
                parts.Add(glob[start..close]);
                AppendBraces(pattern, parts);
                return close + 1;
            }
        }

        return AppendRaw(pattern, "\\{", at);
    }

    private void AppendBraces(StringBuilder pattern, List<string> parts)
    {
        if (parts is [var only])
        {
            if (Range(only) is { } range)
            {
                _ranges.Add(range);
                pattern.Append("([+-]?[0-9]+)");
                return;
            }

            // "{single}" is no choice: the braces stand for themselves.
            pattern.Append("\\{");
            Append(pattern, only);
            pattern.Append("\\}");
            return;
        }

        pattern.Append("(?:");
        for (var at = 0; at < parts.Count; at++)
        {
            if (at > 0) pattern.Append('|');
            Append(pattern, parts[at]);
        }

        pattern.Append(')');
    }

    private static (long Low, long High)? Range(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 ||
            !long.TryParse(text.AsSpan(0, dots), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first) ||
            !long.TryParse(text.AsSpan(dots + 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var last))
        {
            return null;
        }

        return (Math.Min(first, last), Math.Max(first, last));
    }
}
