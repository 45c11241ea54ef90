namespace Lockstep.Preflight;

/// <summary>PostgreSQL's table of lock modes that do not go together.</summary>
internal static class LockConflicts
{
    /// <summary>Whether who wants the one waits for who holds the other.</summary>
    public static bool Conflict(LockMode wanted, LockMode held) => wanted switch
    {
        LockMode.AccessShare => held == LockMode.AccessExclusive,
        LockMode.RowShare => held >= LockMode.Exclusive,
        LockMode.RowExclusive => held >= LockMode.Share,
        LockMode.ShareUpdateExclusive => held >= LockMode.ShareUpdateExclusive,
        LockMode.Share => held >= LockMode.RowExclusive && held != LockMode.Share,
        LockMode.ShareRowExclusive => held >= LockMode.RowExclusive,
        LockMode.Exclusive => held >= LockMode.RowShare,
        _ => true,
    };

    /// <summary>The mode that <c>pg_locks</c> names so; null for those of other kinds of locks.</summary>
    public static LockMode? Parse(string catalogName) =>
        catalogName.EndsWith("Lock", StringComparison.Ordinal) && Enum.TryParse<LockMode>(catalogName[..^4], out var mode) ? mode : null;
}
