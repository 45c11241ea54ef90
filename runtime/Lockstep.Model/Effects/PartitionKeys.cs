using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What attaching and detaching a partition does with foreign keys, of the partitioned table and to it.</summary>
internal static class PartitionKeys
{
    /// <summary>The partition gets the partitioned table's foreign keys, or its own that are alike become parts of them.</summary>
    public static void Attach(EffectsBuilder effects, Table parent, Table partition)
    {
        foreach (var (_, key, known) in effects.Walk.KeysOf(parent))
        {
            var target = known ?? effects.TableOrAssumed(key.Target.Table);
            var own = effects.Walk.KeysOf(partition).FirstOrDefault(it => IsAlike(it.Constraint, it.Key, key, effects.Version)).Key;
            if (own is not null)
            {
                // Its own triggers on the referenced table go.
                effects.Lock(target, LockMode.AccessExclusive);
                if (own.NotValid && !key.NotValid) ForeignKeys.Check(effects, partition, key, isOfNulls: false);
                continue;
            }

            effects.Lock(target, LockMode.ShareRowExclusive);
            if (!key.NotValid && !key.NotEnforced) ForeignKeys.Check(effects, partition, key, isOfNulls: false);
        }
    }

    /// <summary>
    /// The partition keeps copies of the partitioned table's foreign keys; of those to it, it has to be seen that no row refers to the partition.
    /// </summary>
    public static void Detach(EffectsBuilder effects, Table parent, Table partition)
    {
        foreach (var (constraint, key, target) in effects.Walk.KeysOf(partition))
        {
            if (constraint.Inherited) effects.Lock(target?.Name ?? effects.NameOrAssumed(key.Target.Table), LockMode.ShareRowExclusive);
        }

        foreach (var (table, constraint, _) in effects.Walk.KeysTo(parent.Name))
        {
            if (constraint.Inherited) continue;
            effects.Lock(table, LockMode.AccessExclusive);
            PlannedReads.Add(effects, table, LockMode.AccessShare, isScanned: true);
            PlannedReads.Add(effects, partition, LockMode.AccessShare, isScanned: true);
            effects.Because(1, $"reads the partition and {table.Name} whole to see that no row of the latter refers to the former");
        }
    }

    /// <summary>Before PostgreSQL 18 only a validated key can become a part.</summary>
    private static bool IsAlike(SchemaConstraint constraint, ForeignKeyConstraint own, ForeignKeyConstraint key, int version) =>
        !constraint.Inherited && (version >= 18 || !own.NotValid) && own with { Name = null, NotValid = false } == key with { Name = null, NotValid = false };
}
