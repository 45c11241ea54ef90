using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Settings, transactions, prepared statements, cursors.</content>
public sealed partial class SqlParser
{
    private static readonly SqlOptionValue[] NoValues = [];

    private SqlStatement SetOrConstraints()
    {
        var first = _at;
        if (Peek() != CONSTRAINTS) return Finish(Set(), first);
        Next();
        Next();
        IReadOnlyList<SqlRelation> names = Accept(ALL) ? [] : QualifiedNames();
        var deferred = Accept(DEFERRED);
        if (!deferred) Expect(IMMEDIATE);
        return Finish(new SetConstraintsStatement(names, deferred), first);
    }

    private SetStatement SetOrReset()
    {
        var first = _at;
        return Finish(_code == RESET ? Reset() : Set(), first);
    }

    private SetStatement Set()
    {
        Expect(SET);
        var isLocal = _code == LOCAL && IsSetting(1);
        if (isLocal) Next();
        else if (_code == SESSION && Peek() is not (CHARACTERISTICS or AUTHORIZATION) && IsSetting(1)) Next();
        if (_code == TRANSACTION && Peek() == SNAPSHOT) return SetRestMore(isLocal);
        if (Accept(TRANSACTION)) return new("VAR_SET_MULTI", "TRANSACTION", Modes(), isLocal);
        if (_code != SESSION || Peek() != CHARACTERISTICS) return SetRestMore(isLocal);
        Next();
        Next();
        Expect(AS, TRANSACTION);
        return new("VAR_SET_MULTI", "SESSION CHARACTERISTICS", Modes(), isLocal);
    }

    /// <summary>Whether the token is the start of a setting, so that LOCAL or SESSION before it is no setting's name.</summary>
    private bool IsSetting(int offset) => Peek(offset) is not (TO or Equal or Dot or FROM);

    private List<SqlOptionValue> Modes()
    {
        var first = _at;
        return [.. TransactionModes(canBeEmpty: false).Select(mode => Finish(new SqlOptionValue(mode), first))];
    }

    private SetStatement SetRestMore(bool isLocal)
    {
        switch (_code)
        {
            case TIME when Peek() == ZONE:
                Next();
                Next();
                return TimeZone(isLocal);
            case CATALOG when Peek() == SConst:
                Fail("current database cannot be changed");
                return new("VAR_SET_VALUE", "catalog", NoValues, isLocal);
            case SCHEMA when Peek() is SConst or Hole:
                Next();
                return new("VAR_SET_VALUE", "search_path", [StringOption()], isLocal);
            case NAMES when IsSetting(1):
                Next();
                if (_code == SConst) return new("VAR_SET_VALUE", "client_encoding", [StringOption()], isLocal);
                Accept(DEFAULT);
                return new("VAR_SET_DEFAULT", "client_encoding", NoValues, isLocal);
            case ROLE when IsSetting(1):
                Next();
                return new("VAR_SET_VALUE", "role", [WordValue()], isLocal);
            case SESSION when Peek() == AUTHORIZATION:
                Next();
                Next();
                if (Accept(DEFAULT)) return new("VAR_SET_DEFAULT", "session_authorization", NoValues, isLocal);
                return new("VAR_SET_VALUE", "session_authorization", [WordValue()], isLocal);
            case XML when Peek() == OPTION:
                Next();
                Next();
                var first = _at;
                var kind = _code == DOCUMENT ? "DOCUMENT" : "CONTENT";
                XmlKind();
                return new("VAR_SET_VALUE", "xmloption", [Finish(new SqlOptionValue(kind), first)], isLocal);
            case TRANSACTION when Peek() == SNAPSHOT:
                Next();
                Next();
                return new("VAR_SET_MULTI", "TRANSACTION SNAPSHOT", [StringOption()], isLocal);
            default:
                return GenericSet(isLocal);
        }
    }

    private SqlOptionValue WordValue()
    {
        var first = _at;
        return Finish(new SqlOptionValue(WordOrString()), first);
    }

    private string SettingName()
    {
        var first = ColId();
        return _code == Dot ? Setting(first) : first.Value;
    }

    private string Setting(SqlName first)
    {
        var name = first.Value;
        while (Accept(Dot)) name += "." + ColId().Value;
        return name;
    }

    private SetStatement GenericSet(bool isLocal)
    {
        var name = SettingName();
        if (Accept(FROM))
        {
            Expect(CURRENT);
            return new("VAR_SET_CURRENT", name, NoValues, isLocal);
        }

        if (!Accept(TO)) Expect(Equal);
        if (Accept(DEFAULT)) return new("VAR_SET_DEFAULT", name, NoValues, isLocal);
        var values = new List<SqlOptionValue>();
        do values.Add(WordOrNumber());
        while (Accept(Comma));
        return new("VAR_SET_VALUE", name, values, isLocal);
    }

    private SetStatement TimeZone(bool isLocal)
    {
        var first = _at;
        if (Accept(DEFAULT) || Accept(LOCAL)) return new("VAR_SET_DEFAULT", "timezone", NoValues, isLocal);
        if (_code == INTERVAL)
        {
            TypedConstant();
            return new("VAR_SET_VALUE", "timezone", [Finish(new SqlOptionValue("interval"), first)], isLocal);
        }

        if (IsNumber) return new("VAR_SET_VALUE", "timezone", [NumberOption()], isLocal);
        var value = _code is Ident or Hole ? TakeName().Value : String();
        return new("VAR_SET_VALUE", "timezone", [Finish(new SqlOptionValue(value), first)], isLocal);
    }

    private SetStatement Reset()
    {
        Expect(RESET);
        if (Accept(ALL)) return new("VAR_RESET_ALL", null, NoValues, false);
        return new("VAR_RESET", NamedSetting(), NoValues, false);
    }

    /// <summary>A setting by its name, or by the words that some have.</summary>
    private string NamedSetting()
    {
        if (Accept(TIME, ZONE)) return "timezone";
        if (Accept(TRANSACTION, ISOLATION, LEVEL)) return "transaction_isolation";
        return Accept(SESSION, AUTHORIZATION) ? "session_authorization" : SettingName();
    }

    private ShowStatement Show()
    {
        var first = _at;
        Expect(SHOW);
        return Finish(new ShowStatement(Accept(ALL) ? "all" : NamedSetting()), first);
    }

    private List<string> TransactionModes(bool canBeEmpty)
    {
        var modes = new List<string>();
        while (TransactionMode() is { } mode)
        {
            modes.Add(mode);
            if (Accept(Comma) && _code is not (ISOLATION or READ or DEFERRABLE or NOT)) Fail();
        }

        if (modes.Count == 0 && !canBeEmpty) Fail();
        return modes;
    }

    private string? TransactionMode()
    {
        if (Accept(READ, ONLY)) return "read only";
        if (Accept(READ, WRITE)) return "read write";
        if (Accept(DEFERRABLE)) return "deferrable";
        if (Accept(NOT, DEFERRABLE)) return "not deferrable";
        if (!Accept(ISOLATION, LEVEL)) return null;
        if (Accept(READ, UNCOMMITTED)) return "read uncommitted";
        if (Accept(READ, COMMITTED)) return "read committed";
        if (Accept(REPEATABLE, READ)) return "repeatable read";
        Expect(SERIALIZABLE);
        return "serializable";
    }

    private bool? Chain()
    {
        if (!Accept(AND)) return null;
        var isNo = Accept(NO);
        Expect(CHAIN);
        return !isNo;
    }

    private TransactionStatement Transaction()
    {
        var first = _at;
        var verb = _code;
        Next();
        return Finish(Transaction(verb), first);
    }

    private TransactionStatement Transaction(TokenCode verb)
    {
        switch (verb)
        {
            case START:
                Expect(TRANSACTION);
                return new("START", null, TransactionModes(canBeEmpty: true), null);
            case SAVEPOINT:
                return new("SAVEPOINT", ColId().Value, [], null);
            case RELEASE:
                if (_code == SAVEPOINT && IsNext(TokenClasses.ColId)) Next();
                return new("RELEASE", ColId().Value, [], null);
            case PREPARE:
                Expect(TRANSACTION);
                return new("PREPARE", String(), [], null);
            case COMMIT or ROLLBACK when Accept(PREPARED):
                return new(verb == COMMIT ? "COMMIT_PREPARED" : "ROLLBACK_PREPARED", String(), [], null);
        }

        if (!Accept(WORK)) Accept(TRANSACTION);
        if (verb == ROLLBACK && Accept(TO))
        {
            if (_code == SAVEPOINT && IsNext(TokenClasses.ColId)) Next();
            return new("ROLLBACK_TO", ColId().Value, [], null);
        }

        return new(verb == COMMIT ? "COMMIT" : "ROLLBACK", null, [], Chain());
    }

    private PrepareStatement Prepare()
    {
        var first = _at;
        Expect(PREPARE);
        var name = ColId();
        IReadOnlyList<SqlTypeName> types = _code == LeftParen ? ParenthesizedTypes() : [];
        Expect(AS);
        return Finish(new PrepareStatement(name, types, Preparable()), first);
    }

    private ExecuteStatement Execute()
    {
        var first = _at;
        Expect(EXECUTE);
        var name = ColId();
        IReadOnlyList<SqlExpression> arguments = _code == LeftParen ? ParenthesizedExpressions() : NoExpressions;
        return Finish(new ExecuteStatement(name, arguments), first);
    }

    private DeclareCursorStatement Declare()
    {
        var first = _at;
        Expect(DECLARE);
        var name = ColId();
        var options = new List<string>();
        while (_code != CURSOR && !_failed)
        {
            if (Accept(NO, SCROLL)) options.Add("no scroll");
            else if (_code is SCROLL or BINARY or ASENSITIVE or INSENSITIVE) options.Add(TakeName().Value);
            else Fail();
        }

        Expect(CURSOR);
        var hold = Accept(WITH, HOLD);
        if (!hold) Accept(WITHOUT, HOLD);
        Expect(FOR);
        return Finish(new DeclareCursorStatement(name, options, hold, Select()), first);
    }

    private FetchStatement Fetch()
    {
        var first = _at;
        var isMove = _code == MOVE;
        Next();
        var (direction, count) = FetchDirection();
        if (!Accept(FROM)) Accept(IN);
        return Finish(new FetchStatement(ColId(), isMove, direction, count), first);
    }

    private (string Direction, int? Count) FetchDirection()
    {
        // A cursor may be called as one of these words is.
        var isWord = Peek() is FROM or IN or IConst or Plus or Minus or ALL || IsNext(TokenClasses.ColId);
        if (_code is IConst or Plus or Minus or Hole && isWord | _code != Hole) return ("forward", SignedInteger());
        if (Accept(ALL)) return ("forward", null);
        if (!isWord) return ("forward", 1);
        switch (_code)
        {
            case NEXT:
                Next();
                return ("forward", 1);
            case PRIOR:
                Next();
                return ("backward", 1);
            case FIRST:
                Next();
                return ("absolute", 1);
            case LAST:
                Next();
                return ("absolute", -1);
            case ABSOLUTE or RELATIVE:
                return (TakeName().Value, SignedInteger());
            case FORWARD or BACKWARD:
                var direction = TakeName().Value;
                if (Accept(ALL)) return (direction, null);
                return (direction, _code is IConst or Plus or Minus ? SignedInteger() : 1);
            default:
                return ("forward", 1);
        }
    }

    private NotifyStatement Notify()
    {
        var first = _at;
        Expect(NOTIFY);
        var channel = ColId();
        return Finish(new NotifyStatement(channel, Accept(Comma) ? String() : null), first);
    }
}
