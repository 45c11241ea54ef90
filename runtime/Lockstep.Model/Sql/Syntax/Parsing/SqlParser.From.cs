using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>FROM.</content>
public sealed partial class SqlParser
{
    private List<TableSource> TableSources()
    {
        var sources = new List<TableSource>();
        do sources.Add(TableSource());
        while (Accept(Comma));
        return sources;
    }

    private TableSource TableSource()
    {
        if (!Enter()) return NoSource();
        var left = TablePrimary();
        while (_code is CROSS or NATURAL or JOIN or INNER or LEFT or RIGHT or FULL) left = Join(left);
        _depth--;
        return left;
    }

    private static RelationSource NoSource() => new(new(new([NoName])), null);

    private JoinSource Join(TableSource left)
    {
        if (Accept(CROSS))
        {
            Expect(JOIN);
            return From(new JoinSource("cross", IsNatural: false, left, TablePrimary(), NoNames, null, null), left);
        }

        var isNatural = Accept(NATURAL);
        var kind = _code is LEFT or RIGHT or FULL ? KeywordTable.Text(_code) : "inner";
        if (_code is LEFT or RIGHT or FULL)
        {
            Next();
            Accept(OUTER);
        }
        else
        {
            Accept(INNER);
        }

        Expect(JOIN);
        if (isNatural) return From(new JoinSource(kind, isNatural, left, TablePrimary(), NoNames, null, null), left);

        // a JOIN b JOIN c ON … ON …: the right side takes the joins whose condition comes first.
        var right = TablePrimary();
        if (!Enter()) return new(kind, isNatural, left, right, NoNames, null, null);
        while (_code is CROSS or NATURAL or JOIN or INNER or LEFT or RIGHT or FULL) right = Join(right);
        _depth--;
        if (Accept(USING))
        {
            var names = ParenthesizedNames();
            var alias = Accept(AS) ? ColId() : null;
            return From(new JoinSource(kind, isNatural, left, right, names, null, alias), left);
        }

        Expect(ON);
        return From(new JoinSource(kind, isNatural, left, right, NoNames, Expression(), null), left);
    }

    private TableSource TablePrimary()
    {
        var first = _at;
        var isLateral = Accept(LATERAL);
        if (_code == LeftParen) return ParenthesizedSource(isLateral, first);
        if (_code == ROWS && Peek() == FROM && Peek(2) == LeftParen) return RowsFrom(isLateral, first);
        if (_code == XMLTABLE && Peek() == LeftParen) return WithAlias([XmlTable()], isLateral, first);
        if (_code == JSON_TABLE && Peek() == LeftParen) return WithAlias([JsonTable()], isLateral, first);
        if (IsFunction()) return Function(isLateral, first);
        if (isLateral)
        {
            Fail();
            return NoSource();
        }

        var relation = RelationExpression();
        var (alias, columns) = Alias();
        if (alias is not null) relation = Finish(relation with { Alias = alias, ColumnAliases = columns }, first);
        return Finish(new RelationSource(relation, _code == TABLESAMPLE ? Sample() : null), first);
    }

    /// <summary>Whether a call stands here, not a table.</summary>
    private bool IsFunction()
    {
        if (!Is(TokenClasses.Label)) return false;
        if (_code >= KeywordTable.First && !Is(TokenClasses.ColId | TokenClasses.TypeOrFunction))
        {
            return _code is CURRENT_DATE or CURRENT_TIME or CURRENT_TIMESTAMP or LOCALTIME or LOCALTIMESTAMP or CURRENT_ROLE or CURRENT_USER
                or SESSION_USER or SYSTEM_USER or USER or CURRENT_CATALOG or CAST;
        }

        if (_code == CURRENT_SCHEMA) return true;
        if (_code == COLLATION && Peek() == FOR) return true;
        var at = 1;
        while (Peek(at) == Dot) at += 2;
        return Peek(at) == LeftParen;
    }

    private FunctionSource Function(bool isLateral, int first)
    {
        var call = WindowlessCall();
        return WithAlias([call], isLateral, first, Accept(WITH, ORDINALITY));
    }

    /// <summary>A call without FILTER and OVER.</summary>
    private SqlExpression WindowlessCall()
    {
        var first = _at;
        if (SpecialCall() is { } special) return special;
        var name = FunctionName();
        return Application(name, first);
    }

    private FunctionSource RowsFrom(bool isLateral, int first)
    {
        Expect(ROWS, FROM);
        Expect(LeftParen);
        var calls = new List<SqlExpression>();
        do
        {
            calls.Add(WindowlessCall());
            if (!Accept(AS)) continue;
            Expect(LeftParen);
            FunctionColumns();
            Expect(RightParen);
        }
        while (Accept(Comma));
        Expect(RightParen);
        return WithAlias(calls, isLateral, first, Accept(WITH, ORDINALITY));
    }

    private FunctionSource WithAlias(IReadOnlyList<SqlExpression> calls, bool isLateral, int first, bool withOrdinality = false)
    {
        SqlName? alias = null;
        IReadOnlyList<SqlName> names = NoNames;
        IReadOnlyList<ColumnDefinition> columns = [];
        var isAs = Accept(AS);
        if (isAs && _code == LeftParen)
        {
            columns = ParenthesizedFunctionColumns();
        }
        else if (isAs || Is(TokenClasses.ColId))
        {
            alias = ColId();
            if (_code == LeftParen && Peek(2) is Comma or RightParen) names = ParenthesizedNames();
            else if (_code == LeftParen) columns = ParenthesizedFunctionColumns();
        }

        return Finish(new FunctionSource(calls, isLateral, withOrdinality, alias, names, columns), first);
    }

    private List<ColumnDefinition> ParenthesizedFunctionColumns()
    {
        Expect(LeftParen);
        var columns = FunctionColumns();
        Expect(RightParen);
        return columns;
    }

    private List<ColumnDefinition> FunctionColumns()
    {
        var columns = new List<ColumnDefinition>();
        do columns.Add(FunctionColumn());
        while (Accept(Comma));
        return columns;
    }

    /// <summary>A column with its type and collation alone.</summary>
    private ColumnDefinition FunctionColumn()
    {
        var first = _at;
        var name = ColId();
        var type = TypeName();
        var collation = Accept(COLLATE) ? AnyName() : null;
        return Finish(new ColumnDefinition(name, type, [], collation, null, null, []), first);
    }

    private TableSource ParenthesizedSource(bool isLateral, int first)
    {
        SelectStatement query;
        if (IsNext(TokenClasses.Query))
        {
            query = ParenthesizedSelect();
        }
        else
        {
            Next();
            var inner = TableSource();
            if (inner is QuerySource { Alias: null, IsLateral: false } operand)
            {
                query = operand.Query;
                if (_code != RightParen) query = ContinueSelect(new(SubqueryKind.Value, query) { Start = operand.Start, Length = operand.Length });
                Expect(RightParen);
            }
            else
            {
                if (inner is not JoinSource || isLateral) Fail();
                Expect(RightParen);
                return ParenthesizedJoin(inner, first);
            }
        }

        var (alias, columns) = Alias();
        return Finish(new QuerySource(query, isLateral, alias, columns), first);
    }

    private TableSource ParenthesizedJoin(TableSource inner, int first)
    {
        if (inner is not JoinSource join || _failed) return inner;
        var (alias, columns) = Alias();
        return Finish(alias is null ? join : join with { Alias = alias, ColumnAliases = columns }, first);
    }

    private (SqlName? Alias, IReadOnlyList<SqlName> Columns) Alias()
    {
        var isAs = Accept(AS);
        if (!isAs && !Is(TokenClasses.ColId)) return (null, NoNames);
        var alias = ColId();
        return (alias, OptionalNames());
    }

    private TableSample Sample()
    {
        var first = _at;
        Expect(TABLESAMPLE);
        var method = FunctionName();
        var arguments = ParenthesizedExpressions();
        var seed = Accept(REPEATABLE) ? ParenthesizedExpression() : null;
        return Finish(new TableSample(method, arguments, seed), first);
    }
}
