namespace Lockstep.Execution;

/// <summary>How a run behaves. The defaults suit a server in use.</summary>
internal sealed record RunOptions
{
    /// <summary>
    /// How long a transaction waits for a lock before it is rolled back and tried again, zero for ever; null for as long as
    /// <see cref="LockLadder"/> finds right for the lock.
    /// </summary>
    public TimeSpan? LockTimeout { get; init; }

    /// <summary>How long a statement may take, zero for ever; null for what the role or the migration has set.</summary>
    public TimeSpan? StatementTimeout { get; init; }

    /// <summary>How long other sessions may wait for a step before it gives way: it is cancelled and tried again later. Zero for ever.</summary>
    public TimeSpan MaxBlocked { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sessions that keep a step waiting while they are idle in a transaction for longer than this are ended; null for none.</summary>
    public TimeSpan? TerminateBlockers { get; init; }

    /// <summary>How long a wait lasts before it is told; then it is told now and again.</summary>
    public TimeSpan ReportAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a step that got no lock is tried again.</summary>
    public int LockRetries { get; init; } = 8;

    /// <summary>About how long to pause before the first retry; the pauses double, up to half a minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What the sessions call themselves; what is done is added to it.</summary>
    public string ApplicationName { get; init; } = "lockstep";

    /// <summary>Whether a run that fails takes back what it has applied; without it, that stays and the next run goes on.</summary>
    public bool TakeBackOnFailure { get; init; }

    /// <summary>How long to wait for another runner.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);
}
