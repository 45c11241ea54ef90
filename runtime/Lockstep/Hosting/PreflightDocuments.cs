using Lockstep.Preflight;

namespace Lockstep.Hosting;

/// <summary>The answer of <c>preflight</c>.</summary>
/// <param name="Server">Host and port.</param>
/// <param name="Database">The database.</param>
/// <param name="PostgresVersion">The server's version.</param>
/// <param name="Ok">Whether nothing stops the run.</param>
/// <param name="Pending">How many migrations are pending.</param>
/// <param name="Facts">What was seen, for people.</param>
/// <param name="Problems">What stands in the way, or may.</param>
internal sealed record PreflightDocument(
    string Server, string Database, string PostgresVersion, bool Ok, int Pending, IReadOnlyList<string> Facts, IReadOnlyList<ProblemDocument> Problems)
{
    /// <summary>A report as data.</summary>
    public static IReadOnlyList<ProblemDocument> Of(PreflightReport report) =>
        [.. report.Problems.Select(problem => new ProblemDocument(problem.Check, problem.IsError ? "error" : "warning", problem.Text, problem.Next))];
}
