namespace Lockstep.Model.Operations;

/// <summary>What a statement does with the transaction.</summary>
public enum TransactionVerb
{
    /// <summary><c>BEGIN</c>.</summary>
    Begin,

    /// <summary><c>COMMIT</c>.</summary>
    Commit,

    /// <summary><c>ROLLBACK</c>.</summary>
    Rollback,

    /// <summary><c>SAVEPOINT</c>.</summary>
    Savepoint,

    /// <summary><c>RELEASE SAVEPOINT</c>.</summary>
    Release,

    /// <summary><c>ROLLBACK TO SAVEPOINT</c>.</summary>
    RollbackTo,

    /// <summary><c>PREPARE TRANSACTION</c>.</summary>
    Prepare,

    /// <summary><c>COMMIT PREPARED</c>.</summary>
    CommitPrepared,

    /// <summary><c>ROLLBACK PREPARED</c>.</summary>
    RollbackPrepared,
}

/// <summary>A statement that controls the transaction.</summary>
/// <param name="Verb">What it does.</param>
public sealed record TransactionControl(TransactionVerb Verb) : Operation
{
    /// <summary>The savepoint's or the prepared transaction's name; null where there is none.</summary>
    public string? Name { get; init; }

    /// <summary>What follows <c>BEGIN</c>, such as <c>ISOLATION LEVEL SERIALIZABLE</c>; null for nothing.</summary>
    public string? Modes { get; init; }

    /// <summary>Whether a new transaction begins at once (<c>AND CHAIN</c>).</summary>
    public bool Chain { get; init; }

    /// <inheritdoc />
    public override bool Transactional => Verb is not (TransactionVerb.CommitPrepared or TransactionVerb.RollbackPrepared);
}

/// <summary><c>SET</c> of a setting.</summary>
/// <param name="Name">The setting, in lower case; also <c>time zone</c> as <c>timezone</c>, <c>role</c>, <c>session_authorization</c>.</param>
/// <param name="Value">Its value or values as SQL; <c>DEFAULT</c> for its default.</param>
public sealed record SetSetting(string Name, string Value) : Operation
{
    /// <summary>Whether it ends with the transaction.</summary>
    public bool Local { get; init; }
}

/// <summary><c>RESET</c>.</summary>
/// <param name="Name">The setting; null for all.</param>
public sealed record ResetSetting(string? Name) : Operation;

/// <summary><c>SET TRANSACTION</c> or <c>SET SESSION CHARACTERISTICS</c>.</summary>
/// <param name="Modes">Such as <c>ISOLATION LEVEL SERIALIZABLE</c>, or <c>SNAPSHOT '…'</c>.</param>
public sealed record SetTransaction(string Modes) : Operation
{
    /// <summary>Whether it is for the session's later transactions.</summary>
    public bool Session { get; init; }
}

/// <summary><c>SET CONSTRAINTS</c>.</summary>
/// <param name="Constraints">The constraints as SQL; empty for all.</param>
/// <param name="Deferred">Whether they are checked only when the transaction ends.</param>
public sealed record SetConstraints(EquatableArray<string> Constraints, bool Deferred) : Operation;

/// <summary><c>DISCARD</c>.</summary>
/// <param name="Target"><c>ALL</c>, <c>PLANS</c>, <c>SEQUENCES</c> or <c>TEMP</c>.</param>
public sealed record Discard(string Target) : Operation
{
    /// <inheritdoc />
    public override bool Transactional => Target != "ALL";
}
