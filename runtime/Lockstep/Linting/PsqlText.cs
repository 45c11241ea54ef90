using Lockstep.Model.Sql;

namespace Lockstep.Linting;

/// <summary>
/// Scripts hold more than SQL: psql's own commands, rows behind <c>COPY … FROM STDIN</c>, and variables. White space takes their place, so that
/// every character of the SQL stays where it was.
/// </summary>
internal sealed class PsqlText
{
    // What ends a statement as a semicolon does: \g, \gx, \gset, \gexec, \gdesc, \crosstabview, \watch, \;.
    private static readonly string[] s_ends = ["g", "gx", "gset", "gexec", "gdesc", "crosstabview", "watch"];

    private readonly string _text;
    private readonly char[] _sql;
    private bool _isCopy;
    private bool _isFrom;
    private bool _isStdin;
    private int _tokens;
    private int _brackets;

    private PsqlText(string text)
    {
        _text = text;
        _sql = text.ToCharArray();
    }

    /// <summary>The script as SQL, of the same length.</summary>
    public static string ToSql(string text) =>
        text.AsSpan().ContainsAny('\\', ':') || text.Contains("stdin", StringComparison.OrdinalIgnoreCase) ? new PsqlText(text).ToSql() : text;

    private string ToSql()
    {
        var lexer = new SqlLexer(_text);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (_text[token.Start] == '\\') lexer = new(_text, Command(token.Start), _text.Length);
            else if (token.Is(_text, ';')) lexer = new(_text, EndStatement(token.End), _text.Length);
            else Take(token);
        }

        return new(_sql);
    }

    private void Take(SqlToken token)
    {
        _tokens++;
        if (_tokens == 1) _isCopy = token.Is(_text, "copy");
        else if (_isCopy && token.Is(_text, "from")) _isFrom = true;
        else if (_isFrom && token.Is(_text, "stdin")) _isStdin = true;
        else if (_isFrom && token.Kind is SqlTokenKind.String) _isFrom = false;
        if (token.Is(_text, '[')) _brackets++;
        else if (token.Is(_text, ']')) _brackets--;
        // A slice of an array has a colon too.
        else if (_brackets <= 0 && token.Is(_text, ':') && token.End < _text.Length && IsVariable(_text[token.End])) _sql[token.Start] = ' ';
    }

    private static bool IsVariable(char c) => char.IsLetter(c) || c is '_' or '\'' or '"';

    /// <summary>Takes out a command, up to the end of its line.</summary>
    /// <returns>Where SQL goes on.</returns>
    private int Command(int start)
    {
        var end = LineEnd(start);
        var name = start + 1;
        while (name < end && char.IsAsciiLetter(_text[name])) name++;
        var command = _text.AsSpan(start + 1, name - start - 1);
        // "\;" puts a statement into one message with the next.
        var isSeparator = command.IsEmpty && name < end && _text[name] == ';';
        if (isSeparator) end = name + 1;
        Blank(start, end);
        if (!isSeparator && !IsEnd(command)) return end;
        _sql[start] = ';';
        return EndStatement(end);
    }

    private static bool IsEnd(ReadOnlySpan<char> command)
    {
        foreach (var name in s_ends)
        {
            if (command.SequenceEqual(name)) return true;
        }

        return false;
    }

    /// <summary>Takes out the rows that follow <c>COPY … FROM STDIN</c>.</summary>
    /// <returns>Where SQL goes on.</returns>
    private int EndStatement(int end)
    {
        var hasRows = _isStdin;
        (_isCopy, _isFrom, _isStdin, _tokens, _brackets) = (false, false, false, 0, 0);
        if (!hasRows) return end;
        var at = NextLine(LineEnd(end));
        var start = at;
        while (at < _text.Length)
        {
            var lineEnd = LineEnd(at);
            var isLast = _text.AsSpan(at, lineEnd - at).SequenceEqual("\\.");
            at = NextLine(lineEnd);
            if (isLast) break;
        }

        Blank(start, at);
        return at;
    }

    private int LineEnd(int at)
    {
        var end = _text.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? _text.Length : at + end;
    }

    private int NextLine(int lineEnd)
    {
        if (lineEnd < _text.Length && _text[lineEnd] == '\r') lineEnd++;
        return lineEnd < _text.Length && _text[lineEnd] == '\n' ? lineEnd + 1 : lineEnd;
    }

    private void Blank(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (_sql[at] is not ('\r' or '\n')) _sql[at] = ' ';
        }
    }
}
