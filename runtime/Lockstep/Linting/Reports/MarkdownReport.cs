using System.Globalization;
using System.Text;
using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>For a comment on a pull request.</summary>
internal sealed class MarkdownReport : ILintReport
{
    // A comment on GitHub may have 65,536 characters.
    private const int MaximumLength = 60_000;
    private const int SnippetLines = 12;
    private const int SnippetWidth = 400;

    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output)
    {
        var text = new StringBuilder("### Lockstep: ").Append(result.Summary()).Append('\n');
        var reported = result.Reported;
        var written = 0;
        LintedFile? file = null;
        foreach (var finding in reported)
        {
            var next = new StringBuilder();
            if (finding.File != file) next.Append("\n#### ").Append(Code(finding.File.Source.Path)).Append('\n');
            Write(finding, next);
            if (text.Length + next.Length > MaximumLength) break;
            text.Append(next);
            file = finding.File;
            written++;
        }

        if (written < reported.Count) text.Append(CultureInfo.InvariantCulture, $"\n… and {reported.Count - written} more.\n");
        output.Write(text.ToString());
    }

    private static void Write(LintFinding finding, StringBuilder text)
    {
        var mark = finding.Severity switch
        {
            RuleSeverity.Error => "🔴",
            RuleSeverity.Warning => "🟡",
            _ => "🔵",
        };
        text.Append(CultureInfo.InvariantCulture, $"\n{mark} **{SeverityWords.Of(finding.Severity)} [{finding.Rule.Id}]({finding.Rule.HelpLink})**, ");
        text.Append(CultureInfo.InvariantCulture, $"line {finding.Line}: {Escape(finding.Finding.Message)}\n");
        var lines = Lines(finding);
        if (lines.TrueForAll(string.IsNullOrWhiteSpace)) return;
        var fence = new string('`', Math.Max(3, lines.Max(LongestRun) + 1));
        text.Append(CultureInfo.InvariantCulture, $"\n{fence}sql\n{string.Join('\n', lines)}\n{fence}\n");
    }

    private static List<string> Lines(LintFinding finding)
    {
        var count = finding.EndLine - finding.Line + 1;
        var lines = Enumerable.Range(finding.Line, Math.Min(count, SnippetLines)).Select(line => finding.File.SourceLine(line, SnippetWidth)).ToList();
        if (count > SnippetLines) lines[^1] = "…";
        return lines;
    }

    private static string Code(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        return fence.Length == 1 ? $"`{text}`" : $"{fence} {text} {fence}";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>Names have underscores, stars and brackets in them.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' or '&') escaped.Append('\\');
            escaped.Append(c is '\r' or '\n' ? ' ' : c);
            // An at-sign before a name would call somebody.
            if (c == '@') escaped.Append('\u200B');
        }

        return escaped.ToString();
    }
}
