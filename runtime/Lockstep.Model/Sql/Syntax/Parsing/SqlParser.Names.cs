using System.Globalization;
using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Names and constants.</content>
public sealed partial class SqlParser
{
    private static readonly SqlName[] NoNames = [];

    /// <summary>The name that the token stands for.</summary>
    private SqlName TakeName()
    {
        var token = _tokens[_at];
        var isQuoted = token.Kind != SqlTokenKind.Identifier;
        var name = new SqlName(NameText(token), isQuoted, _code is Hole || (_code == Ident && _list.HasHole(token.Start, token.End)))
        {
            Start = token.Start,
            Length = token.End - token.Start,
        };
        Next();
        return name;
    }

    private string NameText(SyntaxToken token)
    {
        if (token.Code >= KeywordTable.First) return KeywordTable.Text(token.Code);
        if (token.Kind != SqlTokenKind.UnicodeQuotedIdentifier) return SqlIdentifier.Value(new(token.Kind, token.Start, token.End - token.Start), _text) ?? "";
        var (start, length, escape) = UnicodeText(token);
        return SqlIdentifier.Truncate(SqlStrings.Unicode(_text, start, length, '"', escape));
    }

    /// <summary>The inside of <c>U&amp;"…" UESCAPE '!'</c> and the escape character.</summary>
    private (int Start, int Length, char Escape) UnicodeText(SyntaxToken token)
    {
        var lexer = new SqlLexer(_text, token.Start, token.End);
        var first = lexer.Next();
        return (first.Start + 3, first.Length - 4, first.End == token.End ? '\\' : _text[token.End - 2]);
    }

    private SqlName Name(byte classes)
    {
        if (Is(classes)) return TakeName();
        Fail();
        return NoName;
    }

    /// <summary>A column, table or the like.</summary>
    private SqlName ColId() => Name(TokenClasses.ColId);

    private SqlName Label() => Name(TokenClasses.Label);

    private SqlName NonReservedWord() => Name(TokenClasses.NonReserved);

    private List<SqlName> Names()
    {
        var names = new List<SqlName>();
        do names.Add(ColId());
        while (Accept(Comma));
        return names;
    }

    private List<SqlName> ParenthesizedNames()
    {
        Expect(LeftParen);
        var names = Names();
        Expect(RightParen);
        return names;
    }

    private IReadOnlyList<SqlName> OptionalNames() => _code == LeftParen ? ParenthesizedNames() : NoNames;

    /// <summary>A name with the names before it.</summary>
    private SqlNamePath AnyName() => Path(ColId());

    private SqlNamePath Path(SqlName first)
    {
        if (_code != Dot) return Single(first);
        var parts = new List<SqlName> { first };
        while (Accept(Dot)) parts.Add(Label());
        return From(new SqlNamePath(parts), first);
    }

    private static SqlNamePath Single(SqlName name) => new([name]) { Start = name.Start, Length = name.Length };

    private List<SqlNamePath> AnyNames()
    {
        var names = new List<SqlNamePath>();
        do names.Add(AnyName());
        while (Accept(Comma));
        return names;
    }

    /// <summary>The name of a function: <c>f</c> or <c>schema.f</c>.</summary>
    private SqlNamePath FunctionName()
    {
        var first = Name(IsNext(TokenClasses.ColId, 0) && Peek() == Dot ? TokenClasses.ColId : TokenClasses.TypeOrFunction);
        return Path(first);
    }

    /// <summary>A table by its name alone.</summary>
    private SqlRelation QualifiedName()
    {
        var first = _at;
        var name = AnyName();
        if (name.Parts.Count > 3) Fail($"improper qualified name (too many dotted names): {name}", first);
        return new(name) { Start = name.Start, Length = name.Length };
    }

    private List<SqlRelation> QualifiedNames()
    {
        var names = new List<SqlRelation>();
        do names.Add(QualifiedName());
        while (Accept(Comma));
        return names;
    }

    /// <summary>A table, maybe with ONLY or a star.</summary>
    private SqlRelation RelationExpression()
    {
        var first = _at;
        if (!Accept(ONLY))
        {
            var relation = QualifiedName();
            return Accept(Star) ? Finish(relation, first) : relation;
        }

        var inParentheses = Accept(LeftParen);
        var name = QualifiedName().Name;
        if (inParentheses) Expect(RightParen);
        return Finish(new SqlRelation(name, Only: true), first);
    }

    private List<SqlRelation> RelationExpressions()
    {
        var relations = new List<SqlRelation>();
        do relations.Add(RelationExpression());
        while (Accept(Comma));
        return relations;
    }

    private SqlRole Role()
    {
        var first = _at;
        if (_code is CURRENT_ROLE or CURRENT_USER or SESSION_USER) return Finish(new SqlRole(TakeName(), IsKeyword: true), first);
        var name = NonReservedWord();
        if (name.Value == "none") Fail("role name \"none\" is reserved", first);
        return Finish(new SqlRole(name, IsKeyword: false), first);
    }

    /// <summary>The name of a role that is made: none of the words that stand for others.</summary>
    private SqlRole NewRole()
    {
        var first = _at;
        var role = Role();
        if (role.IsKeyword) Fail($"{role.Name.Value.ToUpperInvariant()} cannot be used as a role name here", first);
        if (role.Name.Value == "public") Fail("role name \"public\" is reserved", first);
        return role;
    }

    private List<SqlRole> Roles()
    {
        var roles = new List<SqlRole>();
        do roles.Add(Role());
        while (Accept(Comma));
        return roles;
    }

    /// <summary>An operator by its name: <c>+</c> or <c>schema.+</c>.</summary>
    private SqlOperator AnyOperator()
    {
        var first = _at;
        List<SqlName>? schema = null;
        while (Is(TokenClasses.ColId) && Peek() == Dot)
        {
            (schema ??= []).Add(TakeName());
            Next();
        }

        return Finish(new SqlOperator((IReadOnlyList<SqlName>?)schema ?? NoNames, OperatorSymbol()), first);
    }

    private bool IsOperator => _code is Op or NotEquals or LessEquals or GreaterEquals or Plus or Minus or Star or Slash or Percent or Caret or Less or Greater or Equal;

    private string OperatorSymbol()
    {
        if (!IsOperator)
        {
            Fail();
            return "";
        }

        var token = _tokens[_at];
        var symbol = _code == NotEquals ? "<>" : Symbol(_text, token.Start, token.End - token.Start);
        Next();
        return symbol;
    }

    private static string Symbol(string text, int start, int length) => length != 1 ? text.Substring(start, length) : text[start] switch
    {
        '=' => "=",
        '<' => "<",
        '>' => ">",
        '+' => "+",
        '-' => "-",
        '*' => "*",
        '/' => "/",
        '%' => "%",
        '^' => "^",
        var other => other.ToString(),
    };

    private string String()
    {
        if (_code is not (SConst or Hole))
        {
            Fail();
            return "";
        }

        var text = StringValue(_tokens[_at]);
        Next();
        return text;
    }

    private string StringValue(SyntaxToken token)
    {
        if (token.Code == Hole) return "";
        if (token.Kind != SqlTokenKind.UnicodeString) return SqlStrings.Value(new(token.Kind, token.Start, token.End - token.Start), _text) ?? "";
        var lexer = new SqlLexer(_text, token.Start, token.End);
        var first = lexer.Next();
        return SqlStrings.Value(first, _text, first.End == token.End ? '\\' : _text[token.End - 2]) ?? "";
    }

    private string? AcceptString() => _code is SConst ? String() : null;

    private string TokenText()
    {
        var token = _tokens[_at];
        return _text.Substring(token.Start, token.End - token.Start);
    }

    /// <summary>A whole number of 32 bits.</summary>
    private int Integer()
    {
        if (_code is not (IConst or Hole))
        {
            Fail();
            return 0;
        }

        var value = IntegerValue(TokenText());
        Next();
        return value;
    }

    private static int IntegerValue(string text)
    {
        var digits = text.Replace("_", "");
        var radix = digits.Length > 2 ? digits[1] : '0';
        return radix switch
        {
            'x' or 'X' => int.TryParse(digits.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : 0,
            'o' or 'O' => Digits(digits, 8),
            'b' or 'B' => Digits(digits, 2),
            _ => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0,
        };
    }

    private static int Digits(string text, int radix)
    {
        var value = 0;
        for (var i = 2; i < text.Length; i++) value = (value * radix) + text[i] - '0';
        return value;
    }

    private int SignedInteger()
    {
        if (Accept(Minus)) return -Integer();
        Accept(Plus);
        return Integer();
    }

    /// <summary>A number with or without a sign, as text.</summary>
    private string Number()
    {
        var sign = Accept(Minus) ? "-" : "";
        if (sign.Length == 0) Accept(Plus);
        if (_code is not (IConst or FConst or Hole))
        {
            Fail();
            return "";
        }

        var text = TokenText();
        Next();
        return sign + text;
    }

    private bool IsNumber => _code is IConst or FConst or Plus or Minus;

    /// <summary>A word that is not reserved, or a string.</summary>
    private string WordOrString() => _code == SConst ? String() : NonReservedWord().Value;

    private bool AcceptWith() => Accept(WITH);

    private bool AcceptIfExists() => Accept(IF, EXISTS);

    private bool AcceptIfNotExists() => Accept(IF, NOT, EXISTS);

    private bool AcceptCascade()
    {
        if (Accept(CASCADE)) return true;
        Accept(RESTRICT);
        return false;
    }
}
