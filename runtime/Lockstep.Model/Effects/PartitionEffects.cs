using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>Partitions: made, attached, detached; and children of plain inheritance.</summary>
internal static class PartitionEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreatePartition create:
                Create(effects, create);
                return true;
            case AttachPartition attach:
                Attach(effects, attach);
                return true;
            case DetachPartition detach:
                Detach(effects, detach);
                return true;
            case SetInheritance set:
                Inherit(effects, set);
                return true;
            default:
                return false;
        }
    }

    private static void Create(EffectsBuilder effects, CreatePartition create)
    {
        if (create.IfNotExists && effects.Schema.Find(create.Table) is not null)
        {
            effects.Because(0, $"nothing to do: {create.Table} is there already");
            return;
        }

        var parent = effects.TableOrAssumed(create.Parent);
        effects.Lock(parent, LockMode.AccessExclusive);
        effects.Because(0, "metadata only; everything that uses the partitioned table waits behind it");
        LockPartnersOfParent(effects, parent);
        foreach (var (_, key, target) in effects.Walk.KeysOf(parent)) effects.Lock(target?.Name ?? effects.NameOrAssumed(key.Target.Table), LockMode.ShareRowExclusive);
        foreach (var key in create.Columns.SelectMany(column => column.AllConstraints()).Concat(create.Constraints).OfType<ForeignKeyConstraint>())
        {
            effects.Lock(effects.NameOrAssumed(key.Target.Table), LockMode.ShareRowExclusive);
        }

        CheckDefault(effects, parent, create.Bounds, except: null);
    }

    private static void Attach(EffectsBuilder effects, AttachPartition attach)
    {
        var parent = effects.TableOrAssumed(attach.Table);
        var partition = effects.TableOrAssumed(attach.Partition);
        effects.Lock(parent, LockMode.ShareUpdateExclusive);
        effects.Lock(effects.Walk.WholesOf(parent), LockMode.AccessShare);
        effects.Lock(effects.Walk.WithDescendants(partition), LockMode.AccessExclusive);
        effects.Because(0, "metadata only: a validated CHECK of the partition proves that its rows are within the bounds");
        LockPartnersOfParent(effects, parent);
        PartitionKeys.Attach(effects, parent, partition);
        CheckDefault(effects, parent, attach.Bounds, except: partition);
        var isKnown = effects.Schema.FindTable(attach.Table) is not null;
        if (!isKnown && AssumedPartition.IsProved(partition, attach.Bounds)) return;
        ScanUnless(effects, partition, rows => isKnown && IsProved(effects, parent, attach.Bounds, rows), "reads the whole new partition to see that its rows are within the bounds; a validated CHECK that says so makes it needless");
        foreach (var index in effects.Walk.IndexesOf(parent.Name))
        {
            var shape = IndexShape.Of(index);
            if (effects.Walk.IndexesOf(partition.Name).Any(own => own.Parent is null && IndexShape.Of(own) == shape)) continue;
            Build(effects, partition);
            break;
        }
    }

    /// <summary>Each index of the partitioned table gets a part, and each foreign key to it may refer to the new partition.</summary>
    private static void LockPartnersOfParent(EffectsBuilder effects, Table parent)
    {
        effects.Lock(effects.Walk.IndexesOf(parent.Name), LockMode.ShareUpdateExclusive);
        foreach (var (table, constraint, _) in effects.Walk.KeysTo(parent.Name))
        {
            if (!constraint.Inherited) effects.Lock(table, LockMode.ShareRowExclusive);
        }
    }

    private static void Build(EffectsBuilder effects, Table partition)
    {
        foreach (var part in effects.Walk.WithDescendants(partition)) effects.Scan(part);
        effects.Because(2, "reads the whole new partition to build the indexes that the partitioned table has and it has not");
    }

    /// <summary>The default partition may hold rows that belong to the new one.</summary>
    private static void CheckDefault(EffectsBuilder effects, Table parent, string bounds, Table? except)
    {
        if (DefaultOf(effects, parent) is not { } rest || rest.Name == except?.Name) return;
        effects.Lock(effects.Walk.WithDescendants(rest), LockMode.AccessExclusive);
        var proposed = PartitionBounds.Of(parent, bounds);
        if (!proposed.IsDefault)
        {
            ScanUnless(effects, rest, proposed.HoldsNone, $"reads the whole default partition {rest.Name}: it may hold rows that belong to the new partition; a validated CHECK that rules them out makes it needless");
        }
    }

    private static Table? DefaultOf(EffectsBuilder effects, Table parent) =>
        effects.Walk.ChildrenOf(parent.Name).FirstOrDefault(child => child.Bounds is { } bounds && PartitionBounds.Of(parent, bounds).IsDefault);

    private static void ScanUnless(EffectsBuilder effects, Table table, Func<Dictionary<string, Restriction>, bool> isProved, string why)
    {
        if (RowAlternatives.Prove(table, isProved)) return;
        if (SchemaWalk.HasFile(table))
        {
            effects.Scan(table);
            effects.Because(1, why);
        }

        if (table.PartitionBy is null) return;
        foreach (var part in effects.Walk.ChildrenOf(table.Name)) ScanUnless(effects, part, isProved, why);
    }

    /// <summary>Whether the rows are known to be within the bounds, and within those of the partitioned table, should that be a partition itself.</summary>
    private static bool IsProved(EffectsBuilder effects, Table parent, string bounds, Dictionary<string, Restriction> rows)
    {
        var proposed = PartitionBounds.Of(parent, bounds);
        var siblings = effects.Walk.ChildrenOf(parent.Name).Where(child => child.Bounds is not null).Select(child => PartitionBounds.Of(parent, child.Bounds!));
        var isWithin = proposed.IsDefault ? siblings.All(sibling => sibling.HoldsNone(rows)) : proposed.HoldsAll(rows);
        return isWithin && (parent is not { Bounds: { } own, Inherits: [var above] } || effects.Schema.Relations.Find(above) is not Table whole || IsProvedAbove(effects, whole, parent, own, rows));
    }

    private static bool IsProvedAbove(EffectsBuilder effects, Table whole, Table part, string bounds, Dictionary<string, Restriction> rows)
    {
        var own = PartitionBounds.Of(whole, bounds);
        var siblings = effects.Walk.ChildrenOf(whole.Name).Where(child => child.Bounds is not null && child.Name != part.Name).Select(child => PartitionBounds.Of(whole, child.Bounds!));
        var isWithin = own.IsDefault ? siblings.All(sibling => sibling.HoldsNone(rows)) : own.HoldsAll(rows);
        return isWithin && (whole is not { Bounds: { } higher, Inherits: [var above] } || effects.Schema.Relations.Find(above) is not Table next || IsProvedAbove(effects, next, whole, higher, rows));
    }

    private static void Detach(EffectsBuilder effects, DetachPartition detach)
    {
        var parent = effects.TableOrAssumed(detach.Table);
        var partition = effects.TableOrAssumed(detach.Partition);
        effects.Lock(parent, detach.Concurrently || detach.Finalize ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        effects.Lock(effects.Walk.WithDescendants(partition), LockMode.AccessExclusive);
        effects.Lock(effects.Walk.IndexesOf(partition.Name).Where(index => index.Parent is not null), LockMode.AccessExclusive);
        if (!detach.Concurrently && DefaultOf(effects, parent) is { } rest) effects.Lock(rest, LockMode.AccessExclusive);
        effects.Because(0, detach.Concurrently
            ? "metadata only; waits for the transactions that use the partitioned table, without blocking new ones"
            : "metadata only; everything that uses the partitioned table waits behind it");
        PartitionKeys.Detach(effects, parent, partition);
    }

    private static void Inherit(EffectsBuilder effects, SetInheritance set)
    {
        if (effects.IsSkipped(set.IfTableExists, set.Table)) return;
        var child = effects.TableOrAssumed(set.Table);
        if (set.Inherits) effects.Lock(effects.Walk.WithDescendants(child), LockMode.AccessShare);
        effects.Lock(effects.NameOrAssumed(set.Parent), set.Inherits ? LockMode.ShareUpdateExclusive : LockMode.AccessShare);
        effects.Lock(child, LockMode.AccessExclusive);
        effects.Because(0, "metadata only");
    }
}
