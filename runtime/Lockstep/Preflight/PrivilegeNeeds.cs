using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using static Lockstep.Preflight.PendingWork;

namespace Lockstep.Preflight;

/// <summary>Which privileges PostgreSQL wants for an operation, as far as they are known beforehand.</summary>
internal static class PrivilegeNeeds
{
    private static readonly string[] s_ofRole = ["role", "session_authorization"];

    /// <summary>Notes what the operation needs.</summary>
    public static void Add(PendingWork work, Operation operation)
    {
        switch (operation)
        {
            case SqlText { Kind: StatementKind.Block } or SqlText { Meaning.IsEmpty: true } or UnknownSql or CallProcedure:
                // It may grant, or set a role.
                work.RightsChange();
                break;
            case SqlText text:
                foreach (var part in text.Meaning) Add(work, part);
                break;
            case SetSetting { Name: var name } when s_ofRole.Contains(name, StringComparer.OrdinalIgnoreCase):
            case ResetSetting { Name: { } reset } when s_ofRole.Contains(reset, StringComparer.OrdinalIgnoreCase):
            case GrantPrivileges or RevokePrivileges or GrantRoles or RevokeRoles or SetOwner or ReassignOwned or DropOwned or AlterDefaultPrivileges:
                if (operation is SetOwner { Object: { Kind: var kind, Name: var owned } } && IsRelation(kind)) work.Need(owned, Needs.Owner);
                work.RightsChange();
                break;
            case InsertRows or UpdateRows or DeleteRows or MergeRows or CopyRows or Truncate:
                OfRows(work, operation);
                break;
            case Vacuum or Analyze or Reindex or Cluster or RefreshView:
                OfMaintenance(work, operation);
                break;
            case CreateExtension extension:
                work.NeedExtension(extension);
                break;
            case CreateSchema schema:
                work.NeedOfRole("creates a schema", RoleNeed.CreateOnDatabase);
                foreach (var element in schema.Elements) Add(work, element);
                break;
            case CreateRole:
                work.NeedOfRole("creates a role", RoleNeed.CreateRole);
                break;
            case CreateEventTrigger:
                work.NeedOfRole("creates an event trigger", RoleNeed.Superuser);
                break;
            case CreatePublication publication:
                work.NeedOfRole("creates a publication", publication.AllTables ? RoleNeed.Superuser : RoleNeed.CreateOnDatabase);
                foreach (var published in publication.Objects)
                {
                    if (published.Table is { } table) work.Need(table, Needs.Owner);
                }

                break;
            default:
                OfDefinition(work, operation);
                break;
        }
    }

    private static void OfRows(PendingWork work, Operation operation)
    {
        work.WritesRows();
        switch (operation)
        {
            case InsertRows insert:
                work.Need(insert.Table, Needs.Insert);
                break;
            case UpdateRows update:
                work.Need(update.Table, Needs.Update);
                break;
            case DeleteRows delete:
                work.Need(delete.Table, Needs.Delete);
                break;
            case Truncate truncate:
                foreach (var table in truncate.Tables) work.Need(table, Needs.Truncate);
                break;
            default:
                // MERGE and COPY tell in their text which of them they do.
                break;
        }
    }

    private static void OfMaintenance(PendingWork work, Operation operation)
    {
        switch (operation)
        {
            // Without the right, these two only warn and pass the table over.
            case Vacuum or Analyze:
                break;
            case Reindex { Scope: ReindexScope.Index or ReindexScope.Table, Name: { } name } reindex:
                work.Need(name, Needs.Maintain);
                if (reindex.Concurrently) work.BuildsConcurrently(name, index: null);
                else work.Builds(index: null);
                break;
            case Reindex { Concurrently: true }:
                work.BuildsConcurrently(table: null, index: null);
                break;
            case Cluster { Table: { } table }:
                work.Need(table, Needs.Maintain);
                break;
            case RefreshView refresh:
                work.Need(refresh.View, Needs.Maintain);
                break;
        }
    }

    private static void OfDefinition(PendingWork work, Operation operation)
    {
        switch (operation)
        {
            case CreateIndex index:
                work.Need(index.Table, Needs.Owner);
                work.NeedCreateBeside(index.Table);
                if (index.Concurrently) work.BuildsConcurrently(index.Table, index.Name);
                else work.Builds(index.Name);
                break;
            case DropIndex drop:
                work.Need(drop.Index, Needs.Drop);
                if (drop.Concurrently) work.LeavesConcurrently(drop.Index);
                break;
            case DetachPartition { Concurrently: true } detach:
                work.Need(detach.Table, Needs.Owner);
                work.LeavesConcurrently(detach.Partition);
                break;
            case TableChange change:
                OfTable(work, change);
                break;
            case DropTable drop:
                work.Need(drop.Table, Needs.Drop);
                break;
            case CreatePartition partition:
                work.Need(partition.Parent, Needs.Owner);
                work.NeedCreate(partition.Table);
                break;
            case CreateTable { Temporary: false } create:
                work.NeedCreate(create.Table);
                foreach (var parent in create.Inherits) work.Need(parent, Needs.Owner);
                foreach (var column in create.Columns) References(work, column.AllConstraints());
                References(work, create.Constraints);
                break;
            case CreateTrigger trigger:
                work.Need(trigger.Table, Needs.Trigger);
                break;
            case CreatePolicy policy:
                work.Need(policy.Table, Needs.Owner);
                break;
            case AlterPolicy policy:
                work.Need(policy.Table, Needs.Owner);
                break;
            case CreateRule rule:
                work.Need(rule.Table, Needs.Owner);
                break;
            case CreateStatistics statistics:
                work.Need(statistics.Table, Needs.Owner);
                break;
            case AlterSequence sequence:
                work.Need(sequence.Sequence, Needs.Owner);
                break;
            case RenameObject { Object: var renamed } when IsRelation(renamed.Kind):
                work.Need(renamed.Name, Needs.Owner);
                break;
            case SetObjectSchema { Object: var moved } when IsRelation(moved.Kind):
                work.Need(moved.Name, Needs.Owner);
                break;
            case DropObject { Object: var dropped } when IsRelation(dropped.Kind):
                work.Need(dropped.Name, Needs.Drop);
                break;
            case SetComment { Object: var described } when IsRelation(described.Kind):
                work.Need(described.Name, Needs.Owner);
                break;
            default:
                if (Made(operation) is { } made) work.NeedCreate(made);
                break;
        }
    }

    private static void OfTable(PendingWork work, TableChange change)
    {
        work.Need(change.Table, Needs.Owner);
        switch (change)
        {
            case AddColumn add:
                References(work, add.Column.AllConstraints());
                break;
            case AddConstraint add:
                References(work, [add.Constraint]);
                if (add.Constraint is IndexConstraint) work.Builds(add.Constraint.Name);
                break;
            case AttachPartition attach:
                work.Need(attach.Partition, Needs.Owner);
                break;
        }
    }

    private static void References(PendingWork work, IEnumerable<TableConstraint> constraints)
    {
        foreach (var key in constraints.OfType<ForeignKeyConstraint>()) work.Need(key.Target.Table, Needs.References);
    }

    /// <summary>What the operation makes in a schema.</summary>
    private static QualifiedName? Made(Operation operation) => operation switch
    {
        CreateTableAs { Persistence: not Persistence.Temporary } table => table.Table,
        CreateView { Temporary: false } view => view.View,
        CreateMaterializedView view => view.View,
        CreateSequence { Persistence: not Persistence.Temporary } sequence => sequence.Sequence,
        CreateRoutine routine => routine.Routine,
        CreateEnumType type => type.Type,
        CreateCompositeType type => type.Type,
        CreateRangeType type => type.Type,
        CreateDomain domain => domain.Domain,
        _ => null,
    };

    private static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Index or ObjectKind.Sequence;
}
