namespace Lockstep.Model.Effects;

/// <summary>
/// PostgreSQL's lock modes on relations, weakest first as the conflict table of its documentation orders them
/// (https://www.postgresql.org/docs/current/explicit-locking.html).
/// </summary>
public enum LockMode
{
    /// <summary>Taken by reading. Only ACCESS EXCLUSIVE conflicts with it.</summary>
    AccessShare,

    /// <summary>Taken by SELECT … FOR UPDATE and its like.</summary>
    RowShare,

    /// <summary>Taken by INSERT, UPDATE, DELETE and MERGE.</summary>
    RowExclusive,

    /// <summary>Lets reads and writes through, but no other schema change and no VACUUM.</summary>
    ShareUpdateExclusive,

    /// <summary>Lets reads through; writes wait.</summary>
    Share,

    /// <summary>Lets reads through; writes wait, and it conflicts with itself.</summary>
    ShareRowExclusive,

    /// <summary>Lets only plain reads through.</summary>
    Exclusive,

    /// <summary>Lets nothing through, reads neither.</summary>
    AccessExclusive,
}

/// <summary>Names of lock modes, and what waits for them.</summary>
public static class LockModes
{
    /// <summary>As <c>pg_locks</c> names it, such as <c>AccessExclusiveLock</c>.</summary>
    public static string CatalogName(this LockMode mode) => mode + "Lock";

    /// <summary>As statements and the documentation write it, such as <c>ACCESS EXCLUSIVE</c>.</summary>
    public static string Words(this LockMode mode) => mode switch
    {
        LockMode.AccessShare => "ACCESS SHARE",
        LockMode.RowShare => "ROW SHARE",
        LockMode.RowExclusive => "ROW EXCLUSIVE",
        LockMode.ShareUpdateExclusive => "SHARE UPDATE EXCLUSIVE",
        LockMode.Share => "SHARE",
        LockMode.ShareRowExclusive => "SHARE ROW EXCLUSIVE",
        LockMode.Exclusive => "EXCLUSIVE",
        _ => "ACCESS EXCLUSIVE",
    };

    /// <summary>The mode that statements write so; the strongest if there is none.</summary>
    internal static LockMode Parse(string words)
    {
        for (var mode = LockMode.AccessShare; mode < LockMode.AccessExclusive; mode++)
        {
            if (string.Equals(mode.Words(), words, StringComparison.OrdinalIgnoreCase)) return mode;
        }

        return LockMode.AccessExclusive;
    }

    /// <summary>Whether INSERT, UPDATE and DELETE wait for it.</summary>
    public static bool BlocksWrites(this LockMode mode) => mode >= LockMode.Share;

    /// <summary>Whether SELECT waits for it.</summary>
    public static bool BlocksReads(this LockMode mode) => mode == LockMode.AccessExclusive;
}
