namespace Lockstep.Model.Sql;

/// <summary>
/// Cuts SQL into tokens as PostgreSQL's scanner does (<c>scan.l</c>): nested comments, dollar quotes, the string forms, string
/// continuation over lines, and the operator rules. Never throws; what is not SQL becomes <see cref="SqlTokenKind.Error"/>.
/// </summary>
public struct SqlLexer
{
    private const string OperatorCharacters = "+-*/<>=~!@#%^&|`?";
    private const string SpecialCharacters = "~!@#^&|`?%";

    private readonly string _source;
    private readonly int _end;
    private int _at;

    /// <summary>Starts at the beginning of the source.</summary>
    /// <param name="source">The SQL.</param>
    /// <param name="standardConformingStrings">PostgreSQL's setting of that name; off, <c>'…'</c> knows backslash escapes.</param>
    public SqlLexer(string source, bool standardConformingStrings = true)
        : this(source, 0, source.Length, standardConformingStrings)
    {
    }

    /// <summary>Reads a part of the source.</summary>
    public SqlLexer(string source, int start, int end, bool standardConformingStrings = true)
    {
        _source = source;
        _at = start;
        _end = end;
        StandardConformingStrings = standardConformingStrings;
    }

    /// <summary>PostgreSQL's setting of that name; on since 9.1.</summary>
    public bool StandardConformingStrings { get; }

    /// <summary>All tokens of a source but comments, without the end marker.</summary>
    public static List<SqlToken> Tokenize(string source)
    {
        var lexer = new SqlLexer(source);
        var tokens = new List<SqlToken>();
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next()) tokens.Add(token);
        return tokens;
    }

    /// <summary>The next token that is not a comment.</summary>
    public SqlToken Next()
    {
        SqlToken token;
        do token = NextWithComments();
        while (token.Kind == SqlTokenKind.Comment);
        return token;
    }

    /// <summary>The next token, comments included. White space is skipped.</summary>
    public SqlToken NextWithComments()
    {
        while (_at < _end && IsSpace(_source[_at])) _at++;
        if (_at >= _end) return new(SqlTokenKind.EndOfInput, _end, 0);

        var start = _at;
        var kind = Scan();
        return new(kind, start, _at - start);
    }

    private readonly char Peek(int offset) => _at + offset < _end ? _source[_at + offset] : '\0';

    private SqlTokenKind Scan()
    {
        var c = _source[_at];
        if (SqlIdentifier.IsStart(c)) return Word(c);
        switch (c)
        {
            case ',' or '(' or ')' or '[' or ']' or ';':
                _at++;
                return SqlTokenKind.Punctuation;
            case '\'':
                return Quoted(1, StandardConformingStrings ? SqlTokenKind.String : SqlTokenKind.EscapeString);
            case '.' when IsDigit(Peek(1)):
                return Number();
            case '.':
                _at += Peek(1) == '.' ? 2 : 1;
                return SqlTokenKind.Punctuation;
            case ':':
                _at += Peek(1) is ':' or '=' ? 2 : 1;
                return SqlTokenKind.Punctuation;
            case '"':
                return QuotedName(1, SqlTokenKind.QuotedIdentifier);
            case '-' when Peek(1) == '-':
                return LineComment();
            case '/' when Peek(1) == '*':
                return BlockComment();
            case '$':
                return Dollar();
        }

        if (IsDigit(c)) return Number();
        if (IsOperator(c)) return Operator();

        _at++;
        return SqlTokenKind.Error;
    }

    private SqlTokenKind LineComment()
    {
        while (_at < _end && _source[_at] is not ('\n' or '\r')) _at++;
        return SqlTokenKind.Comment;
    }

    private SqlTokenKind BlockComment()
    {
        var depth = 0;
        while (_at < _end)
        {
            if (_source[_at] == '/' && Peek(1) == '*')
            {
                depth++;
                _at += 2;
            }
            else if (_source[_at] == '*' && Peek(1) == '/')
            {
                _at += 2;
                if (--depth == 0) return SqlTokenKind.Comment;
            }
            else
            {
                _at++;
            }
        }

        return SqlTokenKind.Error;
    }

    private SqlTokenKind Quoted(int prefix, SqlTokenKind kind)
    {
        _at += prefix;
        var escapes = kind == SqlTokenKind.EscapeString;
        while (_at < _end)
        {
            var c = _source[_at++];
            if (c == '\\' && escapes && _at < _end)
            {
                _at++;
            }
            else if (c == '\'')
            {
                if (Peek(0) == '\'') _at++;
                else if (!TryContinue()) return kind;
            }
        }

        return SqlTokenKind.Error;
    }

    /// <summary>Two strings with only white space and line comments between them, at least one line break in it, are one string.</summary>
    private bool TryContinue()
    {
        var at = _at;
        var newline = false;
        while (at < _end)
        {
            var c = _source[at];
            if (c is '\n' or '\r')
            {
                newline = true;
                at++;
            }
            else if (IsSpace(c))
            {
                at++;
            }
            else if (c == '-' && at + 1 < _end && _source[at + 1] == '-')
            {
                while (at < _end && _source[at] is not ('\n' or '\r')) at++;
            }
            else
            {
                break;
            }
        }

        if (!newline || at >= _end || _source[at] != '\'') return false;
        _at = at + 1;
        return true;
    }

    private SqlTokenKind QuotedName(int prefix, SqlTokenKind kind)
    {
        var open = _at;
        _at += prefix;
        while (_at < _end)
        {
            if (_source[_at++] != '"') continue;
            if (Peek(0) != '"') return _at - open == prefix + 1 ? SqlTokenKind.Error : kind;
            _at++;
        }

        return SqlTokenKind.Error;
    }

    private SqlTokenKind Dollar()
    {
        if (IsDigit(Peek(1)))
        {
            _at++;
            while (IsDigit(Peek(0))) _at++;
            return EndOfNumber(SqlTokenKind.Parameter);
        }

        var tag = 1;
        if (SqlIdentifier.IsStart(Peek(tag)))
        {
            while (SqlIdentifier.IsPart(Peek(tag)) && Peek(tag) != '$') tag++;
        }

        if (Peek(tag) != '$')
        {
            _at++;
            return SqlTokenKind.Error;
        }

        var delimiter = tag + 1;
        var close = IndexOf(_source, _at, delimiter, _at + delimiter, _end);
        _at = close < 0 ? _end : close + delimiter;
        return close < 0 ? SqlTokenKind.Error : SqlTokenKind.DollarString;
    }

    /// <summary>Where the delimiter that stands at <paramref name="at"/> occurs again; -1 if it does not. No substring is made.</summary>
    private static int IndexOf(string source, int at, int length, int from, int end)
    {
        for (var i = from; i + length <= end; i++)
        {
            if (source[i] == '$' && string.CompareOrdinal(source, i, source, at, length) == 0) return i;
        }

        return -1;
    }

    private SqlTokenKind Number()
    {
        if (_source[_at] == '0' && Radix(Peek(1)) is var radix and not 0)
        {
            var digits = _at += 2;
            while (IsDigitOf(Peek(0), radix) || (Peek(0) == '_' && IsDigitOf(Peek(1), radix))) _at++;
            return _at == digits ? EndOfNumber(SqlTokenKind.Error) : EndOfNumber(SqlTokenKind.Integer);
        }

        var kind = SqlTokenKind.Integer;
        Digits();
        // "1..10" is an integer, a range and an integer (PL/pgSQL).
        if (Peek(0) == '.' && Peek(1) != '.')
        {
            kind = SqlTokenKind.Float;
            _at++;
            Digits();
        }

        if (Peek(0) is 'e' or 'E')
        {
            var sign = Peek(1) is '+' or '-' ? 1 : 0;
            if (IsDigit(Peek(1 + sign)))
            {
                kind = SqlTokenKind.Float;
                _at += 1 + sign;
                Digits();
            }
        }

        return EndOfNumber(kind);
    }

    /// <summary>PostgreSQL 15 and later refuse a number with letters behind it; older ones took the letters for a label.</summary>
    private SqlTokenKind EndOfNumber(SqlTokenKind kind)
    {
        if (!SqlIdentifier.IsStart(Peek(0))) return kind;
        while (SqlIdentifier.IsPart(Peek(0))) _at++;
        return SqlTokenKind.Error;
    }

    private static int Radix(char c) => c switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static bool IsDigitOf(char c, int radix) => radix switch
    {
        16 => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F'),
        8 => c is >= '0' and <= '7',
        _ => c is '0' or '1',
    };

    private void Digits()
    {
        while (IsDigit(Peek(0)) || (Peek(0) == '_' && IsDigit(Peek(1)))) _at++;
    }

    private SqlTokenKind Word(char first)
    {
        switch (first)
        {
            case 'e' or 'E' when Peek(1) == '\'':
                return Quoted(2, SqlTokenKind.EscapeString);
            case 'b' or 'B' when Peek(1) == '\'':
                return Quoted(2, SqlTokenKind.BitString);
            case 'x' or 'X' when Peek(1) == '\'':
                return Quoted(2, SqlTokenKind.HexString);
            case 'n' or 'N' when Peek(1) == '\'':
                return Quoted(2, SqlTokenKind.String);
            case 'u' or 'U' when Peek(1) == '&' && Peek(2) == '\'':
                return Quoted(3, SqlTokenKind.UnicodeString);
            case 'u' or 'U' when Peek(1) == '&' && Peek(2) == '"':
                return QuotedName(3, SqlTokenKind.UnicodeQuotedIdentifier);
        }

        var at = _at + 1;
        while (at < _end && SqlIdentifier.IsPart(_source[at])) at++;
        _at = at;
        return SqlTokenKind.Identifier;
    }

    private SqlTokenKind Operator()
    {
        var start = _at;
        var special = false;
        while (_at < _end && IsOperator(_source[_at]))
        {
            var c = _source[_at];
            // A comment ends an operator: "1+/* two */2".
            if (_at > start && ((c == '-' && Peek(1) == '-') || (c == '/' && Peek(1) == '*'))) break;
            special |= SpecialCharacters.IndexOf(c) >= 0;
            _at++;
        }

        // A trailing + or - belongs to the next operand, unless the operator holds a character that plain SQL has no operator with.
        while (!special && _at - start > 1 && (_source[_at - 1] is '+' or '-')) _at--;
        return SqlTokenKind.Operator;
    }

    private static bool IsOperator(char c) => c < 128 && OperatorCharacters.IndexOf(c) >= 0;

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
