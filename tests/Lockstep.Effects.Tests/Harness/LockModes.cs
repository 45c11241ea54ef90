namespace Lockstep.Effects.Tests.Harness;

/// <summary>Lock modes by the names in pg_locks, weakest first.</summary>
internal static class LockModes
{
    private static readonly string[] s_weakestFirst =
    [
        "AccessShareLock",
        "RowShareLock",
        "RowExclusiveLock",
        "ShareUpdateExclusiveLock",
        "ShareLock",
        "ShareRowExclusiveLock",
        "ExclusiveLock",
        "AccessExclusiveLock",
    ];

    /// <summary>From 0 on; a mode that is none of a table's is an error.</summary>
    internal static int Strength(string mode)
    {
        var strength = Array.IndexOf(s_weakestFirst, mode);
        return strength >= 0 ? strength : throw new ArgumentException($"'{mode}' is no lock mode of a relation", nameof(mode));
    }

    /// <summary>Keeps the strongest mode seen.</summary>
    internal static void Raise(IDictionary<uint, string> locks, uint relation, string mode)
    {
        if (!locks.TryGetValue(relation, out var held) || Strength(mode) > Strength(held))
        {
            locks[relation] = mode;
        }
    }
}
