namespace Lockstep.Model.Sql.Syntax.Parsing;

/// <summary>All tokens of a source, made once; the last one is <see cref="TokenCode.End"/>.</summary>
internal sealed class TokenList
{
    /// <summary>Stands for the text of a hole while tokens are made: to PostgreSQL's scanner it is a letter.</summary>
    private const char HoleCharacter = '\uFFFC';

    private readonly IReadOnlyList<SqlSpan> _holes;
    private SyntaxToken[] _tokens;

    private TokenList(string source, SqlParserOptions options)
    {
        Source = source;
        _holes = options.Holes;
        Text = _holes.Count == 0 ? source : Mask(source, _holes);
        _tokens = new SyntaxToken[16 + (source.Length / 4)];
        Read(options.StandardConformingStrings);
    }

    /// <summary>The SQL as the caller gave it.</summary>
    public string Source { get; }

    /// <summary>The SQL in which the holes are letters.</summary>
    public string Text { get; }

    /// <summary>How many, the end included.</summary>
    public int Count { get; private set; }

    public SyntaxToken[] Tokens => _tokens;

    public static TokenList Of(string source, SqlParserOptions options) => new(source, options);

    /// <summary>Whether a part of the source touches a hole.</summary>
    public bool HasHole(int start, int end)
    {
        foreach (var hole in _holes)
        {
            if (hole.Start < end && hole.Start + hole.Length > start) return true;
        }

        return false;
    }

    private static string Mask(string source, IReadOnlyList<SqlSpan> holes)
    {
        var text = source.ToCharArray();
        foreach (var hole in holes)
        {
            var end = Math.Min(hole.End, text.Length);
            for (var i = Math.Max(0, hole.Start); i < end; i++) text[i] = HoleCharacter;
        }

        return new(text);
    }

    private void Read(bool standardConformingStrings)
    {
        var lexer = new SqlLexer(Text, standardConformingStrings);
        while (true)
        {
            var token = lexer.Next();
            Add(new(CodeOf(token), token.Kind, token.Start, token.End));
            if (token.Kind == SqlTokenKind.EndOfInput) return;
        }
    }

    private void Add(SyntaxToken token)
    {
        // U&'…' UESCAPE '!' is one token to the grammar.
        if (token.Code == TokenCode.SConst && Count >= 2 && _tokens[Count - 1].Code == TokenCode.UESCAPE &&
            _tokens[Count - 2].Kind is SqlTokenKind.UnicodeString or SqlTokenKind.UnicodeQuotedIdentifier)
        {
            Count -= 2;
            token = new(_tokens[Count].Code, _tokens[Count].Kind, _tokens[Count].Start, token.End);
        }

        if (Count > 0) Look(token.Code, ref _tokens[Count - 1]);
        if (Count == _tokens.Length) Array.Resize(ref _tokens, _tokens.Length * 2);
        _tokens[Count++] = token;
    }

    /// <summary>Some words mean something else before certain others.</summary>
    private static void Look(TokenCode code, ref SyntaxToken before)
    {
        var other = (before.Code, code) switch
        {
            (TokenCode.NULLS, TokenCode.FIRST or TokenCode.LAST) => TokenCode.NullsOrder,
            (TokenCode.FORMAT, TokenCode.JSON) => TokenCode.FormatJson,
            _ => before.Code,
        };
        if (other != before.Code) before = new(other, before.Kind, before.Start, before.End);
    }

    private TokenCode CodeOf(SqlToken token)
    {
        switch (token.Kind)
        {
            case SqlTokenKind.Identifier:
                if (_holes.Count > 0 && IsHole(token)) return TokenCode.Hole;
                return KeywordTable.Find(Text, token.Start, token.Length);
            case SqlTokenKind.Punctuation:
                return token.Length == 1 ? (TokenCode)Text[token.Start]
                    : Text[token.Start] == '.' ? TokenCode.DotDot
                    : Text[token.Start + 1] == ':' ? TokenCode.TypeCast : TokenCode.ColonEquals;
            case SqlTokenKind.Operator:
                return OperatorOf(token);
            case SqlTokenKind.String or SqlTokenKind.EscapeString or SqlTokenKind.UnicodeString or SqlTokenKind.DollarString:
                return TokenCode.SConst;
            case SqlTokenKind.QuotedIdentifier or SqlTokenKind.UnicodeQuotedIdentifier:
                return TokenCode.Ident;
            case SqlTokenKind.Integer:
                return IsInt32(token) ? TokenCode.IConst : TokenCode.FConst;
            case SqlTokenKind.Float:
                return TokenCode.FConst;
            case SqlTokenKind.BitString:
                return TokenCode.BConst;
            case SqlTokenKind.HexString:
                return TokenCode.XConst;
            case SqlTokenKind.Parameter:
                return TokenCode.Param;
            case SqlTokenKind.EndOfInput:
                return TokenCode.End;
            default:
                return TokenCode.Bad;
        }
    }

    private bool IsHole(SqlToken token)
    {
        for (var i = token.Start; i < token.End; i++)
        {
            if (Text[i] != HoleCharacter) return false;
        }

        return true;
    }

    private TokenCode OperatorOf(SqlToken token)
    {
        var first = Text[token.Start];
        if (token.Length == 1) return "+-*/%^<>=".IndexOf(first) >= 0 ? (TokenCode)first : TokenCode.Op;
        if (token.Length > 2) return TokenCode.Op;
        return (first, Text[token.Start + 1]) switch
        {
            ('=', '>') => TokenCode.EqualsGreater,
            ('<', '=') => TokenCode.LessEquals,
            ('>', '=') => TokenCode.GreaterEquals,
            ('<', '>') or ('!', '=') => TokenCode.NotEquals,
            _ => TokenCode.Op,
        };
    }

    /// <summary>Larger whole numbers are of type numeric to the grammar, so they don't fit where it asks for a small one.</summary>
    private bool IsInt32(SqlToken token)
    {
        if (token.Length < 10) return true;
        var value = 0L;
        var radix = Text[token.Start + 1] switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            'b' or 'B' => 2,
            _ => 10,
        };
        for (var i = token.Start + (radix == 10 ? 0 : 2); i < token.End; i++)
        {
            var c = Text[i];
            if (c == '_') continue;
            value = (value * radix) + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            if (value > int.MaxValue) return false;
        }

        return true;
    }
}
