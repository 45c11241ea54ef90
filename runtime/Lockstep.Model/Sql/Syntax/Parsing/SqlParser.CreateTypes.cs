using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Types, domains, and what is made from a list of options.</content>
public sealed partial class SqlParser
{
    private SqlStatement CreateType(int first)
    {
        Expect(TYPE);
        var at = _at;
        var name = AnyName();
        if (!Accept(AS))
        {
            IReadOnlyList<SqlOption> definition = _code == LeftParen ? Definition() : NoOptions;
            return Finish(new DefineStatement(Finish(new ObjectReference("TYPE", name), at), false, false, definition, null), first);
        }

        if (Accept(ENUM)) return Finish(new CreateEnumStatement(name, EnumValues()), first);
        if (Accept(RANGE)) return Finish(new CreateRangeStatement(name, Definition()), first);
        Expect(LeftParen);
        IReadOnlyList<ColumnDefinition> attributes = _code == RightParen ? [] : FunctionColumns();
        Expect(RightParen);
        return Finish(new CreateCompositeTypeStatement(name, attributes), first);
    }

    private List<string> EnumValues()
    {
        Expect(LeftParen);
        var values = new List<string>();
        if (Accept(RightParen)) return values;
        do values.Add(String());
        while (Accept(Comma));
        Expect(RightParen);
        return values;
    }

    private CreateDomainStatement CreateDomain(int first)
    {
        Expect(DOMAIN);
        var name = AnyName();
        Accept(AS);
        var type = TypeName();
        var (constraints, collation) = ColumnConstraints();
        return Finish(new CreateDomainStatement(name, type, collation, constraints), first);
    }

    /// <summary>CREATE COLLATION and CREATE TEXT SEARCH ….</summary>
    private DefineStatement DefineObject(int first)
    {
        var (kind, form) = ObjectKind();
        if (form == NameForm.None) Fail();
        var ifNotExists = kind == "COLLATION" && AcceptIfNotExists();
        var at = _at;
        var reference = Finish(new ObjectReference(kind, AnyName()), at);
        if (kind == "COLLATION" && Accept(FROM)) return Finish(new DefineStatement(reference, false, ifNotExists, NoOptions, AnyName()), first);
        return Finish(new DefineStatement(reference, false, ifNotExists, Definition(), null), first);
    }

    private SqlStatement AlterType(int first)
    {
        var at = _at;
        var name = AnyName();
        var reference = Finish(new ObjectReference("TYPE", name), at);
        switch (_code)
        {
            case RENAME when Peek() == ATTRIBUTE:
                Next();
                Next();
                var old = ColId();
                Expect(TO);
                var newName = ColId();
                var relation = new SqlRelation(name) { Start = name.Start, Length = name.Length };
                return Finish(new RenameStatement("ATTRIBUTE", reference, relation, old, newName, false, AcceptCascade()), first);
            case RENAME when Peek() == VALUE:
                Next();
                Next();
                var value = String();
                Expect(TO);
                return Finish(new AlterEnumStatement(name, value, String(), false, null, false), first);
            case ADD when Peek() == VALUE:
                Next();
                Next();
                return AddEnumValue(name, first);
            case DROP when Peek() == VALUE:
                Fail("dropping an enum value is not implemented");
                return new AlterEnumStatement(name, null, "", false, null, false);
            case SET when Peek() == LeftParen:
                Next();
                return Finish(new AlterTypeStatement(name, Definition()), first);
        }

        return AlterCommon(reference, first) ?? AlterAttributes(name, first);
    }

    private AlterEnumStatement AddEnumValue(SqlNamePath name, int first)
    {
        var ifNotExists = AcceptIfNotExists();
        var value = String();
        var isAfter = _code == AFTER;
        var neighbour = Accept(AFTER) || Accept(BEFORE) ? String() : null;
        return Finish(new AlterEnumStatement(name, null, value, ifNotExists, neighbour, isAfter), first);
    }

    /// <summary>The attributes of a composite type: to PostgreSQL the columns of a table.</summary>
    private AlterTableStatement AlterAttributes(SqlNamePath name, int first)
    {
        var commands = new List<AlterTableCommand>();
        do
        {
            var at = _at;
            var code = _code;
            Next();
            Expect(ATTRIBUTE);
            commands.Add(Finish(Attribute(code), at));
        }
        while (Accept(Comma));
        var relation = new SqlRelation(name, Only: true) { Start = name.Start, Length = name.Length };
        return Finish(new AlterTableStatement(relation, "TYPE", false, commands), first);
    }

    private AlterTableCommand Attribute(TokenCode code)
    {
        switch (code)
        {
            case ADD:
                var column = FunctionColumn();
                return new("AddColumn", Column: column, Cascade: AcceptCascade());
            case DROP:
                var missingOk = AcceptIfExists();
                var name = ColId();
                return new("DropColumn", name, MissingOk: missingOk, Cascade: AcceptCascade());
            case ALTER:
                var altered = ColId();
                Accept(SET, DATA);
                var at = _at;
                Expect(TYPE);
                var type = TypeName();
                var collation = Accept(COLLATE) ? AnyName() : null;
                var definition = Finish(new ColumnDefinition(altered, type, [], collation, null, null, NoOptions), at);
                return new("AlterColumnType", altered, definition, Cascade: AcceptCascade());
            default:
                Fail();
                return new("");
        }
    }

    private SqlStatement AlterDomain(int first)
    {
        var at = _at;
        var name = AnyName();
        var reference = Finish(new ObjectReference("DOMAIN", name), at);
        if (_code == RENAME && Peek() == CONSTRAINT)
        {
            Next();
            Next();
            var old = ColId();
            Expect(TO);
            var domain = reference with { Kind = "DOMCONSTRAINT" };
            return Finish(new RenameStatement("DOMCONSTRAINT", domain, null, old, ColId(), false, false), first);
        }

        if (!(_code == SET && Peek() is DEFAULT or NOT) && AlterCommon(reference, first) is { } common) return common;
        return Finish(AlterDomain(name), first);
    }

    private AlterDomainStatement AlterDomain(SqlNamePath name)
    {
        if (Accept(SET, DEFAULT)) return new(name, "set default", Expression(), null, null, false, false);
        if (Accept(DROP, DEFAULT)) return new(name, "drop default", null, null, null, false, false);
        if (Accept(SET, NOT, NULL)) return new(name, "set not null", null, null, null, false, false);
        if (Accept(DROP, NOT, NULL)) return new(name, "drop not null", null, null, null, false, false);
        if (Accept(ADD)) return new(name, "add constraint", null, DomainConstraint(), null, false, false);
        if (Accept(VALIDATE, CONSTRAINT)) return new(name, "validate constraint", null, null, ColId(), false, false);
        Expect(DROP, CONSTRAINT);
        var ifExists = AcceptIfExists();
        var constraint = ColId();
        return new(name, "drop constraint", null, null, constraint, ifExists, AcceptCascade());
    }

    private ConstraintDefinition DomainConstraint()
    {
        var first = _at;
        var name = Accept(CONSTRAINT) ? ColId() : null;
        SqlExpression? condition = null;
        var kind = ConstraintKind.NotNull;
        if (_code == NOT)
        {
            Next();
            Expect(NULL);
        }
        else
        {
            Expect(CHECK);
            kind = ConstraintKind.Check;
            condition = ParenthesizedExpression();
        }

        var at = _at;
        var attributes = Attributes(null);
        CheckAttributes(kind, attributes, at);
        return Finish(new ConstraintDefinition(kind, name, NoNames, condition, Attributes: attributes), first);
    }
}
