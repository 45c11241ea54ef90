using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Tests.Verifier;

/// <summary>Source in which <c>[|span|]</c> and <c>{|ID:span|}</c> say what is expected where.</summary>
internal sealed record Markup(string Source, IReadOnlyList<(string? Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string markup)
    {
        var source = new StringBuilder();
        var expected = new List<(string? Id, TextSpan Span)>();
        var open = new Stack<(string? Id, int Start)>();
        for (var at = 0; at < markup.Length; at++)
        {
            var next = at + 1 < markup.Length ? markup[at + 1] : '\0';
            var colon = markup[at] == '{' && next == '|' ? markup.IndexOf(':', at) : -1;
            if (markup[at] == '[' && next == '|')
            {
                open.Push((null, source.Length));
                at++;
            }
            else if (colon > 0)
            {
                open.Push((markup[(at + 2)..colon], source.Length));
                at = colon;
            }
            else if (markup[at] == '|' && open.Count > 0 && next == (open.Peek().Id is null ? ']' : '}'))
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                at++;
            }
            else
            {
                source.Append(markup[at]);
            }
        }

        Assert.True(open.Count == 0, "A marked span has no end.");
        return new(source.ToString(), expected);
    }
}
