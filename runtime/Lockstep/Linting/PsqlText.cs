using Lockstep.Model.Sql;

namespace Lockstep.Linting;

/// <summary>A script as SQL, and what psql does with it beside that.</summary>
/// <param name="Sql">The SQL, of the same length as the script.</param>
/// <param name="Elsewhere">The commands that run what does not stand in the script.</param>
/// <param name="Joints">Where <c>\;</c> puts a statement into one message with the next.</param>
internal sealed record PsqlScript(string Sql, IReadOnlyList<PsqlElsewhere> Elsewhere, IReadOnlyList<int> Joints);

/// <summary>A command that runs what does not stand in the script.</summary>
/// <param name="Start">Where it stands.</param>
/// <param name="Length">How long it is.</param>
/// <param name="File">The file that it names; null if it runs the rows of a query.</param>
/// <param name="IsBesideScript">Whether the file is looked for beside the script.</param>
internal sealed record PsqlElsewhere(int Start, int Length, string? File, bool IsBesideScript);

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
    private readonly List<PsqlElsewhere> _elsewhere = [];
    private readonly List<int> _joints = [];
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
    public static string ToSql(string text) => Read(text).Sql;

    /// <summary>The script, taken apart.</summary>
    public static PsqlScript Read(string text) =>
        text.AsSpan().ContainsAny('\\', ':') || text.Contains("stdin", StringComparison.OrdinalIgnoreCase) ? new PsqlText(text).Read() : new(text, [], []);

    private PsqlScript Read()
    {
        var lexer = new SqlLexer(_text);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (_text[token.Start] == '\\') lexer = new(_text, Command(token.Start), _text.Length);
            else if (token.Is(_text, ';')) lexer = new(_text, EndStatement(token.End), _text.Length);
            else Take(token);
        }

        return new(new(_sql), _elsewhere, _joints);
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
        while (name < end && (char.IsAsciiLetter(_text[name]) || _text[name] == '_')) name++;
        var command = _text.AsSpan(start + 1, name - start - 1);
        // "\;" puts a statement into one message with the next.
        var isSeparator = command.IsEmpty && name < end && _text[name] == ';';
        if (isSeparator) end = name + 1;
        Blank(start, end);
        if (isSeparator) _joints.Add(start);
        else if (command.SequenceEqual("copy")) return Copy(start, name, end);
        else if (FileOf(command, name, end) is { } file) _elsewhere.Add(new(start, _text[start..end].TrimEnd().Length, file, command is "ir" or "include_relative"));
        else if (command.SequenceEqual("gexec")) _elsewhere.Add(new(start, name - start, null, IsBesideScript: false));
        if (!isSeparator && !IsEnd(command)) return end;
        _sql[start] = ';';
        return EndStatement(end);
    }

    /// <summary>The file that a command runs; null if it runs none.</summary>
    private string? FileOf(ReadOnlySpan<char> command, int name, int end)
    {
        if (command is not ("i" or "ir" or "include" or "include_relative")) return null;
        var file = _text[name..end].Trim();
        return file.Length > 1 && file[0] is '\'' or '"' && file[^1] == file[0] ? file[1..^1] : file;
    }

    /// <summary>
    /// <c>\copy t FROM file</c> is a COPY FROM STDIN whose rows psql reads, from the script itself if it says so. What goes out changes nothing.
    /// </summary>
    /// <returns>Where SQL goes on.</returns>
    private int Copy(int start, int name, int end)
    {
        var lexer = new SqlLexer(_text, name, end);
        var depth = 0;
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next())
        {
            if (token.Is(_text, '(')) depth++;
            else if (token.Is(_text, ')')) depth--;
            if (depth > 0 || !token.Is(_text, "from")) continue;
            _isStdin = lexer.Next() is var source && (source.Is(_text, "stdin") || source.Is(_text, "pstdin"));
            // Without options there is no room for the semicolon but where the backslash stood.
            const string rows = " STDIN;";
            var at = end - token.End >= rows.Length ? start + 1 : start;
            if (at + token.End - start - 1 + rows.Length <= end)
            {
                _text.CopyTo(start + 1, _sql, at, token.End - start - 1);
                rows.CopyTo(0, _sql, at + token.End - start - 1, rows.Length);
            }

            return EndStatement(end);
        }

        return end;
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
