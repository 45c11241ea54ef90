using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>Workflow commands, which GitHub Actions shows at the lines of a pull request.</summary>
internal sealed class GitHubReport : ILintReport
{
    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output)
    {
        foreach (var finding in result.Reported)
        {
            var command = finding.Severity == RuleSeverity.Info ? "notice" : SeverityWords.Of(finding.Severity);
            // GitHub takes an end column only on the line of the start.
            var end = finding.Line == finding.EndLine ? $"endLine={finding.EndLine},endColumn={finding.EndColumn}" : $"endLine={finding.EndLine}";
            var place = $"file={Property(finding.File.Source.Path)},line={finding.Line},col={finding.Column},{end}";
            var title = Property($"{finding.Rule.Id}: {finding.Rule.Title}");
            output.WriteLine($"::{command} {place},title={title}::{Data($"{finding.Finding.Message}\n{finding.Rule.HelpLink}")}");
        }

        output.WriteLine(result.Summary());
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
