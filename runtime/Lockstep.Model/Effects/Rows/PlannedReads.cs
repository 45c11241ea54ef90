using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What the planner locks of a relation that a query reads or changes.</summary>
internal static class PlannedReads
{
    /// <summary>
    /// The relation with those that inherit from it, and the indexes of each, which the planner looks at whether it uses them or not. Before
    /// PostgreSQL 16 it does not look at those of partitioned tables.
    /// </summary>
    /// <param name="effects">Where to.</param>
    /// <param name="relation">A table or materialized view.</param>
    /// <param name="mode">The mode of all the locks.</param>
    /// <param name="isScanned">Whether the query reads it whole.</param>
    public static void Add(EffectsBuilder effects, Relation relation, LockMode mode, bool isScanned)
    {
        foreach (var part in relation is Table table ? effects.Walk.WithDescendants(table) : (IReadOnlyList<Relation>)[relation])
        {
            One(effects, part, mode, isWithParts: true);
            if (isScanned) effects.Scan(part);
        }
    }

    /// <summary>The relation alone, with its indexes.</summary>
    /// <param name="effects">Where to.</param>
    /// <param name="relation">A table or materialized view.</param>
    /// <param name="mode">The mode of all the locks.</param>
    /// <param name="isWithParts">Whether the query reads those too that inherit from it.</param>
    public static void One(EffectsBuilder effects, Relation relation, LockMode mode, bool isWithParts)
    {
        effects.Lock(relation, mode);
        if (isWithParts && relation is Table { PartitionBy: not null } && effects.Version < 16) return;
        effects.Lock(effects.Walk.IndexesOf(relation.Name), mode);
    }
}
