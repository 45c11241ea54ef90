using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Queries.</content>
public sealed partial class SqlParser
{
    private bool IsQuery => Is(TokenClasses.Query) || _code == LeftParen;

    /// <summary>A query in parentheses; the parentheses are eaten.</summary>
    private SelectStatement ParenthesizedSelect()
    {
        Expect(LeftParen);
        var query = Select();
        Expect(RightParen);
        return query;
    }

    private SelectStatement Select() => Select(_code == WITH ? With() : null, _at);

    private SelectStatement Select(WithClause? with, int first)
    {
        if (with is not null) first = FirstOf(with, first);
        if (!Enter()) return NoQuery();
        var body = SetOperations(0);
        var query = SelectTail(with, body, first);
        _depth--;
        return query;
    }

    /// <summary>The token at which the clause begins.</summary>
    private int FirstOf(SqlNode node, int before)
    {
        var at = before;
        while (at > 0 && _tokens[at].Start > node.Start) at--;
        return at;
    }

    private static SelectStatement NoQuery() => new(null, new ValuesBody([]), [], null, []);

    /// <summary>Goes on after an operand in parentheses that was read as a value.</summary>
    private SelectStatement ContinueSelect(SubqueryExpression operand)
    {
        var nested = new NestedBody(operand.Query) { Start = operand.Start, Length = operand.Length };
        var body = SetOperations(nested, 0);
        return From(SelectTail(null, body, _at), operand);
    }

    private SelectStatement SelectTail(WithClause? with, QueryBody body, int first)
    {
        IReadOnlyList<SortItem> order = _code == ORDER ? OrderBy() : [];
        LimitClause? limit = null;
        IReadOnlyList<LockingClause> locking = [];
        if (_code == FOR) locking = Locking();
        if (_code is LIMIT or OFFSET or FETCH)
        {
            limit = Limit();
            if (locking.Count == 0 && _code == FOR) locking = Locking();
        }

        if (limit is { WithTies: true })
        {
            if (order.Count == 0) Fail("WITH TIES cannot be specified without ORDER BY clause");
            if (locking.Any(clause => clause.Wait == "skip locked")) Fail("SKIP LOCKED and WITH TIES options cannot be used together");
        }

        return Finish(new SelectStatement(with, body, order, limit, locking), first);
    }

    private QueryBody SetOperations(int level)
    {
        var first = _at;
        QueryBody body;
        if (_code == LeftParen) body = Finish(new NestedBody(ParenthesizedSelect()), first);
        else body = SimpleSelect();
        return SetOperations(body, level);
    }

    private QueryBody SetOperations(QueryBody left, int level)
    {
        while (_code is UNION or EXCEPT or INTERSECT)
        {
            var own = _code == INTERSECT ? 2 : 1;
            if (own <= level) break;
            var name = KeywordTable.Text(_code);
            Next();
            var isAll = Accept(ALL);
            if (!isAll) Accept(DISTINCT);
            left = From(new SetOperationBody(name, isAll, left, SetOperations(own)), left);
        }

        return left;
    }

    private QueryBody SimpleSelect()
    {
        var first = _at;
        switch (_code)
        {
            case VALUES:
                return Values();
            case TABLE:
                Next();
                return Finish(new TableBody(RelationExpression()), first);
            case SELECT:
                return SelectCore();
            default:
                Fail();
                return new ValuesBody([]);
        }
    }

    private ValuesBody Values()
    {
        var first = _at;
        Expect(VALUES);
        var rows = new List<RowExpression>();
        do
        {
            var at = _at;
            rows.Add(Finish(new RowExpression(ParenthesizedExpressions(), IsExplicit: false), at));
        }
        while (Accept(Comma));
        return Finish(new ValuesBody(rows), first);
    }

    private SelectBody SelectCore()
    {
        var first = _at;
        Expect(SELECT);
        IReadOnlyList<SqlExpression> distinctOn = NoExpressions;
        var isDistinct = Accept(DISTINCT);
        if (!isDistinct) Accept(ALL);
        else if (Accept(ON)) distinctOn = ParenthesizedExpressions();

        IReadOnlyList<TargetItem> targets = !isDistinct && IsEndOfTargets ? [] : Targets();
        var into = _code == INTO ? Into() : null;
        var from = Accept(FROM) ? TableSources() : [];
        if (_isProcedural && into is null && _code == INTO) into = Into();
        var where = Accept(WHERE) ? Expression() : null;
        IReadOnlyList<SqlExpression> groupBy = NoExpressions;
        if (_code == GROUP && Peek() == BY)
        {
            Next();
            Next();
            if (!Accept(ALL)) Accept(DISTINCT);
            groupBy = GroupItems();
        }

        var having = Accept(HAVING) ? Expression() : null;
        var windows = new List<WindowSpecification>();
        if (Accept(WINDOW))
        {
            do
            {
                var name = ColId();
                Expect(AS);
                windows.Add(Window(name));
            }
            while (Accept(Comma));
        }

        return Finish(new SelectBody(isDistinct, distinctOn, targets, into, from, where, groupBy, having, windows), first);
    }

    private bool IsEndOfTargets => _code is End or Semicolon or RightParen or FROM or INTO or WHERE or GROUP or HAVING or WINDOW or UNION or EXCEPT or INTERSECT
        or ORDER or LIMIT or OFFSET or FETCH or FOR or ON or WITH or RETURNING;

    private List<TargetItem> Targets()
    {
        var items = new List<TargetItem>();
        do
        {
            var first = _at;
            if (Accept(Star))
            {
                items.Add(Finish(new TargetItem(Finish(new ColumnExpression(null, IsStar: true), first), null), first));
                continue;
            }

            var value = Expression();
            SqlName? label = null;
            if (Accept(AS)) label = Label();
            else if (Is(TokenClasses.BareLabel)) label = TakeName();
            items.Add(Finish(new TargetItem(value, label), first));
        }
        while (Accept(Comma));
        return items;
    }

    private IntoClause Into()
    {
        var first = _at;
        Expect(INTO);
        if (_isProcedural)
        {
            Accept(STRICT);
            var target = Variables();
            return Finish(new IntoClause(target, Persistence.Temporary), first);
        }

        var persistence = TableInto();
        return Finish(new IntoClause(QualifiedName(), persistence), first);
    }

    /// <summary>The variables that PL/pgSQL selects into; the first of them.</summary>
    private SqlRelation Variables()
    {
        var target = new SqlRelation(AnyName());
        Steps();
        while (Accept(Comma))
        {
            AnyName();
            Steps();
        }

        return target;
    }

    private Persistence TableInto()
    {
        if (_code is LOCAL or GLOBAL && Peek() is TEMP or TEMPORARY) Next();
        var persistence = Persistence.Permanent;
        if (Is(TokenClasses.ColId) && Peek() is Dot) return persistence;
        if (_code is TEMP or TEMPORARY && IsAfterPersistence())
        {
            persistence = Persistence.Temporary;
            Next();
        }
        else if (_code == UNLOGGED && IsAfterPersistence())
        {
            persistence = Persistence.Unlogged;
            Next();
        }

        Accept(TABLE);
        return persistence;
    }

    private bool IsAfterPersistence() => Peek() == TABLE || IsNext(TokenClasses.ColId);

    private List<SqlExpression> GroupItems()
    {
        var items = new List<SqlExpression>();
        if (!Enter()) return items;
        do
        {
            var first = _at;
            if (Accept(LeftParen, RightParen))
            {
                items.Add(Finish(new RowExpression(NoExpressions, IsExplicit: false), first));
            }
            else if (Accept(GROUPING, SETS, LeftParen))
            {
                var sets = GroupItems();
                Expect(RightParen);
                items.Add(Finish(new SpecialCallExpression("grouping sets", sets), first));
            }
            else
            {
                items.Add(Expression());
            }
        }
        while (Accept(Comma));
        _depth--;
        return items;
    }

    private LimitClause Limit()
    {
        var first = _at;
        SqlExpression? count = null;
        SqlExpression? offset = null;
        var withTies = false;
        for (var i = 0; i < 2; i++)
        {
            if (_code == OFFSET && offset is null)
            {
                Next();
                offset = Expression();
                if (!Accept(ROW)) Accept(ROWS);
            }
            else if (_code == LIMIT && count is null)
            {
                Next();
                if (!Accept(ALL)) count = Expression();
                if (_code == Comma) Fail("LIMIT #,# syntax is not supported");
            }
            else if (_code == FETCH && count is null)
            {
                (count, withTies) = FetchFirst();
            }
        }

        return Finish(new LimitClause(count, offset, withTies), first);
    }

    private (SqlExpression? Count, bool WithTies) FetchFirst()
    {
        Expect(FETCH);
        if (!Accept(FIRST)) Expect(NEXT);
        SqlExpression? count = null;
        if (_code is not (ROW or ROWS)) count = _code is Plus or Minus ? SignedConstant() : Primary();
        if (!Accept(ROW)) Expect(ROWS);
        if (Accept(ONLY)) return (count, false);
        Expect(WITH);
        Expect(TIES);
        return (count, true);
    }

    private ConstantExpression SignedConstant()
    {
        var first = _at;
        return Finish(new ConstantExpression(ConstantKind.Number, Number()), first);
    }

    private IReadOnlyList<LockingClause> Locking()
    {
        if (Accept(FOR, READ))
        {
            Expect(ONLY);
            return [];
        }

        var clauses = new List<LockingClause>();
        while (_code == FOR)
        {
            var first = _at;
            Next();
            var strength = Accept(UPDATE) ? "update" : Accept(SHARE) ? "share" : Accept(KEY, SHARE) ? "key share" : "no key update";
            if (strength == "no key update")
            {
                Expect(NO, KEY);
                Expect(UPDATE);
            }

            IReadOnlyList<SqlRelation> of = Accept(OF) ? QualifiedNames() : [];
            var wait = Accept(NOWAIT) ? "nowait" : Accept(SKIP, LOCKED) ? "skip locked" : null;
            clauses.Add(Finish(new LockingClause(strength, of, wait), first));
        }

        return clauses;
    }

    private WithClause With()
    {
        var first = _at;
        Expect(WITH);
        var isRecursive = Accept(RECURSIVE);
        var tables = new List<CommonTable>();
        do tables.Add(CommonTable());
        while (Accept(Comma));
        return Finish(new WithClause(isRecursive, tables), first);
    }

    private CommonTable CommonTable()
    {
        var first = _at;
        var name = ColId();
        var columns = OptionalNames();
        Expect(AS);
        bool? isMaterialized = Accept(MATERIALIZED) ? true : Accept(NOT, MATERIALIZED) ? false : null;
        Expect(LeftParen);
        var statement = Enter() ? Preparable() : NoQuery();
        _depth--;
        Expect(RightParen);
        SearchAndCycle();
        return Finish(new CommonTable(name, columns, isMaterialized, statement), first);
    }

    private void SearchAndCycle()
    {
        if (Accept(SEARCH))
        {
            if (!Accept(DEPTH)) Expect(BREADTH);
            Expect(FIRST, BY);
            Names();
            Expect(SET);
            ColId();
        }

        if (!Accept(CYCLE)) return;
        Names();
        Expect(SET);
        ColId();
        if (Accept(TO))
        {
            Primary();
            Expect(DEFAULT);
            Primary();
        }

        Expect(USING);
        ColId();
    }
}
