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

        // The partitions' indexes are built one by one, each in its own transaction.
        effects.OutsideTransaction();
        effects.Lock(index, concurrently ? LockMode.ShareUpdateExclusive : LockMode.AccessExclusive);
        foreach (var part in effects.Walk.PartsOf(index).Where(effects.Walk.HasFile).ToList())
        {
            effects.Lock(part.Table, lockOfTable);
            Build(effects, part);
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

        effects.OutsideTransaction();
        foreach (var part in effects.Walk.WithDescendants(whole).Where(SchemaWalk.HasFile))
        {
            effects.Lock(part, lockOfTable);
            IndexesOf(effects, part);
        }
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
