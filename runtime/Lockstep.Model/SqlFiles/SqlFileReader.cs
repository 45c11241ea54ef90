using Lockstep.Model.Sql;

namespace Lockstep.Model.SqlFiles;

/// <summary>
/// Reads a migration's SQL file into its parts. Never throws. The analyzer reports what is wrong, and the generator leaves out what is no
/// migration: one reader decides for both.
/// </summary>
internal sealed class SqlFileReader
{
    private readonly string _path;
    private readonly string _text;
    private readonly SqlFileHeaderReader _headers = new();
    private readonly List<SqlFileProblem> _problems = [];
    private Part? _up;
    private Part? _down;
    private Part? _current;
    private int _mark = -1;

    private SqlFileReader(string path, string text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, relative to the project's folder, with <c>/</c>.</param>
    /// <param name="text">What it holds.</param>
    public static SqlFile Read(string path, string text) => new SqlFileReader(path, text).Read();

    private SqlFile Read()
    {
        var name = SqlFileName.Read(_path);
        if (name.Problem is { } problem) AddAtHead("'" + FileName(_path) + "' is no name for a migration: " + problem);
        ReadTokens();
        var headers = _headers.Headers;
        if (name.Problem is null && name.Name.Length == 0 && headers.Name is null)
        {
            AddAtHead("'" + FileName(_path) + "' does not say what the migration changes; add it to the file's name, as in 0007_add_users_email.sql, or as '-- name: …'");
        }

        return new(
            _path,
            name.Version,
            headers.Name ?? name.Name,
            headers,
            Finish(_up) ?? new(0, 0, 1, -1),
            Finish(_down),
            new EquatableArray<SqlFileProblem>(_problems));
    }

    /// <summary>The first line that is not blank: where findings about the whole file point.</summary>
    public static (int Start, int Length) Head(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        var end = start;
        while (end < text.Length && text[end] is not ('\r' or '\n')) end++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return start == text.Length ? (0, 0) : (start, end - start);
    }

    /// <summary>The header with that key; the first line that is not blank if there is none.</summary>
    public static (int Start, int Length) Header(string text, string key)
    {
        var lexer = new SqlLexer(text);
        for (var token = lexer.NextWithComments(); token.Kind == SqlTokenKind.Comment; token = lexer.NextWithComments())
        {
            if (LineComment(text, token) is { } comment && comment.IndexOf(':') is > 0 and var colon && string.Equals(comment.Substring(0, colon).TrimEnd(), key, StringComparison.OrdinalIgnoreCase))
            {
                return (token.Start, token.Length);
            }
        }

        return Head(text);
    }

    /// <summary>The text of a line comment without its dashes and the white space around it; null if the token is another comment.</summary>
    public static string? LineComment(string text, SqlToken comment) =>
        comment.Kind == SqlTokenKind.Comment && text[comment.Start] == '-' ? text.Substring(comment.Start + 2, comment.Length - 2).Trim() : null;

    private void ReadTokens()
    {
        var lexer = new SqlLexer(_text);
        for (var token = lexer.NextWithComments(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.NextWithComments())
        {
            if (token.Kind != SqlTokenKind.Comment) Take(token);
            else if (LineComment(_text, token) is { } comment) Take(token, comment);
        }
    }

    private void Take(SqlToken token)
    {
        _current ??= _up = new() { IsImplied = true };

        // A mark above the first statement belongs to it.
        if (_current.Start < 0) _current.Start = _mark < 0 ? token.Start : _mark;
        _mark = -1;
        _current.End = token.End;
        if (!IsUnterminated(token)) return;
        var end = _text.IndexOfAny(['\r', '\n'], token.Start);
        Add(
            SqlFileProblemKind.Unterminated,
            token.Start,
            (end < 0 ? token.End : end) - token.Start,
            "What starts here has no end, so all that follows is a part of it; close the " + (_text[token.Start] == '/' ? "comment" : "quote"));
    }

    private void Take(SqlToken token, string comment)
    {
        if (SqlFileMarker.Read(comment) is { } marker && IsAloneOnLine(token))
        {
            if (marker == SqlFileMarker.Up) StartUp(token);
            else StartDown(token);
            _mark = -1;
        }
        else if (SqlFileMarker.IsOfStatement(comment) && IsAloneOnLine(token))
        {
            if (_mark < 0) _mark = token.Start;
        }
        else if (SqlFileMarker.Resembles(comment) is { } meant && IsAloneOnLine(token))
        {
            Add(SqlFileProblemKind.Marker, token.Start, token.Length, "'" + comment + "' is no marker, so the statements under it would be a part of what stands above; write '-- " + meant + "'");
        }
        else if (_down is null && _up is not { Start: >= 0 } && !comment.StartsWith("lockstep:", StringComparison.OrdinalIgnoreCase) &&
            _headers.Take(comment, out var length) is { } problem)
        {
            Add(SqlFileProblemKind.Header, _text.IndexOf(comment, token.Start, StringComparison.Ordinal), length, problem);
        }
    }

    private void StartUp(SqlToken token)
    {
        var problem =
            _down is not null ? "'-- up' stands below '-- down'; put it and its statements above" :
            _up is { IsImplied: true } ? "Statements stand above '-- up'; put it above them" :
            _up is not null ? "'-- up' stands here a second time; leave one of them out" :
            null;
        if (problem is not null) Add(SqlFileProblemKind.Marker, token.Start, token.Length, problem);
        _current = _up ??= new() { Marker = token.Start };
        _up.IsImplied = false;
    }

    private void StartDown(SqlToken token)
    {
        var problem =
            _down is not null ? "'-- down' stands here a second time; leave one of them out" :
            _up is null or { IsImplied: true } ? "'-- down' stands here without '-- up'; put '-- up' above the statements that make the change" :
            null;
        if (problem is not null) Add(SqlFileProblemKind.Marker, token.Start, token.Length, problem);
        _current = _down ??= new() { Marker = token.Start };
    }

    private SqlFilePart? Finish(Part? part)
    {
        if (part is null) return null;
        if (part.Start < 0) return new(0, 0, 1, part.Marker);
        var line = 1;
        for (var at = 0; at < part.Start; at++)
        {
            if (_text[at] == '\n' || (_text[at] == '\r' && _text[at + 1] != '\n')) line++;
        }

        return new(part.Start, part.End - part.Start, line, part.Marker);
    }

    private bool IsAloneOnLine(SqlToken token)
    {
        var at = token.Start;
        while (at > 0 && _text[at - 1] is not ('\r' or '\n'))
        {
            if (!char.IsWhiteSpace(_text[--at])) return false;
        }

        return true;
    }

    /// <summary>Whether it is the beginning of something that the rest of the file was taken for. <c>""</c> and a stray <c>$</c> are not.</summary>
    private bool IsUnterminated(SqlToken token) =>
        token.Kind == SqlTokenKind.Error && token.End == _text.Length && token.Text(_text) is var text && text != "\"\"" &&
        (text[0] is '\'' or '"' || (text.Length > 1 && (text[0] is '$' or '/' || char.IsLetter(text[0]))));

    private void AddAtHead(string problem)
    {
        var (start, length) = Head(_text);
        Add(SqlFileProblemKind.FileName, start, length, problem);
    }

    private void Add(SqlFileProblemKind kind, int start, int length, string text) => _problems.Add(new(kind, start, length, text));

    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private sealed class Part
    {
        public int Marker { get; init; } = -1;

        public int Start { get; set; } = -1;

        public int End { get; set; }

        /// <summary>Whether statements made it, before any marker.</summary>
        public bool IsImplied { get; set; }
    }
}
