using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>Indexes: made, changed, dropped; also what ALTER INDEX does.</summary>
internal static class IndexEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreateIndex create:
                Create(effects, create);
                return true;
            case DropIndex drop:
                Drop(effects, drop);
                return true;
            case AttachIndexPartition attach:
                Attach(effects, attach);
                return true;
            case TableChange change when effects.Schema.Find(change.Table) is TableIndex index:
                return TryAlter(effects, change, index);
            case TableChange { Relation: RelationKind.Index } change when effects.Schema.Find(change.Table) is null:
                if (effects.IsSkipped(change.IfTableExists, change.Table)) return Missing(effects, change.Table.ToString());
                return TryAlter(effects, change, new TableIndex(effects.NameOrAssumed(change.Table), new("", ""), default));
            case SetOwner { Object: { Kind: ObjectKind.Index } item } set:
                if (set.IfExists && effects.Schema.Find(item.Name) is null) return Missing(effects, item.Name.ToString());
                effects.Lock(effects.NameOrAssumed(item.Name), LockMode.AccessExclusive);
                effects.Because(0, "nothing but a warning: an index belongs to the owner of its table");
                return true;
            default:
                return false;
        }
    }

    private static bool Missing(EffectsBuilder effects, string name)
    {
        effects.Because(0, $"nothing to do: there is no {name}");
        return true;
    }

    private static void Create(EffectsBuilder effects, CreateIndex create)
    {
        var relation = effects.Schema.Find(create.Table) as RowRelation ?? effects.TableOrAssumed(create.Table);
        var mode = create.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        effects.Lock(relation, mode);
        var isThere = create is { IfNotExists: true, Name: { } name } && effects.Schema.Relations.Find(new(relation.Name.Schema, name)) is not null;
        if (relation is Table { PartitionBy: not null } table)
        {
            if (create.Only)
            {
                effects.Because(0, "metadata only: an index of the partitioned table without those of its partitions");
                return;
            }

            effects.Lock(effects.Walk.WithDescendants(table), mode);
            if (!isThere) BuildOnPartitions(effects, table, IndexShape.Of(create), mode);
        }
        else if (!isThere)
        {
            effects.Scan(relation);
        }

        effects.Because(isThere ? 0 : 2, (isThere, create.Concurrently) switch
        {
            (true, _) => $"{create.Name} is there already; its table is locked all the same",
            (_, true) => "reads the table while others write to it, and waits for transactions that might not know the index",
            _ => "reads the whole table to build the index; writes wait until it is built",
        });
    }

    /// <summary>A partition's own index that is alike becomes the part; only where there is none is one built.</summary>
    private static void BuildOnPartitions(EffectsBuilder effects, Table table, IndexShape shape, LockMode mode)
    {
        foreach (var partition in effects.Walk.ChildrenOf(table.Name))
        {
            if (effects.Walk.IndexesOf(partition.Name).FirstOrDefault(index => index.Parent is null && IndexShape.Of(index) == shape) is { } alike) effects.Lock(alike, mode);
            else if (partition.PartitionBy is not null) BuildOnPartitions(effects, partition, shape, mode);
            else effects.Scan(partition);
        }
    }

    private static void Drop(EffectsBuilder effects, DropIndex drop)
    {
        if (effects.Schema.Find(drop.Index) is not TableIndex index)
        {
            if (drop.IfExists)
            {
                Missing(effects, drop.Index.ToString());
                return;
            }

            effects.Lock(effects.NameOrAssumed(drop.Index), LockMode.AccessExclusive);
        }
        else if (drop.Concurrently)
        {
            effects.Lock(index.Table, LockMode.ShareUpdateExclusive);
            effects.Lock(index, LockMode.AccessExclusive);
        }
        else
        {
            // A partitioned table is locked with all its partitions before it is known which of them have parts of the index.
            if (effects.Schema.Relations.Find(index.Table) is Table { PartitionBy: not null } table) effects.Lock(effects.Walk.WithDescendants(table), LockMode.AccessExclusive);
            effects.Lock(index.Table, LockMode.AccessExclusive);
            effects.Lock(index, LockMode.AccessExclusive);
            Vanished.Add(effects, drop);
        }

        effects.Because(0, drop.Concurrently
            ? "metadata only; waits for the transactions that may use the index before it goes"
            : "metadata only; waits behind long transactions on the table, and everything else waits behind it");
    }

    private static void Attach(EffectsBuilder effects, AttachIndexPartition attach)
    {
        var parent = effects.Find<TableIndex>(attach.Table);
        var part = effects.Find<TableIndex>(attach.Partition);
        effects.Lock(parent?.Name ?? effects.NameOrAssumed(attach.Table), LockMode.ShareUpdateExclusive);
        effects.Lock(part?.Name ?? effects.NameOrAssumed(attach.Partition), LockMode.AccessExclusive);
        if (parent is not null) effects.Lock(parent.Table, LockMode.AccessShare);
        if (part is not null) effects.Lock(part.Table, LockMode.AccessShare);
        // The last part makes the whole valid. Whether that makes one above it valid is seen under a lock that is let go at once.
        effects.Because(0, parent is { Parent: { } above } && effects.Schema.Relations.Find(above) is TableIndex next && IsCompleteWith(effects, parent, part)
            ? $"metadata only; takes ACCESS EXCLUSIVE on {next.Table} for a moment to see whether {next.Name} is complete now"
            : "metadata only");
    }

    private static bool IsCompleteWith(EffectsBuilder effects, TableIndex whole, TableIndex? part) =>
        effects.Walk.ChildrenOf(whole.Table).All(table =>
            part?.Table == table.Name || effects.Walk.IndexesOf(table.Name).Any(index => index.Parent == whole.Name));

    private static bool TryAlter(EffectsBuilder effects, TableChange change, TableIndex index)
    {
        switch (change)
        {
            case RenameTable { Relation: RelationKind.Index }:
                effects.Lock(index, LockMode.ShareUpdateExclusive);
                break;
            case SetTableOptions set:
                effects.Lock(index, AlterTableLocks.Of(set));
                break;
            case ResetTableOptions reset:
                effects.Lock(index, AlterTableLocks.Of(reset));
                break;
            case SetColumnStatistics:
                effects.Lock(index, LockMode.ShareUpdateExclusive);
                break;
            case SetTableTablespace set:
                effects.Lock(index, LockMode.AccessExclusive);
                if (SameTablespace(index.Tablespace, set.Tablespace)) break;
                effects.NewIndexFile(index);
                effects.Because(3, "the index's file is copied; whoever uses the table waits");
                break;
            default:
                effects.Lock(index, LockMode.AccessExclusive);
                break;
        }

        effects.Because(0, "metadata only");
        return true;
    }

    private static bool SameTablespace(string? one, string other) => (one ?? "pg_default") == other;
}
