using System.Security.Cryptography;
using System.Text;
using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Linting;

/// <summary>
/// What a finding is known by: the rule, the statement's words without comments and white space, and which one of several alike it is. Lines may
/// be added above it, the file may be moved or formatted anew: it stays the same finding.
/// </summary>
internal static class Fingerprints
{
    /// <summary>Gives each finding its fingerprint.</summary>
    public static void Add(IReadOnlyList<LintedFile> files)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files) file.Findings = [.. file.Findings.Select(finding => finding with { Fingerprint = Of(finding, seen) })];
    }

    /// <summary>The statement that a finding is in, in one line; null if it is about the file or a comment.</summary>
    public static string? StatementOf(LintFinding finding) =>
        Find(finding) is { } origin ? string.Join(' ', Words(finding.File.Content.Text, origin.Start, origin.Start + origin.Length)) : null;

    private static string Of(LintFinding finding, Dictionary<string, int> seen)
    {
        var subject = StatementOf(finding) is { } statement ? "\0" + statement : About(finding);
        var alike = finding.Rule.Id + "\0" + subject;
        var number = seen[alike] = seen.GetValueOrDefault(alike) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(alike + "\0" + number)));
    }

    /// <summary>What stands in no statement belongs to its file.</summary>
    private static string About(LintFinding finding)
    {
        var origin = finding.Finding.Origin;
        var text = finding.Finding.Origin == finding.File.Script.Origin ? "" : finding.File.Content.Text.Substring(origin.Start, origin.Length);
        return Path.GetFileName(finding.File.Source.Path) + "\0" + string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Origin? Find(LintFinding finding)
    {
        var script = finding.File.Script;
        return Find(script.Up, finding.Finding.Origin) ?? Find(script.Down, finding.Finding.Origin);
    }

    private static Origin? Find(EquatableArray<Operation> statements, Origin place)
    {
        var (low, high) = (0, statements.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (statements[middle].Origin.Start <= place.Start) low = middle + 1;
            else high = middle;
        }

        if (low == 0) return null;
        var found = statements[low - 1].Origin;
        return place.Start + place.Length <= found.Start + found.Length ? found : null;
    }

    private static List<string> Words(string text, int start, int end)
    {
        var words = new List<string>();
        var lexer = new SqlLexer(text, start, end);
        for (var token = lexer.Next(); token.Kind != SqlTokenKind.EndOfInput; token = lexer.Next()) words.Add(token.Text(text).ReplaceLineEndings("\n"));
        return words;
    }
}
