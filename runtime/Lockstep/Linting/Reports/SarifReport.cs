using System.Text.Json;
using Lockstep.Model.Rules;

namespace Lockstep.Linting.Reports;

/// <summary>SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), which GitHub, Azure DevOps and editors read.</summary>
internal sealed class SarifReport : ILintReport
{
    private const string SourceRoot = "%SRCROOT%";

    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output) => JsonText.Write(output, writer =>
    {
        // Only rules that found something: a log is kept, and nobody reads the others there.
        var rules = result.All.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, rules);
        writer.WriteString("columnKind", "utf16CodeUnits");
        WriteInvocation(writer, result);
        writer.WriteStartArray("results");
        foreach (var finding in result.All) WriteResult(writer, finding, rules.IndexOf(finding.Rule), result.Baseline is not null);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTool(Utf8JsonWriter writer, List<RuleInfo> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "Lockstep");
        writer.WriteString("semanticVersion", Product.Version);
        writer.WriteString("informationUri", "https://github.com/lockstep-pg/lockstep");
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Id);
            WriteText(writer, "shortDescription", rule.Title);
            WriteText(writer, "fullDescription", rule.Description);
            WriteText(writer, "help", $"{rule.Description} See {rule.HelpLink}");
            writer.WriteString("helpUri", rule.HelpLink);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteStartObject("properties");
            writer.WriteString("category", rule.Category);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter writer, LintResult result)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        writer.WriteBoolean("executionSuccessful", result.Unreadable.Count == 0);
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (var failure in result.Unreadable)
        {
            writer.WriteStartObject();
            writer.WriteString("level", "error");
            WriteText(writer, "message", failure.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, LintFinding finding, int ruleIndex, bool hasBaseline)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule.Id);
        writer.WriteNumber("ruleIndex", ruleIndex);
        writer.WriteString("level", Level(finding.Severity));
        WriteText(writer, "message", finding.Finding.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        WriteFile(writer, finding.File.Source);
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", finding.Line);
        writer.WriteNumber("startColumn", finding.Column);
        writer.WriteNumber("endLine", finding.EndLine);
        writer.WriteNumber("endColumn", finding.EndColumn);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("lockstep/v1", finding.Fingerprint);
        writer.WriteEndObject();
        if (hasBaseline) writer.WriteString("baselineState", finding.IsInBaseline ? "unchanged" : "new");
        WriteSuppressions(writer, finding);
        writer.WriteEndObject();
    }

    /// <summary>Of one result all must tell, or none.</summary>
    private static void WriteSuppressions(Utf8JsonWriter writer, LintFinding finding)
    {
        writer.WriteStartArray("suppressions");
        if (finding.AllowedBecause is { } reason)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "inSource");
            writer.WriteString("status", "accepted");
            writer.WriteString("justification", reason);
            writer.WriteEndObject();
        }
        else if (finding.IsInBaseline)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "external");
            writer.WriteString("status", "accepted");
            writer.WriteString("justification", "It was there when the baseline was written.");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFile(Utf8JsonWriter writer, LintSource source)
    {
        writer.WriteStartObject("artifactLocation");
        if (Path.IsPathRooted(source.Path))
        {
            writer.WriteString("uri", new Uri(source.FullPath).AbsoluteUri);
        }
        else
        {
            writer.WriteString("uri", string.Join('/', source.Path.Split('/').Select(Uri.EscapeDataString)));
            writer.WriteString("uriBaseId", SourceRoot);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(RuleSeverity severity) => severity switch
    {
        RuleSeverity.Error => "error",
        RuleSeverity.Warning => "warning",
        _ => "note",
    };
}
