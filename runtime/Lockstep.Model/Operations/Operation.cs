namespace Lockstep.Model.Operations;

/// <summary>
/// One change of a database: plain, immutable data, and the place it came from. Every door (C#, SQL) lowers to operations; rules judge
/// them and <see cref="SqlWriter"/> writes them as SQL. Two operations are equal if they do the same, wherever they were written.
/// </summary>
public abstract record Operation
{
    /// <summary>Where it was written. No part of what the operation is, so equality passes over it.</summary>
    public Origin Origin { get; init; } = Origin.None;

    /// <summary>
    /// Whether a part of it is known only when the migration runs. The source of such a part stands in braces in its place, as
    /// <c>{table}</c>. Only analysers make it, and nobody may take it for the whole truth.
    /// </summary>
    public bool Incomplete { get; init; }

    /// <summary>
    /// Whether what was done before it is committed first, so that it begins a step (a transaction of its own and of what follows). Says
    /// when it is done and not what it is, so equality passes over it.
    /// </summary>
    public bool StartsStep { get; init; }

    /// <summary>Whether PostgreSQL lets it run inside a transaction block.</summary>
    public virtual bool Transactional => true;

    /// <inheritdoc />
    public virtual bool Equals(Operation? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc />
    public override int GetHashCode() => EqualityContract.GetHashCode();
}
