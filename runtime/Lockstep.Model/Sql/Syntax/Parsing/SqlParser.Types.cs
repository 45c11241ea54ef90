using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Types.</content>
public sealed partial class SqlParser
{
    private static readonly SqlExpression[] NoExpressions = [];

    private SqlTypeName TypeName()
    {
        var first = _at;
        var isSet = Accept(SETOF);
        var type = SimpleTypeName();
        if (isSet) type = type with { IsSet = true };
        if (_code is LeftBracket or ARRAY) type = type with { ArrayBounds = ArrayBounds() };
        return Finish(type, first);
    }

    /// <summary>A type, or the type of a column: <c>table.column%TYPE</c>.</summary>
    private SqlTypeName FunctionType()
    {
        var first = _at;
        var offset = _code == SETOF ? 1 : 0;
        var at = offset;
        if (IsNext(TokenClasses.TypeOrFunction, at))
        {
            for (at++; Peek(at) == Dot; at += 2)
            {
                // Over the parts of the name.
            }

            if (at > offset + 1 && Peek(at) == Percent && Peek(at + 1) == TYPE)
            {
                var isSet = Accept(SETOF);
                var name = Path(TakeName());
                Next();
                Next();
                return Finish(new SqlTypeName(name, NoExpressions, [], isSet, IsPercentType: true), first);
            }
        }

        return TypeName();
    }

    private List<int?> ArrayBounds()
    {
        var bounds = new List<int?>();
        if (Accept(ARRAY))
        {
            bounds.Add(null);
            if (!Accept(LeftBracket)) return bounds;
            bounds[0] = Integer();
            Expect(RightBracket);
            return bounds;
        }

        while (Accept(LeftBracket))
        {
            bounds.Add(_code == RightBracket ? null : Integer());
            Expect(RightBracket);
        }

        return bounds;
    }

    private SqlTypeName SimpleTypeName()
    {
        var first = _at;
        switch (_code)
        {
            case INT or INTEGER:
                return SystemType("int4");
            case SMALLINT:
                return SystemType("int2");
            case BIGINT:
                return SystemType("int8");
            case REAL:
                return SystemType("float4");
            case BOOLEAN:
                return SystemType("bool");
            case JSON:
                return SystemType("json");
            case FLOAT:
                Next();
                var bits = 53;
                if (Accept(LeftParen))
                {
                    bits = Integer();
                    Expect(RightParen);
                }

                return SystemType(bits <= 24 ? "float4" : "float8", first);
            case DOUBLE when Peek() == PRECISION:
                Next();
                return SystemType("float8");
            case DECIMAL or DEC or NUMERIC:
                Next();
                return SystemType("numeric", first, TypeModifiers());
            case BIT:
                Next();
                var bit = Accept(VARYING) ? "varbit" : "bit";
                return SystemType(bit, first, TypeModifiers());
            case CHARACTER or CHAR or NCHAR or VARCHAR or NATIONAL:
                return CharacterType();
            case TIMESTAMP or TIME:
                return TimeType();
            case INTERVAL:
                return IntervalType(isConstant: false);
            default:
                var name = Path(Name(TokenClasses.TypeOrFunction));
                return Finish(new SqlTypeName(name, TypeModifiers(), []), first);
        }
    }

    private SqlTypeName SystemType(string name)
    {
        var first = _at;
        Next();
        return SystemType(name, first);
    }

    /// <summary>A type whose name PostgreSQL translates to one of its own.</summary>
    private SqlTypeName SystemType(string name, int first, IReadOnlyList<SqlExpression>? modifiers = null, string? fields = null)
    {
        var schema = Finish(new SqlName("pg_catalog"), first);
        var path = Finish(new SqlNamePath([schema, Finish(new SqlName(name), first)]), first);
        return Finish(new SqlTypeName(path, modifiers ?? NoExpressions, [], IntervalFields: fields), first);
    }

    private IReadOnlyList<SqlExpression> TypeModifiers()
    {
        if (!Accept(LeftParen)) return NoExpressions;
        var modifiers = Expressions();
        Expect(RightParen);
        return modifiers;
    }

    private SqlTypeName CharacterType()
    {
        var first = _at;
        var name = "bpchar";
        if (Accept(VARCHAR))
        {
            name = "varchar";
        }
        else
        {
            if (Accept(NATIONAL) && _code is not (CHARACTER or CHAR)) Fail();
            Next();
            if (Accept(VARYING)) name = "varchar";
        }

        return SystemType(name, first, OneTypeModifier());
    }

    private IReadOnlyList<SqlExpression> OneTypeModifier()
    {
        if (!Accept(LeftParen)) return NoExpressions;
        var first = _at;
        if (_code is not (IConst or Hole))
        {
            Fail();
            return NoExpressions;
        }

        var text = TokenText();
        Next();
        var modifier = Finish(new ConstantExpression(ConstantKind.Integer, text), first);
        Expect(RightParen);
        return [modifier];
    }

    private SqlTypeName TimeType()
    {
        var first = _at;
        var name = _code == TIMESTAMP ? "timestamp" : "time";
        Next();
        var modifiers = OneTypeModifier();
        if (Accept(WITH, TIME, ZONE)) name += "tz";
        else Accept(WITHOUT, TIME, ZONE);
        return SystemType(name, first, modifiers);
    }

    private SqlTypeName IntervalType(bool isConstant)
    {
        var first = _at;
        Expect(INTERVAL);
        var modifiers = OneTypeModifier();
        var fields = isConstant || modifiers.Count > 0 ? null : IntervalFields();
        return SystemType("interval", first, modifiers, fields);
    }

    private string? IntervalFields()
    {
        if (!IsIntervalField(_code)) return null;
        var first = _at;
        var from = _code;
        Next();
        if (from == SECOND) IntervalPrecision();
        if (from is not (MONTH or SECOND) && _code == TO && IsIntervalField(Peek()))
        {
            Next();
            var to = _code;
            Next();
            if (to == SECOND) IntervalPrecision();
            if (!(from == YEAR ? to == MONTH : to is HOUR or MINUTE or SECOND && to != from && !(from == MINUTE && to == HOUR))) Fail();
        }

        return _failed ? null : _text.Substring(_tokens[first].Start, LastEnd - _tokens[first].Start).ToLowerInvariant();
    }

    private void IntervalPrecision()
    {
        if (!Accept(LeftParen)) return;
        Integer();
        Expect(RightParen);
    }

    private static bool IsIntervalField(TokenCode code) => code is YEAR or MONTH or DAY or HOUR or MINUTE or SECOND;

    private List<SqlTypeName> TypeNames()
    {
        var types = new List<SqlTypeName>();
        do types.Add(TypeName());
        while (Accept(Comma));
        return types;
    }

    private List<SqlTypeName> ParenthesizedTypes()
    {
        Expect(LeftParen);
        var types = TypeNames();
        Expect(RightParen);
        return types;
    }
}
