using System.Globalization;
using System.Text;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis.CSharp;

namespace Lockstep.CodeFixes.Writing;

/// <summary>Values as C# source.</summary>
internal static class CSharpText
{
    /// <summary>The name as authors write it in C#, so that <see cref="QualifiedName.Parse"/> gives it back.</summary>
    public static string Authored(QualifiedName name) =>
        name.Schema is { } schema ? Part(schema) + "." + Part(name.Name) : Part(name.Name);

    /// <summary>The name that SQL has it by, as authors write it.</summary>
    public static string AuthoredOf(string sql) => Authored(QualifiedName.Parse(sql));

    /// <summary>A text as a literal of one line.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>
    /// A text as the literal that reads best: a raw one where an ordinary one would need escapes, over several lines if the text has several. Those lines
    /// begin where the statement does.
    /// </summary>
    public static string BestLiteral(string text)
    {
        var isLong = text.IndexOf('\n') >= 0;
        if (text.Length == 0 || (!isLong && text.IndexOf('"') < 0 && text.IndexOf('\\') < 0)) return Literal(text);
        // A raw literal can't hold what is no text, and begins or ends with no quote of its own.
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || (!isLong && (text[0] == '"' || text[text.Length - 1] == '"'))) return Literal(text);
        var quotes = new string('"', Math.Max(3, LongestRun(text) + 1));
        if (!isLong) return quotes + text + quotes;
        var raw = new StringBuilder(quotes).Append('\n');
        foreach (var line in text.Split('\n')) raw.Append(line.Length == 0 ? line : Indent + line).Append('\n');
        return raw.Append(Indent).Append(quotes).ToString();
    }

    /// <summary>A text in a comment of the documentation.</summary>
    public static string Xml(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\r", string.Empty).Replace('\n', ' ');

    /// <summary>How far what belongs to a statement stands in from it.</summary>
    public const string Indent = "    ";

    /// <summary>An enum's value; several flags with bars between them.</summary>
    public static string Constant(Enum value, Func<string, string> typeName)
    {
        var type = typeName(value.GetType().FullName!);
        var names = value.ToString().Split([", "], StringSplitOptions.None);
        return string.Join(" | ", names.Select(name => type + "." + name));
    }

    /// <summary>A span of time.</summary>
    public static string Time(TimeSpan time, Func<string, string> typeName)
    {
        var type = typeName("System.TimeSpan");
        if (time == TimeSpan.Zero) return type + ".Zero";
        var (unit, number) = time.Ticks % TimeSpan.TicksPerMinute == 0 ? ("Minutes", time.TotalMinutes)
            : time.Ticks % TimeSpan.TicksPerSecond == 0 ? ("Seconds", time.TotalSeconds)
            : ("Milliseconds", time.TotalMilliseconds);
        return type + ".From" + unit + "(" + number.ToString("R", CultureInfo.InvariantCulture) + ")";
    }

    private static string Part(string part) =>
        part.Length == 0 || part.IndexOf('.') >= 0 || part.StartsWith("\"", StringComparison.Ordinal) ? "\"" + part.Replace("\"", "\"\"") + "\"" : part;

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
