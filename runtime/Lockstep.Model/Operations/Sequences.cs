using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>What is said of a sequence. What is null is not said.</summary>
public sealed record SequenceOptions
{
    /// <summary>Nothing is said.</summary>
    public static SequenceOptions None { get; } = new();

    /// <summary>Its type as SQL: <c>smallint</c>, <c>integer</c> or <c>bigint</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The step from a value to the next.</summary>
    public long? Increment { get; init; }

    /// <summary>The least value.</summary>
    public long? Minimum { get; init; }

    /// <summary>Whether the type gives the least value (<c>NO MINVALUE</c>).</summary>
    public bool NoMinimum { get; init; }

    /// <summary>The greatest value.</summary>
    public long? Maximum { get; init; }

    /// <summary>Whether the type gives the greatest value (<c>NO MAXVALUE</c>).</summary>
    public bool NoMaximum { get; init; }

    /// <summary>The first value.</summary>
    public long? Start { get; init; }

    /// <summary>Whether it starts again: at <see cref="RestartWith"/> or, without that, at its start.</summary>
    public bool Restart { get; init; }

    /// <summary>The next value from now on, with <see cref="Restart"/>.</summary>
    public long? RestartWith { get; init; }

    /// <summary>How many values a session takes at once.</summary>
    public long? Cache { get; init; }

    /// <summary>Whether it begins anew after its last value.</summary>
    public bool? Cycle { get; init; }

    /// <summary>The column that it goes with, as <c>table.column</c> in SQL; <c>NONE</c> for no column.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The name of an identity's sequence; null for the one that PostgreSQL chooses.</summary>
    public QualifiedName? SequenceName { get; init; }

    /// <summary>Whether an identity's sequence is logged; null for as its table is.</summary>
    public bool? Logged { get; init; }
}

/// <summary><c>CREATE SEQUENCE</c>.</summary>
/// <param name="Sequence">The new sequence.</param>
/// <param name="Options">What it is like.</param>
public sealed record CreateSequence(QualifiedName Sequence, SequenceOptions Options) : Operation
{
    /// <summary>Whether an existing relation of that name is no error.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>How long it stays.</summary>
    public Persistence Persistence { get; init; }
}

/// <summary><c>ALTER SEQUENCE</c>.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Options">What changes.</param>
public sealed record AlterSequence(QualifiedName Sequence, SequenceOptions Options) : Operation
{
    /// <summary>Whether a missing sequence is no error.</summary>
    public bool IfExists { get; init; }
}
