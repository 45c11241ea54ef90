namespace Lockstep.Model.Effects;

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
