namespace Lockstep.History;

/// <summary>How far a migration is on a database.</summary>
public enum MigrationState
{
    /// <summary>All its steps are done.</summary>
    Applied,

    /// <summary>Some of its steps are done; the next <c>migrate</c> goes on after them.</summary>
    Applying,

    /// <summary>Some steps of its Down are done; the next <c>rollback</c> goes on after them.</summary>
    RollingBack,

    /// <summary>It was passed over on this database, and is neither run nor taken back.</summary>
    Skipped,
}

/// <summary>A row of <c>lockstep.history</c>.</summary>
/// <param name="Version">The migration's version.</param>
/// <param name="Name">Its name when it was applied.</param>
/// <param name="Ticket">Its ticket when it was applied.</param>
/// <param name="Fingerprint">Its source's fingerprint when it was applied.</param>
/// <param name="ScriptHash">SHA-256 of the statements that were run.</param>
/// <param name="DoneHash">SHA-256 of the statements of the steps that are done: they must not change while the rest is still to come.</param>
/// <param name="State">How far it is.</param>
/// <param name="Step">How many steps are done, in the direction that <paramref name="State"/> tells.</param>
/// <param name="Steps">How many there are.</param>
/// <param name="Begun">Whether the step after <paramref name="Step"/>, one that can't be in a transaction, was begun.</param>
/// <param name="AppliedAt">When its last step was committed; null while it is not.</param>
/// <param name="DurationMs">How long its steps took together, in milliseconds.</param>
/// <param name="AppliedBy">The database role.</param>
/// <param name="Host">The machine that ran it.</param>
public sealed record AppliedMigration(
    long Version,
    string Name,
    string? Ticket,
    string Fingerprint,
    string ScriptHash,
    string DoneHash,
    MigrationState State,
    int Step,
    int Steps,
    bool Begun,
    DateTimeOffset? AppliedAt,
    double DurationMs,
    string AppliedBy,
    string Host)
{
    /// <summary>
    /// While it is rolled back: how many steps of its Up were done when that began, and so what its Down has to take back; null for all of them.
    /// </summary>
    public int? UpSteps { get; init; }

    /// <summary>While it is rolled back from half way: which statements of its Down do that, counted from 0; null for all.</summary>
    public IReadOnlyList<int>? DownKept { get; init; }
}
