namespace Lockstep.Benchmarks;

/// <summary>The comparison can't be made. The message says why and what to do.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
