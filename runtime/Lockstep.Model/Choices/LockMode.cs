namespace Lockstep;

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
