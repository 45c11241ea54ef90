using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Roles and privileges.</content>
public sealed partial class SqlParser
{
    private CreateRoleStatement CreateRole(int first)
    {
        var kind = KeywordTable.Text(_code);
        Next();
        var role = NewRole();
        Accept(WITH);
        return Finish(new CreateRoleStatement(kind, role, RoleOptions(isCreate: true)), first);
    }

    private List<SqlOption> RoleOptions(bool isCreate)
    {
        var options = new List<SqlOption>();
        while (RoleOption(isCreate) is { } option) options.Add(option);
        return options;
    }

    private SqlOption? RoleOption(bool isCreate)
    {
        var first = _at;
        switch (_code)
        {
            case ENCRYPTED or UNENCRYPTED or PASSWORD:
                if (_code == UNENCRYPTED) Fail("UNENCRYPTED PASSWORD is no longer supported");
                var isEncrypted = Accept(ENCRYPTED);
                if (isEncrypted && _code != PASSWORD) Fail();
                var password = TakeName();
                var at = _at;
                if (!isEncrypted && Accept(NULL)) return Finish(new SqlOption(null, password, null), first);
                return Finish(new SqlOption(null, password, Finish(new SqlOptionValue(String()), at)), first);
            case INHERIT:
                return Flag("inherit");
            case CONNECTION:
                Next();
                Expect(LIMIT);
                return Finish(new SqlOption(null, Finish(new SqlName("connection limit"), first), NumberOption()), first);
            case VALID:
                Next();
                Expect(UNTIL);
                return Finish(new SqlOption(null, Finish(new SqlName("valid until"), first), StringOption()), first);
            case SYSID when isCreate:
                return Finish(new SqlOption(null, TakeName(), NumberOption()), first);
            case USER:
            case ADMIN or ROLE when isCreate:
                return Finish(new SqlOption(null, TakeName(), RoleList()), first);
            case IN when isCreate:
                Next();
                if (!Accept(ROLE)) Expect(GROUP);
                return Finish(new SqlOption(null, Finish(new SqlName("in role"), first), RoleList()), first);
            case Ident:
                if (!IsRoleFlag(TokenText().ToLowerInvariant())) Fail($"unrecognized role option \"{TokenText().ToLowerInvariant()}\"");
                return Finish(new SqlOption(null, TakeName(), null), first);
            default:
                return null;
        }
    }

    private static bool IsRoleFlag(string word) => word is "superuser" or "nosuperuser" or "createrole" or "nocreaterole" or "replication" or "noreplication"
        or "createdb" or "nocreatedb" or "login" or "nologin" or "bypassrls" or "nobypassrls" or "noinherit";

    private SqlOptionValue NumberOption()
    {
        var first = _at;
        return Finish(new SqlOptionValue(Number()), first);
    }

    private SqlOptionValue RoleList()
    {
        var first = _at;
        var roles = Roles().Select(role => new SqlOptionValue(role.Name.Value) { Start = role.Start, Length = role.Length }).ToList();
        return Finish(new SqlOptionValue("", Items: roles), first);
    }

    private SqlStatement AlterRole(int first)
    {
        var isGroup = _code == GROUP;
        Next();
        if (!isGroup && _code == ALL)
        {
            Next();
            return RoleSetting(null, first);
        }

        var role = Role();
        if (Accept(RENAME, TO))
        {
            var reference = From(new ObjectReference("ROLE", Single(role.Name)), role);
            return Finish(new RenameStatement("ROLE", reference, null, role.Name, NewRole().Name, false, false), first);
        }

        if (isGroup)
        {
            var at = _at;
            var action = Accept(ADD) ? OptionAction.Add : OptionAction.Drop;
            if (action == OptionAction.Drop) Expect(DROP);
            Expect(USER);
            var members = new SqlOption(null, Finish(new SqlName("user"), at), RoleList(), action);
            return Finish(new AlterRoleStatement(role, [Finish(members, at)]), first);
        }

        if (_code is SET or RESET || (_code == IN && Peek() == DATABASE)) return RoleSetting(role, first);
        Accept(WITH);
        return Finish(new AlterRoleStatement(role, RoleOptions(isCreate: false)), first);
    }

    private AlterRoleSetStatement RoleSetting(SqlRole? role, int first)
    {
        var database = Accept(IN, DATABASE) ? ColId() : null;
        return Finish(new AlterRoleSetStatement(role, database, SetOrReset()), first);
    }

    private DropRoleStatement DropRole(int first)
    {
        Next();
        var ifExists = AcceptIfExists();
        return Finish(new DropRoleStatement(Roles(), ifExists), first);
    }

    private SqlStatement GrantOrRevoke()
    {
        var first = _at;
        var isGrant = _code == GRANT;
        Next();
        var grantOption = !isGrant && Accept(GRANT, OPTION, FOR);
        SqlOption? roleOption = null;
        if (!isGrant && !grantOption && Peek() == OPTION && Peek(2) == FOR)
        {
            var at = _at;
            roleOption = Finish(new SqlOption(null, ColId(), null, OptionAction.Drop), at);
            Next();
            Next();
        }

        var privileges = Privileges();
        if (roleOption is null && _code == ON) return GrantOn(isGrant, privileges, grantOption, first);
        if (privileges.Count == 0 || grantOption) Fail();
        return GrantRoles(isGrant, privileges, roleOption, first);
    }

    /// <summary>The privileges; none for ALL.</summary>
    private List<Privilege> Privileges()
    {
        var privileges = new List<Privilege>();
        if (Accept(ALL))
        {
            Accept(PRIVILEGES);
            if (_code == LeftParen) privileges.Add(new(new("all"), ParenthesizedNames()));
            return privileges;
        }

        do
        {
            var first = _at;
            if (Accept(ALTER, SYSTEM))
            {
                privileges.Add(Finish(new Privilege(Finish(new SqlName("alter system"), first), NoNames), first));
                continue;
            }

            var name = _code is SELECT or REFERENCES or CREATE ? TakeName() : ColId();
            privileges.Add(Finish(new Privilege(name, OptionalNames()), first));
        }
        while (Accept(Comma));
        return privileges;
    }

    private GrantStatement GrantOn(bool isGrant, List<Privilege> privileges, bool grantOption, int first)
    {
        Expect(ON);
        var (kind, allInSchema, objects) = PrivilegeTarget();
        return GrantTail(isGrant, privileges, grantOption, kind, allInSchema, objects, first, isDefault: false);
    }

    private GrantStatement GrantTail(
        bool isGrant, List<Privilege> privileges, bool grantOption, string kind, bool allInSchema, List<ObjectReference> objects, int first, bool isDefault)
    {
        Expect(isGrant ? TO : FROM);
        var grantees = new List<SqlRole>();
        do
        {
            Accept(GROUP);
            grantees.Add(Role());
        }
        while (Accept(Comma));
        if (isGrant && Accept(WITH))
        {
            Expect(GRANT, OPTION);
            grantOption = true;
        }

        var grantedBy = isDefault ? null : GrantedBy();
        var cascade = !isGrant && AcceptCascade();
        return Finish(new GrantStatement(isGrant, privileges, kind, allInSchema, objects, grantees, grantOption, grantedBy, cascade), first);
    }

    private SqlRole? GrantedBy() => Accept(GRANTED, BY) ? Role() : null;

    private (string Kind, bool AllInSchema, List<ObjectReference> Objects) PrivilegeTarget()
    {
        if (_code == ALL && Peek() is TABLES or SEQUENCES or FUNCTIONS or PROCEDURES or ROUTINES)
        {
            Next();
            var plural = KeywordTable.Text(_code).ToUpperInvariant();
            Next();
            Expect(IN, SCHEMA);
            return (plural.Substring(0, plural.Length - 1), true, Named("SCHEMA"));
        }

        if (Accept(TABLE)) return ("TABLE", false, Relations("TABLE"));
        if (_code == PARAMETER && Peek() is not (Dot or Comma or TO or FROM)) Next();
        else if (Is(TokenClasses.ColId) && Peek() is Dot or Comma or TO or FROM) return ("TABLE", false, Relations("TABLE"));
        else return TypedTarget();
        var objects = new List<ObjectReference>();
        do
        {
            var first = _at;
            objects.Add(Finish(new ObjectReference("PARAMETER_ACL", AnyName()), first));
        }
        while (Accept(Comma));
        return ("PARAMETER_ACL", false, objects);
    }

    private (string Kind, bool AllInSchema, List<ObjectReference> Objects) TypedTarget()
    {
        switch (_code)
        {
            case SEQUENCE:
                Next();
                return ("SEQUENCE", false, Relations("SEQUENCE"));
            case DOMAIN or TYPE:
                var typeKind = _code == DOMAIN ? "DOMAIN" : "TYPE";
                Next();
                return (typeKind, false, Relations(typeKind));
            case LARGE:
                Next();
                Expect(OBJECT);
                return ("LARGEOBJECT", false, Listed("LARGEOBJECT"));
            case FOREIGN when Peek() == SERVER:
                Next();
                break;
            case SERVER:
                Fail();
                break;
        }

        var (kind, form) = ObjectKind();
        if (kind is not ("FDW" or "FOREIGN_SERVER" or "FUNCTION" or "PROCEDURE" or "ROUTINE" or "DATABASE" or "LANGUAGE" or "SCHEMA" or "TABLESPACE")) Fail();
        var objects = new List<ObjectReference>();
        do objects.Add(Object(kind, form));
        while (Accept(Comma));
        return (kind, false, objects);
    }

    private List<ObjectReference> Relations(string kind)
    {
        var objects = new List<ObjectReference>();
        do
        {
            var first = _at;
            objects.Add(Finish(new ObjectReference(kind, AnyName()), first));
        }
        while (Accept(Comma));
        return objects;
    }

    private List<ObjectReference> Named(string kind)
    {
        var objects = new List<ObjectReference>();
        do objects.Add(Object(kind, NameForm.Name));
        while (Accept(Comma));
        return objects;
    }

    private List<ObjectReference> Listed(string kind)
    {
        var objects = new List<ObjectReference>();
        do
        {
            var first = _at;
            objects.Add(Finish(new ObjectReference(kind, null, Number: Number()), first));
        }
        while (Accept(Comma));
        return objects;
    }

    private GrantRoleStatement GrantRoles(bool isGrant, List<Privilege> roles, SqlOption? option, int first)
    {
        Expect(isGrant ? TO : FROM);
        var grantees = Roles();
        var options = new List<SqlOption>();
        if (option is not null) options.Add(option);
        if (isGrant && Accept(WITH))
        {
            do
            {
                var at = _at;
                var name = Label();
                var valueAt = _at;
                if (_code is not (OPTION or TRUE or FALSE)) Fail();
                var value = Finish(new SqlOptionValue(_failed ? "" : TakeName().Value), valueAt);
                options.Add(Finish(new SqlOption(null, name, value), at));
            }
            while (Accept(Comma));
        }

        var grantedBy = GrantedBy();
        var cascade = !isGrant && AcceptCascade();
        return Finish(new GrantRoleStatement(isGrant, roles, grantees, options, grantedBy, cascade), first);
    }

    private AlterDefaultPrivilegesStatement AlterDefaultPrivileges(int first)
    {
        Expect(DEFAULT, PRIVILEGES);
        var schemas = new List<SqlName>();
        var roles = new List<SqlRole>();
        while (_code is IN or FOR)
        {
            if (Accept(IN, SCHEMA))
            {
                schemas.AddRange(Names());
                continue;
            }

            Expect(FOR);
            if (!Accept(ROLE)) Expect(USER);
            roles.AddRange(Roles());
        }

        var at = _at;
        var isGrant = Accept(GRANT);
        if (!isGrant) Expect(REVOKE);
        var grantOption = !isGrant && Accept(GRANT, OPTION, FOR);
        var privileges = Privileges();
        Expect(ON);
        if (Accept(LARGE)) Expect(OBJECTS);
        else if (_code is TABLES or FUNCTIONS or ROUTINES or SEQUENCES or TYPES or SCHEMAS) Next();
        else Fail();
        var kind = _failed ? "" : KeywordTable.Text(_tokens[_at - 1].Code).ToUpperInvariant();
        var target = kind switch
        {
            "" => "",
            "OBJECTS" => "LARGEOBJECT",
            "ROUTINES" => "FUNCTION",
            _ => kind.Substring(0, kind.Length - 1),
        };
        var grant = GrantTail(isGrant, privileges, grantOption, target, false, [], at, isDefault: true);
        return Finish(new AlterDefaultPrivilegesStatement(schemas, roles, grant), first);
    }
}
