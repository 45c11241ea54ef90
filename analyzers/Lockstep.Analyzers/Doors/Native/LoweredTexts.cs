using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// Lowered migrations by the text of their files. The compiler server reads each file anew at each build; what is in it is most often the same as at the
/// last. Only for classes that say all themselves, so that the text and Lockstep's own API decide alone.
/// </summary>
internal static class LoweredTexts
{
    /// <summary>More migrations than a solution has. Beyond it all are forgotten: it is only time that is lost.</summary>
    private const int Most = 20_000;

    private static readonly ConcurrentDictionary<string, Entry> Entries = new(StringComparer.Ordinal);

    /// <summary>What the class was lowered to when the file's text was the same; null if it was another, or none.</summary>
    public static LoweredMigration? Find(SyntaxTree tree, string metadataName, Guid api) =>
        Entries.TryGetValue(Key(tree, metadataName), out var entry) && entry.Api == api && entry.Checksum.SequenceEqual(tree.GetText().GetChecksum())
            ? new(entry.Script, SourceMap.Of(tree), entry.Misuses) { IsPlain = true }
            : null;

    /// <summary>Keeps a lowered migration.</summary>
    public static void Keep(SyntaxTree tree, string metadataName, Guid api, LoweredMigration migration)
    {
        if (tree.FilePath.Length == 0) return;
        if (Entries.Count >= Most) Entries.Clear();
        Entries[Key(tree, metadataName)] = new(tree.GetText().GetChecksum(), api, migration.Script, migration.Misuses);
    }

    private static string Key(SyntaxTree tree, string metadataName) => tree.FilePath + "|" + metadataName;

    private sealed record Entry(ImmutableArray<byte> Checksum, Guid Api, MigrationScript Script, IReadOnlyList<(string Message, Origin Origin)> Misuses);
}
