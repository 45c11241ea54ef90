using System.Text;

namespace Lockstep.Model.Rules.Review;

/// <summary>How names are written.</summary>
internal static class NameStyle
{
    /// <summary>Whether a name's words are put together so.</summary>
    public static bool Is(NameCase style, string name) => style == NameCase.Any || name == To(style, name);

    /// <summary>The name with its words put together so.</summary>
    public static string To(NameCase style, string name)
    {
        if (style == NameCase.Any) return name;
        var words = Words(name);
        return style switch
        {
            NameCase.Snake => string.Join("_", words.Select(word => word.ToLowerInvariant())),
            NameCase.Camel => string.Concat(words.Select((word, at) => at == 0 ? word.ToLowerInvariant() : Capital(word))),
            _ => string.Concat(words.Select(Capital)),
        };
    }

    /// <summary>What a style is called.</summary>
    public static string NameOf(NameCase style) => style switch { NameCase.Snake => "snake_case", NameCase.Camel => "camelCase", NameCase.Pascal => "PascalCase", _ => "any case" };

    /// <summary>Whether a text is what a pattern with <c>*</c> says.</summary>
    public static bool Matches(string text, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return text == pattern;
        var (first, last) = (parts[0], parts[parts.Length - 1]);
        if (text.Length < first.Length + last.Length || !text.StartsWith(first, StringComparison.Ordinal) || !text.EndsWith(last, StringComparison.Ordinal)) return false;
        var at = first.Length;
        foreach (var part in parts.Skip(1).Take(parts.Length - 2))
        {
            var found = text.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + part.Length;
        }

        return at <= text.Length - last.Length;
    }

    /// <summary>A word ends before a capital after a small letter or a digit, before the last of several capitals, and at what is neither letter nor digit.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            var letter = name[at];
            var begins = char.IsUpper(letter) && at > 0 && (char.IsLower(name[at - 1]) || char.IsDigit(name[at - 1]) || (char.IsUpper(name[at - 1]) && at + 1 < name.Length && char.IsLower(name[at + 1])));
            if (!char.IsLetterOrDigit(letter) || begins) End();
            if (char.IsLetterOrDigit(letter)) word.Append(letter);
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + (word.Skip(1).Any(char.IsLower) ? word.Substring(1) : word.Substring(1).ToLowerInvariant());
}
