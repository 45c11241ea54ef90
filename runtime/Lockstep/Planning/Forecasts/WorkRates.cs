namespace Lockstep.Planning.Forecasts;

/// <summary>How long work may take at least and at most, in seconds.</summary>
/// <param name="Low">On a server that has the table in memory and nothing else to do.</param>
/// <param name="High">On a busy one with slow disks.</param>
internal readonly record struct Span(double Low, double High)
{
    /// <summary>Both one after the other.</summary>
    public static Span operator +(Span left, Span right) => new(left.Low + right.Low, left.High + right.High);
}

/// <summary>
/// How many bytes of a table a second are gone through. The fast ends were measured (PostgreSQL 15, a table of 273 MB in memory, 2 cores with other work beside it: 1.4 GB/s read by a
/// CHECK, 69 to 240 MB/s into an index, 134 MB/s written anew, 64 MB/s updated), the slow ends are what a network disk and a busy server leave of that.
/// </summary>
/// <param name="Slow">Bytes a second on a busy server with slow disks.</param>
/// <param name="Fast">On one that has the table in memory.</param>
internal sealed record WorkRates(double Slow, double Fast)
{
    private const double Megabyte = 1_000_000;

    /// <summary>Reading a table whole.</summary>
    public static WorkRates Scan { get; } = new(100 * Megabyte, 1_400 * Megabyte);

    /// <summary>Reading it whole and building an index of it.</summary>
    public static WorkRates Index { get; } = new(15 * Megabyte, 240 * Megabyte);

    /// <summary>Writing it anew, its indexes apart.</summary>
    public static WorkRates Rewrite { get; } = new(15 * Megabyte, 135 * Megabyte);

    /// <summary>Changing its rows.</summary>
    public static WorkRates Rows { get; } = new(5 * Megabyte, 65 * Megabyte);

    /// <summary>How long so many bytes take.</summary>
    public Span For(double bytes) => new(bytes / Fast, bytes / Slow);
}
