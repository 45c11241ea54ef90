using Lockstep.Verification;

namespace Lockstep.Preflight;

/// <summary>How the preflight judges.</summary>
internal sealed record PreflightOptions
{
    /// <summary>From which age on a transaction counts as long.</summary>
    public TimeSpan LongTransaction { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes are free on the server's disk; null to look, where that can be done.</summary>
    public double? DiskFree { get; init; }
}

/// <summary>What the preflight found.</summary>
internal sealed class PreflightReport
{
    private readonly List<Problem> _problems = [];
    private readonly List<string> _facts = [];

    /// <summary>What stands in the way, or may.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What was seen, for people.</summary>
    public IReadOnlyList<string> Facts => _facts;

    /// <summary>Whether nothing stops the run.</summary>
    public bool Ok => !_problems.Exists(problem => problem.IsError);

    /// <summary>Notes what would make the run fail.</summary>
    public void Error(string check, string text, string next) => Add(new(check, text, next));

    /// <summary>Notes what may make it slow, or may make it fail.</summary>
    public void Warning(string check, string text, string next) => Add(new(check, text, next, IsError: false));

    /// <summary>Notes what is worth knowing.</summary>
    public void Fact(string text) => _facts.Add(text);

    private void Add(Problem problem)
    {
        if (!_problems.Contains(problem)) _problems.Add(problem);
    }
}
