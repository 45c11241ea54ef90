using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Lockstep.Analyzers.Doors.SqlFiles;
using Lockstep.Generator;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>What is to be known of a migration by others of the project.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Key">What it is known by: its class with its namespace, or the path of its SQL file.</param>
/// <param name="Name">What a message calls it.</param>
/// <param name="File">Its file, as a message names it.</param>
/// <param name="Deprecates">The columns that it declares deprecated.</param>
/// <param name="Checkpoint">The name of the place behind it; null if it has none.</param>
internal sealed record IndexedMigration(long Version, string Key, string Name, string File, IReadOnlyList<string> Deprecates, string? Checkpoint);

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
    private readonly ConcurrentDictionary<INamedTypeSymbol, LoweredMigration> _lowered = new(SymbolEqualityComparer.Default);
    private readonly SyntaxTree[] _trees;
    private readonly List<FoundMigration>?[] _found;
    private int _next = -1;
    private volatile Contents? _contents;

    private MigrationIndex(Compilation compilation, KnownTypes types, AnalyzerOptions options)
    {
        _compilation = compilation;
        _types = types;
        _options = options;
        _trees = [.. compilation.SyntaxTrees];
        _found = new List<FoundMigration>?[_trees.Length];
    }

    /// <summary>The index of a compilation and the SQL files beside it.</summary>
    public static MigrationIndex Of(Compilation compilation, KnownTypes types, AnalyzerOptions options) =>
        Indexes.GetOrCreateValue(compilation).GetValue(options, options => new(compilation, types, options));

    /// <summary>Another migration with that version; null if there is none.</summary>
    public IndexedMigration? OtherWith(long version, string key, CancellationToken cancellationToken) =>
        Look(cancellationToken).ByVersion[version].FirstOrDefault(migration => migration.Key != key);

    /// <summary>Another migration with that checkpoint; null if there is none.</summary>
    public IndexedMigration? OtherNamed(string checkpoint, string key, CancellationToken cancellationToken) =>
        Look(cancellationToken).ByCheckpoint[checkpoint].FirstOrDefault(migration => migration.Key != key);

    /// <summary>All versions.</summary>
    public IReadOnlyCollection<long> Versions(CancellationToken cancellationToken) => [.. Look(cancellationToken).ByVersion.Select(migrations => migrations.Key)];

    /// <summary>What comes before a version.</summary>
    public MigrationHistory Before(long version, CancellationToken cancellationToken) => Look(cancellationToken).Histories.Before(version, cancellationToken);

    /// <inheritdoc cref="MigrationHistories.Review(MigrationScript, RuleOptions, CancellationToken)" />
    public MigrationReview Review(MigrationScript script, RuleOptions options, CancellationToken cancellationToken) =>
        Look(cancellationToken).Histories.Review(script, options, cancellationToken);

    /// <inheritdoc cref="MigrationHistories.Findings(MigrationScript, RuleOptions, IReadOnlyList{Rule}, CancellationToken)" />
    public IReadOnlyList<Finding> Findings(MigrationScript script, RuleOptions options, IReadOnlyList<Rule> rules, CancellationToken cancellationToken) =>
        Look(cancellationToken).Histories.Findings(script, options, rules, cancellationToken);

    /// <summary>A migration class as rules see it; the same instance for as long as its code is the same.</summary>
    public LoweredMigration Lower(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (CandidateOf(type, cancellationToken) is not var (tree, candidate)) return _lowered.TryGetValue(type, out var other) ? other : _lowered.GetOrAdd(type, Lower().Migration);
        if (LoweringCache.Find(tree, candidate.MetadataName, _compilation) is { } kept) return kept;
        if (_lowered.TryGetValue(type, out var known)) return known;
        if (!candidate.IsSelfContained) return _lowered.GetOrAdd(type, Lower().Migration);

        var isPlain = PlainMethod.IsPlainClass(type, _types, cancellationToken) is not null;
        if (isPlain && LoweredTexts.Find(tree, candidate.MetadataName, _types.Api) is { } same)
        {
            LoweringCache.Keep(tree, candidate.MetadataName, _compilation, same, []);
            return _lowered.GetOrAdd(type, same);
        }

        var (lowered, bodies) = Lower();
        if (lowered.IsPlain) LoweredTexts.Keep(tree, candidate.MetadataName, _types.Api, lowered);
        if (bodies.IsClosed) LoweringCache.Keep(tree, candidate.MetadataName, _compilation, lowered, bodies.Files.Where(file => file != tree));
        return _lowered.GetOrAdd(type, lowered);

        (LoweredMigration Migration, MigrationBodies Bodies) Lower()
        {
            var code = new MigrationBodies(type, _types, method => SourceBodies.Find(method, _compilation, cancellationToken));
            return (MigrationLowering.Lower(code, _types, cancellationToken), code);
        }
    }

    /// <summary>The name by which a class is known here.</summary>
    public static string NameOf(INamedTypeSymbol type) => type.ToDisplayString();

    /// <summary>What the project's migrations are. The first threads that ask look at its files together; one of them puts together what they found.</summary>
    private Contents Look(CancellationToken cancellationToken)
    {
        if (_contents is { } contents) return contents;
        for (var next = Interlocked.Increment(ref _next); next < _found.Length; next = Interlocked.Increment(ref _next)) _found[next] = Found(next, cancellationToken);
        lock (_found) return _contents ??= Build(cancellationToken);
    }

    private Contents Build(CancellationToken cancellationToken)
    {
        var known = new List<IndexedMigration>();
        var inOrder = new List<ProjectMigration>();
        for (var file = 0; file < _found.Length; file++)
        {
            // Another thread may still be at its last file, or have been stopped.
            foreach (var (migration, inProject) in _found[file] ??= Found(file, cancellationToken))
            {
                known.Add(migration);
                inOrder.Add(inProject);
            }
        }

        foreach (var source in SqlFileSource.All(_options, cancellationToken))
        {
            var file = source.File;
            // Without a version it has no place among the others.
            if (file.Version <= 0) continue;
            known.Add(new(file.Version, file.Path, file.Name, file.Path, [.. file.Headers.Deprecates], file.Headers.Checkpoint));
            inOrder.Add(new(file.Version, file.Name, [.. file.Headers.Deprecates], _ => source.Script));
        }

        return new(
            known.ToLookup(migration => migration.Version),
            known.Where(migration => migration.Checkpoint is not null).ToLookup(migration => migration.Checkpoint!, StringComparer.Ordinal),
            new(inOrder, ReviewOptions.Of(_options).Server));
    }

    /// <summary>The migrations of a file.</summary>
    private List<FoundMigration> Found(int file, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var tree = _trees[file];
        var found = new List<FoundMigration>();
        foreach (var candidate in CandidatesOf(tree, cancellationToken))
        {
            if (Look(candidate, tree) is not { } migration) continue;
            found.Add(new(migration, new(migration.Version, migration.Name, migration.Deprecates, token => ScriptOf(candidate, tree, token))));
        }

        return found;
    }

    private static MigrationCandidate[] CandidatesOf(SyntaxTree tree, CancellationToken cancellationToken) =>
        Candidates.TryGetValue(tree, out var candidates)
            ? candidates
            : Candidates.GetValue(tree, tree => MigrationCandidate.Find(tree.GetRoot(cancellationToken)));

    private static (SyntaxTree Tree, MigrationCandidate Candidate)? CandidateOf(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.DeclaringSyntaxReferences is not [var declaration]) return null;
        var name = MetadataNameOf(type);
        foreach (var candidate in CandidatesOf(declaration.SyntaxTree, cancellationToken))
        {
            if (candidate.MetadataName == name) return (declaration.SyntaxTree, candidate);
        }

        return null;
    }

    private static string MetadataNameOf(INamedTypeSymbol type) => type switch
    {
        { ContainingType: { } outer } => MetadataNameOf(outer) + "+" + type.MetadataName,
        { ContainingNamespace: { IsGlobalNamespace: false } space } => space.ToDisplayString() + "." + type.MetadataName,
        _ => type.MetadataName,
    };

    private MigrationScript ScriptOf(MigrationCandidate candidate, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (LoweringCache.Find(tree, candidate.MetadataName, _compilation) is { } kept) return kept.Script;
        return _compilation.Assembly.GetTypeByMetadataName(candidate.MetadataName) is { } type
            ? Lower(type, cancellationToken).Script
            : new(candidate.MetadataName, Origin.None, default, default);
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
        var migration = new IndexedMigration(version, name, name, Path.GetFileName(tree.FilePath), [.. _types.DeprecatedBy(type)], MigrationShape.Checkpoint(type));
        // Only what depends on nothing but this tree may stay with it.
        if (candidate.IsSelfContained) candidate.Confirmed = migration;
        return migration;
    }

    private sealed record FoundMigration(IndexedMigration Migration, ProjectMigration InProject);

    private sealed record Contents(ILookup<long, IndexedMigration> ByVersion, ILookup<string, IndexedMigration> ByCheckpoint, MigrationHistories Histories);
}
