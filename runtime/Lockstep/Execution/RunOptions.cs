namespace Lockstep.Execution;

/// <summary>How a run behaves. The defaults suit a server in use.</summary>
internal sealed record RunOptions
{
    /// <summary>How long a transaction waits for a lock before it is rolled back and tried again; sessions queue behind it meanwhile.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a step that got no lock is tried again.</summary>
    public int LockRetries { get; init; } = 8;

    /// <summary>About how long to pause before the first retry; the pauses double, up to half a minute.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait for another runner.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);
}
