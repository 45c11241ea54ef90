namespace Lockstep.Benchmarks;

/// <summary>What is measured and how often.</summary>
/// <param name="Migrations">How many migrations are applied.</param>
/// <param name="Rounds">How many rounds count.</param>
/// <param name="WarmUps">How many rounds go before that do not.</param>
/// <param name="ReadyToRun">Whether the .NET programs are compiled ahead of time.</param>
/// <param name="Keep">Whether the generated projects stay.</param>
internal sealed record BenchmarkOptions(int Migrations, int Rounds, int WarmUps, bool ReadyToRun, bool Keep);
