using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>CREATE TABLE.</content>
public sealed partial class SqlParser
{
    private Persistence AcceptPersistence()
    {
        if (_code is LOCAL or GLOBAL)
        {
            Next();
            if (_code is not (TEMP or TEMPORARY)) Fail();
        }

        if (Accept(TEMP) || Accept(TEMPORARY)) return Persistence.Temporary;
        return Accept(UNLOGGED) ? Persistence.Unlogged : Persistence.Permanent;
    }

    private SqlStatement CreateTable(Persistence persistence, int first)
    {
        Expect(TABLE);
        var ifNotExists = AcceptIfNotExists();
        var relation = QualifiedName();
        if (Accept(OF))
        {
            var type = AnyName();
            var typed = _code == LeftParen ? TableElements(isTyped: true) : [];
            return TableTail(new(relation, persistence, ifNotExists, typed, [], type, null, null, null, null, NoOptions, null, null), first);
        }

        if (Accept(PARTITION, OF))
        {
            var parent = QualifiedName();
            var parts = _code == LeftParen ? TableElements(isTyped: true) : [];
            var bound = PartitionBound();
            return TableTail(new(relation, persistence, ifNotExists, parts, [], null, parent, bound, null, null, NoOptions, null, null), first);
        }

        // CREATE TABLE t (a, b) AS: names alone; a column always has a type.
        if (_code != LeftParen || (IsNext(TokenClasses.ColId) && Peek(2) is Comma or RightParen))
        {
            return TableAs(relation, "TABLE", persistence, ifNotExists, first);
        }

        var elements = TableElements(isTyped: false);
        var inherits = Inherits();
        return TableTail(new(relation, persistence, ifNotExists, elements, inherits, null, null, null, null, null, NoOptions, null, null), first);
    }

    private IReadOnlyList<SqlRelation> Inherits()
    {
        if (!Accept(INHERITS)) return [];
        Expect(LeftParen);
        var parents = QualifiedNames();
        Expect(RightParen);
        return parents;
    }

    private CreateTableStatement TableTail(CreateTableStatement table, int first)
    {
        var partition = _code == PARTITION ? PartitionBy() : null;
        var method = Accept(USING) ? ColId() : null;
        var options = TableOptions();
        var onCommit = OnCommit();
        var tablespace = Accept(TABLESPACE) ? ColId() : null;
        return Finish(table with { PartitionBy = partition, AccessMethod = method, Options = options, OnCommit = onCommit, Tablespace = tablespace }, first);
    }

    private IReadOnlyList<SqlOption> TableOptions()
    {
        if (_code == WITH && Peek() == LeftParen)
        {
            Next();
            return RelationOptions();
        }

        if (_code == WITH && Peek() == OIDS)
        {
            Next();
            Fail();
        }

        Accept(WITHOUT, OIDS);
        return NoOptions;
    }

    private string? OnCommit()
    {
        if (!Accept(ON, COMMIT)) return null;
        if (Accept(DROP)) return "drop";
        var isDelete = Accept(DELETE);
        if (!isDelete) Expect(PRESERVE);
        Expect(ROWS);
        return isDelete ? "delete rows" : "preserve rows";
    }

    private CreateTableAsStatement TableAs(SqlRelation relation, string kind, Persistence persistence, bool ifNotExists, int first)
    {
        var columns = OptionalNames();
        var method = Accept(USING) ? ColId() : null;
        var options = TableOptions();
        var onCommit = kind == "TABLE" ? OnCommit() : null;
        var tablespace = Accept(TABLESPACE) ? ColId() : null;
        Expect(AS);
        SqlStatement query = _code == EXECUTE && kind == "TABLE" ? Execute() : Select();
        var withNoData = Accept(WITH, NO, DATA);
        if (!withNoData) Accept(WITH, DATA);
        return Finish(
            new CreateTableAsStatement(relation, kind, persistence, ifNotExists, columns, method, options, onCommit, tablespace, query, withNoData), first);
    }

    private List<TableElement> TableElements(bool isTyped)
    {
        Expect(LeftParen);
        var elements = new List<TableElement>();
        if (!isTyped && Accept(RightParen)) return elements;
        do
        {
            if (IsTableConstraint) elements.Add(TableConstraint());
            else if (_code == LIKE && !isTyped) elements.Add(Like());
            else elements.Add(isTyped ? TypedColumn() : Column());
        }
        while (Accept(Comma));
        Expect(RightParen);
        return elements;
    }

    private ColumnDefinition TypedColumn()
    {
        var first = _at;
        var name = ColId();
        if (Accept(WITH)) Expect(OPTIONS);
        var (constraints, collation) = ColumnConstraints();
        return Finish(new ColumnDefinition(name, null, constraints, collation, null, null, NoOptions), first);
    }

    private ColumnDefinition Column()
    {
        var first = _at;
        var name = ColId();
        var type = TypeName();
        var storage = Accept(STORAGE) ? NameOrDefault() : null;
        var compression = Accept(COMPRESSION) ? NameOrDefault() : null;
        var options = ForeignOptions();
        var (constraints, collation) = ColumnConstraints();
        return Finish(new ColumnDefinition(name, type, constraints, collation, storage, compression, options), first);
    }

    private SqlName NameOrDefault() => _code == DEFAULT ? TakeName() : ColId();

    private LikeElement Like()
    {
        var first = _at;
        Expect(LIKE);
        var relation = QualifiedName();
        var options = new List<(string Option, bool IsIncluded)>();
        while (_code is INCLUDING or EXCLUDING)
        {
            var isIncluded = _code == INCLUDING;
            Next();
            if (_code is COMMENTS or COMPRESSION or CONSTRAINTS or DEFAULTS or IDENTITY or GENERATED or INDEXES or STATISTICS or STORAGE or ALL)
            {
                options.Add((KeywordTable.Text(_code), isIncluded));
                Next();
            }
            else
            {
                Fail();
            }
        }

        return Finish(new LikeElement(relation, options), first);
    }

    private PartitionSpecification PartitionBy()
    {
        var first = _at;
        Expect(PARTITION, BY);
        var strategy = ColId().Value.ToLowerInvariant();
        if (!_failed && strategy is not ("list" or "range" or "hash")) Fail($"unrecognized partitioning strategy \"{strategy}\"", _at - 1);
        Expect(LeftParen);
        var columns = new List<PartitionColumn>();
        do
        {
            var at = _at;
            var (name, value) = ColumnOrExpression();
            var collation = Accept(COLLATE) ? AnyName() : null;
            var opclass = Is(TokenClasses.ColId) ? AnyName() : null;
            columns.Add(Finish(new PartitionColumn(name, value, collation, opclass), at));
        }
        while (Accept(Comma));
        Expect(RightParen);
        return Finish(new PartitionSpecification(strategy, columns), first);
    }

    /// <summary>A column, a call, or an expression in parentheses.</summary>
    private (SqlName? Column, SqlExpression? Expression) ColumnOrExpression()
    {
        if (_code == LeftParen) return (null, ParenthesizedExpression());
        if (IsFunction()) return (null, WindowlessCall());
        return (ColId(), null);
    }

    private PartitionBound PartitionBound()
    {
        var first = _at;
        if (Accept(DEFAULT)) return Finish(new PartitionBound("default", NoExpressions, NoExpressions, null, null), first);
        Expect(FOR, VALUES);
        if (Accept(IN)) return Finish(new PartitionBound("in", ParenthesizedExpressions(), NoExpressions, null, null), first);
        if (Accept(FROM))
        {
            var from = ParenthesizedExpressions();
            Expect(TO);
            return Finish(new PartitionBound("from", from, ParenthesizedExpressions(), null, null), first);
        }

        Expect(WITH, LeftParen);
        int? modulus = null;
        int? remainder = null;
        do
        {
            var at = _at;
            var name = NonReservedWord().Value;
            var value = Integer();
            if (name == "modulus" && modulus is null) modulus = value;
            else if (name == "remainder" && remainder is null) remainder = value;
            else if (!_failed) Fail($"unrecognized hash partition bound specification \"{name}\"", at);
        }
        while (Accept(Comma));
        Expect(RightParen);
        if (modulus is null) Fail("modulus for hash partition must be specified");
        if (remainder is null) Fail("remainder for hash partition must be specified");
        return Finish(new PartitionBound("with", NoExpressions, NoExpressions, modulus, remainder), first);
    }

    private CreateTableStatement CreateForeignTable(int first)
    {
        Expect(FOREIGN, TABLE);
        var ifNotExists = AcceptIfNotExists();
        var relation = QualifiedName();
        SqlRelation? parent = null;
        PartitionBound? bound = null;
        IReadOnlyList<SqlRelation> inherits = [];
        IReadOnlyList<TableElement> elements = [];
        if (Accept(PARTITION, OF))
        {
            parent = QualifiedName();
            if (_code == LeftParen) elements = TableElements(isTyped: true);
            bound = PartitionBound();
        }
        else
        {
            elements = TableElements(isTyped: false);
            inherits = Inherits();
        }

        Expect(SERVER);
        var server = ColId();
        var options = ForeignOptions();
        return Finish(
            new CreateTableStatement(
                relation, Persistence.Permanent, ifNotExists, elements, inherits, null, parent, bound, null, null, NoOptions, null, null, server, options),
            first);
    }
}
