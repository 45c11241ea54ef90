using System.Globalization;

namespace Lockstep.Linting.Reports;

/// <summary>The source lines of a finding, with carets under what it is about, as rustc shows them.</summary>
internal sealed class Snippet
{
    // Of a long statement its beginning and its end tell which one it is.
    private const int MaximumLines = 8;
    private const int LinesAtStart = 4;
    private const int LinesAtEnd = 2;

    private readonly LintFinding _finding;
    private readonly Paint _paint;
    private readonly string _margin;
    private readonly List<string> _lines = [];

    private Snippet(LintFinding finding, Paint paint)
    {
        _finding = finding;
        _paint = paint;
        _margin = new(' ', MarginOf(finding));
    }

    /// <summary>How wide the line numbers are.</summary>
    public static int MarginOf(LintFinding finding) => finding.EndLine.ToString(CultureInfo.InvariantCulture).Length;

    /// <summary>The lines to print.</summary>
    public static IReadOnlyList<string> Of(LintFinding finding, Paint paint)
    {
        var snippet = new Snippet(finding, paint);
        snippet.Bar("");
        if (finding.Line == finding.EndLine) snippet.OneLine();
        else snippet.ManyLines();
        return snippet._lines;
    }

    private void OneLine()
    {
        var line = Window(_finding.Line, _finding.Column);
        var start = line.Cells(_finding.Column);
        Numbered(_finding.Line, line.Text);
        Bar(" " + new string(' ', start) + Marked(new string('^', Math.Max(1, line.Cells(_finding.EndColumn) - start))));
    }

    private void ManyLines()
    {
        var first = Window(_finding.Line, _finding.Column);
        var isWhole = first.IsFirst(_finding.Column);
        Numbered(_finding.Line, (isWhole ? Marked("/") : " ") + " " + first.Text);
        if (!isWhole) Bar("  " + Marked(new string('_', first.Cells(_finding.Column) + 1) + "^"));
        for (var line = _finding.Line + 1; line <= _finding.EndLine; line++)
        {
            if (_finding.EndLine - _finding.Line >= MaximumLines && line == _finding.Line + LinesAtStart)
            {
                _lines.Add($"{_paint.Frame("...")} {Marked("|")}");
                line = _finding.EndLine - LinesAtEnd + 1;
            }

            Numbered(line, Marked("|") + " " + Window(line, 1).Text);
        }

        Bar(" " + Marked("|" + new string('_', Window(_finding.EndLine, 1).Cells(_finding.EndColumn - 1) + 1) + "^"));
    }

    private SourceWindow Window(int line, int column) => SourceWindow.Of(_finding.File, line, column);

    private string Marked(string text) => _paint.Severity(_finding.Severity, text);

    private void Numbered(int line, string text)
    {
        var number = line.ToString(CultureInfo.InvariantCulture).PadLeft(_margin.Length);
        _lines.Add($"{_paint.Frame($"{number} |")} {text}".TrimEnd());
    }

    private void Bar(string text) => _lines.Add(_paint.Frame(_margin + " |") + text);
}
