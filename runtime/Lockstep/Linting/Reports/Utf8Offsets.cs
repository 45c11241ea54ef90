namespace Lockstep.Linting.Reports;

/// <summary>Turns places in a text into places in its UTF-8, as <c>lockstep parse</c> counts them.</summary>
internal sealed class Utf8Offsets
{
    private const int Step = 256;

    private readonly string _text;
    private readonly int[] _bytes;

    /// <summary>Counts once.</summary>
    public Utf8Offsets(string text)
    {
        _text = text;
        _bytes = new int[(text.Length / Step) + 1];
        var bytes = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at % Step == 0) _bytes[at / Step] = bytes;
            bytes += Length(text[at]);
        }

        if (text.Length % Step == 0) _bytes[text.Length / Step] = bytes;
    }

    /// <summary>How many bytes stand before a place.</summary>
    /// <param name="place">In UTF-16 units.</param>
    public int Of(int place)
    {
        var bytes = _bytes[place / Step];
        for (var at = place / Step * Step; at < place; at++) bytes += Length(_text[at]);
        return bytes;
    }

    /// <summary>The two halves of a pair are four bytes together.</summary>
    private static int Length(char c) => c switch
    {
        < '\u0080' => 1,
        < '\u0800' => 2,
        _ => char.IsSurrogate(c) ? 2 : 3,
    };
}
