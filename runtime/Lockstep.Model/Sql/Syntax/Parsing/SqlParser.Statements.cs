using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>Which statement it is.</content>
public sealed partial class SqlParser
{
    private SqlStatement TopLevelStatement()
    {
        if (_code is not (BEGIN or END)) return Statement();
        var first = _at;
        var isBegin = _code == BEGIN;
        Next();
        if (!Accept(WORK)) Accept(TRANSACTION);
        if (isBegin) return Finish(new TransactionStatement("BEGIN", null, TransactionModes(canBeEmpty: true), null), first);
        return Finish(new TransactionStatement("COMMIT", null, [], Chain()), first);
    }

    private SqlStatement Statement()
    {
        var first = _at;
        switch (_code)
        {
            case SELECT or VALUES or TABLE or LeftParen:
                return Select();
            case WITH or INSERT or UPDATE or DELETE or MERGE:
                return Preparable();
            case CREATE:
                Next();
                return Create(first);
            case ALTER:
                Next();
                return Alter(first);
            case DROP:
                Next();
                return Drop(first);
            case SET:
                return SetOrConstraints();
            case RESET:
                return Finish(Reset(), first);
            case SHOW:
                return Show();
            case GRANT or REVOKE:
                return GrantOrRevoke();
            case COMMENT:
                return Comment();
            case SECURITY:
                return SecurityLabel();
            case COPY:
                return Copy();
            case TRUNCATE:
                return Truncate();
            case LOCK:
                return Lock();
            case EXPLAIN:
                return Explain();
            case VACUUM or ANALYZE or ANALYSE:
                return Vacuum();
            case DO:
                return Do();
            case REINDEX:
                return Reindex();
            case CLUSTER:
                return Cluster();
            case REFRESH:
                return Refresh();
            default:
                return OtherStatement();
        }
    }

    private SqlStatement OtherStatement()
    {
        var first = _at;
        switch (_code)
        {
            case ABORT or START or COMMIT or ROLLBACK or SAVEPOINT or RELEASE:
                return Transaction();
            case PREPARE:
                return Peek() == TRANSACTION ? Transaction() : Prepare();
            case EXECUTE:
                return Execute();
            case DEALLOCATE:
                Next();
                if (_code == PREPARE && (Peek() == ALL || IsNext(TokenClasses.ColId))) Next();
                return Accept(ALL) ? Finish(new DeallocateStatement(null), first) : Finish(new DeallocateStatement(ColId()), first);
            case DECLARE:
                return Declare();
            case FETCH or MOVE:
                return Fetch();
            case CLOSE:
                Next();
                return Accept(ALL) ? Finish(new CloseStatement(null), first) : Finish(new CloseStatement(ColId()), first);
            case LISTEN:
                Next();
                return Finish(new ListenStatement(ColId()), first);
            case UNLISTEN:
                Next();
                return Accept(Star) ? Finish(new UnlistenStatement(null), first) : Finish(new UnlistenStatement(ColId()), first);
            case NOTIFY:
                return Notify();
            case DISCARD:
                Next();
                var target = _code is ALL or TEMP or TEMPORARY or PLANS or SEQUENCES ? KeywordTable.Text(_code) : "";
                if (target.Length == 0) Fail();
                Next();
                return Finish(new DiscardStatement(target == "temporary" ? "temp" : target), first);
            case CALL:
                Next();
                var at = _at;
                return Finish(new CallStatement(Application(FunctionName(), at)), first);
            case CHECKPOINT:
                Next();
                return Finish(new CheckpointStatement(), first);
            case LOAD:
                Next();
                return Finish(new LoadStatement(String()), first);
            case REASSIGN:
                Next();
                Expect(OWNED, BY);
                var roles = Roles();
                Expect(TO);
                return Finish(new ReassignOwnedStatement(roles, Role()), first);
            case IMPORT:
                return ImportSchema();
            default:
                Fail();
                return new ErrorStatement(null, "", 0, 0);
        }
    }

    private SqlStatement Create(int first)
    {
        var orReplace = Accept(OR, REPLACE);
        if (orReplace) return CreateOrReplace(first);
        switch (_code)
        {
            case TABLE:
                return CreateTable(Persistence.Permanent, first);
            case TEMP or TEMPORARY or LOCAL or GLOBAL or UNLOGGED:
                return CreateWithPersistence(first);
            case UNIQUE or INDEX:
                return CreateIndex(first);
            case SCHEMA:
                return CreateSchema(first);
            case SEQUENCE or RECURSIVE or VIEW or MATERIALIZED:
                return CreateWithPersistence(first);
            case TYPE:
                return CreateType(first);
            case DOMAIN:
                return CreateDomain(first);
            case EXTENSION:
                return CreateExtension(first);
            case POLICY:
                return Policy(first, isAlter: false);
            case ROLE or GROUP:
                return CreateRole(first);
            case USER:
                return IsUserMapping ? UserMapping("create", first) : CreateRole(first);
            case DATABASE:
                return CreateDatabase(first);
            case TABLESPACE:
                return CreateTablespace(first);
            case STATISTICS:
                return CreateStatistics(first);
            case PUBLICATION:
                return CreatePublication(first);
            case SUBSCRIPTION:
                return CreateSubscription(first);
            case FOREIGN:
                return Peek() == TABLE ? CreateForeignTable(first) : ForeignDataWrapper(first, isAlter: false);
            case SERVER:
                return CreateServer(first);
            case CAST:
                return CreateCast(first);
            case DEFAULT or CONVERSION:
                return CreateConversion(first);
            case ACCESS:
                return CreateAccessMethod(first);
            case EVENT:
                return CreateEventTrigger(first);
            case OPERATOR:
                return CreateOperator(first);
            case TEXT or COLLATION:
                return DefineObject(first);
            case ASSERTION:
                Next();
                var name = AnyName();
                Expect(CHECK);
                ParenthesizedExpression();
                Attributes(null);
                if (!_failed) Fail("CREATE ASSERTION is not yet implemented", first);
                return Finish(new CreateAssertionStatement(name), first);
            default:
                return CreateReplaceable(first, orReplace: false);
        }
    }

    private SqlStatement CreateOrReplace(int first)
    {
        if (_code is TEMP or TEMPORARY or LOCAL or GLOBAL or UNLOGGED or RECURSIVE or VIEW)
        {
            return CreateView(AcceptPersistence(), orReplace: true, first);
        }

        return CreateReplaceable(first, orReplace: true);
    }

    /// <summary>What may be created with OR REPLACE, but is no view.</summary>
    private SqlStatement CreateReplaceable(int first, bool orReplace)
    {
        switch (_code)
        {
            case FUNCTION or PROCEDURE:
                return CreateFunction(first, orReplace);
            case TRIGGER or CONSTRAINT:
                return CreateTrigger(first, orReplace);
            case RULE:
                return CreateRule(first, orReplace);
            case AGGREGATE:
                return CreateAggregate(first, orReplace);
            case TRANSFORM:
                return CreateTransform(first, orReplace);
            case TRUSTED or PROCEDURAL or LANGUAGE:
                return CreateLanguage(first, orReplace);
            default:
                Fail();
                return new ErrorStatement(null, "", 0, 0);
        }
    }

    private SqlStatement CreateWithPersistence(int first)
    {
        var persistence = AcceptPersistence();
        switch (_code)
        {
            case TABLE:
                return CreateTable(persistence, first);
            case SEQUENCE:
                return CreateSequence(persistence, first);
            case MATERIALIZED when persistence != Persistence.Temporary:
                Next();
                Expect(VIEW);
                var ifNotExists = AcceptIfNotExists();
                return TableAs(QualifiedName(), "MATVIEW", persistence, ifNotExists, first);
            default:
                return CreateView(persistence, orReplace: false, first);
        }
    }

    private CreateSequenceStatement CreateSequence(Persistence persistence, int first)
    {
        Expect(SEQUENCE);
        var ifNotExists = AcceptIfNotExists();
        var relation = QualifiedName();
        return Finish(new CreateSequenceStatement(relation, persistence, ifNotExists, SequenceOptions()), first);
    }

    private CreateViewStatement CreateView(Persistence persistence, bool orReplace, int first)
    {
        var isRecursive = Accept(RECURSIVE);
        Expect(VIEW);
        var relation = QualifiedName();
        var columns = isRecursive ? ParenthesizedNames() : OptionalNames();
        var options = Accept(WITH) ? RelationOptions() : NoOptions;
        Expect(AS);
        var query = Select();
        string? check = null;
        if (Accept(WITH))
        {
            check = Accept(LOCAL) ? "local" : "cascaded";
            if (check == "cascaded") Accept(CASCADED);
            Expect(CHECK, OPTION);
            if (isRecursive) Fail("WITH CHECK OPTION not supported on recursive views");
        }

        return Finish(new CreateViewStatement(relation, orReplace, persistence, isRecursive, columns, options, query, check), first);
    }

    /// <summary>Whether what follows CREATE may stand in CREATE SCHEMA.</summary>
    private bool IsSchemaElement => _code is TABLE or TEMP or TEMPORARY or LOCAL or GLOBAL or UNLOGGED or UNIQUE or INDEX or SEQUENCE or VIEW or RECURSIVE or TRIGGER or CONSTRAINT
        || (_code == OR && Peek(2) is TRIGGER or CONSTRAINT or VIEW or RECURSIVE or TEMP or TEMPORARY or LOCAL or GLOBAL);

    private CreateSchemaStatement CreateSchema(int first)
    {
        Expect(SCHEMA);
        var ifNotExists = AcceptIfNotExists();
        var name = _code == AUTHORIZATION ? null : ColId();
        var owner = Accept(AUTHORIZATION) ? Role() : null;
        var elements = new List<SqlStatement>();
        while (_code is CREATE or GRANT)
        {
            var at = _at;
            if (ifNotExists) Fail("CREATE SCHEMA IF NOT EXISTS cannot include schema elements");
            if (_code == GRANT)
            {
                elements.Add(GrantOrRevoke());
                continue;
            }

            Next();
            var element = IsSchemaElement ? Create(at) : FailedStatement();
            if (element is CreateTableAsStatement) Fail();
            elements.Add(element);
        }

        return Finish(new CreateSchemaStatement(name, owner, ifNotExists, elements), first);
    }
}
