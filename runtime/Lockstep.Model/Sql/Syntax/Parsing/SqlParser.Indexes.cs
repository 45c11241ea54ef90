using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Indexes and statistics.</content>
public sealed partial class SqlParser
{
    private CreateIndexStatement CreateIndex(int first)
    {
        var isUnique = Accept(UNIQUE);
        Expect(INDEX);
        var concurrently = Accept(CONCURRENTLY);
        var ifNotExists = AcceptIfNotExists();
        var name = _code == ON && !ifNotExists ? null : ColId();
        Expect(ON);
        var relation = RelationExpression();
        var method = Accept(USING) ? ColId() : null;
        var columns = IndexElements();
        IReadOnlyList<IndexElement> include = Accept(INCLUDE) ? IndexElements() : [];
        var nulls = NullsNotDistinct();
        var options = Accept(WITH) ? RelationOptions() : NoOptions;
        var tablespace = Accept(TABLESPACE) ? ColId() : null;
        var where = Accept(WHERE) ? Expression() : null;
        return Finish(
            new CreateIndexStatement(name, relation, isUnique, concurrently, ifNotExists, method, columns, include, nulls, options, tablespace, where), first);
    }

    private List<IndexElement> IndexElements()
    {
        Expect(LeftParen);
        var elements = new List<IndexElement>();
        do elements.Add(IndexElement());
        while (Accept(Comma));
        Expect(RightParen);
        return elements;
    }

    private IndexElement IndexElement()
    {
        var first = _at;
        var (column, value) = ColumnOrExpression();
        var collation = Accept(COLLATE) ? AnyName() : null;
        SqlNamePath? opclass = null;
        var options = NoOptions;
        if (Is(TokenClasses.ColId))
        {
            opclass = AnyName();
            if (_code == LeftParen) options = RelationOptions();
        }

        var direction = Direction();
        return Finish(new IndexElement(column, value, collation, opclass, options, direction, NullsOrder()), first);
    }

    private CreateStatisticsStatement CreateStatistics(int first)
    {
        Expect(STATISTICS);
        var ifNotExists = AcceptIfNotExists();
        var name = _code is LeftParen or ON && !ifNotExists ? null : AnyName();
        var kinds = OptionalNames();
        Expect(ON);
        var columns = new List<PartitionColumn>();
        do
        {
            var at = _at;
            var (column, value) = ColumnOrExpression();
            columns.Add(Finish(new PartitionColumn(column, value, null, null), at));
        }
        while (Accept(Comma));
        Expect(FROM);
        return Finish(new CreateStatisticsStatement(name, ifNotExists, kinds, columns, TableSources()), first);
    }
}
