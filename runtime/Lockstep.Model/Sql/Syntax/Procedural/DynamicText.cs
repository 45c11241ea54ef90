using System.Text;

namespace Lockstep.Model.Sql.Syntax.Procedural;

/// <summary>Text that is put together when code runs, with holes where it is not known before.</summary>
internal sealed class DynamicText
{
    private readonly StringBuilder _text = new();

    /// <summary>The text; a hole is one character.</summary>
    public string Text => _text.ToString();

    /// <summary>The holes, in order.</summary>
    public List<SqlSpan> Holes { get; } = [];

    /// <summary>Whether anything of it is known.</summary>
    public bool IsKnown => _text.Length > Holes.Count;

    /// <summary>Whether not even the first word is known.</summary>
    public bool IsOpaque => Holes.Count > 0 && Text.Substring(0, Holes[0].Start).Trim().Length == 0;

    /// <summary>Adds what is known.</summary>
    public void Append(string text) => _text.Append(text);

    /// <summary>Adds what is not known.</summary>
    public void AppendHole()
    {
        Holes.Add(new(_text.Length, 1));
        _text.Append('?');
    }

    /// <summary>Adds another text, with its holes.</summary>
    public void Append(DynamicText other)
    {
        var start = _text.Length;
        var holes = other.Holes.ToList();
        _text.Append(other.Text);
        Holes.AddRange(holes.Select(hole => new SqlSpan(hole.Start + start, hole.Length)));
    }
}
