namespace Lockstep.Model.SqlFiles;

/// <summary>The text of an SQL file with its lines: what the compiler and the terminal both start from.</summary>
internal sealed class SqlFileText
{
    private readonly List<int> _lineStarts = [0];

    /// <summary>Finds the lines.</summary>
    /// <param name="path">The file, as findings name it, with <c>/</c>.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="file">Its parts; null to have them read.</param>
    public SqlFileText(string path, string text, SqlFile? file = null)
    {
        Text = text;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n'))) _lineStarts.Add(at + 1);
        }

        File = file ?? SqlFileReader.Read(path, text);
    }

    /// <summary>Its parts.</summary>
    public SqlFile File { get; }

    /// <summary>What it holds.</summary>
    public string Text { get; }

    /// <summary>How many lines it has; a text that ends with a line end has an empty one behind it.</summary>
    public int LineCount => _lineStarts.Count;

    /// <summary>The line on which a character stands, counted from 0.</summary>
    public int LineOf(int position)
    {
        var found = _lineStarts.BinarySearch(position);
        return found < 0 ? ~found - 1 : found;
    }

    /// <summary>Where a line starts.</summary>
    /// <param name="line">The line, counted from 0.</param>
    public int LineStart(int line) => _lineStarts[line];

    /// <summary>A line without its line end.</summary>
    /// <param name="line">The line, counted from 0.</param>
    public string Line(int line) => Text.Substring(_lineStarts[line], LineLength(line));

    /// <summary>How long a line is without its line end.</summary>
    /// <param name="line">The line, counted from 0.</param>
    public int LineLength(int line)
    {
        var start = _lineStarts[line];
        var end = line + 1 < _lineStarts.Count ? _lineStarts[line + 1] : Text.Length;
        while (end > start && Text[end - 1] is '\r' or '\n') end--;
        return end - start;
    }
}
