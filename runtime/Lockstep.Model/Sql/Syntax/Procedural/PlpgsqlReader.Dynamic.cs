using System.Globalization;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax.Procedural;

/// <content>The text of EXECUTE, as far as it can be told: constants, format() and concat() of them, and variables that hold such.</content>
internal sealed partial class PlpgsqlReader
{
    // One variable's text in another's: nobody writes more.
    private const int LongestText = 10_000;

    private readonly Dictionary<string, DynamicText> _variables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>name type := 'text', or DEFAULT, of a declaration.</summary>
    private void Declare(int at)
    {
        if (_tokens[at].Code is not (ColonEquals or Equal or DEFAULT)) return;
        var first = at;
        while (first > 0 && _tokens[first - 1].Code is not (Semicolon or DECLARE)) first--;
        Hold(Text(first), at + 1);
    }

    /// <summary>name := 'text' where a statement begins.</summary>
    private void Assign(int at)
    {
        if (_tokens[at + 1].Code is ColonEquals or Equal) Hold(Text(at), at + 2);
    }

    private void Hold(string name, int at)
    {
        var text = new DynamicText();
        Build(at, EndOfExpression(at), text);
        if (text.Text.Length < LongestText) _variables[name] = text;
    }

    private string Text(int at) => _list.Text.Substring(_tokens[at].Start, _tokens[at].End - _tokens[at].Start);

    /// <summary>Appends what an expression is, with holes where that is not known.</summary>
    private void Build(int at, int end, DynamicText text)
    {
        for (var start = at; start < end;)
        {
            var depth = 0;
            var next = start;
            for (; next < end && (depth > 0 || !IsConcatenation(next)); next++) depth += _tokens[next].Code == LeftParen ? 1 : _tokens[next].Code == RightParen ? -1 : 0;
            Term(start, next, text);
            start = next + 1;
        }
    }

    private void Term(int at, int end, DynamicText text)
    {
        var isCall = at + 2 < end && _tokens[at + 1].Code == LeftParen && AfterParentheses(at + 1, end) == end;
        if (end == at + 1 && _tokens[at].Code == SConst) text.Append(Value(at));
        else if (end == at + 1 && _variables.TryGetValue(Text(at), out var known)) text.Append(known);
        else if (_tokens[at].Code == LeftParen && AfterParentheses(at, end) == end) Build(at + 1, end - 1, text);
        else if (isCall && _tokens[at].Code == FORMAT && _tokens[at + 2].Code == SConst) Format(Value(at + 2), Arguments(at + 2, end - 1), text);
        else if (isCall && IsWord(at, "concat")) Join(Arguments(at + 2, end - 1), text);
        else if (isCall && IsWord(at, "quote_ident") && Constant(at + 2, end - 1) is { } name) text.Append(SqlIdentifier.Quote(name));
        else text.AppendHole();
    }

    private void Join(List<(int Start, int End)> arguments, DynamicText text)
    {
        foreach (var (start, end) in arguments) Build(start, end, text);
    }

    /// <summary>format('…', …): what is no constant is a hole.</summary>
    private void Format(string value, List<(int Start, int End)> arguments, DynamicText text)
    {
        var argument = 1;
        var done = 0;
        foreach (var hole in HolesOf(value))
        {
            text.Append(Unescaped(value.Substring(done, hole.Start - done)));
            done = hole.Start + hole.Length;
            var specifier = value.Substring(hole.Start + 1, hole.Length - 2);
            var dollar = specifier.IndexOf('$');
            if (dollar > 0 && int.TryParse(specifier.Substring(0, dollar), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) argument = number;
            var constant = specifier.Length == dollar + 1 && argument < arguments.Count ? Constant(arguments[argument].Start, arguments[argument].End) : null;
            argument++;
            if (constant is null) text.AppendHole();
            else text.Append(value[done - 1] switch { 'I' => SqlIdentifier.Quote(constant), 'L' => SqlLiteral.Text(constant), _ => constant });
        }

        text.Append(Unescaped(value.Substring(done)));
    }

    private static string Unescaped(string text) => text.Replace("%%", "%");

    /// <summary>The text of an expression; null if it is not known.</summary>
    private string? Constant(int at, int end)
    {
        var text = new DynamicText();
        Build(at, end, text);
        return text.Holes.Count == 0 ? text.Text : null;
    }

    /// <summary>The arguments of a call, from the first one's start on.</summary>
    private List<(int Start, int End)> Arguments(int at, int end)
    {
        var arguments = new List<(int Start, int End)>();
        var depth = 0;
        for (var next = at; next <= end; next++)
        {
            if (next == end || (depth == 0 && _tokens[next].Code == Comma))
            {
                arguments.Add((at, next));
                at = next + 1;
            }
            else
            {
                depth += _tokens[next].Code == LeftParen ? 1 : _tokens[next].Code == RightParen ? -1 : 0;
            }
        }

        return arguments;
    }

    /// <summary>Where arguments come in the text of format(): each %I, %L, %s, %1$I.</summary>
    private static List<SqlSpan> HolesOf(string value)
    {
        var holes = new List<SqlSpan>();
        for (var i = value.IndexOf('%'); i >= 0 && i + 1 < value.Length; i = i + 1 < value.Length ? value.IndexOf('%', i + 1) : -1)
        {
            var end = i + 1;
            while (end < value.Length && value[end] is (>= '0' and <= '9') or '$' or '-' or '*') end++;
            if (end < value.Length && value[end] is 'I' or 'L' or 's')
            {
                holes.Add(new(i, end + 1 - i));
                i = end;
            }
            else if (end < value.Length && value[end] == '%')
            {
                i = end;
            }
        }

        return holes;
    }
}
