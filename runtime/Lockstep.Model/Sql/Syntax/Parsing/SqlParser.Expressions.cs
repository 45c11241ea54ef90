using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Expressions: operators by precedence.</content>
public sealed partial class SqlParser
{
    // PostgreSQL's levels, lowest first.
    private const int OrLevel = 1;
    private const int AndLevel = 2;
    private const int NotLevel = 3;
    private const int IsLevel = 4;
    private const int ComparisonLevel = 5;
    private const int LikeLevel = 6;
    private const int OperatorLevel = 9;
    private const int AddLevel = 10;
    private const int MultiplyLevel = 11;
    private const int PowerLevel = 12;
    private const int AtLevel = 13;
    private const int CollateLevel = 14;
    private const int SignLevel = 15;
    private const int CastLevel = 16;

    private SqlExpression Expression() => Expression(0);

    /// <summary>An expression without the operators that are words: where those would be ambiguous (<c>b_expr</c>).</summary>
    private SqlExpression RestrictedExpression() => Expression(0, isRestricted: true);

    private List<SqlExpression> Expressions()
    {
        var items = new List<SqlExpression>();
        do items.Add(Expression());
        while (Accept(Comma));
        return items;
    }

    private List<SqlExpression> ParenthesizedExpressions()
    {
        Expect(LeftParen);
        var items = Expressions();
        Expect(RightParen);
        return items;
    }

    private SqlExpression ParenthesizedExpression()
    {
        Expect(LeftParen);
        var value = Expression();
        Expect(RightParen);
        return value;
    }

    private SqlExpression Expression(int level, bool isRestricted = false)
    {
        if (!Enter()) return new DefaultExpression();
        var left = Prefix(isRestricted);

        // The level of the operator before, if it can't stand beside one of its own level: a < b < c.
        var blocked = -1;
        while (true)
        {
            var next = isRestricted ? RestrictedLevel() : Level();
            if (next < level || next < 0) break;
            if (next == blocked)
            {
                Fail();
                break;
            }

            left = Operation(left, next, isRestricted, out var endsOpen);
            blocked = endsOpen && next is IsLevel or ComparisonLevel or LikeLevel ? next : -1;
        }

        _depth--;
        return left;
    }

    /// <summary>The level of the operator that stands here; -1 if none does.</summary>
    private int Level() => _code switch
    {
        AND or OR or IS or LIKE or ILIKE or BETWEEN or IN or COLLATE when EndsTarget(Peek()) => -1,
        AND => AndLevel,
        OR => OrLevel,
        Equal or Less or Greater or LessEquals or GreaterEquals or NotEquals => ComparisonLevel,
        Plus or Minus => AddLevel,
        Star or Slash or Percent => MultiplyLevel,
        Caret => PowerLevel,
        Op => OperatorLevel,
        TypeCast => CastLevel,
        IS or ISNULL or NOTNULL => IsLevel,
        LIKE or ILIKE or BETWEEN or IN => LikeLevel,
        SIMILAR when Peek() == TO => LikeLevel,
        NOT when Peek() is LIKE or ILIKE or BETWEEN or IN or SIMILAR => LikeLevel,
        OPERATOR when Peek() == LeftParen => OperatorLevel,
        COLLATE => CollateLevel,
        AT when Peek() is TIME or LOCAL => AtLevel,
        _ => -1,
    };

    /// <summary>Whether the word before the token is not an operator but a label: <c>SELECT a between, b</c>.</summary>
    private static bool EndsTarget(TokenCode next) => next is Comma or TokenCode.End or Semicolon or RightParen or FROM or INTO or WHERE or GROUP or HAVING
        or WINDOW or UNION or EXCEPT or INTERSECT or ORDER or LIMIT or OFFSET or FETCH or FOR;

    private int RestrictedLevel() => _code switch
    {
        AND or OR or ISNULL or NOTNULL or LIKE or ILIKE or BETWEEN or IN or SIMILAR or NOT or COLLATE or AT => -1,
        IS when Peek() is DISTINCT or DOCUMENT || (Peek() == NOT && Peek(2) is DISTINCT or DOCUMENT) => IsLevel,
        IS => -1,
        _ => Level(),
    };

    private SqlExpression Prefix(bool isRestricted)
    {
        var first = _at;
        switch (_code)
        {
            case Plus or Minus:
                var sign = OneOperator();
                var operand = Expression(SignLevel, isRestricted);
                return Finish(new UnaryExpression(sign, operand), first);
            case Op:
                var symbol = OneOperator();
                return Finish(new UnaryExpression(symbol, Expression(OperatorLevel + 1, isRestricted)), first);
            case OPERATOR when Peek() == LeftParen:
                var named = QualifiedOperator();
                return Finish(new UnaryExpression(named, Expression(OperatorLevel + 1, isRestricted)), first);
            case NOT when !isRestricted:
                Next();
                return Finish(new NotExpression(Expression(NotLevel)), first);
            case DEFAULT when !isRestricted:
                Next();
                return Finish(new DefaultExpression(), first);
            case UNIQUE when !isRestricted:
                Next();
                if (Accept(NULLS))
                {
                    Accept(NOT);
                    Expect(DISTINCT);
                }

                return Finish(new SubqueryExpression(SubqueryKind.Unique, ParenthesizedSelect()), first);
            default:
                return Primary();
        }
    }

    private SqlOperator OneOperator()
    {
        var first = _at;
        return Finish(new SqlOperator(NoNames, OperatorSymbol()), first);
    }

    /// <summary><c>OPERATOR(schema.+)</c>.</summary>
    private SqlOperator QualifiedOperator()
    {
        var first = _at;
        Expect(OPERATOR, LeftParen);
        var name = AnyOperator();
        Expect(RightParen);
        return Finish(name, first);
    }

    /// <summary>Any operator, also in the form OPERATOR(…).</summary>
    private SqlOperator OperatorOrQualified() => _code == OPERATOR ? QualifiedOperator() : OneOperator();

    private SqlExpression Operation(SqlExpression left, int level, bool isRestricted, out bool endsOpen)
    {
        endsOpen = true;
        switch (_code)
        {
            case AND or OR:
                return Logical(left, _code, level);
            case TypeCast:
                Next();
                return From(new CastExpression(left, TypeName(), IsShort: true), left);
            case COLLATE:
                Next();
                return From(new CollateExpression(left, AnyName()), left);
            case AT:
                Next();
                if (Accept(LOCAL)) return From(new AtTimeZoneExpression(left, null), left);
                Expect(TIME, ZONE);
                return From(new AtTimeZoneExpression(left, Expression(AtLevel + 1)), left);
            case IS or ISNULL or NOTNULL:
                return IsTest(left, isRestricted, out endsOpen);
            case LIKE or ILIKE or BETWEEN or IN or SIMILAR or NOT:
                return LikeBetweenIn(left, out endsOpen);
        }

        var symbol = OperatorOrQualified();
        if (!isRestricted && _code is ANY or SOME or ALL)
        {
            endsOpen = false;
            return Quantified(left, symbol);
        }

        return From(new BinaryExpression(symbol, left, Expression(level + 1, isRestricted)), left);
    }

    private LogicalExpression Logical(SqlExpression left, TokenCode code, int level)
    {
        var operands = new List<SqlExpression> { left };
        while (Accept(code)) operands.Add(Expression(level + 1));
        return From(new LogicalExpression(code == AND, operands), left);
    }

    private QuantifiedExpression Quantified(SqlExpression left, SqlOperator symbol)
    {
        var isAll = _code == ALL;
        Next();
        var argument = ParenthesizedExpressionOrSelect(out var query);
        return From(new QuantifiedExpression(left, symbol, isAll, argument, query), left);
    }

    private SqlExpression? ParenthesizedExpressionOrSelect(out SelectStatement? query)
    {
        query = null;
        if (_code != LeftParen)
        {
            Fail();
            return null;
        }

        var value = Parenthesized();
        if (value is SubqueryExpression { Kind: SubqueryKind.Value } subquery)
        {
            query = subquery.Query;
            return null;
        }

        if (value is RowExpression) Fail();
        return value;
    }

    private IsExpression IsTest(SqlExpression left, bool isRestricted, out bool endsOpen)
    {
        endsOpen = false;
        if (Accept(ISNULL)) return From(new IsExpression(left, "null", IsNot: false), left);
        if (Accept(NOTNULL)) return From(new IsExpression(left, "null", IsNot: true), left);
        Expect(IS);
        var isNot = Accept(NOT);
        switch (_code)
        {
            case DISTINCT:
                Next();
                Expect(FROM);
                endsOpen = true;
                return From(new IsExpression(left, "distinct from", isNot, Expression(IsLevel + 1, isRestricted)), left);
            case NULL or TRUE or FALSE or UNKNOWN or DOCUMENT or NORMALIZED:
                var test = KeywordTable.Text(_code);
                Next();
                return From(new IsExpression(left, test, isNot), left);
            case NFC or NFD or NFKC or NFKD:
                Next();
                Expect(NORMALIZED);
                return From(new IsExpression(left, "normalized", isNot), left);
            case JSON:
                Next();
                if (_code is VALUE or ARRAY or OBJECT or SCALAR) Next();
                JsonUniqueKeys();
                return From(new IsExpression(left, "json", isNot), left);
            default:
                Fail();
                return From(new IsExpression(left, "", isNot), left);
        }
    }

    private SqlExpression LikeBetweenIn(SqlExpression left, out bool endsOpen)
    {
        endsOpen = true;
        var first = _at;
        var isNot = Accept(NOT);
        var kind = _code;
        Next();
        switch (kind)
        {
            case IN:
                endsOpen = false;
                return In(left, isNot);
            case BETWEEN:
                var isSymmetric = Accept(SYMMETRIC);
                if (!isSymmetric) Accept(ASYMMETRIC);
                var low = RestrictedExpression();
                Expect(AND);
                return From(new BetweenExpression(left, low, Expression(LikeLevel + 1), isNot, isSymmetric), left);
            case SIMILAR:
                Expect(TO);
                break;
            default:
                if (_code is not (ANY or SOME or ALL)) break;
                endsOpen = false;
                return Quantified(left, Finish(new SqlOperator(NoNames, kind == LIKE ? isNot ? "!~~" : "~~" : isNot ? "!~~*" : "~~*"), first));
        }

        var pattern = Expression(LikeLevel + 1);
        var escape = Accept(ESCAPE) ? Expression(LikeLevel + 1) : null;
        var name = kind == LIKE ? "like" : kind == ILIKE ? "ilike" : "similar to";
        return From(new LikeExpression(name, left, pattern, escape, isNot), left);
    }

    private InExpression In(SqlExpression left, bool isNot)
    {
        if (_code != LeftParen)
        {
            Fail();
            return From(new InExpression(left, NoExpressions, null, isNot), left);
        }

        var list = Parenthesized();
        if (list is SubqueryExpression { Kind: SubqueryKind.Value } subquery) return From(new InExpression(left, NoExpressions, subquery.Query, isNot), left);
        return From(new InExpression(left, list is RowExpression { IsExplicit: false } row ? row.Items : [list], null, isNot), left);
    }
}
