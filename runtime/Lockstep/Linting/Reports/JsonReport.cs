using System.Text.Json;
using Lockstep.Model.Effects;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Linting.Reports;

/// <summary>One document: each statement with what PostgreSQL does for it, and the findings. Offsets are bytes of UTF-8, as in <c>lockstep parse</c>.</summary>
internal sealed class JsonReport : ILintReport
{
    /// <inheritdoc />
    public void Write(LintResult result, TextWriter output) => JsonText.Write(output, writer =>
    {
        var offsets = result.Files.ToDictionary(file => file, file => new Utf8Offsets(file.Source.Text));
        writer.WriteStartObject();
        writer.WriteString("offsets", "utf8 bytes");
        writer.WriteStartArray("statements");
        foreach (var file in result.Files)
        {
            foreach (var statement in file.Review?.Statements ?? []) Write(writer, file, statement, offsets[file]);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (var finding in result.Reported) Write(writer, finding, offsets[finding.File]);
        writer.WriteEndArray();
        Write(writer, result);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, LintedFile file, ReviewedStatement statement, Utf8Offsets offsets)
    {
        var origin = statement.Operation.Origin;
        var effects = statement.Effects;
        writer.WriteStartObject();
        writer.WriteString("file", file.Source.Path);
        WriteSpan(writer, offsets, origin.Start, origin.Length);
        writer.WriteString("sql", file.Source.Text.AsSpan(origin.Start, origin.Length));
        if (statement.IsDown) writer.WriteBoolean("down", true);
        writer.WriteBoolean("transactional", effects.Transactional);
        writer.WriteStartObject("locks");
        foreach (var held in effects.Locks) writer.WriteString(Name(held.Relation), held.Mode.CatalogName());
        writer.WriteEndObject();
        Write(writer, "rewrites", effects.Rewrites);
        Write(writer, "scans", effects.Scans);
        writer.WriteString("why", effects.Why);
        if (!effects.Certain) writer.WriteBoolean("certain", false);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LintFinding finding, Utf8Offsets offsets)
    {
        var origin = finding.Finding.Origin;
        writer.WriteStartObject();
        writer.WriteString("rule", finding.Rule.Id);
        writer.WriteString("severity", SeverityWords.Of(finding.Severity));
        writer.WriteString("message", finding.Finding.Message);
        writer.WriteString("file", finding.File.Source.Path);
        WriteSpan(writer, offsets, origin.Start, origin.Length);
        writer.WriteNumber("line", finding.Line);
        writer.WriteNumber("column", finding.Column);
        writer.WriteNumber("endLine", finding.EndLine);
        writer.WriteNumber("endColumn", finding.EndColumn);
        writer.WriteString("help", finding.Rule.HelpLink);
        writer.WriteString("fingerprint", finding.Fingerprint);
        if (finding.Fix is { } fix)
        {
            writer.WriteStartObject("fix");
            writer.WriteString("title", fix.Title);
            writer.WriteStartArray("edits");
            foreach (var edit in fix.Edits)
            {
                writer.WriteStartObject();
                WriteSpan(writer, offsets, edit.Start, edit.Length);
                writer.WriteString("text", edit.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LintResult result)
    {
        writer.WriteNumber("allowed", result.All.Count(finding => finding.AllowedBecause is not null));
        if (result.Baseline is { } baseline)
        {
            writer.WriteStartObject("baseline");
            writer.WriteNumber("known", result.All.Count(finding => finding.IsInBaseline));
            writer.WriteStartArray("stale");
            foreach (var entry in baseline.Stale)
            {
                writer.WriteStartObject();
                writer.WriteString("fingerprint", entry.Fingerprint);
                writer.WriteString("rule", entry.Rule);
                writer.WriteString("file", entry.File);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteStartArray("unreadable");
        foreach (var failure in result.Unreadable) writer.WriteStringValue(failure.Message);
        writer.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter writer, Utf8Offsets offsets, int start, int length)
    {
        var at = offsets.Of(start);
        writer.WriteNumber("start", at);
        writer.WriteNumber("length", offsets.Of(start + length) - at);
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<ObjectName> relations)
    {
        writer.WriteStartArray(name);
        foreach (var relation in relations) writer.WriteStringValue(Name(relation));
        writer.WriteEndArray();
    }

    private static string Name(ObjectName relation) => $"{relation.Schema}.{relation.Name}";
}
