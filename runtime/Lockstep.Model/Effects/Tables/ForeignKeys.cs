using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What foreign keys need of the tables on both sides.</summary>
internal static class ForeignKeys
{
    /// <summary>PostgreSQL's planner looks at a partitioned table's own indexes since this version.</summary>
    private const int PartitionedIndexesArePlanned = 16;

    /// <summary>Locks the referenced table and its partitions: all get triggers, or lose them.</summary>
    public static void LockTarget(EffectsBuilder effects, ForeignKeyConstraint key, LockMode mode)
    {
        var target = effects.TableOrAssumed(key.Target.Table);
        effects.Lock(target, mode);
        if (target.PartitionBy is not null) effects.Lock(effects.Walk.WithDescendants(target), mode);
    }

    /// <summary>Locks both tables, and the partitions of each.</summary>
    public static void LockBoth(EffectsBuilder effects, Table table, ForeignKeyConstraint key, LockMode mode)
    {
        effects.Lock(table, mode);
        if (table.PartitionBy is not null) effects.Lock(effects.Walk.WithDescendants(table), mode);
        LockTarget(effects, key, mode);
    }

    /// <summary>
    /// Reads both tables and compares. The query's planner locks all indexes of both. A partitioned table that has the key is checked partition
    /// by partition; a partitioned table that is referred to is read with all of them.
    /// </summary>
    /// <param name="effects">Where it goes.</param>
    /// <param name="table">The table that has the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="isOfNulls">Whether all values are null: then the referenced table is not read.</param>
    public static void Check(EffectsBuilder effects, Table table, ForeignKeyConstraint key, bool isOfNulls)
    {
        effects.Because(1, "reads the referencing table and the referenced one to check the foreign key");
        var target = effects.TableOrAssumed(key.Target.Table);
        foreach (var part in table.PartitionBy is null ? [table] : effects.Walk.WithDescendants(table).Where(SchemaWalk.HasFile))
        {
            Plan(effects, part, isPlanned: true);
            effects.Scan(part);
        }

        foreach (var part in target.PartitionBy is null ? [target] : effects.Walk.WithDescendants(target))
        {
            Plan(effects, part, SchemaWalk.HasFile(part) || effects.Version >= PartitionedIndexesArePlanned);
            if (!isOfNulls) effects.Scan(part);
        }
    }

    private static void Plan(EffectsBuilder effects, Table table, bool isPlanned)
    {
        effects.Lock(table, LockMode.AccessShare);
        if (isPlanned) effects.Lock(effects.Walk.IndexesOf(table.Name), LockMode.AccessShare);
    }
}
