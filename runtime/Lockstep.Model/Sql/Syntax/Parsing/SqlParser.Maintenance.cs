using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>EXPLAIN, VACUUM, REINDEX, CLUSTER, REFRESH, LOCK, TRUNCATE, COPY.</content>
public sealed partial class SqlParser
{
    private ExplainStatement Explain()
    {
        var first = _at;
        Expect(EXPLAIN);
        var options = new List<SqlOption>();
        if (_code == LeftParen && !IsNext(TokenClasses.Query) && Peek() != LeftParen)
        {
            options = UtilityOptions();
        }
        else
        {
            if (_code is ANALYZE or ANALYSE) options.Add(Flag("analyze"));
            if (_code == VERBOSE) options.Add(Flag("verbose"));
        }

        return Finish(new ExplainStatement(options, Explainable()), first);
    }

    private SqlStatement Explainable()
    {
        var first = _at;
        switch (_code)
        {
            case DECLARE:
                return Declare();
            case EXECUTE:
                return Execute();
            case REFRESH:
                return Refresh();
            case CREATE:
                Next();
                var statement = CreateWithPersistence(first);
                if (statement is not CreateTableAsStatement) Fail();
                return statement;
            default:
                return IsPreparable ? Preparable() : FailedStatement();
        }
    }

    private VacuumStatement Vacuum()
    {
        var first = _at;
        var isVacuum = _code == VACUUM;
        Next();
        var options = new List<SqlOption>();
        if (_code == LeftParen)
        {
            options = UtilityOptions();
        }
        else
        {
            if (isVacuum && _code == FULL) options.Add(Flag("full"));
            if (isVacuum && _code == FREEZE) options.Add(Flag("freeze"));
            if (_code == VERBOSE) options.Add(Flag("verbose"));
            if (isVacuum && _code is ANALYZE or ANALYSE) options.Add(Flag("analyze"));
        }

        var targets = new List<VacuumTarget>();
        if (Is(TokenClasses.ColId) || _code == ONLY)
        {
            do
            {
                var at = _at;
                var relation = RelationExpression();
                targets.Add(Finish(new VacuumTarget(relation, OptionalNames()), at));
            }
            while (Accept(Comma));
        }

        return Finish(new VacuumStatement(isVacuum, options, targets), first);
    }

    private ReindexStatement Reindex()
    {
        var first = _at;
        Expect(REINDEX);
        List<SqlOption> options = _code == LeftParen ? UtilityOptions() : [];
        var target = _code is INDEX or TABLE or SCHEMA or SYSTEM or DATABASE ? KeywordTable.Text(_code) : "";
        if (target.Length == 0) Fail();
        Next();
        if (_code == CONCURRENTLY) options.Add(Flag("concurrently"));
        if (target is "index" or "table") return Finish(new ReindexStatement(target, QualifiedName(), null, options), first);
        var name = target == "schema" || Is(TokenClasses.ColId) ? ColId() : null;
        return Finish(new ReindexStatement(target, null, name, options), first);
    }

    private ClusterStatement Cluster()
    {
        var first = _at;
        Expect(CLUSTER);
        List<SqlOption> options = _code == LeftParen ? UtilityOptions() : [];
        var canBeOld = options.Count == 0;
        if (canBeOld && _code == VERBOSE) options.Add(Flag("verbose"));
        if (!Is(TokenClasses.ColId)) return Finish(new ClusterStatement(null, null, options), first);
        if (canBeOld && Peek() == ON)
        {
            var old = ColId();
            Next();
            return Finish(new ClusterStatement(QualifiedName(), old, options), first);
        }

        var relation = QualifiedName();
        return Finish(new ClusterStatement(relation, Accept(USING) ? ColId() : null, options), first);
    }

    private RefreshStatement Refresh()
    {
        var first = _at;
        Expect(REFRESH, MATERIALIZED);
        Expect(VIEW);
        var concurrently = Accept(CONCURRENTLY);
        var relation = QualifiedName();
        var withNoData = Accept(WITH, NO, DATA);
        if (!withNoData) Accept(WITH, DATA);
        return Finish(new RefreshStatement(relation, concurrently, withNoData), first);
    }

    private LockStatement Lock()
    {
        var first = _at;
        Expect(LOCK);
        Accept(TABLE);
        var relations = RelationExpressions();
        var mode = 8;
        if (Accept(IN))
        {
            mode = LockMode();
            Expect(MODE);
        }

        return Finish(new LockStatement(relations, mode, Accept(NOWAIT)), first);
    }

    private int LockMode()
    {
        if (Accept(ACCESS, SHARE)) return 1;
        if (Accept(ROW, SHARE)) return 2;
        if (Accept(ROW, EXCLUSIVE)) return 3;
        if (Accept(SHARE, UPDATE, EXCLUSIVE)) return 4;
        if (Accept(SHARE, ROW, EXCLUSIVE)) return 6;
        if (Accept(SHARE)) return 5;
        if (Accept(EXCLUSIVE)) return 7;
        Expect(ACCESS, EXCLUSIVE);
        return 8;
    }

    private TruncateStatement Truncate()
    {
        var first = _at;
        Expect(TRUNCATE);
        Accept(TABLE);
        var relations = RelationExpressions();
        var restart = Accept(RESTART, IDENTITY);
        if (!restart) Accept(CONTINUE, IDENTITY);
        return Finish(new TruncateStatement(relations, restart, AcceptCascade()), first);
    }

    private CopyStatement Copy()
    {
        var first = _at;
        Expect(COPY);
        SqlRelation? relation = null;
        SqlStatement? query = null;
        IReadOnlyList<SqlName> columns = NoNames;
        var options = new List<SqlOption>();
        if (Accept(LeftParen))
        {
            query = Preparable();
            Expect(RightParen);
        }
        else
        {
            if (_code == BINARY) options.Add(Flag("binary"));
            relation = QualifiedName();
            columns = OptionalNames();
        }

        var isFrom = query is null && Accept(FROM);
        if (!isFrom) Expect(TO);
        var isProgram = Accept(PROGRAM);
        var file = Accept(STDIN) || Accept(STDOUT) ? null : String();
        if (isProgram && file is null) Fail("STDIN/STDOUT not allowed with PROGRAM");
        if (relation is not null && (_code == DELIMITERS || (_code == USING && Peek() == DELIMITERS)))
        {
            Accept(USING);
            options.Add(Finish(new SqlOption(null, TakeName(), StringOption()), _at - 1));
        }

        Accept(WITH);
        if (_code == LeftParen) options.AddRange(CopyOptions());
        else OldCopyOptions(options);
        var where = relation is not null && Accept(WHERE) ? Expression() : null;
        if (where is not null && !isFrom) Fail("WHERE clause not allowed with COPY TO");
        return Finish(new CopyStatement(relation, query, columns, isFrom, isProgram, file, options, where), first);
    }

    private List<SqlOption> CopyOptions()
    {
        Expect(LeftParen);
        var options = new List<SqlOption>();
        do
        {
            var first = _at;
            var name = Label();
            options.Add(Finish(new SqlOption(null, name, CopyValue()), first));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return options;
    }

    private SqlOptionValue? CopyValue()
    {
        var first = _at;
        if (_code is Comma or RightParen) return null;
        if (_code == DEFAULT) return Finish(new SqlOptionValue(TakeName().Value), first);
        if (Accept(Star)) return Finish(new SqlOptionValue("*"), first);
        if (!Accept(LeftParen)) return WordOrNumber();
        var items = new List<SqlOptionValue>();
        do items.Add(WordOrNumber());
        while (Accept(Comma));
        Expect(RightParen);
        return Finish(new SqlOptionValue("", Items: items), first);
    }

    private void OldCopyOptions(List<SqlOption> options)
    {
        while (_code is BINARY or FREEZE or DELIMITER or NULL or CSV or HEADER or QUOTE or ESCAPE or FORCE or ENCODING)
        {
            var first = _at;
            var code = _code;
            var name = TakeName();
            SqlOptionValue? value = null;
            if (code is DELIMITER or NULL or QUOTE or ESCAPE)
            {
                Accept(AS);
                value = StringOption();
            }
            else if (code == ENCODING)
            {
                value = StringOption();
            }
            else if (code == FORCE)
            {
                var word = Accept(QUOTE) ? "force_quote" : Accept(NOT, NULL) ? "force_not_null" : "force_null";
                if (word == "force_null") Expect(NULL);
                name = Finish(new SqlName(word), first);
                var at = _at;
                value = Accept(Star)
                    ? Finish(new SqlOptionValue("*"), at)
                    : Finish(new SqlOptionValue("", Items: [.. Names().Select(column => From(new SqlOptionValue(column.Value), column))]), at);
            }

            options.Add(Finish(new SqlOption(null, name, value), first));
        }
    }
}
