using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>A migration before another, and what its Up does.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Up">Its Up, followed; null if it has not been.</param>
public sealed record FollowedMigration(OtherMigration Migration, FollowedScript? Up);

/// <summary>Which migrations lock a relation so that others wait.</summary>
public static class EarlierLocks
{
    /// <summary>The last of the migrations that locks the relation against writes, where others may be using it; null if none does.</summary>
    /// <param name="lastFirst">Migrations, the last of them first.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="since">Only migrations with greater versions count.</param>
    public static OtherMigration? Last(IEnumerable<FollowedMigration> lastFirst, ObjectName relation, long since)
    {
        foreach (var (migration, up) in lastFirst)
        {
            if (migration.Version > since && up is not null && up.Statements.Any(statement => StrongLock.All(statement).Any(held => held.Relation == relation))) return migration;
        }

        return null;
    }
}
