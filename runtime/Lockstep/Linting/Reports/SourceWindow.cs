namespace Lockstep.Linting.Reports;

/// <summary>The part of a source line that is shown: all of it, unless it is so long that it would hide what is meant.</summary>
internal sealed class SourceWindow
{
    private const int Before = 40;
    private const int Width = 200;

    private readonly string _line;
    private readonly int _start;
    private readonly string _lead;

    private SourceWindow(string line, int start, string lead, string tail)
    {
        _line = line;
        _start = start;
        _lead = lead;
        Text = lead + TextCells.Show(line, 0, out _) + tail;
    }

    /// <summary>What is shown.</summary>
    public string Text { get; }

    /// <summary>A line of a file, around a place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="column">The place that must be seen, counted from 1.</param>
    public static SourceWindow Of(LintedFile file, int line, int column)
    {
        var lineStart = file.Content.LineStart(line - 1);
        var length = file.Content.LineLength(line - 1);
        if (length <= Width) return new(file.Source.Text.Substring(lineStart, length), 0, "", "");
        var start = Math.Clamp(column - 1 - Before, 0, length - Width);
        var end = start + Width;
        // A pair is one character.
        if (start > 0 && char.IsLowSurrogate(file.Source.Text[lineStart + start])) start--;
        if (end < length && char.IsLowSurrogate(file.Source.Text[lineStart + end])) end--;
        return new(file.Source.Text[(lineStart + start)..(lineStart + end)], start, start > 0 ? "…" : "", end < length ? "…" : "");
    }

    /// <summary>How many cells are left of a place; of one that is not shown, of the end that is nearer to it.</summary>
    /// <param name="column">The place, counted from 1.</param>
    public int Cells(int column)
    {
        TextCells.Show(_line, Math.Clamp(column - 1 - _start, 0, _line.Length), out var cells);
        return _lead.Length + cells;
    }

    /// <summary>Whether nothing but white space stands before a place.</summary>
    /// <param name="column">The place, counted from 1.</param>
    public bool IsFirst(int column) => _start == 0 && string.IsNullOrWhiteSpace(_line[..Math.Min(_line.Length, column - 1)]);
}
