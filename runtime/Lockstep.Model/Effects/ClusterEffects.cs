using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>CLUSTER: of a table, of a partitioned one, of all that were clustered before.</summary>
internal static class ClusterEffects
{
    public static void Add(EffectsBuilder effects, Cluster cluster)
    {
        effects.Because(3, "writes the table and all its indexes anew in the index's order; nobody can read or write it until that is done");
        if (cluster.Table is not { } name)
        {
            foreach (var table in effects.Schema.Relations.OfType<Table>().Where(table => table.ClusterIndex is not null).ToList()) One(effects, table);
            return;
        }

        var relation = effects.Schema.Find(name) ?? effects.TableOrAssumed(name);
        if (relation is not Table { PartitionBy: not null } whole)
        {
            One(effects, relation);
            return;
        }

        // Each partition that has a part of the index has its own transaction.
        effects.OutsideTransaction();
        effects.Lock(whole, LockMode.AccessExclusive);
        if (effects.Schema.Relations.Find(new(whole.Name.Schema, cluster.Index ?? whole.ClusterIndex ?? string.Empty)) is not TableIndex index) return;
        effects.Lock(index, LockMode.AccessShare);
        foreach (var part in effects.Walk.PartsOf(index).ToList())
        {
            if (effects.Schema.Relations.Find(part.Table) is { } table && SchemaWalk.HasFile(table)) One(effects, table);
        }
    }

    private static void One(EffectsBuilder effects, Relation relation)
    {
        effects.Lock(relation, LockMode.AccessExclusive);
        effects.Rewrite(relation);
    }
}
