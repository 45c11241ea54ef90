using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Lockstep.Conformance;

/// <summary>What PostgreSQL's own parser found at a place.</summary>
/// <param name="At">First byte of UTF-8.</param>
/// <param name="Length">In bytes; 0 up to the end.</param>
/// <param name="Tag">The kind of statement; null if PostgreSQL refuses it.</param>
/// <param name="Facts">The facts as JSON; null if there are none.</param>
internal sealed record Expected(int At, int Length, string? Tag, JsonElement? Facts);

/// <summary>A file of PostgreSQL's regression tests, with what PostgreSQL found in it.</summary>
internal sealed record CorpusFile(string Name, string Sql, IReadOnlyList<Expected> Statements)
{
    /// <summary>The byte of UTF-8 at which each character begins, and the end.</summary>
    public int[] ByteOffsets { get; } = Offsets(Sql);

    private static int[] Offsets(string sql)
    {
        var offsets = new int[sql.Length + 1];
        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            var isHigh = char.IsHighSurrogate(c) && i + 1 < sql.Length && char.IsLowSurrogate(sql[i + 1]);
            var size = c < 0x80 ? 1 : c < 0x800 ? 2 : isHigh ? 4 : 3;
            offsets[i + 1] = offsets[i] + size;
            if (!isHigh) continue;
            offsets[i + 2] = offsets[i + 1];
            i++;
        }

        return offsets;
    }
}

/// <summary>The corpora, which lie beside the repository on some machines.</summary>
internal static class Corpus
{
    private static readonly Lazy<IReadOnlyList<CorpusFile>?> Loaded = new(Load);

    /// <summary>All files; skips the test where there are none.</summary>
    public static IReadOnlyList<CorpusFile> Files()
    {
        Assert.SkipUnless(Loaded.Value is { Count: > 0 }, $"Left out: PostgreSQL's regression files are not on this machine ({Folder()} is missing).");
        return Loaded.Value!;
    }

    private static List<CorpusFile>? Load()
    {
        var folder = Folder();
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)] : null;
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../shared/corpora/pg_regress"));

    private static CorpusFile Read(string json)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(json));
        var statements = document.RootElement.GetProperty("statements").EnumerateArray().Select(Statement).ToList();
        return new(Path.GetFileNameWithoutExtension(json), File.ReadAllText(Path.ChangeExtension(json, ".sql"), new UTF8Encoding(false)), statements);
    }

    private static Expected Statement(JsonElement entry) => new(
        entry.GetProperty("at").GetInt32(),
        entry.GetProperty("length").GetInt32(),
        entry.TryGetProperty("tag", out var tag) ? tag.GetString() : null,
        entry.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Object ? facts.Clone() : null);
}
