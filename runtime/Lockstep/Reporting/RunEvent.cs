namespace Lockstep.Reporting;

/// <summary>Something that happened in a run: a line for people, and the facts for programs. One JSON object a line with <c>--json</c>.</summary>
/// <param name="Event">What kind: <c>plan</c>, <c>waiting</c>, <c>applied</c>, <c>rolled-back</c>, <c>slow</c>, <c>retry</c>, <c>blocked</c>, <c>gave-way</c>, <c>progress</c>, <c>verified</c>, <c>proved</c>, <c>done</c>, <c>error</c>, <c>warning</c>, ….</param>
/// <param name="Text">The line, without its label.</param>
public sealed record RunEvent(string Event, string Text)
{
    /// <summary>The migration it is about.</summary>
    public long? Version { get; init; }

    /// <summary>That migration's name.</summary>
    public string? Name { get; init; }

    /// <summary>Which of its steps, counted from 1.</summary>
    public int? Step { get; init; }

    /// <summary>How many steps it has.</summary>
    public int? Steps { get; init; }

    /// <summary>How long it took.</summary>
    public double? Seconds { get; init; }

    /// <summary>For <c>applied</c>, <c>rolled-back</c>, <c>slow</c> and <c>done</c>: how many rows its statements inserted, changed or deleted; null if none.</summary>
    public long? Rows { get; init; }

    /// <summary>There too: how many of the seconds it waited for locks, tries that got none included; null if it did not wait.</summary>
    public double? LockWaitSeconds { get; init; }

    /// <summary>For errors and warnings: the finding's id.</summary>
    public string? Code { get; init; }

    /// <summary>For errors and warnings: the source file.</summary>
    public string? File { get; init; }

    /// <summary>For errors and warnings: the line, counted from 1.</summary>
    public int? Line { get; init; }

    /// <summary>For errors and warnings: what to do next.</summary>
    public string? Next { get; init; }

    /// <summary>For <c>waiting</c>, <c>retry</c> and <c>error</c>: the sessions that keep the lock; for <c>blocked</c> and <c>gave-way</c>: those that wait.</summary>
    public IReadOnlyList<BlockingSession>? Sessions { get; init; }

    /// <summary>For <c>progress</c>: how far the step has come.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>When, in UTC; only in logs, and where times were asked for.</summary>
    public DateTime? At { get; init; }

    /// <summary>An error that a person can put right, as an event.</summary>
    public static RunEvent Error(LockstepException error) => new("error", error.Message)
    {
        Code = error.Code,
        File = error.Origin.File is { Length: > 0 } file ? file : null,
        Line = error.Origin.Line > 0 ? error.Origin.Line : null,
        Next = error.Next,
        Sessions = error.Sessions is { Count: > 0 } sessions ? sessions : null,
    };
}
