namespace Lockstep.Effects.Tests.Harness;

/// <summary>
/// What a server was seen to do for one statement. Relations are those of user schemas that were there before the statement, by the name
/// they had then; what the statement creates is nobody else's yet and is left out, and so are TOAST tables.
/// </summary>
internal sealed record Observation
{
    /// <summary>Why the server refused it (code and message); then nothing else is known.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it may run in a transaction block.</summary>
    public bool Transactional { get; init; } = true;

    /// <summary>The strongest lock on each relation, by the name in pg_locks.</summary>
    public IReadOnlyDictionary<string, string> Locks { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tables and materialized views with a new file.</summary>
    public IReadOnlyList<string> Rewrites { get; init; } = [];

    /// <summary>Indexes with a new file.</summary>
    public IReadOnlyList<string> Rebuilds { get; init; } = [];

    /// <summary>Sequences with a new file.</summary>
    public IReadOnlyList<string> Restarts { get; init; } = [];

    /// <summary>Tables and materialized views of whose heap a sequential scan read rows: an empty one costs nothing.</summary>
    public IReadOnlyList<string> Scans { get; init; } = [];

    /// <summary>What the server itself says that it does: rewriting, verifying, validating, building; and what it proved needless.</summary>
    public IReadOnlyList<string> Work { get; init; } = [];
}
