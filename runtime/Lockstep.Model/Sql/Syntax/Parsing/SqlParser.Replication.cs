using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Publications and subscriptions.</content>
public sealed partial class SqlParser
{
    private CreatePublicationStatement CreatePublication(int first)
    {
        Expect(PUBLICATION);
        var name = ColId();
        var isAll = false;
        IReadOnlyList<PublicationObject> objects = [];
        if (Accept(FOR))
        {
            isAll = Accept(ALL, TABLES);
            if (!isAll) objects = PublicationObjects();
        }

        return Finish(new CreatePublicationStatement(name, isAll, objects, OptionalDefinition()), first);
    }

    private SqlStatement AlterPublication(int first)
    {
        Expect(PUBLICATION);
        var name = ColId();
        var reference = From(new ObjectReference("PUBLICATION", Single(name)), name);
        if (_code is RENAME or OWNER) return AlterCommon(reference, first)!;
        if (_code == SET && Peek() == LeftParen)
        {
            Next();
            return Finish(new AlterPublicationStatement(name, "set options", [], Definition()), first);
        }

        var action = _code is ADD or SET or DROP ? KeywordTable.Text(_code) : "";
        if (action.Length == 0) Fail();
        Next();
        return Finish(new AlterPublicationStatement(name, action, PublicationObjects(), NoOptions), first);
    }

    private List<PublicationObject> PublicationObjects()
    {
        var objects = new List<PublicationObject>();
        var kind = TABLE;
        var isFirst = true;
        do
        {
            // A name without a word before it is of the kind of the one before.
            var first = _at;
            if (_code == TABLE) kind = TABLE;
            else if (_code == TABLES && Peek() == IN && Peek(2) == SCHEMA) kind = SCHEMA;
            else if (isFirst) Fail(Is(TokenClasses.ColId) || _code is CURRENT_SCHEMA or ONLY ? "invalid publication object list" : $"syntax error at or near \"{TokenText()}\"");
            var isNamed = _code == TABLE || (_code == TABLES && kind == SCHEMA && Peek() == IN);
            if (!isFirst && _code == CURRENT_SCHEMA && kind == TABLE) Fail("invalid table name");
            objects.Add(Finish(kind == TABLE ? PublicationTable() : PublicationSchema(isNamed), first));
            isFirst = false;
        }
        while (Accept(Comma));
        return objects;
    }

    private PublicationObject PublicationTable()
    {
        Accept(TABLE);
        var relation = RelationExpression();
        var columns = OptionalNames();
        var where = Accept(WHERE) ? ParenthesizedExpression() : null;
        return new(relation, columns, where, null, IsCurrentSchema: false);
    }

    private PublicationObject PublicationSchema(bool isNamed)
    {
        Accept(TABLES, IN, SCHEMA);
        if (_code == CURRENT_SCHEMA) return new(null, NoNames, null, TakeName(), IsCurrentSchema: true);
        var at = _at;
        var schema = ColId();
        if (!isNamed && _code == Dot) Fail("invalid schema name", at);
        if (!isNamed && _code == LeftParen) Fail("column specification not allowed for schema", at);
        if (!isNamed && _code == WHERE) Fail("WHERE clause not allowed for schema", at);
        return new(null, NoNames, null, schema, IsCurrentSchema: false);
    }

    private CreateSubscriptionStatement CreateSubscription(int first)
    {
        Expect(SUBSCRIPTION);
        var name = ColId();
        Expect(CONNECTION);
        var connection = String();
        Expect(PUBLICATION);
        var publications = Names();
        return Finish(new CreateSubscriptionStatement(name, connection, publications, OptionalDefinition()), first);
    }

    private SqlStatement AlterSubscription(int first)
    {
        Expect(SUBSCRIPTION);
        var name = ColId();
        var reference = From(new ObjectReference("SUBSCRIPTION", Single(name)), name);
        if (_code is RENAME or OWNER) return AlterCommon(reference, first)!;
        return Finish(AlterSubscription(name), first);
    }

    private AlterSubscriptionStatement AlterSubscription(SqlName name)
    {
        if (Accept(ENABLE)) return new(name, "enable", null, NoNames, NoOptions);
        if (Accept(DISABLE)) return new(name, "disable", null, NoNames, NoOptions);
        if (Accept(SKIP)) return new(name, "skip", null, NoNames, Definition());
        if (Accept(CONNECTION)) return new(name, "connection", String(), NoNames, NoOptions);
        if (Accept(REFRESH))
        {
            Expect(PUBLICATION);
            return new(name, "refresh", null, NoNames, OptionalDefinition());
        }

        if (_code == SET && Peek() == LeftParen)
        {
            Next();
            return new(name, "options", null, NoNames, Definition());
        }

        var action = _code is ADD or DROP or SET ? KeywordTable.Text(_code) : "";
        if (action.Length == 0) Fail();
        Next();
        Expect(PUBLICATION);
        var publications = Names();
        return new(name, action, null, publications, OptionalDefinition());
    }
}
