namespace Lockstep.Reporting;

/// <summary>How far long work has come.</summary>
/// <param name="Done">How much is done, in <paramref name="Unit"/>.</param>
/// <param name="Total">How much there is, as far as it is known; an estimate, so <paramref name="Done"/> may exceed it. Null if it is not known.</param>
/// <param name="Unit">What is counted: <c>rows</c>, <c>blocks</c>, <c>steps</c>.</param>
public sealed record RunProgress(long Done, long? Total, string Unit)
{
    /// <summary>How much is done in a second, in <see cref="Unit"/>; null if it is not known yet.</summary>
    public double? Rate { get; init; }

    /// <summary>How many seconds it will take still, at this rate; null if it is not known.</summary>
    public double? Left { get; init; }

    /// <summary>Why it rests at the moment, such as <c>replica lag 4.2 s</c>; null while it works.</summary>
    public string? Paused { get; init; }
}
