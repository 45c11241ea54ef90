using System.Runtime.CompilerServices;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is to be known of a migration by others of the project.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Key">What it is known by: its class with its namespace, or the path of its SQL file.</param>
/// <param name="Name">What a message calls it.</param>
/// <param name="File">Its file, as a message names it.</param>
/// <param name="Deprecates">The columns that it declares deprecated.</param>
internal sealed record IndexedMigration(long Version, string Key, string Name, string File, IReadOnlyList<string> Deprecates);

/// <summary>
/// All migrations of a project, in C# and in SQL files. Built when first asked for; what a file contributes is kept with the file's syntax
/// tree or text, so that a change in one file looks only at that file again.
/// </summary>
internal sealed class MigrationIndex
{
    private static readonly ConditionalWeakTable<Compilation, ConditionalWeakTable<AnalyzerOptions, MigrationIndex>> Indexes = new();
    private static readonly ConditionalWeakTable<SyntaxTree, MigrationCandidate[]> Candidates = new();

    private readonly Compilation _compilation;
    private readonly KnownTypes _types;
    private readonly AnalyzerOptions _options;
    private volatile Contents? _contents;

    private MigrationIndex(Compilation compilation, KnownTypes types, AnalyzerOptions options)
    {
        _compilation = compilation;
        _types = types;
        _options = options;
    }

    /// <summary>The index of a compilation and the SQL files beside it.</summary>
    public static MigrationIndex Of(Compilation compilation, KnownTypes types, AnalyzerOptions options) =>
        Indexes.GetOrCreateValue(compilation).GetValue(options, options => new(compilation, types, options));

    /// <summary>Another migration with that version; null if there is none.</summary>
    public IndexedMigration? OtherWith(long version, string key, CancellationToken cancellationToken) =>
        Look(cancellationToken).ByVersion[version].FirstOrDefault(migration => migration.Key != key);

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

        foreach (var source in SqlFileSource.All(_options, cancellationToken))
        {
            var file = source.File;
            // Without a version it has no place among the others.
            if (file.Version > 0) migrations.Add(new(file.Version, file.Path, file.Name, file.Path, [.. file.Headers.Deprecates]));
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

        var name = NameOf(type);
        var migration = new IndexedMigration(version, name, name, Path.GetFileName(tree.FilePath), [.. _types.DeprecatedBy(type)]);
        // Only what depends on nothing but this tree may stay with it.
        if (candidate.IsSelfContained) candidate.Confirmed = migration;
        return migration;
    }

    private sealed record Contents(ILookup<long, IndexedMigration> ByVersion, IReadOnlyList<IndexedMigration> Deprecating);
}
