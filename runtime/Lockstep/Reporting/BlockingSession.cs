namespace Lockstep.Reporting;

/// <summary>A session that keeps another one waiting, or waits itself.</summary>
/// <param name="Pid">Its process; 0 for a prepared transaction.</param>
public sealed record BlockingSession(int Pid)
{
    /// <summary>Its role.</summary>
    public string? Role { get; init; }

    /// <summary>What it calls itself.</summary>
    public string? Application { get; init; }

    /// <summary><c>active</c>, <c>idle in transaction</c> or the like; null if PostgreSQL hides it from the role that migrates.</summary>
    public string? State { get; init; }

    /// <summary>For how long it has been idle in its transaction, or how old its transaction is if it is active.</summary>
    public double? Seconds { get; init; }

    /// <summary>The mode of its lock: of one that is in the way, on what is waited for; of one that waits, the one it wants.</summary>
    public string? Lock { get; init; }

    /// <summary>The first words of its statement, or of its last one, with an ellipsis for each literal.</summary>
    public string? Query { get; init; }
}
