using Lockstep.Model.Sql.Syntax.Parsing;

namespace Lockstep.Model.Sql.Syntax;

/// <summary>
/// Reads SQL as PostgreSQL 18 does, by recursive descent. It never throws: a statement that PostgreSQL would refuse becomes an
/// <see cref="ErrorStatement"/>, and reading goes on after its semicolon. The time is proportional to the length of the source.
/// </summary>
public sealed partial class SqlParser
{
    private readonly TokenList _list;
    private readonly SyntaxToken[] _tokens;
    private readonly string _text;
    private int _at;
    private int _depth;
    private TokenCode _code;

    // Set once a statement is wrong: from then on every token seems to be the end, so that all loops stop.
    private bool _failed;
    private string _message = "";
    private int _errorAt;

    private bool _isProcedural;

    // A parenthesis that is never closed was met: statements end at any semicolon from here on.
    private bool _isUnclosed;

    private SqlParser(TokenList list)
    {
        _list = list;
        _tokens = list.Tokens;
        _text = list.Text;
        _code = _tokens[0].Code;
    }

    /// <summary>Reads a script.</summary>
    /// <param name="sql">Any number of statements, with semicolons between them.</param>
    /// <param name="options">How to read it; PostgreSQL's defaults if null.</param>
    public static SqlScript Parse(string sql, SqlParserOptions? options = null) =>
        options is null ? RecentTexts<SqlScript>.Get(sql, static sql => Read(sql, SqlParserOptions.Default)) : Read(sql, options);

    /// <summary>Reads one expression; null if the text is none or goes on after it.</summary>
    /// <param name="sql">The expression.</param>
    /// <param name="options">How to read it; PostgreSQL's defaults if null.</param>
    public static SqlExpression? ParseExpression(string sql, SqlParserOptions? options = null) =>
        options is null ? RecentTexts<SqlExpression?>.Get(sql, static sql => ReadExpression(sql, SqlParserOptions.Default)) : ReadExpression(sql, options);

    /// <summary>Reads one type; null if the text is none or goes on after it.</summary>
    /// <param name="sql">Such as <c>numeric(10, 2)[]</c>.</param>
    /// <param name="options">How to read it; PostgreSQL's defaults if null.</param>
    public static SqlTypeName? ParseType(string sql, SqlParserOptions? options = null) =>
        options is null ? RecentTexts<SqlTypeName?>.Get(sql, static sql => ReadType(sql, SqlParserOptions.Default)) : ReadType(sql, options);

    private static SqlScript Read(string sql, SqlParserOptions options)
    {
        var parser = new SqlParser(TokenList.Of(sql, options));
        return new(sql, parser.Pieces());
    }

    private static SqlExpression? ReadExpression(string sql, SqlParserOptions options)
    {
        var parser = new SqlParser(TokenList.Of(sql, options));
        var expression = parser.Expression();
        return parser._failed || parser._code != TokenCode.End ? null : expression;
    }

    private static SqlTypeName? ReadType(string sql, SqlParserOptions options)
    {
        var parser = new SqlParser(TokenList.Of(sql, options));
        var type = parser.TypeName();
        return parser._failed || parser._code != TokenCode.End ? null : type;
    }

    /// <summary>Reads one statement of PL/pgSQL, whose INTO names variables.</summary>
    internal static SqlStatement ProceduralStatement(TokenList list, int first, out int next)
    {
        var parser = new SqlParser(list) { _isProcedural = true, _at = first, _code = list.Tokens[first].Code };
        var statement = parser.Statement();
        if (!parser._failed && parser._code is not (TokenCode.Semicolon or TokenCode.End)) parser.Fail();
        if (parser._failed) statement = parser.Recover(statement, first);
        next = parser._at;
        return statement;
    }

    private List<SqlPiece> Pieces()
    {
        var pieces = new List<SqlPiece>();
        var begin = 0;
        while (true)
        {
            while (_code == TokenCode.Semicolon)
            {
                begin = _tokens[_at].End;
                Next();
            }

            if (_code == TokenCode.End) return pieces;

            var first = _at;
            _depth = 0;
            SqlStatement statement = _code == TokenCode.Hole && _tokens[_at + 1].Code is TokenCode.Semicolon or TokenCode.End
                ? WholeHole() : TopLevelStatement();
            if (!_failed && _code is not (TokenCode.Semicolon or TokenCode.End)) Fail();
            if (_failed)
            {
                statement = Recover(statement, first);
                pieces.Add(new(statement, begin, _tokens[_at].Start, _code == TokenCode.Semicolon));
            }
            else
            {
                pieces.Add(new(statement, statement.Start, _tokens[_at].Start, _code == TokenCode.Semicolon));
            }
        }
    }

    private HoleStatement WholeHole()
    {
        var first = _at;
        Next();
        return Finish(new HoleStatement(), first);
    }

    /// <summary>Ends a statement that is wrong: goes to its semicolon.</summary>
    private ErrorStatement Recover(SqlStatement statement, int first)
    {
        _failed = false;
        var wrong = _tokens[_errorAt];
        _at = EndOfWrongStatement(first);
        _code = _tokens[_at].Code;
        var atEnd = wrong.Code is TokenCode.End or TokenCode.Semicolon;
        var error = new ErrorStatement(
            statement is ErrorStatement none ? none.Kind : statement.Tag, _message, wrong.Start, atEnd ? 0 : wrong.End - wrong.Start);
        return Finish(error, first);
    }

    /// <summary>The semicolon, or the end, that a statement which cannot be read goes to: the next outside parentheses and BEGIN ATOMIC … END.</summary>
    private int EndOfWrongStatement(int first)
    {
        var depth = 0;
        var blocks = 0;
        var isRoutine = IsRoutine(first);
        for (var at = first; ; at++)
        {
            switch (_tokens[at].Code)
            {
                case TokenCode.End:
                    if (depth == 0) return at;
                    _isUnclosed = true;
                    return NextSemicolon(Math.Max(first, _errorAt));
                case TokenCode.LeftParen:
                    depth++;
                    break;
                case TokenCode.RightParen when depth > 0:
                    depth--;
                    break;
                case TokenCode.BEGIN when isRoutine && (blocks > 0 || _tokens[at + 1].Code == TokenCode.ATOMIC):
                case TokenCode.CASE when blocks > 0:
                    blocks++;
                    break;
                case TokenCode.END when blocks > 0:
                    blocks--;
                    break;
                case TokenCode.Semicolon when at >= _errorAt && (_isUnclosed || (depth == 0 && blocks == 0)):
                    return at;
            }
        }
    }

    private int NextSemicolon(int at)
    {
        while (_tokens[at].Code is not (TokenCode.Semicolon or TokenCode.End)) at++;
        return at;
    }

    private bool IsRoutine(int at)
    {
        if (_tokens[at++].Code != TokenCode.CREATE) return false;
        if (_tokens[at].Code == TokenCode.OR) at += 2;
        return at < _list.Count && _tokens[at].Code is TokenCode.FUNCTION or TokenCode.PROCEDURE;
    }
}
