using System.Text;
using Spectre.Console.Rendering;

namespace Lockstep.Linting.Reports;

/// <summary>Text as a terminal shows it: tabs as spaces, nothing that would move the cursor, and each character as wide as its cells.</summary>
internal static class TextCells
{
    private const int TabWidth = 4;

    /// <summary>A source line as it is shown.</summary>
    /// <param name="line">The line.</param>
    /// <param name="column">Where in it a place is, in UTF-16 units.</param>
    /// <param name="cells">How many cells the characters before that place take.</param>
    public static string Show(string line, int column, out int cells)
    {
        var shown = new StringBuilder(line.Length);
        var width = 0;
        cells = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (at == column) cells = width;
            if (line[at] == '\t')
            {
                var spaces = TabWidth - (width % TabWidth);
                shown.Append(' ', spaces);
                width += spaces;
            }
            else if (char.IsHighSurrogate(line[at]) && at + 1 < line.Length)
            {
                var pair = line.Substring(at++, 2);
                shown.Append(pair);
                width += Width(pair);
            }
            else
            {
                var c = Visible(line[at]);
                shown.Append(c);
                width += c is >= ' ' and <= '~' ? 1 : Width(c.ToString());
            }
        }

        if (column >= line.Length) cells = width;
        return shown.ToString();
    }

    /// <summary>Text in one line, without anything that a terminal would obey.</summary>
    public static string Plain(string text) => Show(text, 0, out _);

    private static int Width(string character) => Math.Max(0, Segment.CellCount([new Segment(character)]));

    /// <summary>Pictures stand for control characters, and for those that turn the direction of writing around.</summary>
    private static char Visible(char c) => c switch
    {
        < ' ' => (char)('\u2400' + c),
        '\u007F' => '\u2421',
        (>= '\u0080' and <= '\u009F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u2028' or '\u2029' => '\uFFFD',
        _ => c,
    };
}
