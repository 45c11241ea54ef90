using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lockstep.Linting;

/// <summary>A finding that was there when the baseline was written.</summary>
/// <param name="Fingerprint">What it is known by.</param>
/// <param name="Rule">The rule's id; for readers.</param>
/// <param name="File">The file, from the baseline's folder, with <c>/</c>.</param>
/// <param name="Statement">The beginning of the statement; for readers.</param>
internal sealed record BaselineEntry(string Fingerprint, string Rule, string File, string? Statement);

/// <summary>What a baseline file holds.</summary>
/// <param name="Lockstep">The format's version.</param>
/// <param name="Findings">The findings that are not reported again.</param>
internal sealed record BaselineDocument(int Lockstep, IReadOnlyList<BaselineEntry> Findings);

/// <summary>The findings that a project lives with: they are counted, and only new ones are reported.</summary>
internal sealed class Baseline
{
    private const int FormatVersion = 1;
    private const int StatementLength = 80;

    private readonly BaselineDocument _document;
    private readonly string _folder;

    private Baseline(string path, BaselineDocument document)
    {
        Path = path;
        _folder = FolderOf(path);
        _document = document;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Entries whose finding is no longer there, though its file was looked at or is gone.</summary>
    public IReadOnlyList<BaselineEntry> Stale { get; private set; } = [];

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="LockstepException">It can't be read, or is no baseline.</exception>
    public static Baseline Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), BaselineJson.Default.BaselineDocument);
            if (document is { Lockstep: FormatVersion, Findings: not null }) return new(path, document);
            throw Wrong(path, "it is no baseline of this version of Lockstep.");
        }
        catch (JsonException failure)
        {
            throw Wrong(path, $"it is no JSON that a baseline could be (line {failure.LineNumber + 1}).");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, failure.Message);
        }
    }

    /// <summary>The text of a baseline with these findings.</summary>
    public static string Write(string path, IEnumerable<LintFinding> findings)
    {
        var folder = FolderOf(path);
        var entries = findings
            .Select(finding => new BaselineEntry(finding.Fingerprint, finding.Rule.Id, Relative(folder, finding.File.Source.FullPath), Shorten(Fingerprints.StatementOf(finding))))
            .OrderBy(entry => entry.File, StringComparer.Ordinal)
            .ThenBy(entry => entry.Rule, StringComparer.Ordinal)
            .ThenBy(entry => entry.Fingerprint, StringComparer.Ordinal);
        return JsonSerializer.Serialize(new BaselineDocument(FormatVersion, [.. entries]), BaselineJson.Readable.BaselineDocument).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Marks the findings that the baseline has, and finds out which of its entries are stale.</summary>
    public void Apply(IReadOnlyList<LintedFile> files)
    {
        var known = _document.Findings.Select(entry => entry.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            file.Findings = [.. file.Findings.Select(finding => finding with { IsInBaseline = finding.AllowedBecause is null && known.Contains(finding.Fingerprint) })];
            foreach (var finding in file.Findings.Where(finding => finding.IsInBaseline)) found.Add(finding.Fingerprint);
        }

        var looked = files.Select(file => Relative(_folder, file.Source.FullPath)).ToHashSet(StringComparer.Ordinal);
        Stale = [.. _document.Findings.Where(entry => !found.Contains(entry.Fingerprint) &&
            (looked.Contains(entry.File) || !File.Exists(System.IO.Path.Combine(_folder, entry.File))))];
    }

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;

    private static string Relative(string folder, string file) => System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/');

    private static string? Shorten(string? statement) =>
        statement is { Length: > StatementLength } ? string.Concat(statement.AsSpan(0, char.IsHighSurrogate(statement[StatementLength - 1]) ? StatementLength - 1 : StatementLength), "…") : statement;

    private static LockstepException Wrong(string path, string problem) => new(ToolkitCode.Configuration, $"Cannot read the baseline {path}: {problem}", ExitCode.Usage)
    {
        Next = $"Write it anew: lockstep lint --write-baseline {path} …",
    };
}

/// <summary>How baselines are read and written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BaselineDocument))]
internal sealed partial class BaselineJson : JsonSerializerContext
{
    /// <summary>For people, who review it.</summary>
    public static BaselineJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
