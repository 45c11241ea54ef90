using System.Text;

namespace Lockstep.Model.Sql;

/// <summary>PostgreSQL's rules for names.</summary>
public static class SqlIdentifier
{
    /// <summary>Longer names are cut by PostgreSQL (NAMEDATALEN - 1), in bytes of UTF-8.</summary>
    public const int MaxBytes = 63;

    /// <summary>Whether an unquoted name may begin with the character.</summary>
    public static bool IsStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or >= '\u0080';

    /// <summary>Whether an unquoted name may go on with the character.</summary>
    public static bool IsPart(char c) => IsStart(c) || c is (>= '0' and <= '9') or '$';

    /// <summary>Folds one character as PostgreSQL folds unquoted names: ASCII only.</summary>
    public static char Fold(char c) => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c;

    /// <summary>Folds an unquoted name to lower case, ASCII only.</summary>
    public static string Fold(string name)
    {
        var at = 0;
        while (at < name.Length && name[at] is not (>= 'A' and <= 'Z')) at++;
        if (at == name.Length) return name;
        var folded = new StringBuilder(name, name.Length);
        for (; at < name.Length; at++) folded[at] = Fold(name[at]);
        return folded.ToString();
    }

    /// <summary>The name as PostgreSQL keeps it: cut after <see cref="MaxBytes"/> bytes of UTF-8, between two characters.</summary>
    public static string Truncate(string name)
    {
        if (name.Length <= MaxBytes / 3) return name;
        var bytes = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var pair = char.IsHighSurrogate(name[i]) && i + 1 < name.Length;
            bytes += name[i] < 0x80 ? 1 : name[i] < 0x800 ? 2 : pair ? 4 : 3;
            if (bytes > MaxBytes) return name.Substring(0, i);
            if (pair) i++;
        }

        return name;
    }

    /// <summary>The name as SQL: quoted only if it must be to mean itself.</summary>
    public static string Quote(string name) =>
        IsPlain(name) && !SqlKeywords.NeedQuotes(name) ? name : "\"" + name.Replace("\"", "\"\"") + "\"";

    /// <summary>The name that a token stands for: folded if unquoted, unescaped if quoted; null if the token is no name.</summary>
    public static string? Value(SqlToken token, string source) => token.Kind switch
    {
        SqlTokenKind.Identifier => Truncate(Fold(token.Text(source))),
        SqlTokenKind.QuotedIdentifier => Truncate(Unquote(source, token.Start + 1, token.Length - 2)),
        SqlTokenKind.UnicodeQuotedIdentifier => Truncate(SqlStrings.Unicode(source, token.Start + 3, token.Length - 4, '"', '\\')),
        _ => null,
    };

    private static string Unquote(string source, int start, int length)
    {
        var text = source.Substring(start, length);
        return text.IndexOf('"') < 0 ? text : text.Replace("\"\"", "\"");
    }

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !(name[0] is (>= 'a' and <= 'z') or '_')) return false;
        foreach (var c in name)
        {
            if (!(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')) return false;
        }

        return true;
    }
}
