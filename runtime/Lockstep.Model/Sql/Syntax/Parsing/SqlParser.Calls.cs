using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Calls, and windows.</content>
public sealed partial class SqlParser
{
    private static readonly FunctionArgument[] NoArguments = [];

    /// <summary>A call with all that may follow it, or a constant whose type has modifiers.</summary>
    private SqlExpression Call(SqlNamePath name, int first)
    {
        var call = Application(name, first);
        if (_code == SConst && !call.IsDistinct && call.Arguments.Count > 0 && call.Arguments.All(argument => argument is { IsVariadic: false, Name: null }))
        {
            var modifiers = call.Arguments.Select(argument => argument.Value).ToList();
            var type = Finish(new SqlTypeName(name, modifiers, []), first);
            return Finish(new TypedConstantExpression(type, String()), first);
        }

        IReadOnlyList<SortItem>? within = null;
        if (_code == WITHIN && Peek() == GROUP)
        {
            Next();
            Next();
            Expect(LeftParen);
            within = OrderBy();
            Expect(RightParen);
        }

        var filter = Filter();
        var over = Over();
        if (within is not null || filter is not null || over is not null) call = call with { WithinGroup = within, Filter = filter, Over = over };
        return Finish(call, first);
    }

    /// <summary>A function with its arguments.</summary>
    private FunctionCallExpression Application(SqlNamePath name, int first)
    {
        Expect(LeftParen);
        if (Accept(RightParen)) return Finish(new FunctionCallExpression(name, NoArguments), first);
        if (_code == Star && Peek() == RightParen)
        {
            Next();
            Next();
            return Finish(new FunctionCallExpression(name, NoArguments, IsStar: true), first);
        }

        var isDistinct = Accept(DISTINCT);
        if (!isDistinct) Accept(ALL);
        var arguments = Arguments(allowVariadic: true);
        var order = _code == ORDER ? OrderBy() : null;
        Expect(RightParen);
        return Finish(new FunctionCallExpression(name, arguments, IsDistinct: isDistinct, OrderBy: order), first);
    }

    private List<FunctionArgument> Arguments(bool allowVariadic)
    {
        var arguments = new List<FunctionArgument>();
        do
        {
            var first = _at;
            var isVariadic = allowVariadic && Accept(VARIADIC);
            SqlName? name = null;
            if (Peek() is ColonEquals or EqualsGreater && Is(TokenClasses.TypeOrFunction))
            {
                name = TakeName();
                Next();
            }

            arguments.Add(Finish(new FunctionArgument(name, Expression(), isVariadic), first));
            if (isVariadic) break;
        }
        while (Accept(Comma));
        return arguments;
    }

    private SqlExpression? Filter()
    {
        if (_code != FILTER || Peek() != LeftParen) return null;
        Next();
        Next();
        Expect(WHERE);
        var condition = Expression();
        Expect(RightParen);
        return condition;
    }

    private WindowSpecification? Over()
    {
        if (_code != OVER) return null;
        var first = _at;
        Next();
        if (_code == LeftParen) return Window(null);
        return Finish(new WindowSpecification(ColId(), null, NoExpressions, [], null, NoExpressions), first);
    }

    private WindowSpecification Window(SqlName? name)
    {
        var first = _at;
        Expect(LeftParen);
        SqlName? based = null;
        if (Is(TokenClasses.ColId) && !(_code == PARTITION && Peek() == BY) && !IsFrame()) based = TakeName();
        IReadOnlyList<SqlExpression> partition = NoExpressions;
        if (_code == PARTITION)
        {
            Next();
            Expect(BY);
            partition = Expressions();
        }

        IReadOnlyList<SortItem> order = _code == ORDER ? OrderBy() : [];
        string? mode = null;
        var bounds = new List<SqlExpression>();
        if (_code is RANGE or ROWS or GROUPS)
        {
            mode = KeywordTable.Text(_code);
            Next();
            Frame(bounds);
        }

        Expect(RightParen);
        return Finish(new WindowSpecification(name, based, partition, order, mode, bounds), first);
    }

    /// <summary>Whether ROWS, RANGE or GROUPS begins a frame here, and is no window's name.</summary>
    private bool IsFrame() => _code is RANGE or ROWS or GROUPS && Peek() is not (RightParen or PARTITION or ORDER or RANGE or ROWS or GROUPS);

    private void Frame(List<SqlExpression> bounds)
    {
        if (Accept(BETWEEN))
        {
            FrameBound(bounds);
            Expect(AND);
            FrameBound(bounds);
        }
        else
        {
            FrameBound(bounds);
        }

        if (!Accept(EXCLUDE)) return;
        if (Accept(NO))
        {
            Expect(OTHERS);
        }
        else if (Accept(CURRENT))
        {
            Expect(ROW);
        }
        else if (!Accept(TIES))
        {
            Expect(GROUP);
        }
    }

    private void FrameBound(List<SqlExpression> bounds)
    {
        if (Accept(CURRENT, ROW)) return;
        if (_code == UNBOUNDED && Peek() is PRECEDING or FOLLOWING) Next();
        else bounds.Add(Expression());
        if (!Accept(PRECEDING)) Expect(FOLLOWING);
    }

    private List<SortItem> OrderBy()
    {
        Expect(ORDER, BY);
        return SortItems();
    }

    private List<SortItem> SortItems()
    {
        var items = new List<SortItem>();
        do
        {
            var first = _at;
            var value = Expression();
            string? direction = null;
            if (Accept(USING)) direction = OperatorOrQualified().ToString();
            else direction = Direction();
            items.Add(Finish(new SortItem(value, direction, NullsOrder()), first));
        }
        while (Accept(Comma));
        return items;
    }

    private string? Direction() => Accept(ASC) ? "asc" : Accept(DESC) ? "desc" : null;

    private bool? NullsOrder()
    {
        if (_code != TokenCode.NullsOrder) return null;
        Next();
        var isFirst = _code == FIRST;
        Next();
        return isFirst;
    }
}
