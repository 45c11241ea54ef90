using Lockstep.Model.Effects;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>Whether somebody may be waiting for what an operation touches.</summary>
internal static class Usage
{
    /// <summary>Those of the relations on which work takes long and somebody may wait for it: not what the script has just made, nor small tables.</summary>
    public static IReadOnlyList<ObjectName> Busy(this ReviewedOperation reviewed, EquatableArray<ObjectName> relations, MigrationReview review) =>
        [.. relations.Where(relation => reviewed.IsBusy(relation, review))];

    /// <summary>Whether work on the relation takes long and somebody may wait for it.</summary>
    public static bool IsBusy(this ReviewedOperation reviewed, ObjectName relation, MigrationReview review) =>
        !reviewed.IsNew(relation) && !review.IsSmall(relation);

    /// <summary>Those of the indexes whose tables are busy.</summary>
    public static IReadOnlyList<TableIndex> BusyIndexes(this ReviewedOperation reviewed, EquatableArray<ObjectName> indexes, MigrationReview review) =>
    [
        .. indexes.Select(index => reviewed.Before.Relations.Find(index)).OfType<TableIndex>().Where(index => reviewed.IsBusy(index.Table, review)),
    ];

    /// <summary>The lock on a table, view or materialized view that others wait for the most; null if none of them waits.</summary>
    public static RelationLock? Blocking(this ReviewedOperation reviewed)
    {
        RelationLock? strongest = null;
        foreach (var held in reviewed.Effects.Locks)
        {
            if (!held.Mode.BlocksWrites() || (strongest is not null && held.Mode <= strongest.Mode)) continue;
            if (reviewed.Before.Relations.Find(held.Relation) is TableIndex or Sequence || reviewed.IsNew(held.Relation)) continue;
            strongest = held;
        }

        return strongest;
    }
}
