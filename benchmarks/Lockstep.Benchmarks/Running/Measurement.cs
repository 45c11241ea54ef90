namespace Lockstep.Benchmarks.Running;

/// <summary>One run of a program.</summary>
/// <param name="Elapsed">From before the process started to after it ended.</param>
/// <param name="PeakBytes">The most memory it had resident, as last seen before it ended; null where the system does not tell.</param>
internal readonly record struct Measurement(TimeSpan Elapsed, long? PeakBytes);
