using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>For people at a terminal.</summary>
/// <param name="paint">Colours, or none.</param>
internal sealed class TextReport(Paint paint) : ILintReport
{
    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output)
    {
        foreach (var finding in result.Reported) Write(finding, output);
        if (result.Baseline is { Stale.Count: > 0 } baseline) Write(baseline, output);
        output.WriteLine(result.Summary());
    }

    private void Write(LintFinding finding, TextWriter output)
    {
        var margin = new string(' ', Snippet.MarginOf(finding));
        var severity = paint.Severity(finding.Severity, $"{SeverityWords.Of(finding.Severity)}[{finding.Rule.Id}]");
        var (problem, remedy) = Parts(finding.Finding);
        output.WriteLine(severity + paint.Strong(": " + TextCells.Plain(problem)));
        output.WriteLine($"{margin}{paint.Frame("-->")} {TextCells.Plain(finding.File.Source.Path)}:{finding.Line}:{finding.Column}");
        foreach (var line in Snippet.Of(finding, paint)) output.WriteLine(line);
        output.WriteLine(paint.Frame($"{margin} |"));
        remedy ??= finding.Fix?.Title;
        if (remedy is not null) output.WriteLine($"{margin} {paint.Frame("=")} {paint.Strong("help")}: {TextCells.Plain(remedy)}{(finding.Fix is null ? "" : " (--fix does it)")}");
        output.WriteLine($"{margin} {paint.Frame("=")} {paint.Strong("see")}: {finding.Rule.HelpLink}");
        output.WriteLine();
    }

    /// <summary>Messages say what is wrong, and behind the last semicolon what to do. A semicolon in a name is none of these.</summary>
    private static (string Problem, string? Remedy) Parts(Finding finding)
    {
        var message = finding.Rule.Message;
        var at = message.LastIndexOf("; ", StringComparison.Ordinal);
        return at < 0 ? (finding.Message, null) : (finding.Format(message[..at]), finding.Format(message[(at + 2)..]));
    }

    private void Write(Baseline baseline, TextWriter output)
    {
        foreach (var entry in baseline.Stale)
        {
            var statement = entry.Statement is null ? "" : ": " + TextCells.Plain(entry.Statement);
            output.WriteLine($"{paint.Strong("stale")}: {entry.Rule} in {TextCells.Plain(entry.File)} is in the baseline and no longer found{statement}");
        }

        output.WriteLine($"  next: add --write-baseline {baseline.Path} to write the baseline without what is stale.");
        output.WriteLine();
    }
}
