using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Objects of any kind by their names: DROP, COMMENT, SECURITY LABEL, ALTER EXTENSION.</content>
public sealed partial class SqlParser
{
    /// <summary>What an object's name looks like.</summary>
    private enum NameForm
    {
        None,
        AnyName,
        Name,
        NameOnTable,
        Type,
        Routine,
        Aggregate,
        Operator,
        OperatorClass,
        Cast,
        Transform,
    }

    /// <summary>Reads the words for a kind of object; PostgreSQL's name for it without OBJECT_.</summary>
    private (string Kind, NameForm Form) ObjectKind()
    {
        var code = _code;
        var next = Peek();
        var third = Peek(2);
        var found = code switch
        {
            TABLE => ("TABLE", NameForm.AnyName, 1),
            SEQUENCE => ("SEQUENCE", NameForm.AnyName, 1),
            VIEW => ("VIEW", NameForm.AnyName, 1),
            MATERIALIZED when next == VIEW => ("MATVIEW", NameForm.AnyName, 2),
            INDEX => ("INDEX", NameForm.AnyName, 1),
            FOREIGN when next == TABLE => ("FOREIGN_TABLE", NameForm.AnyName, 2),
            COLLATION => ("COLLATION", NameForm.AnyName, 1),
            CONVERSION => ("CONVERSION", NameForm.AnyName, 1),
            STATISTICS => ("STATISTIC_EXT", NameForm.AnyName, 1),
            TEXT when next == SEARCH && third == PARSER => ("TSPARSER", NameForm.AnyName, 3),
            TEXT when next == SEARCH && third == DICTIONARY => ("TSDICTIONARY", NameForm.AnyName, 3),
            TEXT when next == SEARCH && third == TEMPLATE => ("TSTEMPLATE", NameForm.AnyName, 3),
            TEXT when next == SEARCH && third == CONFIGURATION => ("TSCONFIGURATION", NameForm.AnyName, 3),
            ACCESS when next == METHOD => ("ACCESS_METHOD", NameForm.Name, 2),
            EVENT when next == TRIGGER => ("EVENT_TRIGGER", NameForm.Name, 2),
            EXTENSION => ("EXTENSION", NameForm.Name, 1),
            FOREIGN when next == DATA && third == WRAPPER => ("FDW", NameForm.Name, 3),
            LANGUAGE => ("LANGUAGE", NameForm.Name, 1),
            PROCEDURAL when next == LANGUAGE => ("LANGUAGE", NameForm.Name, 2),
            PUBLICATION => ("PUBLICATION", NameForm.Name, 1),
            SCHEMA => ("SCHEMA", NameForm.Name, 1),
            SERVER => ("FOREIGN_SERVER", NameForm.Name, 1),
            DATABASE => ("DATABASE", NameForm.Name, 1),
            ROLE => ("ROLE", NameForm.Name, 1),
            SUBSCRIPTION => ("SUBSCRIPTION", NameForm.Name, 1),
            TABLESPACE => ("TABLESPACE", NameForm.Name, 1),
            POLICY => ("POLICY", NameForm.NameOnTable, 1),
            RULE => ("RULE", NameForm.NameOnTable, 1),
            TRIGGER => ("TRIGGER", NameForm.NameOnTable, 1),
            TYPE => ("TYPE", NameForm.Type, 1),
            DOMAIN => ("DOMAIN", NameForm.Type, 1),
            AGGREGATE => ("AGGREGATE", NameForm.Aggregate, 1),
            FUNCTION => ("FUNCTION", NameForm.Routine, 1),
            PROCEDURE => ("PROCEDURE", NameForm.Routine, 1),
            ROUTINE => ("ROUTINE", NameForm.Routine, 1),
            OPERATOR when next == CLASS => ("OPCLASS", NameForm.OperatorClass, 2),
            OPERATOR when next == FAMILY => ("OPFAMILY", NameForm.OperatorClass, 2),
            OPERATOR => ("OPERATOR", NameForm.Operator, 1),
            CAST => ("CAST", NameForm.Cast, 1),
            TRANSFORM => ("TRANSFORM", NameForm.Transform, 1),
            _ => ("", NameForm.None, 0),
        };
        for (var i = 0; i < found.Item3; i++) Next();
        return (found.Item1, found.Item2);
    }

    /// <summary>An object of the kind, by its name.</summary>
    private ObjectReference Object(string kind, NameForm form)
    {
        var first = _at;
        switch (form)
        {
            case NameForm.Name:
                return Finish(new ObjectReference(kind, Single(kind is "ROLE" ? Role().Name : ColId())), first);
            case NameForm.NameOnTable:
                var name = Single(ColId());
                Expect(ON);
                return Finish(new ObjectReference(kind, name, AnyName()), first);
            case NameForm.Type:
                var type = TypeName();
                return Finish(new ObjectReference(kind, type.Name, Types: [type]), first);
            case NameForm.Routine:
                return Routine(kind);
            case NameForm.Aggregate:
                var aggregate = FunctionName();
                return Finish(new ObjectReference(kind, aggregate, Parameters: AggregateParameters()), first);
            case NameForm.Operator:
                var symbol = AnyOperator();
                return Finish(new ObjectReference(kind, null, Types: OperatorTypes(), Operator: symbol), first);
            case NameForm.OperatorClass:
                var opclass = AnyName();
                Expect(USING);
                return Finish(new ObjectReference(kind, opclass, Single(ColId())), first);
            case NameForm.Cast:
                Expect(LeftParen);
                var source = TypeName();
                Expect(AS);
                var target = TypeName();
                Expect(RightParen);
                return Finish(new ObjectReference(kind, null, Types: [source, target]), first);
            case NameForm.Transform:
                Expect(FOR);
                var transformed = TypeName();
                Expect(LANGUAGE);
                return Finish(new ObjectReference(kind, Single(ColId()), Types: [transformed]), first);
            case NameForm.AnyName:
                return Finish(new ObjectReference(kind, AnyName()), first);
            default:
                Fail();
                return new(kind, null);
        }
    }

    /// <summary>A function with or without its parameters.</summary>
    private ObjectReference Routine(string kind)
    {
        var first = _at;
        var name = FunctionNameForReference();
        return Finish(new ObjectReference(kind, name, Parameters: _code == LeftParen ? Parameters(canHaveDefaults: false) : null), first);
    }

    /// <summary>As <see cref="FunctionName"/>, but a word such as <c>between</c> is allowed where no parentheses follow.</summary>
    private SqlNamePath FunctionNameForReference() =>
        Is(TokenClasses.ColId) && !Is(TokenClasses.TypeOrFunction) && Peek() != LeftParen ? AnyName() : FunctionName();

    /// <summary>The types of an operator's operands; null stands for NONE.</summary>
    private List<SqlTypeName> OperatorTypes()
    {
        var types = new List<SqlTypeName>();
        Expect(LeftParen);
        if (!Accept(NONE)) types.Add(TypeName());
        if (_code == RightParen && types.Count == 1) Fail("missing argument");
        Expect(Comma);
        if (types.Count == 0 || !Accept(NONE)) types.Add(TypeName());
        Expect(RightParen);
        return types;
    }

    private SqlStatement Drop(int first)
    {
        switch (_code)
        {
            case ROLE or GROUP:
                return DropRole(first);
            case USER:
                return IsUserMapping ? UserMapping("drop", first) : DropRole(first);
            case OWNED:
                Next();
                Expect(BY);
                var owners = Roles();
                return Finish(new DropOwnedStatement(owners, AcceptCascade()), first);
            case DATABASE:
                return DropDatabase(first);
            case TABLESPACE:
                Next();
                var spaceMayMiss = AcceptIfExists();
                return Finish(new DropTablespaceStatement(ColId(), spaceMayMiss), first);
            case SUBSCRIPTION:
                Next();
                var mayMiss = AcceptIfExists();
                var subscription = ColId();
                return Finish(new DropSubscriptionStatement(subscription, mayMiss, AcceptCascade()), first);
        }

        var (kind, form) = ObjectKind();
        var concurrently = kind == "INDEX" && Accept(CONCURRENTLY);
        var ifExists = AcceptIfExists();
        var objects = new List<ObjectReference>();
        var isOne = form is NameForm.NameOnTable or NameForm.OperatorClass or NameForm.Cast or NameForm.Transform;
        do objects.Add(Object(kind, form));
        while (!isOne && Accept(Comma));
        return Finish(new DropStatement(kind, objects, ifExists, AcceptCascade(), concurrently), first);
    }

    private CommentStatement Comment()
    {
        var first = _at;
        Next();
        Expect(ON);
        var target = CommentTarget();
        Expect(IS);
        return Finish(new CommentStatement(target, StringOrNull()), first);
    }

    private string? StringOrNull() => Accept(NULL) ? null : String();

    private ObjectReference CommentTarget()
    {
        var first = _at;
        if (Accept(COLUMN)) return Finish(new ObjectReference("COLUMN", AnyName()), first);
        if (Accept(CONSTRAINT))
        {
            var name = Single(ColId());
            Expect(ON);
            var isDomain = _code == DOMAIN && IsNext(TokenClasses.ColId);
            if (isDomain) Next();
            return Finish(new ObjectReference(isDomain ? "DOMCONSTRAINT" : "TABCONSTRAINT", name, AnyName()), first);
        }

        if (Accept(LARGE, OBJECT)) return Finish(new ObjectReference("LARGEOBJECT", null, Number: Number()), first);
        var (kind, form) = ObjectKind();
        return Object(kind, form);
    }

    private SecurityLabelStatement SecurityLabel()
    {
        var first = _at;
        Expect(SECURITY, LABEL);
        var provider = Accept(FOR) ? WordOrString() : null;
        Expect(ON);
        var target = CommentTarget();
        Expect(IS);
        return Finish(new SecurityLabelStatement(target, provider, StringOrNull()), first);
    }

    private CreateExtensionStatement CreateExtension(int first)
    {
        Expect(EXTENSION);
        var ifNotExists = AcceptIfNotExists();
        var name = ColId();
        Accept(WITH);
        var options = new List<SqlOption>();
        while (_code is SCHEMA or VERSION or FROM or CASCADE)
        {
            var at = _at;
            if (_code == FROM) Fail("CREATE EXTENSION ... FROM is no longer supported");
            var isFlag = _code == CASCADE;
            var option = TakeName();
            var valueAt = _at;
            options.Add(Finish(new SqlOption(null, option, isFlag ? null : Finish(new SqlOptionValue(WordOrString()), valueAt)), at));
        }

        return Finish(new CreateExtensionStatement(name, ifNotExists, options), first);
    }

    private SqlStatement AlterExtension(int first)
    {
        Expect(EXTENSION);
        var name = ColId();
        if (Accept(UPDATE))
        {
            var options = new List<SqlOption>();
            while (_code == TO)
            {
                var at = _at;
                var option = TakeName();
                var valueAt = _at;
                options.Add(Finish(new SqlOption(null, option, Finish(new SqlOptionValue(WordOrString()), valueAt)), at));
            }

            return Finish(new AlterExtensionStatement(name, options), first);
        }

        if (Accept(SET, SCHEMA)) return Finish(new AlterSchemaStatement(From(new ObjectReference("EXTENSION", Single(name)), name), null, ColId(), false), first);
        var isAdded = Accept(ADD);
        if (!isAdded) Expect(DROP);
        var (kind, form) = ObjectKind();
        if (form is NameForm.NameOnTable) Fail();
        return Finish(new AlterExtensionContentsStatement(name, isAdded, Object(kind, form)), first);
    }
}
