using System.Runtime.CompilerServices;
using Lockstep.Generator;
using Microsoft.CodeAnalysis;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is to be known of a migration by others of the project.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Class">Its class with its namespace.</param>
/// <param name="File">The file's name, without its folder.</param>
/// <param name="Deprecates">The columns that it declares deprecated.</param>
internal sealed record IndexedMigration(long Version, string Class, string File, IReadOnlyList<string> Deprecates);

/// <summary>
/// All migrations of a compilation. Built when first asked for; what a file contributes is kept with the file's syntax tree, so that a
/// change in one file looks only at that file again.
/// </summary>
internal sealed class MigrationIndex
{
    private static readonly ConditionalWeakTable<Compilation, MigrationIndex> Indexes = new();
    private static readonly ConditionalWeakTable<SyntaxTree, MigrationCandidate[]> Candidates = new();

    private readonly Compilation _compilation;
    private readonly KnownTypes _types;
    private volatile Contents? _contents;

    private MigrationIndex(Compilation compilation, KnownTypes types)
    {
        _compilation = compilation;
        _types = types;
    }

    /// <summary>The index of a compilation.</summary>
    public static MigrationIndex Of(Compilation compilation, KnownTypes types) =>
        Indexes.GetValue(compilation, compilation => new(compilation, types));

    /// <summary>Another migration with that version; null if there is none.</summary>
    public IndexedMigration? OtherWith(long version, string type, CancellationToken cancellationToken) =>
        Look(cancellationToken).ByVersion[version].FirstOrDefault(migration => migration.Class != type);

    /// <summary>The columns that migrations with a lower version declare deprecated.</summary>
    public IEnumerable<string> DeprecatedBefore(long version, CancellationToken cancellationToken) =>
        Look(cancellationToken).Deprecating.Where(migration => migration.Version < version).SelectMany(migration => migration.Deprecates);

    /// <summary>The name by which a class is known here.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString();

    // Two threads may both build it; they build the same.
    private Contents Look(CancellationToken cancellationToken) => _contents ??= Build(cancellationToken);

    private Contents Build(CancellationToken cancellationToken)
    {
        var migrations = new List<IndexedMigration>();
        foreach (var tree in _compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Candidates.TryGetValue(tree, out var candidates))
            {
                candidates = Candidates.GetValue(tree, tree => MigrationCandidate.Find(tree.GetRoot(cancellationToken)));
            }

            foreach (var candidate in candidates)
            {
                if (Look(candidate, tree) is { } migration) migrations.Add(migration);
            }
        }

        return new(migrations.ToLookup(migration => migration.Version), migrations.FindAll(migration => migration.Deprecates.Count > 0));
    }

    private IndexedMigration? Look(MigrationCandidate candidate, SyntaxTree tree)
    {
        if (candidate.Confirmed is { } known) return known;
        if (_compilation.Assembly.GetTypeByMetadataName(candidate.MetadataName) is not { } type ||
            _types.MigrationOf(type) is not { } attribute ||
            MigrationShape.Version(attribute) is var version && version <= 0)
        {
            return null;
        }

        var migration = new IndexedMigration(version, NameOf(type), Path.GetFileName(tree.FilePath), [.. _types.DeprecatedBy(type)]);
        // Only what depends on nothing but this tree may stay with it.
        if (candidate.IsSelfContained) candidate.Confirmed = migration;
        return migration;
    }

    private sealed record Contents(ILookup<long, IndexedMigration> ByVersion, IReadOnlyList<IndexedMigration> Deprecating);
}
