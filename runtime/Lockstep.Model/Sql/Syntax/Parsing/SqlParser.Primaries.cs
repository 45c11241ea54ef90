using System.Globalization;
using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Expressions: constants, columns, calls and what stands in parentheses.</content>
public sealed partial class SqlParser
{
    private SqlExpression Primary()
    {
        var first = _at;
        switch (_code)
        {
            case IConst or FConst:
                return Constant(_code == IConst ? ConstantKind.Integer : ConstantKind.Number, TokenText());
            case SConst:
                return Constant(ConstantKind.String, StringValue(_tokens[_at]));
            case BConst or XConst:
                return Constant(_code == BConst ? ConstantKind.Bits : ConstantKind.HexBits, StringValue(_tokens[_at]));
            case TRUE or FALSE:
                return Constant(ConstantKind.Boolean, KeywordTable.Text(_code));
            case NULL:
                return Constant(ConstantKind.Null, "null");
            case Param:
                _ = int.TryParse(TokenText().Substring(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
                Next();
                return Indirection(Finish(new ParameterExpression(number), first));
            case Hole when Peek() is not (Dot or LeftParen or SConst):
                Next();
                return Indirection(Finish(new HoleExpression(), first));
            case LeftParen:
                return ParenthesizedPrimary();
            case CASE:
                return Case();
            case EXISTS when Peek() == LeftParen:
                Next();
                return Finish(new SubqueryExpression(SubqueryKind.Exists, ParenthesizedSelect()), first);
            case ARRAY:
                return ArrayConstructor();
            case ROW when Peek() == LeftParen:
                return Overlaps(ExplicitRow());
            default:
                return SpecialCall() ?? NamedPrimary();
        }
    }

    private ConstantExpression Constant(ConstantKind kind, string value)
    {
        var first = _at;
        Next();
        return Finish(new ConstantExpression(kind, value), first);
    }

    /// <summary>A column, a call, or a constant with its type before it.</summary>
    private SqlExpression NamedPrimary()
    {
        var first = _at;
        if (IsTypedConstant()) return TypedConstant();
        if (!Is(TokenClasses.ColId | TokenClasses.TypeOrFunction))
        {
            Fail();
            return new DefaultExpression();
        }

        var isColumn = Is(TokenClasses.ColId);
        var isFunction = Is(TokenClasses.TypeOrFunction);
        var name = TakeName();
        if (_code == Dot) return isColumn ? QualifiedPrimary(name, first) : WrongName();
        if (_code == LeftParen && isFunction) return Call(Single(name), first);
        if (_code == SConst && isFunction) return Finish(new TypedConstantExpression(TypeOf(name), String()), first);
        if (!isColumn) return WrongName();
        var column = Finish(new ColumnExpression(Single(name), IsStar: false), first);
        return _code == LeftBracket ? Indirection(column) : column;
    }

    private DefaultExpression WrongName()
    {
        Fail();
        return new();
    }

    private static SqlTypeName TypeOf(SqlName name) => new(Single(name), NoExpressions, []) { Start = name.Start, Length = name.Length };

    private SqlExpression QualifiedPrimary(SqlName name, int first)
    {
        var parts = new List<SqlName> { name };
        var isStar = false;
        while (_code == Dot && !isStar)
        {
            Next();
            if (Accept(Star)) isStar = true;
            else parts.Add(Label());
        }

        var path = From(new SqlNamePath(parts), name);
        if (!isStar)
        {
            if (_code == LeftParen) return Call(path, first);
            if (_code == SConst) return Finish(new TypedConstantExpression(From(new SqlTypeName(path, NoExpressions, []), name), String()), first);
        }

        var column = Finish(new ColumnExpression(path, isStar), first);
        return _code == LeftBracket ? Indirection(column) : column;
    }

    /// <summary>Whether a type with words of its own, then a string, stands here.</summary>
    private bool IsTypedConstant()
    {
        switch (_code)
        {
            case INT or INTEGER or SMALLINT or BIGINT or REAL or BOOLEAN or JSON:
                return Peek() == SConst;
            case FLOAT or DECIMAL or DEC or NUMERIC or VARCHAR:
                return Peek() == SConst || (Peek() == LeftParen && AfterParentheses(1) == SConst);
            case DOUBLE:
                return Peek() == PRECISION && Peek(2) == SConst;
            case INTERVAL:
                return Peek() == SConst || (Peek() == LeftParen && AfterParentheses(1) == SConst);
            case BIT or CHARACTER or CHAR or NCHAR:
                var at = Peek() == VARYING ? 2 : 1;
                return Peek(at) == SConst || (Peek(at) == LeftParen && AfterParentheses(at) == SConst);
            case NATIONAL:
                return Peek() is CHARACTER or CHAR;
            case TIMESTAMP or TIME:
                return Peek() is SConst or WITH or WITHOUT || (Peek() == LeftParen && AfterParentheses(1) is SConst or WITH or WITHOUT);
            default:
                return false;
        }
    }

    /// <summary>The token after the parenthesis that closes the one at the place.</summary>
    private TokenCode AfterParentheses(int offset)
    {
        // A type's modifiers are few and short; longer ones are arguments of a call.
        var depth = 0;
        for (var at = offset; at < offset + 32; at++)
        {
            switch (Peek(at))
            {
                case LeftParen:
                    depth++;
                    break;
                case RightParen when --depth == 0:
                    return Peek(at + 1);
                case End or Semicolon:
                    return End;
            }
        }

        return End;
    }

    private TypedConstantExpression TypedConstant()
    {
        var first = _at;
        if (_code != INTERVAL) return Finish(new TypedConstantExpression(SimpleTypeName(), String()), first);
        var type = IntervalType(isConstant: true);
        var value = String();
        var fields = type.Modifiers.Count == 0 ? IntervalFields() : null;
        return Finish(new TypedConstantExpression(type with { IntervalFields = fields }, value), first);
    }

    private SqlExpression Indirection(SqlExpression value)
    {
        if (_code is not (Dot or LeftBracket)) return value;
        return From(new IndirectionExpression(value, Steps()), value);
    }

    private List<IndirectionStep> Steps()
    {
        var steps = new List<IndirectionStep>();
        while (_code is Dot or LeftBracket)
        {
            var first = _at;
            if (Accept(Dot))
            {
                if (Accept(Star)) steps.Add(Finish(new IndirectionStep(null, IsStar: true, IsSlice: false, null, null), first));
                else steps.Add(Finish(new IndirectionStep(Label(), IsStar: false, IsSlice: false, null, null), first));
                continue;
            }

            Next();
            var lower = _code == Colon ? null : Expression();
            var isSlice = Accept(Colon);
            var upper = isSlice && _code != RightBracket ? Expression() : null;
            Expect(RightBracket);
            steps.Add(Finish(new IndirectionStep(null, IsStar: false, isSlice, lower, upper), first));
        }

        return steps;
    }

    private SqlExpression ParenthesizedPrimary()
    {
        var value = Parenthesized();
        return value switch
        {
            RowExpression row => Overlaps(row),
            _ => Indirection(value),
        };
    }

    /// <summary>A query, an expression, or a row without the word ROW.</summary>
    private SqlExpression Parenthesized()
    {
        var first = _at;
        if (IsNext(TokenClasses.Query) && !(Peek() == VALUES && Peek(2) != LeftParen))
        {
            return Finish(new SubqueryExpression(SubqueryKind.Value, ParenthesizedSelect()), first);
        }

        Expect(LeftParen);

        var value = Expression();
        if (_code == Comma)
        {
            var items = new List<SqlExpression> { value };
            while (Accept(Comma)) items.Add(Expression());
            Expect(RightParen);
            return Finish(new RowExpression(items, IsExplicit: false), first);
        }

        // ((SELECT …) UNION …): the first operand looked like a value.
        if (value is SubqueryExpression { Kind: SubqueryKind.Value } subquery)
        {
            var query = subquery.Query;
            if (_code != RightParen) query = ContinueSelect(subquery);
            Expect(RightParen);
            return Finish(new SubqueryExpression(SubqueryKind.Value, query), first);
        }

        Expect(RightParen);
        return value;
    }

    private RowExpression ExplicitRow()
    {
        var first = _at;
        Expect(ROW, LeftParen);
        IReadOnlyList<SqlExpression> items = _code == RightParen ? NoExpressions : Expressions();
        Expect(RightParen);
        return Finish(new RowExpression(items, IsExplicit: true), first);
    }

    private SqlExpression Overlaps(RowExpression left)
    {
        var first = _at;
        if (!Accept(OVERLAPS)) return left;
        var symbol = Finish(new SqlOperator(NoNames, "overlaps"), first);
        var right = _code == ROW ? ExplicitRow() : _code == LeftParen ? Parenthesized() : null;
        if (right is not RowExpression) Fail();
        return From(new BinaryExpression(symbol, left, right ?? left), left);
    }

    private CaseExpression Case()
    {
        var first = _at;
        Expect(CASE);
        var value = _code == WHEN ? null : Expression();
        var branches = new List<CaseBranch>();
        do
        {
            var at = _at;
            Expect(WHEN);
            var when = Expression();
            Expect(THEN);
            branches.Add(Finish(new CaseBranch(when, Expression()), at));
        }
        while (_code == WHEN);
        var otherwise = Accept(ELSE) ? Expression() : null;
        Expect(END);
        return Finish(new CaseExpression(value, branches, otherwise), first);
    }

    private SqlExpression ArrayConstructor()
    {
        var first = _at;
        Expect(ARRAY);
        if (_code == LeftParen) return Finish(new SubqueryExpression(SubqueryKind.Array, ParenthesizedSelect()), first);
        return Finish(ArrayItems(), first);
    }

    private ArrayExpression ArrayItems()
    {
        var first = _at;
        if (!Enter()) return new([]);
        Expect(LeftBracket);
        var items = new List<SqlExpression>();
        if (_code != RightBracket)
        {
            var isNested = _code == LeftBracket;
            do items.Add(isNested ? ArrayItems() : Expression());
            while (Accept(Comma));
        }

        Expect(RightBracket);
        _depth--;
        return Finish(new ArrayExpression(items), first);
    }
}
