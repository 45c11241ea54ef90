using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax.Procedural;

/// <summary>
/// Finds SQL in PL/pgSQL: commands where a statement can begin, and the text of EXECUTE. The language itself is not checked.
/// </summary>
internal sealed partial class PlpgsqlReader
{
    private readonly CodeText _code;
    private readonly SyntaxToken[] _tokens;
    private readonly TokenList _list;
    private readonly Action<EmbeddedStatement> _add;

    private readonly Action<DynamicText>? _unread;

    private PlpgsqlReader(CodeText code, Action<EmbeddedStatement> add, Action<DynamicText>? unread)
    {
        _unread = unread;
        _code = code;
        _add = add;
        _list = TokenList.Of(code.Text, SqlParserOptions.Default);
        _tokens = _list.Tokens;
    }

    /// <summary>Reads code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="add">Gets each statement.</param>
    /// <param name="unread">Gets each text of an EXECUTE that is not known as a whole.</param>
    public static void Read(CodeText code, Action<EmbeddedStatement> add, Action<DynamicText>? unread = null) => new PlpgsqlReader(code, add, unread).Read();

    private void Read()
    {
        var isStart = false;
        var isDeclaring = true;
        for (var at = 0; _tokens[at].Code != TokenCode.End; at++)
        {
            var code = _tokens[at].Code;
            if (code == BEGIN)
            {
                isDeclaring = false;
                isStart = true;
                continue;
            }

            if (isStart && code == DECLARE) isDeclaring = true;
            if (isDeclaring)
            {
                Declare(at);
                continue;
            }

            if (isStart) Assign(at);
            if (code == EXECUTE && (isStart || IsBeforeExecute(at)))
            {
                at = Dynamic(at + 1) - 1;
                isStart = false;
            }
            else if (IsLoopOverChange(at) && EndOfLoopQuery(at) is var end && end > at)
            {
                var start = _tokens[at].Start;
                EmbeddedSql.Read(new(_list.Text.Substring(start, _tokens[end].Start - start), _code.Offset + start, _code.Place), [], isDynamic: false, _add);
                at = end - 1;
            }
            else if ((isStart && IsCommand(at)) || IsQuery(at))
            {
                at = Command(at) - 1;
                isStart = false;
            }
            else
            {
                isStart = code is Semicolon or THEN or ELSE || IsLoop(at);
            }
        }
    }

    private bool IsWord(int at, string word) =>
        _tokens[at] is { Code: Ident, Kind: SqlTokenKind.Identifier } token && new SqlToken(token.Kind, token.Start, token.End - token.Start).Is(_list.Text, word);

    private bool IsLoop(int at) => IsWord(at, "loop");

    /// <summary>FOR row IN EXECUTE, RETURN QUERY EXECUTE, OPEN cursor FOR EXECUTE.</summary>
    private bool IsBeforeExecute(int at) => at > 0 && (_tokens[at - 1].Code is IN or FOR || IsWord(at - 1, "query"));

    /// <summary>RETURN QUERY SELECT.</summary>
    private bool IsQuery(int at) => at > 1 && IsWord(at - 1, "query") && _tokens[at - 2].Code == RETURN && _tokens[at].Code is SELECT or WITH or VALUES or TABLE;

    /// <summary>FOR row IN UPDATE … RETURNING … LOOP.</summary>
    private bool IsLoopOverChange(int at) => at > 0 && _tokens[at - 1].Code == IN && _tokens[at].Code is UPDATE or DELETE or INSERT or MERGE or WITH;

    /// <summary>The LOOP behind the query; the query itself if none is there.</summary>
    private int EndOfLoopQuery(int at)
    {
        for (var end = at; _tokens[end].Code is not (Semicolon or TokenCode.End); end++)
        {
            if (IsLoop(end)) return end;
        }

        return at;
    }

    private bool IsCommand(int at) => _tokens[at].Code switch
    {
        SELECT or INSERT or UPDATE or DELETE or MERGE or WITH or CREATE or ALTER or DROP or TRUNCATE or GRANT or REVOKE or COMMENT or LOCK or VACUUM or ANALYZE
            or ANALYSE or REFRESH or REINDEX or CLUSTER or COPY or SET or RESET or DO or CALL or NOTIFY or IMPORT or REASSIGN or SECURITY or DISCARD or CHECKPOINT
            or VALUES => _tokens[at + 1].Code is not (ColonEquals or Equal or Dot or LeftBracket),
        COMMIT or ROLLBACK => true,
        _ => false,
    };

    /// <summary>Reads a command; gives the token after it.</summary>
    private int Command(int at)
    {
        var piece = SqlParser.ProceduralStatement(_list, at, out var next);
        _add(new(piece, _code.Text, _code.Offset, EmbeddedSql.Placed(piece, _code.Offset, _code.Place), IsDynamic: false));
        return next;
    }

    /// <summary>Reads the text of EXECUTE, with holes where it is not known; gives the token after it.</summary>
    private int Dynamic(int at)
    {
        var end = EndOfExpression(at);
        if (end == at + 1 && _tokens[at].Code == SConst)
        {
            Literal(at, []);
            return end;
        }

        var text = new DynamicText();
        Build(at, end, text);
        if (text.Holes.Count > 0) _unread?.Invoke(text);
        // As it stands there it has a place of its own.
        if (_tokens[at].Code == FORMAT && _tokens[at + 1].Code == LeftParen && _tokens[at + 2].Code == SConst && AfterParentheses(at + 1, end) == end && text.Holes.Count == HolesOf(Value(at + 2)).Count)
        {
            Literal(at + 2, HolesOf(Value(at + 2)));
        }
        else if (text.IsKnown)
        {
            EmbeddedSql.Read(new(text.Text, null, Outer(at, end)), text.Holes, isDynamic: true, _add);
        }

        return end;
    }

    private bool IsConcatenation(int at) => _tokens[at].Code == Op && _list.Text.Substring(_tokens[at].Start, _tokens[at].End - _tokens[at].Start) == "||";

    private int AfterParentheses(int at, int end)
    {
        var depth = 0;
        for (; at < end; at++)
        {
            if (_tokens[at].Code == LeftParen) depth++;
            if (_tokens[at].Code == RightParen && --depth == 0) return at + 1;
        }

        return end;
    }

    /// <summary>The token that ends the expression of EXECUTE: INTO, USING, LOOP or a semicolon.</summary>
    private int EndOfExpression(int at)
    {
        var depth = 0;
        for (; _tokens[at].Code is not (Semicolon or TokenCode.End); at++)
        {
            if (_tokens[at].Code == LeftParen) depth++;
            else if (_tokens[at].Code == RightParen) depth--;
            else if (depth == 0 && (_tokens[at].Code is INTO or USING || IsLoop(at))) break;
        }

        return at;
    }

    private SqlSpan Outer(int first, int end)
    {
        var start = _tokens[first].Start;
        var length = end > first ? _tokens[end - 1].End - start : 0;
        return _code.Offset is { } offset ? new(start + offset, length) : _code.Place;
    }

    private SqlToken Token(int at) => new SqlLexer(_list.Text, _tokens[at].Start, _tokens[at].End).Next();

    private string Value(int at) => SqlStrings.Value(Token(at), _list.Text) ?? "";

    private void Literal(int at, IReadOnlyList<SqlSpan> holes)
    {
        var value = Value(at);
        var inside = EmbeddedSql.Inside(Token(at), _list.Text, value);
        EmbeddedSql.Read(new(value, inside + _code.Offset, Outer(at, at + 1)), holes, isDynamic: true, _add);
    }
}
