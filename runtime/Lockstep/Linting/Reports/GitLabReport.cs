using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).</summary>
internal sealed class GitLabReport : ILintReport
{
    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output) => JsonText.Write(output, writer =>
    {
        writer.WriteStartArray();
        foreach (var finding in result.Reported)
        {
            writer.WriteStartObject();
            writer.WriteString("description", finding.Finding.Message);
            writer.WriteString("check_name", finding.Rule.Id);
            writer.WriteString("fingerprint", finding.Fingerprint);
            writer.WriteString("severity", finding.Severity switch
            {
                RuleSeverity.Error => "major",
                RuleSeverity.Warning => "minor",
                _ => "info",
            });
            writer.WriteStartObject("location");
            writer.WriteString("path", finding.File.Source.Path);
            writer.WriteStartObject("lines");
            writer.WriteNumber("begin", finding.Line);
            writer.WriteNumber("end", finding.EndLine);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
