using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>What looks like a call but has a grammar of its own.</content>
public sealed partial class SqlParser
{
    private SpecialCallExpression? SpecialCall()
    {
        switch (_code)
        {
            case CURRENT_DATE or CURRENT_ROLE or CURRENT_USER or SESSION_USER or SYSTEM_USER or USER or CURRENT_CATALOG:
                return CurrentValue(canHavePrecision: false);
            case CURRENT_SCHEMA when Peek() is not (LeftParen or Dot):
                return CurrentValue(canHavePrecision: false);
            case CURRENT_TIME or CURRENT_TIMESTAMP or LOCALTIME or LOCALTIMESTAMP:
                return CurrentValue(canHavePrecision: true);
            case COLLATION when Peek() == FOR:
                return CollationFor();
        }

        if (_code < KeywordTable.First || Peek() != LeftParen) return null;
        switch (_code)
        {
            case CAST or TREAT:
                return CastCall();
            case COALESCE or GREATEST or LEAST or XMLCONCAT or GROUPING:
                return ListCall(minimum: 1);
            case NULLIF:
                return ListCall(minimum: 2);
            case MERGE_ACTION:
                return ListCall(minimum: 0);
            case EXTRACT:
                return Extract();
            case NORMALIZE:
                return Normalize();
            case OVERLAY:
                return Overlay();
            case POSITION:
                return Position();
            case SUBSTRING:
                return Substring();
            case TRIM:
                return Trim();
            case XMLELEMENT or XMLEXISTS or XMLFOREST or XMLPARSE or XMLPI or XMLROOT or XMLSERIALIZE:
                return XmlCall();
            case JSON_OBJECT or JSON_OBJECTAGG or JSON_ARRAY or JSON_ARRAYAGG or JSON_SCALAR or JSON_SERIALIZE or JSON_QUERY or JSON_EXISTS or JSON_VALUE or JSON:
                return JsonCall();
            default:
                return null;
        }
    }

    private SpecialCallExpression CurrentValue(bool canHavePrecision)
    {
        var first = _at;
        var name = KeywordTable.Text(_code);
        Next();
        if (!canHavePrecision || !Accept(LeftParen)) return Finish(new SpecialCallExpression(name, NoExpressions), first);
        if (_code != IConst) Fail();
        var precision = Constant(ConstantKind.Integer, TokenText());
        Expect(RightParen);
        return Finish(new SpecialCallExpression(name, [precision]), first);
    }

    private SpecialCallExpression CollationFor()
    {
        var first = _at;
        Next();
        Next();
        return Finish(new SpecialCallExpression("collation for", [ParenthesizedExpression()]), first);
    }

    private SpecialCallExpression CastCall()
    {
        var (first, name) = Open();
        var value = Expression();
        Expect(AS);
        var type = TypeName();
        return Close(name, [value], first, type);
    }

    private (int First, string Name) Open()
    {
        var first = _at;
        var name = KeywordTable.Text(_code);
        Next();
        Expect(LeftParen);
        return (first, name);
    }

    private SpecialCallExpression Close(string name, IReadOnlyList<SqlExpression> items, int first, SqlTypeName? type = null, SelectStatement? query = null)
    {
        Expect(RightParen);
        return Finish(new SpecialCallExpression(name, items, type, query), first);
    }

    private SpecialCallExpression ListCall(int minimum)
    {
        var (first, name) = Open();
        IReadOnlyList<SqlExpression> items = minimum == 0 ? NoExpressions : Expressions();
        if (minimum == 2 && items.Count != 2) Fail();
        return Close(name, items, first);
    }

    private SpecialCallExpression Extract()
    {
        var (first, name) = Open();
        var at = _at;
        var field = _code == SConst ? String() : _code is Ident or Hole or YEAR or MONTH or DAY or HOUR or MINUTE or SECOND ? TakeName().Value : null;
        if (field is null) Fail();
        var part = Finish(new ConstantExpression(ConstantKind.String, field ?? ""), at);
        Expect(FROM);
        return Close(name, [part, Expression()], first);
    }

    private SpecialCallExpression Normalize()
    {
        var (first, name) = Open();
        var value = Expression();
        if (Accept(Comma))
        {
            if (_code is NFC or NFD or NFKC or NFKD) Next();
            else Fail();
        }

        return Close(name, [value], first);
    }

    private SpecialCallExpression Overlay()
    {
        var (first, name) = Open();
        var items = PlainArguments();
        if (items.Count == 1 && Accept(PLACING))
        {
            items.Add(Expression());
            Expect(FROM);
            items.Add(Expression());
            if (Accept(FOR)) items.Add(Expression());
        }

        return Close(name, items, first);
    }

    /// <summary>The arguments of a call, none allowed, as expressions.</summary>
    private List<SqlExpression> PlainArguments() =>
        _code == RightParen ? [] : [.. Arguments(allowVariadic: false).Select(argument => argument.Value)];

    private SpecialCallExpression Position()
    {
        var (first, name) = Open();
        var part = RestrictedExpression();
        Expect(IN);
        return Close(name, [part, RestrictedExpression()], first);
    }

    private SpecialCallExpression Substring()
    {
        var (first, name) = Open();
        var items = PlainArguments();
        if (items.Count == 1)
        {
            if (Accept(FROM))
            {
                items.Add(Expression());
                if (Accept(FOR)) items.Add(Expression());
            }
            else if (Accept(FOR))
            {
                items.Add(Expression());
                if (Accept(FROM)) items.Add(Expression());
            }
            else if (Accept(SIMILAR))
            {
                items.Add(Expression());
                Expect(ESCAPE);
                items.Add(Expression());
            }
        }

        return Close(name, items, first);
    }

    private SpecialCallExpression Trim()
    {
        var (first, name) = Open();
        if (_code is BOTH or LEADING or TRAILING) Next();
        var items = new List<SqlExpression>();
        if (_code != FROM) items = Expressions();
        if (items.Count <= 1 && Accept(FROM)) items.AddRange(Expressions());
        return Close(name, items, first);
    }
}
