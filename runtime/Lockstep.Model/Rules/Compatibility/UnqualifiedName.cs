using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3021.</summary>
public sealed class UnqualifiedName : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3021",
        RuleCategory.Compatibility,
        RuleSeverity.Info,
        "Names in migrations say their schema",
        "'{0}' is written without its schema: which one is meant depends on the search_path of who runs the migration; write {1}.{0}",
        "The search_path belongs to the role and the database, so the same migration may change another table in another environment.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // Who sets the search_path in the script says the schema there.
        if (reviewed.Statement.Settings.ContainsKey("search_path")) return;
        foreach (var name in NamesIn(reviewed.Operation))
        {
            if (name.Schema is null && reviewed.NameOf(name).Schema is var schema and not "pg_temp") report.Add(Info, reviewed.Origin, name.Name, schema);
        }
    }

    private static IEnumerable<QualifiedName> NamesIn(Operation operation) => operation switch
    {
        CreateTable { Temporary: true } or CreateTableAs { Persistence: Persistence.Temporary } or CreateView { Temporary: true } => [],
        CreateTable create => [create.Table],
        CreateTableAs create => [create.Table],
        CreatePartition create => [create.Table, create.Parent],
        DropTable drop => [drop.Table],
        // DROP INDEX has only the index to go by, CREATE INDEX its table.
        DropIndex drop => [drop.Index],
        CreateIndex create => [create.Table],
        AttachPartition attach => [attach.Table, attach.Partition],
        DetachPartition detach => [detach.Table, detach.Partition],
        AddConstraint { Constraint: ForeignKeyConstraint key } add => [add.Table, key.Target.Table],
        TableChange change => [change.Table],
        CreateView create => [create.View],
        CreateMaterializedView create => [create.View],
        RefreshView refresh => [refresh.View],
        CreateSequence create => [create.Sequence],
        AlterSequence alter => [alter.Sequence],
        CreateTrigger create => [create.Table],
        CreatePolicy create => [create.Table],
        CreateRoutine create => [create.Routine],
        CreateEnumType create => [create.Type],
        CreateCompositeType create => [create.Type],
        CreateDomain create => [create.Domain],
        AddEnumValue add => [add.Type],
        DropObject { Object: { Kind: ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Type or ObjectKind.Domain or ObjectKind.Function, Name: var name } } => [name],
        Truncate truncate => truncate.Tables,
        InsertRows insert => [insert.Table],
        UpdateRows update => [update.Table],
        DeleteRows delete => [delete.Table],
        MergeRows merge => [merge.Table],
        _ => [],
    };
}
