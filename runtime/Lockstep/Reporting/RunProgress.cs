using System.Globalization;

namespace Lockstep.Reporting;

/// <summary>How far long work has come.</summary>
/// <param name="Done">How much is done, in <paramref name="Unit"/>.</param>
/// <param name="Total">How much there is, as far as it is known; an estimate, so <paramref name="Done"/> may exceed it. Null if it is not known.</param>
/// <param name="Unit">What is counted: <c>rows</c>, <c>blocks</c>, <c>steps</c>.</param>
public sealed record RunProgress(long Done, long? Total, string Unit)
{
    /// <summary>What the work is at, in PostgreSQL's words, such as <c>building index: scanning table</c>; null for work of one phase. Done and total are the phase's.</summary>
    public string? Phase { get; init; }

    /// <summary>How much is done in a second, in <see cref="Unit"/>; null if it is not known yet.</summary>
    public double? Rate { get; init; }

    /// <summary>How many seconds it will take still, at this rate; null if it is not known.</summary>
    public double? Left { get; init; }

    /// <summary>Why it rests at the moment, such as <c>replica lag 4.2 s</c>; null while it works.</summary>
    public string? Paused { get; init; }

    /// <summary>How much of it is done, from 0 to 1; null if that is not known.</summary>
    internal double? Share => Total is > 0 and var total ? Math.Clamp((double)Done / total, 0, 1) : null;

    /// <summary>Such as <c>68 %, 1 204 000 of 1 771 000 rows, 38 s left, paused: replica lag 4.2 s</c>.</summary>
    internal string Words => string.Join(", ", ((IEnumerable<string?>)
    [
        Phase,
        Share is { } share ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100):0} %") : null,
        Total is { } total ? $"{Figures.Count(Done)} of {Figures.Count(total)} {Unit}" : Done > 0 ? $"{Figures.Count(Done)} {Unit}" : null,
        Left is { } left ? $"{Figures.WholeTime(left)} left" : null,
        Paused is null ? null : $"paused: {Paused}",
    ]).Where(words => words is not null));
}
