namespace Lockstep.Benchmarks;

/// <summary>What is measured and how often.</summary>
/// <param name="Migrations">How many migrations are applied.</param>
/// <param name="Rounds">How many rounds count.</param>
/// <param name="WarmUps">How many rounds go before that do not.</param>
/// <param name="Build">How the .NET programs are built.</param>
/// <param name="Keep">Whether the generated projects stay.</param>
internal sealed record BenchmarkOptions(int Migrations, int Rounds, int WarmUps, ProgramBuild Build, bool Keep);

/// <summary>How the .NET programs are built.</summary>
internal enum ProgramBuild
{
    /// <summary>All is compiled just in time.</summary>
    JustInTime,

    /// <summary>They and their libraries are compiled ahead of time, apart from .NET itself.</summary>
    ReadyToRun,

    /// <summary>With .NET in them, all compiled ahead of time as one.</summary>
    Bundle,
}
