using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>
/// Lowered migrations, kept with the syntax tree that they come from, so that in the editor a keystroke lowers only the file it is in. One is used
/// again as long as every file that its code stands in, and the project's references, are the same.
/// </summary>
internal static class LoweringCache
{
    private static readonly ConditionalWeakTable<SyntaxTree, File> Files = new();
    private static ImmutableArray<MetadataReference> s_references = ImmutableArray<MetadataReference>.Empty;

    /// <summary>What was kept of the class; null if it must be lowered.</summary>
    /// <param name="tree">The file that the class stands in.</param>
    /// <param name="metadataName">The class.</param>
    /// <param name="compilation">The compilation it is wanted for.</param>
    public static LoweredMigration? Find(SyntaxTree tree, string metadataName, Compilation compilation) =>
        Files.TryGetValue(tree, out var file) &&
        file.Find(metadataName) is { } entry &&
        entry.References == References(compilation) &&
        Array.TrueForAll(entry.Others, compilation.ContainsSyntaxTree)
            ? entry.Migration
            : null;

    /// <summary>Keeps a lowered migration.</summary>
    /// <param name="tree">The file that the class stands in.</param>
    /// <param name="metadataName">The class.</param>
    /// <param name="compilation">The compilation it was lowered in.</param>
    /// <param name="migration">What came of it.</param>
    /// <param name="others">The other files that code of it stands in.</param>
    public static void Keep(SyntaxTree tree, string metadataName, Compilation compilation, LoweredMigration migration, IEnumerable<SyntaxTree> others) =>
        Files.GetOrCreateValue(tree).Keep(new(metadataName, migration, References(compilation), [.. others]));

    /// <summary>Equal lists of references as one instance, so that comparing them costs nothing.</summary>
    private static ImmutableArray<MetadataReference> References(Compilation compilation)
    {
        var references = compilation.ExternalReferences;
        var last = s_references;
        if (references == last) return last;
        if (references.SequenceEqual(last)) return last;
        s_references = references;
        return references;
    }

    private sealed record Entry(string MetadataName, LoweredMigration Migration, ImmutableArray<MetadataReference> References, SyntaxTree[] Others);

    /// <summary>What was kept of a file: one migration in general, so that no more than a short array is worth while.</summary>
    private sealed class File
    {
        private Entry[] _entries = [];

        public Entry? Find(string metadataName) => Array.Find(Volatile.Read(ref _entries), entry => entry.MetadataName == metadataName);

        public void Keep(Entry entry)
        {
            Entry[] before;
            do before = Volatile.Read(ref _entries);
            while (Interlocked.CompareExchange(ref _entries, [.. before.Where(other => other.MetadataName != entry.MetadataName), entry], before) != before);
        }
    }
}
