using Lockstep.Model.Effects;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>Locks that keep others from writing, or reading, a relation that they may be using.</summary>
internal static class StrongLock
{
    /// <summary>The strongest such lock that a statement takes; null if none. Of several the one on a table.</summary>
    public static RelationLock? Of(ReviewedStatement statement) => All(statement)
        .OrderByDescending(held => statement.Before.Relations.Find(held.Relation) is not (TableIndex or Sequence))
        .ThenByDescending(held => held.Mode)
        .FirstOrDefault();

    /// <summary>All of them.</summary>
    public static IEnumerable<RelationLock> All(ReviewedStatement statement) => statement.Effects.Locks.Where(held =>
        held.Mode.BlocksWrites() && statement.Operations.All(operation => !operation.IsNew(held.Relation)));
}
