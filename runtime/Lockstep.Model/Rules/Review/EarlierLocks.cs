using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>Which migrations lock a relation so that others wait.</summary>
public static class EarlierLocks
{
    /// <summary>The last of the migrations that locks the relation against writes, where others may be using it; null if none does.</summary>
    /// <param name="earlier">Migrations in order, with what their Up does where that has been followed.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="since">Only migrations with greater versions count.</param>
    public static OtherMigration? Last(IEnumerable<(OtherMigration Migration, FollowedScript? Up)> earlier, ObjectName relation, long since)
    {
        OtherMigration? last = null;
        foreach (var (migration, up) in earlier)
        {
            if (migration.Version > since && up is not null && up.Statements.Any(statement => StrongLock.All(statement).Any(held => held.Relation == relation))) last = migration;
        }

        return last;
    }
}
