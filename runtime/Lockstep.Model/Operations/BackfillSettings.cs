namespace Lockstep.Model.Operations;

/// <summary>
/// How an UPDATE or DELETE goes through its table in batches, each committed on its own. Says how it is done and not what, so that a script's hash passes
/// over it.
/// </summary>
public sealed record BackfillSettings
{
    /// <summary>As nobody said otherwise.</summary>
    public static BackfillSettings Default { get; } = new();

    /// <summary>The columns of the unique key to go by; empty for the primary key.</summary>
    public EquatableArray<string> Key { get; init; }

    /// <summary>How many rows a batch has at most; null for as many as can be done in <see cref="Target"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How long a batch is to take; null for the default.</summary>
    public TimeSpan? Target { get; init; }

    /// <summary>How many sessions work at once.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How far a replica may be behind before the work rests, zero for as far as it likes; null for the default.</summary>
    public TimeSpan? MaxReplicaLag { get; init; }

    /// <summary>How many other sessions may be active before the work rests, zero for as many as like; null for the default.</summary>
    public int? MaxSessions { get; init; }

    /// <summary>Whether it gives way to others by all means, however much longer it takes.</summary>
    public bool Gently { get; init; }

    /// <summary>Whether it runs at the same time as the backfill before it, in one step with that.</summary>
    public bool Alongside { get; init; }
}
