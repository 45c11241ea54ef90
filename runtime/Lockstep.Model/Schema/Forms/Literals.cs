using System.Globalization;
using System.Text;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Schema.Forms;

/// <summary>
/// The value that a string stands for where it is read as a type: <c>'t'</c> and <c>'true'</c> are one boolean. A string that is not known to be
/// another's equal stays as it is.
/// </summary>
internal static class Literals
{
    /// <summary>Stands for a value that the statement's run decides, such as that of <c>'now'</c>; it may be any.</summary>
    public const char Any = '\u0001';

    /// <summary>The value as a normal form.</summary>
    /// <param name="type">What it is read as: no domain.</param>
    /// <param name="text">What the string stands for.</param>
    public static string Form(SqlType type, string text)
    {
        if (TypeRules.Element(type) is { } element && type.IsArray) return ArrayLiteral.Form(element, text) ?? Quote(text) + "::" + type.Name;
        switch (type.Name)
        {
            case "unknown" or "text" or "varchar":
                return Quote(text);
            case "bool":
                return Boolean(text) ?? Typed(type, text);
            case "int4":
                return Whole(text) ?? Typed(type, text);
            case "int2" or "int8" or "oid" or "numeric":
                return (Whole(text) ?? (type.Name == "numeric" ? Number(text) : null)) is { } number ? number + "::" + type.Name : Typed(type, text);
            case "float4" or "float8":
                return Typed(type, Float(text, type.Name == "float8") ?? text);
            case "date" or "timestamp" or "timestamptz" or "time":
                return Typed(type, TimeLiteral.Form(type.Name, text) ?? text.Trim());
            case "interval":
                return Typed(type, IntervalLiteral.Form(text) ?? text.Trim());
            case "jsonb":
                return Typed(type, JsonLiteral.Form(text) ?? text);
            case "jsonpath":
                return Typed(type, JsonLiteral.Path(text) ?? text);
            case "uuid":
                return Typed(type, text.Trim().Trim('{', '}').Replace("-", string.Empty).ToLowerInvariant());
            case "bytea":
                return Typed(type, Bytes(text) ?? text);
            default:
                return Typed(type, text);
        }
    }

    /// <summary>Whether a form with values in it that may be any is another form.</summary>
    public static bool Matches(string? pattern, string? form)
    {
        if (pattern is null || form is null || pattern.IndexOf(Any) < 0) return false;
        var parts = pattern.Split(Any);
        if (!form.StartsWith(parts[0], StringComparison.Ordinal)) return false;
        var at = parts[0].Length;
        for (var next = 1; next < parts.Length; next++)
        {
            var found = next == parts.Length - 1 ? form.Length - parts[next].Length : form.IndexOf(parts[next], at, StringComparison.Ordinal);
            if (found < at || !form.EndsWith(parts[parts.Length - 1], StringComparison.Ordinal)) return false;
            at = found + parts[next].Length;
        }

        return true;
    }

    /// <summary>A number as it was written, without a sign.</summary>
    public static (string Form, SqlType Type) OfNumber(string text)
    {
        var plain = text.Replace("_", string.Empty);
        var radix = plain.Length > 2 && plain[0] == '0' ? char.ToLowerInvariant(plain[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 10 } : 10;
        if (radix != 10)
        {
            var value = 0L;
            try
            {
                value = Convert.ToInt64(plain.Substring(2), radix);
            }
            catch (OverflowException)
            {
                return (plain.ToLowerInvariant() + "::numeric", new("numeric"));
            }

            plain = value.ToString(CultureInfo.InvariantCulture);
        }

        if (!long.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)) return ((Number(plain) ?? plain) + "::numeric", new("numeric"));
        var digits = whole.ToString(CultureInfo.InvariantCulture);
        return whole <= int.MaxValue ? (digits, SqlType.Int4) : (digits + "::int8", new("int8"));
    }

    /// <summary>The bits of hexadecimal digits.</summary>
    public static string Bits(string digits) =>
        string.Concat(digits.Select(digit => Convert.ToString(Convert.ToInt32(digit.ToString(), 16), 2).PadLeft(4, '0')));

    /// <summary>A string between quotes.</summary>
    public static string Quote(string text) => "'" + text.Replace("'", "''") + "'";

    private static string Typed(SqlType type, string text) => Quote(text) + "::" + type.Name;

    private static string? Boolean(string text)
    {
        var word = SqlIdentifier.Fold(text.Trim());
        if (word.Length == 0) return null;
        if ("true".StartsWith(word, StringComparison.Ordinal) || "yes".StartsWith(word, StringComparison.Ordinal) || word is "on" or "1") return "true";
        return "false".StartsWith(word, StringComparison.Ordinal) || "no".StartsWith(word, StringComparison.Ordinal) || word is "of" or "off" or "0" ? "false" : null;
    }

    private static string? Whole(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>A number with a point: its digits count, <c>1.50</c> is not <c>1.5</c>.</summary>
    private static string? Number(string text)
    {
        if (!decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)) return null;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Float(string text, bool isDouble)
    {
        var word = text.Trim();
        if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || double.IsInfinity(number) || double.IsNaN(number)) return null;
        return isDouble ? number.ToString("R", CultureInfo.InvariantCulture) : ((float)number).ToString("R", CultureInfo.InvariantCulture);
    }

    private static string? Bytes(string text)
    {
        if (text.StartsWith("\\x", StringComparison.Ordinal)) return text.Replace(" ", string.Empty).ToLowerInvariant();
        if (text.IndexOf('\\') >= 0) return null;
        var hex = new StringBuilder("\\x");
        foreach (var each in Encoding.UTF8.GetBytes(text)) hex.Append(each.ToString("x2", CultureInfo.InvariantCulture));
        return hex.ToString();
    }
}
