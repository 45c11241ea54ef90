using Lockstep.Model.Sql.Syntax.Parsing;
using static Lockstep.Model.Sql.Syntax.Parsing.TokenCode;

namespace Lockstep.Model.Sql.Syntax;

/// <content>ALTER TABLE and what has its commands.</content>
public sealed partial class SqlParser
{
    /// <summary>ALTER of what is in pg_class; ALTER and the kind are behind.</summary>
    private SqlStatement AlterRelation(string kind, int first)
    {
        if (_code == ALL && Peek() == IN && Peek(2) == TABLESPACE) return AlterAllInTablespace(kind, first);
        var ifExists = AcceptIfExists();
        var relation = kind is "TABLE" or "FOREIGN_TABLE" ? RelationExpression() : QualifiedName();
        var reference = From(new ObjectReference(kind, relation.Name), relation);
        switch (_code)
        {
            case RENAME:
                return RenameRelation(reference, relation, ifExists, first);
            case SET when Peek() == SCHEMA:
                Next();
                Next();
                return Finish(new AlterSchemaStatement(reference, relation, ColId(), ifExists), first);
            case DEPENDS:
                return Depends(reference, relation, first);
            case NO when Peek() == DEPENDS:
                return Depends(reference, relation, first);
            case ATTACH or DETACH:
                return Finish(new AlterTableStatement(relation, kind, ifExists, [PartitionCommand(kind)]), first);
        }

        if (kind == "SEQUENCE" && SequenceOption() is { } option)
        {
            List<SequenceOption> options = [option, .. SequenceOptions()];
            return Finish(new AlterSequenceStatement(relation, ifExists, options), first);
        }

        var commands = new List<AlterTableCommand>();
        do commands.Add(AlterTableCommand());
        while (Accept(Comma));
        return Finish(new AlterTableStatement(relation, kind, ifExists, commands), first);
    }

    private AlterAllInTablespaceStatement AlterAllInTablespace(string kind, int first)
    {
        Accept(ALL, IN, TABLESPACE);
        var from = ColId();
        IReadOnlyList<SqlRole> owners = Accept(OWNED, BY) ? Roles() : [];
        Expect(SET, TABLESPACE);
        var to = ColId();
        return Finish(new AlterAllInTablespaceStatement(kind, from, owners, to, Accept(NOWAIT)), first);
    }

    private AlterDependsStatement Depends(ObjectReference reference, SqlRelation? relation, int first)
    {
        var isRemoved = Accept(NO);
        Expect(DEPENDS, ON);
        Expect(EXTENSION);
        return Finish(new AlterDependsStatement(reference, relation, ColId(), isRemoved), first);
    }

    private RenameStatement RenameRelation(ObjectReference reference, SqlRelation relation, bool ifExists, int first)
    {
        Expect(RENAME);
        if (Accept(TO)) return Finish(new RenameStatement(reference.Kind, reference, relation, null, ColId(), ifExists, false), first);
        var kind = "COLUMN";
        if (_code == CONSTRAINT) kind = "TABCONSTRAINT";
        if (!Accept(CONSTRAINT)) Accept(COLUMN);
        var old = ColId();
        Expect(TO);
        return Finish(new RenameStatement(kind, reference, relation, old, ColId(), ifExists, false), first);
    }

    private AlterTableCommand PartitionCommand(string kind)
    {
        var first = _at;
        var isAttach = _code == ATTACH;
        Next();
        Expect(PARTITION);
        var partition = QualifiedName();
        if (isAttach)
        {
            var bound = kind == "INDEX" ? null : PartitionBound();
            return Finish(new AlterTableCommand("AttachPartition", Relation: partition, Bound: bound), first);
        }

        if (Accept(FINALIZE)) return Finish(new AlterTableCommand("DetachPartitionFinalize", Relation: partition), first);
        return Finish(new AlterTableCommand("DetachPartition", Relation: partition, Concurrently: Accept(CONCURRENTLY)), first);
    }

    private AlterTableCommand AlterTableCommand()
    {
        var first = _at;
        return Finish(AlterTableCommand(_code), first);
    }

    private AlterTableCommand AlterTableCommand(TokenCode code)
    {
        if (code == OPTIONS) return new("GenericOptions", Options: ForeignOptionList(canChange: true));
        Next();
        switch (code)
        {
            case ADD:
                return AddToTable();
            case ALTER:
                return Accept(CONSTRAINT) ? AlterConstraint() : AlterColumn();
            case DROP:
                return DropFromTable();
            case VALIDATE:
                Expect(CONSTRAINT);
                return new("ValidateConstraint", ColId());
            case CLUSTER:
                Expect(ON);
                return new("ClusterOn", ColId());
            case SET:
                return SetOfTable();
            case RESET:
                return new("ResetRelOptions", Options: RelationOptions());
            case ENABLE or DISABLE:
                return EnableOrDisable(code == ENABLE);
            case FORCE:
                RowLevelSecurity();
                return new("ForceRowSecurity");
            case NO when Accept(FORCE):
                RowLevelSecurity();
                return new("NoForceRowSecurity");
            case NO:
                Expect(INHERIT);
                return new("DropInherit", Relation: QualifiedName());
            case INHERIT:
                return new("AddInherit", Relation: QualifiedName());
            case OF:
                return new("AddOf", Path: AnyName());
            case NOT:
                Expect(OF);
                return new("DropOf");
            case OWNER:
                Expect(TO);
                return new("ChangeOwner", Role: Role());
            case REPLICA:
                Expect(IDENTITY);
                return ReplicaIdentity();
            default:
                if (!_failed) Fail($"syntax error at or near \"{_text.Substring(_tokens[_at - 1].Start, _tokens[_at - 1].End - _tokens[_at - 1].Start)}\"", _at - 1);
                return new("");
        }
    }

    private void RowLevelSecurity()
    {
        Expect(ROW, LEVEL);
        Expect(SECURITY);
    }

    private AlterTableCommand AddToTable()
    {
        if (IsTableConstraint) return new("AddConstraint", Constraint: TableConstraint());
        Accept(COLUMN);
        var missingOk = AcceptIfNotExists();
        return new("AddColumn", Column: Column(), MissingOk: missingOk);
    }

    private AlterTableCommand DropFromTable()
    {
        var isConstraint = Accept(CONSTRAINT);
        if (!isConstraint) Accept(COLUMN);
        var missingOk = AcceptIfExists();
        var name = ColId();
        return new(isConstraint ? "DropConstraint" : "DropColumn", name, MissingOk: missingOk, Cascade: AcceptCascade());
    }

    private AlterTableCommand AlterConstraint()
    {
        var name = ColId();
        if (Accept(INHERIT)) return new("AlterConstraint", name, Value: "inherit");
        var at = _at;
        var attributes = Attributes(null);
        if (attributes.NotValid) Fail("constraints cannot be altered to be NOT VALID", at);
        return new("AlterConstraint", name, Attributes: attributes);
    }

    private AlterTableCommand ReplicaIdentity()
    {
        if (Accept(NOTHING)) return new("ReplicaIdentity", Value: "nothing");
        if (Accept(FULL)) return new("ReplicaIdentity", Value: "full");
        if (Accept(DEFAULT)) return new("ReplicaIdentity", Value: "default");
        Expect(USING, INDEX);
        // Without the name: PostgreSQL keeps the index's name beside the command.
        return new("ReplicaIdentity", Value: "index", Path: Single(ColId()));
    }

    private AlterTableCommand EnableOrDisable(bool enable)
    {
        if (_code == ROW)
        {
            RowLevelSecurity();
            return new(enable ? "EnableRowSecurity" : "DisableRowSecurity");
        }

        var mode = enable && Accept(ALWAYS) ? "Always" : enable && Accept(REPLICA) ? "Replica" : "";
        var verb = enable ? "Enable" : "Disable";
        if (Accept(RULE)) return new(verb + mode + "Rule", ColId());
        Expect(TRIGGER);
        if (mode.Length == 0 && Accept(ALL)) return new(verb + "TrigAll");
        if (mode.Length == 0 && Accept(USER)) return new(verb + "TrigUser");
        return new(verb + mode + "Trig", ColId());
    }

    private AlterTableCommand SetOfTable()
    {
        switch (_code)
        {
            case LeftParen:
                return new("SetRelOptions", Options: RelationOptions());
            case LOGGED:
                Next();
                return new("SetLogged");
            case UNLOGGED:
                Next();
                return new("SetUnLogged");
            case TABLESPACE:
                Next();
                return new("SetTableSpace", ColId());
            case ACCESS:
                Next();
                Expect(METHOD);
                return Accept(DEFAULT) ? new("SetAccessMethod") : new("SetAccessMethod", ColId());
            default:
                Expect(WITHOUT);
                if (Accept(OIDS)) return new("DropOids");
                Expect(CLUSTER);
                return new("DropCluster");
        }
    }
}
