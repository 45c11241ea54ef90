using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>ALTER of anything but tables.</content>
public sealed partial class SqlParser
{
    private SqlStatement Alter(int first)
    {
        switch (_code)
        {
            case TABLE or INDEX or SEQUENCE or VIEW or MATERIALIZED:
            case FOREIGN when Peek() == TABLE:
                return AlterRelation(ObjectKind().Kind, first);
            case FOREIGN:
                return ForeignDataWrapper(first, isAlter: true);
            case TYPE:
                Next();
                return AlterType(first);
            case DOMAIN:
                Next();
                return AlterDomain(first);
            case ROLE or USER or GROUP:
                return _code == USER && IsUserMapping ? UserMapping("alter", first) : AlterRole(first);
            case DATABASE:
                return AlterDatabase(first);
            case SYSTEM:
                return AlterSystem(first);
            case DEFAULT:
                return AlterDefaultPrivileges(first);
            case EXTENSION:
                return AlterExtension(first);
            case POLICY:
                return Policy(first, isAlter: true);
            case PUBLICATION:
                return AlterPublication(first);
            case SUBSCRIPTION:
                return AlterSubscription(first);
            case SERVER:
                return AlterServer(first);
            case TABLESPACE:
                return AlterTablespace(first);
            case STATISTICS:
                return AlterStatistics(first);
            case LARGE:
                Next();
                Expect(OBJECT);
                var at = _at;
                var large = Finish(new ObjectReference("LARGEOBJECT", null, Number: Number()), at);
                Expect(OWNER, TO);
                return Finish(new AlterOwnerStatement(large, Role()), first);
            default:
                return AlterObject(first);
        }
    }

    /// <summary>RENAME TO, OWNER TO and SET SCHEMA; null if none of them follows.</summary>
    private SqlStatement? AlterCommon(ObjectReference reference, int first)
    {
        if (Accept(RENAME))
        {
            Expect(TO);
            // PostgreSQL keeps the old name of these as text, not as an object.
            var old = reference.Kind is "DATABASE" or "SCHEMA" or "TABLESPACE" ? reference.Name?.Last : null;
            return Finish(new RenameStatement(reference.Kind, reference, null, old, ColId(), false, false), first);
        }

        if (Accept(OWNER))
        {
            Expect(TO);
            return Finish(new AlterOwnerStatement(reference, Role()), first);
        }

        if (_code != SET || Peek() != SCHEMA) return null;
        Next();
        Next();
        return Finish(new AlterSchemaStatement(reference, null, ColId(), false), first);
    }

    private SqlStatement AlterObject(int first)
    {
        var (kind, form) = ObjectKind();
        switch (form)
        {
            case NameForm.Routine:
                return AlterRoutine(kind, first);
            case NameForm.NameOnTable:
                return AlterOnTable(kind, first);
            case NameForm.None or NameForm.Cast or NameForm.Transform:
                Fail();
                return new ErrorStatement(null, "", 0, 0);
        }

        var reference = Object(kind, form);
        if (AlterCommon(reference, first) is { } common) return common;
        var name = reference.Name ?? Single(NoName);
        switch (kind)
        {
            case "COLLATION":
                Expect(REFRESH, VERSION);
                return Finish(new AlterCollationStatement(name), first);
            case "EVENT_TRIGGER":
                return AlterEventTrigger(name.Last, first);
            case "OPERATOR":
                Expect(SET);
                return Finish(new AlterOperatorStatement(reference, Definition()), first);
            case "OPFAMILY":
                return AlterOperatorFamily(reference, first);
            case "TSDICTIONARY":
                return Finish(new AlterTextSearchDictionaryStatement(name, Definition()), first);
            case "TSCONFIGURATION":
                return AlterTextSearchConfiguration(name, first);
            default:
                Fail();
                return new ErrorStatement(null, "", 0, 0);
        }
    }

    /// <summary>A trigger or rule; policies are read elsewhere.</summary>
    private SqlStatement AlterOnTable(string kind, int first)
    {
        var at = _at;
        var name = ColId();
        Expect(ON);
        var relation = QualifiedName();
        var reference = Finish(new ObjectReference(kind, Single(name), relation.Name), at);
        if (kind == "TRIGGER" && (_code == DEPENDS || (_code == NO && Peek() == DEPENDS))) return Depends(reference, relation, first);
        Expect(RENAME, TO);
        return Finish(new RenameStatement(kind, reference, relation, name, ColId(), false, false), first);
    }

    private SqlStatement AlterStatistics(int first)
    {
        Expect(STATISTICS);
        var ifExists = AcceptIfExists();
        var at = _at;
        var name = AnyName();
        var reference = Finish(new ObjectReference("STATISTIC_EXT", name), at);
        if (!ifExists && AlterCommon(reference, first) is { } common) return common;
        Expect(SET, STATISTICS);
        int? target = Accept(DEFAULT) ? null : SignedInteger();
        return Finish(new AlterStatisticsStatement(name, ifExists, target), first);
    }

    private AlterEventTriggerStatement AlterEventTrigger(SqlName name, int first)
    {
        if (Accept(DISABLE)) return Finish(new AlterEventTriggerStatement(name, "disable"), first);
        Expect(ENABLE);
        var state = Accept(REPLICA) ? "enable replica" : Accept(ALWAYS) ? "enable always" : "enable";
        return Finish(new AlterEventTriggerStatement(name, state), first);
    }

    private AlterTextSearchConfigurationStatement AlterTextSearchConfiguration(SqlNamePath name, int first)
    {
        var verb = _code is ADD or ALTER or DROP ? KeywordTable.Text(_code) : "";
        if (verb.Length == 0) Fail();
        Next();
        Expect(MAPPING);
        var ifExists = verb == "drop" && AcceptIfExists();
        IReadOnlyList<SqlName> tokens = NoNames;
        var action = verb + " mapping";
        if (_code != REPLACE || verb != "alter")
        {
            Expect(FOR);
            tokens = Names();
        }

        IReadOnlyList<SqlNamePath> dictionaries = [];
        if (verb == "alter" && Accept(REPLACE))
        {
            action = "replace";
            var old = AnyName();
            Expect(WITH);
            dictionaries = [old, AnyName()];
        }
        else if (verb != "drop")
        {
            Expect(WITH);
            dictionaries = AnyNames();
        }

        return Finish(new AlterTextSearchConfigurationStatement(name, action, tokens, dictionaries, ifExists), first);
    }
}
