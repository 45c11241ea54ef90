using Lockstep.Model.Rules;

namespace Lockstep.Linting;

/// <summary>What a run of the linter came to.</summary>
/// <param name="Files">The files, in the order in which they would be run.</param>
/// <param name="Baseline">The baseline; null without one.</param>
/// <param name="Unreadable">What could not be read.</param>
internal sealed record LintResult(IReadOnlyList<LintedFile> Files, Baseline? Baseline, IReadOnlyList<LockstepException> Unreadable)
{
    /// <summary>All findings, also the allowed ones and those in the baseline.</summary>
    public IEnumerable<LintFinding> All => Files.SelectMany(file => file.Findings);

    /// <summary>What is to be shown.</summary>
    public IReadOnlyList<LintFinding> Reported => [.. All.Where(finding => finding.IsReported)];

    /// <summary>One line: how many findings of each severity, in how many files, and what is not shown.</summary>
    public string Summary()
    {
        var reported = Reported;
        var text = reported.Count == 0 ? "No findings" : string.Join(", ", new[]
        {
            Count(reported.Count(finding => finding.Severity == RuleSeverity.Error), "error"),
            Count(reported.Count(finding => finding.Severity == RuleSeverity.Warning), "warning"),
            Count(reported.Count(finding => finding.Severity == RuleSeverity.Info), "note"),
        }.OfType<string>());
        var notes = new[]
        {
            Count(All.Count(finding => finding.AllowedBecause is not null), "allowed", "allowed"),
            Count(All.Count(finding => finding.IsInBaseline), "in the baseline", "in the baseline"),
            reported.Count(finding => finding.Fix is not null) is > 0 and var fixable ? $"{fixable} can be fixed with --fix" : null,
        }.OfType<string>().ToList();
        return $"{text} in {Count(Files.Count, "file") ?? "0 files"}{(notes.Count > 0 ? $" ({string.Join(", ", notes)})" : "")}.";
    }

    /// <summary>A number of things; null for none.</summary>
    private static string? Count(int count, string one, string? many = null) => count == 0 ? null : $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
