using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>REINDEX.</summary>
internal static class ReindexEffects
{
    public static void Add(EffectsBuilder effects, Reindex reindex)
    {
        effects.Because(2, reindex.Concurrently
            ? "builds each index beside the old one while others read and write, and waits for their transactions"
            : "reads the table to build the index anew; writes wait until that is done, and so do queries that would look at the index");
        var lockOfTable = reindex.Concurrently ? LockMode.ShareUpdateExclusive : LockMode.Share;
        switch (reindex.Scope)
        {
            case ReindexScope.Index when reindex.Name is { } name:
                Index(effects, name, reindex.Concurrently, lockOfTable);
                break;
            case ReindexScope.Table when reindex.Name is { } name:
                Table(effects, effects.Schema.Find(name) ?? effects.TableOrAssumed(name), lockOfTable);
                break;
            case ReindexScope.Schema when reindex.Name is { } schema:
                All(effects, relation => relation.Name.Schema == schema.Name, lockOfTable);
                break;
            case ReindexScope.Database:
                All(effects, _ => true, lockOfTable);
                break;
        }
    }

    private static void Index(EffectsBuilder effects, QualifiedName name, bool concurrently, LockMode lockOfTable)
    {
        if (effects.Schema.Find(name) is not TableIndex index)
        {
            effects.Lock(effects.NameOrAssumed(name), LockMode.AccessExclusive);
            return;
        }

        effects.Lock(index.Table, lockOfTable);
        if (effects.Walk.HasFile(index))
        {
            Build(effects, index);
            return;
        }

        Partitioned(effects, concurrently);
        effects.Lock(index, concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        foreach (var part in effects.Walk.PartsOf(index).ToList())
        {
            if (effects.Walk.HasFile(part))
            {
                effects.Lock(part.Table, lockOfTable);
                Build(effects, part);
            }
            else
            {
                effects.Lock(part, LockMode.Share);
            }
        }
    }

    private static void Table(EffectsBuilder effects, Relation relation, LockMode lockOfTable)
    {
        effects.Lock(relation, lockOfTable);
        if (relation is not Table { PartitionBy: not null } whole)
        {
            IndexesOf(effects, relation);
            return;
        }

        Partitioned(effects, lockOfTable == LockMode.ShareUpdateExclusive);
        foreach (var part in effects.Walk.WithDescendants(whole).Where(part => part.Name != whole.Name))
        {
            effects.Lock(part, SchemaWalk.HasFile(part) ? lockOfTable : LockMode.Share);
            if (SchemaWalk.HasFile(part)) IndexesOf(effects, part);
        }
    }

    /// <summary>The partitions have their turns one by one, each in its own transaction, after all are looked up and locked for a moment.</summary>
    private static void Partitioned(EffectsBuilder effects, bool concurrently)
    {
        effects.OutsideTransaction();
        if (concurrently) effects.Because(3, "builds each index beside the old one while others read and write; but first it takes SHARE on every partition for a moment, which waits for all writers and holds up new ones");
    }

    /// <summary>Tables that have an index: their own, or that of the table beside them that keeps their long values.</summary>
    private static void All(EffectsBuilder effects, Func<Relation, bool> which, LockMode lockOfTable)
    {
        foreach (var relation in effects.Schema.Relations.Where(relation => SchemaWalk.HasFile(relation) && which(relation)).ToList())
        {
            if (!effects.Walk.IndexesOf(relation.Name).Any() && !LongValues.KeptAside(effects.Schema, (RowRelation)relation)) continue;
            effects.Lock(relation, lockOfTable);
            IndexesOf(effects, relation);
        }
    }

    private static void IndexesOf(EffectsBuilder effects, Relation relation)
    {
        foreach (var index in effects.Walk.IndexesOf(relation.Name).ToList()) Build(effects, index);
    }

    private static void Build(EffectsBuilder effects, TableIndex index)
    {
        effects.Rebuild(index);
        if (effects.Schema.Relations.Find(index.Table) is { } table) effects.Scan(table);
    }
}
