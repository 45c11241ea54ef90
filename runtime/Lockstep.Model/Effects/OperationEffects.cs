using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>The strongest lock that an operation takes on a relation.</summary>
/// <param name="Relation">A table, view, index or sequence that was there before the operation, by the name it had then.</param>
/// <param name="Mode">The strongest mode.</param>
public sealed record RelationLock(ObjectName Relation, LockMode Mode);

/// <summary>What is to be known of the server to tell what it does.</summary>
/// <param name="Version">Its major version, 13 to 18.</param>
public sealed record ServerFacts(int Version)
{
    /// <summary>
    /// The session's <c>TimeZone</c>; null if it is not known. A change between timestamp and timestamptz rewrites the table unless it is UTC.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the database may hold relations that the schema lacks, so that IF EXISTS may well find one.</summary>
    public bool MayHoldOthers { get; init; }
}

/// <summary>
/// What PostgreSQL does for one operation, beside what the operation is for: which relations it locks, writes anew and reads whole. Each claim
/// is compared with what real servers were seen to do.
/// </summary>
public sealed record OperationEffects
{
    /// <summary>The strongest lock on each relation that was there before, in order of the names.</summary>
    public EquatableArray<RelationLock> Locks { get; init; }

    /// <summary>Tables and materialized views that get a new file: every row is copied, and all their indexes are built anew.</summary>
    public EquatableArray<ObjectName> Rewrites { get; init; }

    /// <summary>Indexes that get a new file.</summary>
    public EquatableArray<ObjectName> Rebuilds { get; init; }

    /// <summary>Sequences that get a new file.</summary>
    public EquatableArray<ObjectName> Restarts { get; init; }

    /// <summary>Tables and materialized views that are read whole while the locks are held.</summary>
    public EquatableArray<ObjectName> Scans { get; init; }

    /// <summary>Whether it may run in a transaction block.</summary>
    public bool Transactional { get; init; } = true;

    /// <summary>One line that says why.</summary>
    public string Why { get; init; } = string.Empty;

    /// <summary>Whether nothing depends on what can't be known: dynamic SQL, a relation that no operation made, a plan.</summary>
    public bool Certain { get; init; } = true;

    /// <summary>What PostgreSQL does for an operation. One that it would refuse has the effects that it would have if it were allowed, or none.</summary>
    /// <param name="operation">The operation; of a statement with several actions, its <see cref="SqlText"/>.</param>
    /// <param name="before">The schema that it meets.</param>
    /// <param name="server">The server.</param>
    public static OperationEffects Of(Operation operation, DatabaseSchema before, ServerFacts server) => Of(operation, before, server, after: null);

    /// <inheritdoc cref="Of(Operation, DatabaseSchema, ServerFacts)" />
    /// <param name="operation">The operation; of a statement with several actions, its <see cref="SqlText"/>.</param>
    /// <param name="before">The schema that it meets.</param>
    /// <param name="server">The server.</param>
    /// <param name="after">The schema that it leaves, where that has been worked out.</param>
    internal static OperationEffects Of(Operation operation, DatabaseSchema before, ServerFacts server, DatabaseSchema? after)
    {
        var only = operation.AsOne();
        var effects = new EffectsBuilder(before, server, after is null ? null : (only, after));
        StatementEffects.Add(effects, operation);
        return effects.Build();
    }
}
