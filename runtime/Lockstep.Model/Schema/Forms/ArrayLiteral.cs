using System.Text;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Strings that are read as arrays: <c>'{a,"b c",NULL}'</c>.</summary>
internal static class ArrayLiteral
{
    /// <summary>The array as a normal form; null if the string is none that is known, such as one with bounds of its own.</summary>
    public static string? Form(SqlType element, string text)
    {
        var at = 0;
        var form = new StringBuilder("{");
        if (!Items(element, text, ref at, form)) return null;
        SkipSpace(text, ref at);
        return at == text.Length ? Literals.Quote(form.ToString()) + "::" + element.Array.Name : null;
    }

    private static bool Items(SqlType element, string text, ref int at, StringBuilder form)
    {
        SkipSpace(text, ref at);
        if (at >= text.Length || text[at++] != '{') return false;
        for (var first = true; ; first = false)
        {
            SkipSpace(text, ref at);
            if (at >= text.Length) return false;
            if (text[at] == '}')
            {
                at++;
                form.Append('}');
                return true;
            }

            if (!first)
            {
                if (text[at++] != ',') return false;
                form.Append(',');
                SkipSpace(text, ref at);
            }

            if (at < text.Length && text[at] == '{')
            {
                form.Append('{');
                if (!Items(element, text, ref at, form)) return false;
            }
            else if (Item(text, ref at) is { } item)
            {
                form.Append(item.IsQuoted || !item.Text.Equals("null", StringComparison.OrdinalIgnoreCase) ? Literals.Form(element, item.Text) : "null");
            }
            else
            {
                return false;
            }
        }
    }

    private static (string Text, bool IsQuoted)? Item(string text, ref int at)
    {
        var item = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\') at++;
                if (at < text.Length) item.Append(text[at]);
            }

            if (at >= text.Length) return null;
            at++;
            return (item.ToString(), true);
        }

        for (; at < text.Length && text[at] is not (',' or '}' or '{' or '"'); at++)
        {
            if (text[at] == '\\') at++;
            if (at < text.Length) item.Append(text[at]);
        }

        return item.Length == 0 ? null : (item.ToString().TrimEnd(), false);
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }
}
