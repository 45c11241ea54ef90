using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Databases, tablespaces, foreign data.</content>
public sealed partial class SqlParser
{
    private CreateDatabaseStatement CreateDatabase(int first)
    {
        Expect(DATABASE);
        var name = ColId();
        Accept(WITH);
        return Finish(new CreateDatabaseStatement(name, DatabaseOptions()), first);
    }

    private List<SqlOption> DatabaseOptions()
    {
        var options = new List<SqlOption>();
        while (_code is Ident or CONNECTION or ENCODING or LOCATION or OWNER or TABLESPACE or TEMPLATE)
        {
            var first = _at;
            var name = TakeName();
            if (name.Value == "connection")
            {
                Expect(LIMIT);
                name = Finish(new SqlName("connection limit"), first);
            }

            Accept(Equal);
            var at = _at;
            var value = _code == DEFAULT ? Finish(new SqlOptionValue(TakeName().Value), at) : WordOrNumber();
            options.Add(Finish(new SqlOption(null, name, value), first));
        }

        return options;
    }

    private SqlStatement AlterDatabase(int first)
    {
        Expect(DATABASE);
        var name = ColId();
        var reference = From(new ObjectReference("DATABASE", Single(name)), name);
        if (_code is RENAME or OWNER && !(_code == OWNER && Peek() != TO)) return AlterCommon(reference, first)!;
        if (Accept(SET, TABLESPACE))
        {
            var at = _at - 1;
            var space = ColId();
            var option = Finish(new SqlOption(null, new("tablespace"), From(new SqlOptionValue(space.Value), space)), at);
            return Finish(new AlterDatabaseStatement(name, [option]), first);
        }

        if (Accept(REFRESH))
        {
            Expect(COLLATION, VERSION);
            return Finish(new AlterDatabaseRefreshStatement(name), first);
        }

        if (_code is SET or RESET) return Finish(new AlterDatabaseSetStatement(name, SetOrReset()), first);
        Accept(WITH);
        return Finish(new AlterDatabaseStatement(name, DatabaseOptions()), first);
    }

    private DropDatabaseStatement DropDatabase(int first)
    {
        Expect(DATABASE);
        var ifExists = AcceptIfExists();
        var name = ColId();
        var isWith = Accept(WITH);
        var force = false;
        if (isWith || _code == LeftParen)
        {
            Expect(LeftParen);
            do Expect(FORCE);
            while (Accept(Comma));
            Expect(RightParen);
            force = true;
        }

        return Finish(new DropDatabaseStatement(name, ifExists, force), first);
    }

    private AlterSystemStatement AlterSystem(int first)
    {
        Expect(SYSTEM);
        var at = _at;
        if (_code == RESET) return Finish(new AlterSystemStatement(Finish(Reset(), at)), first);
        Expect(SET);
        return Finish(new AlterSystemStatement(Finish(GenericSet(isLocal: false), at)), first);
    }

    private CreateTablespaceStatement CreateTablespace(int first)
    {
        Expect(TABLESPACE);
        var name = ColId();
        var owner = Accept(OWNER) ? Role() : null;
        Expect(LOCATION);
        var location = String();
        return Finish(new CreateTablespaceStatement(name, owner, location, Accept(WITH) ? RelationOptions() : NoOptions), first);
    }

    private SqlStatement AlterTablespace(int first)
    {
        Expect(TABLESPACE);
        var name = ColId();
        var reference = From(new ObjectReference("TABLESPACE", Single(name)), name);
        if (_code is RENAME or OWNER) return AlterCommon(reference, first)!;
        var isReset = Accept(RESET);
        if (!isReset) Expect(SET);
        return Finish(new AlterTablespaceStatement(name, isReset, RelationOptions()), first);
    }

    private SqlStatement ForeignDataWrapper(int first, bool isAlter)
    {
        Expect(FOREIGN, DATA);
        Expect(WRAPPER);
        var name = ColId();
        var reference = From(new ObjectReference("FDW", Single(name)), name);
        if (isAlter && _code is RENAME or OWNER) return AlterCommon(reference, first)!;
        var functions = new List<SqlOption>();
        while (_code is HANDLER or VALIDATOR || (_code == NO && Peek() is HANDLER or VALIDATOR))
        {
            var at = _at;
            var isNo = Accept(NO);
            var option = TakeName();
            var valueAt = _at;
            functions.Add(Finish(new SqlOption(null, option, isNo ? null : Finish(new SqlOptionValue(AnyName().ToString()), valueAt)), at));
        }

        var options = _code == OPTIONS ? ForeignOptionList(canChange: isAlter) : NoOptions;
        if (isAlter && functions.Count == 0 && options.Count == 0) Fail();
        return Finish(new ForeignDataWrapperStatement(isAlter, name, functions, options), first);
    }

    private CreateServerStatement CreateServer(int first)
    {
        Expect(SERVER);
        var ifNotExists = AcceptIfNotExists();
        var name = ColId();
        var type = Accept(TYPE) ? String() : null;
        var version = Accept(VERSION) ? StringOrNull() : null;
        Expect(FOREIGN, DATA);
        Expect(WRAPPER);
        var wrapper = ColId();
        return Finish(new CreateServerStatement(name, ifNotExists, type, version, wrapper, ForeignOptions()), first);
    }

    private SqlStatement AlterServer(int first)
    {
        Expect(SERVER);
        var name = ColId();
        var reference = From(new ObjectReference("FOREIGN_SERVER", Single(name)), name);
        if (_code is RENAME or OWNER) return AlterCommon(reference, first)!;
        var hasVersion = Accept(VERSION);
        var version = hasVersion ? StringOrNull() : null;
        if (!hasVersion && _code != OPTIONS) Fail();
        return Finish(new AlterServerStatement(name, hasVersion, version, _code == OPTIONS ? ForeignOptionList(canChange: true) : NoOptions), first);
    }

    private bool IsUserMapping => Peek() == MAPPING && Peek(2) is FOR or IF;

    private UserMappingStatement UserMapping(string verb, int first)
    {
        Expect(USER, MAPPING);
        var isConditional = verb == "create" ? AcceptIfNotExists() : verb == "drop" && AcceptIfExists();
        Expect(FOR);
        var at = _at;
        var role = _code == USER ? Finish(new SqlRole(TakeName(), IsKeyword: true), at) : Role();
        Expect(SERVER);
        var server = ColId();
        var options = verb == "alter" ? ForeignOptionList(canChange: true) : verb == "create" ? ForeignOptions() : NoOptions;
        return Finish(new UserMappingStatement(verb, role, server, isConditional, options), first);
    }

    private ImportForeignSchemaStatement ImportSchema()
    {
        var first = _at;
        Expect(IMPORT, FOREIGN);
        Expect(SCHEMA);
        var remote = ColId();
        var restriction = Accept(LIMIT, TO) ? "limit to" : Accept(EXCEPT) ? "except" : null;
        IReadOnlyList<SqlRelation> tables = [];
        if (restriction is not null)
        {
            Expect(LeftParen);
            tables = RelationExpressions();
            Expect(RightParen);
        }

        Expect(FROM, SERVER);
        var server = ColId();
        Expect(INTO);
        var local = ColId();
        return Finish(new ImportForeignSchemaStatement(remote, server, local, restriction, tables, ForeignOptions()), first);
    }
}
