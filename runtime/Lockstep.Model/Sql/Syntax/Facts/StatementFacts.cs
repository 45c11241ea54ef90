namespace Lockstep.Model.Sql.Syntax.Facts;

/// <summary>
/// What a migration tool cares about in a statement, in the words of PostgreSQL's own parser. The value of a fact is a string, a bool, an int, a
/// list of strings (null in it for what has no plain name), or a list of facts.
/// </summary>
public static class StatementFacts
{
    /// <summary>The facts in the order in which they are told; null for a statement that has none.</summary>
    /// <param name="statement">Any statement.</param>
    public static IReadOnlyList<KeyValuePair<string, object>>? Of(SqlStatement statement)
    {
        var facts = new FactList();
        switch (statement)
        {
            case SetStatement set:
                return facts.AddUnlessNull("name", set.Name).Add("kind", set.Kind).AddIf("local", set.IsLocal).List;
            case TransactionStatement transaction:
                return facts.Add("kind", "TRANS_STMT_" + transaction.Kind).List;
            case InsertStatement insert:
                return facts.Add("relation", Name(insert.Relation)).List;
            case UpdateStatement update:
                return facts.Add("relation", Name(update.Relation)).Add("where", update.Where is not null).List;
            case DeleteStatement delete:
                return facts.Add("relation", Name(delete.Relation)).Add("where", delete.Where is not null).List;
            case CommentStatement comment:
                return facts.Add("kind", "OBJECT_" + comment.Object.Kind).List;
            case AlterOwnerStatement owner:
                return facts.Add("kind", "OBJECT_" + owner.Object.Kind).List;
            case TruncateStatement truncate:
                return facts.Add("relations", Names(truncate.Relations)).Add("cascade", truncate.Cascade).List;
            case LockStatement locking:
                return facts.Add("relations", Names(locking.Relations)).Add("mode", locking.Mode).List;
            case VacuumStatement vacuum:
                return facts.AddIf("vacuum", vacuum.IsVacuum).Add("options", Options(vacuum.Options)).List;
            case ClusterStatement cluster:
                return facts.AddUnlessNull("relation", cluster.Relation is null ? null : Name(cluster.Relation)).List;
            case ReindexStatement reindex:
                return Reindex(reindex, facts);
            case CreateTriggerStatement trigger:
                return facts.Add("trigger", trigger.Name.Value).Add("relation", Name(trigger.Relation)).List;
            case PolicyStatement { IsAlter: false } policy:
                return facts.Add("policy", policy.Name.Value).Add("relation", Name(policy.Relation)).List;
            case CreateEnumStatement type:
                return facts.Add("type", type.Name.ToString()).Add("values", type.Values.ToList()).List;
            default:
                return Definition(statement, facts);
        }
    }

    private static List<KeyValuePair<string, object>>? Definition(SqlStatement statement, FactList facts)
    {
        switch (statement)
        {
            case CreateTableStatement { Server: null } table:
                return Table(table, facts);
            case AlterTableStatement table:
                return facts.Add("relation", Name(table.Relation)).Add("kind", "OBJECT_" + table.ObjectKind).AddIf("missing_ok", table.IfExists)
                    .AddIf("only", table.Relation.Only).Add("cmds", table.Commands.Select(Command).ToList()).List;
            case CreateIndexStatement index:
                return facts.AddUnlessNull("index", index.Name?.Value).Add("relation", Name(index.Relation)).AddIf("unique", index.IsUnique)
                    .AddIf("concurrent", index.Concurrently).AddIf("if_not_exists", index.IfNotExists).Add("method", index.Method?.Value ?? "btree").List;
            case DropStatement drop:
                return facts.Add("kind", "OBJECT_" + drop.ObjectKind).Add("objects", drop.Objects.Select(ObjectName).ToList()).Add("cascade", drop.Cascade)
                    .AddIf("missing_ok", drop.IfExists).AddIf("concurrent", drop.Concurrently).List;
            case RenameStatement rename:
                return facts.Add("kind", "OBJECT_" + rename.ObjectKind).AddUnlessNull("relation", rename.Relation is null ? null : Name(rename.Relation))
                    .AddUnlessNull("subname", rename.SubName?.Value).Add("newname", rename.NewName.Value).List;
            case AlterSchemaStatement schema:
                return facts.Add("kind", "OBJECT_" + schema.Object.Kind).AddUnlessNull("relation", schema.Relation is null ? null : Name(schema.Relation))
                    .Add("newschema", schema.NewSchema.Value).List;
            case CreateViewStatement view:
                return facts.Add("relation", Name(view.Relation)).AddIf("replace", view.OrReplace).List;
            case CreateTableAsStatement table:
                return facts.Add("relation", Name(table.Relation)).Add("kind", "OBJECT_" + table.ObjectKind).List;
            case CreateSequenceStatement sequence:
                return facts.Add("relation", Name(sequence.Relation)).List;
            case RefreshStatement refresh:
                return facts.Add("relation", Name(refresh.Relation)).AddIf("concurrent", refresh.Concurrently).List;
            default:
                return null;
        }
    }

    private static List<KeyValuePair<string, object>> Table(CreateTableStatement table, FactList facts)
    {
        var persistence = table.Persistence switch
        {
            Persistence.Temporary => "t",
            Persistence.Unlogged => "u",
            _ => "p",
        };
        return facts.Add("relation", Name(table.Relation)).Add("persistence", persistence).AddIf("if_not_exists", table.IfNotExists)
            .Add("columns", table.Columns.Select(column => column.Name.Value).ToList())
            .AddUnlessNull("partition_of", table.PartitionOf is null ? null : Name(table.PartitionOf)).List;
    }

    private static List<KeyValuePair<string, object>> Command(AlterTableCommand command)
    {
        var facts = new FactList().Add("subtype", "AT_" + command.Action);
        if (command.Action != "AlterConstraint") facts.AddUnlessNull("name", command.Name?.Value);
        if (command.Action == "AddColumn") facts.AddUnlessNull("column", command.Column?.Name.Value);
        if (command.Constraint is not { } constraint) return facts.List;
        return facts.Add("constraint", "CONSTR_" + Constraint(constraint.Kind))
            .AddIf("not_valid", constraint.Attributes is { NotValid: true } or { IsEnforced: false }).List;
    }

    private static string Constraint(ConstraintKind kind) => kind switch
    {
        ConstraintKind.NotNull => "NOTNULL",
        ConstraintKind.Null => "NULL",
        ConstraintKind.Default => "DEFAULT",
        ConstraintKind.Identity => "IDENTITY",
        ConstraintKind.Generated => "GENERATED",
        ConstraintKind.Check => "CHECK",
        ConstraintKind.Primary => "PRIMARY",
        ConstraintKind.Unique => "UNIQUE",
        ConstraintKind.Exclusion => "EXCLUSION",
        _ => "FOREIGN",
    };

    private static List<KeyValuePair<string, object>> Reindex(ReindexStatement reindex, FactList facts) =>
        facts.Add("kind", "REINDEX_OBJECT_" + reindex.Target.ToUpperInvariant())
            .AddUnlessNull("relation", reindex.Relation is null ? null : Name(reindex.Relation)).AddUnlessNull("name", reindex.Name?.Value)
            .Add("params", Options(reindex.Options)).List;

    private static string? ObjectName(ObjectReference reference)
    {
        if (reference.HasSignature) return null;
        var parts = new List<string>();
        if (reference.Parent is { } parent) parts.Add(parent.ToString());
        if (reference.Kind is "CAST" or "TRANSFORM" && reference.Types is { } types) parts.AddRange(types.Select(type => type.ToString()));
        if (reference.Name is { } name) parts.Add(name.ToString());
        return string.Join(".", parts);
    }

    private static string Name(SqlRelation relation) => relation.Name.ToString();

    private static List<string> Names(IReadOnlyList<SqlRelation> relations) => [.. relations.Select(Name)];

    private static List<string> Options(IReadOnlyList<SqlOption> options) => [.. options.Select(option => option.Name.Value)];

    private sealed class FactList
    {
        public List<KeyValuePair<string, object>> List { get; } = [];

        public FactList Add(string name, object value)
        {
            List.Add(new(name, value));
            return this;
        }

        public FactList AddUnlessNull(string name, string? value) => value is null ? this : Add(name, value);

        public FactList AddIf(string name, bool value) => value ? Add(name, value) : this;
    }
}
