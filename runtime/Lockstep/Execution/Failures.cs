using System.Globalization;
using Lockstep.Planning;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>Says what a failed statement means for the person at the keyboard.</summary>
internal static class Failures
{
    /// <summary>Puts PostgreSQL's error into terms of migrations.</summary>
    /// <param name="code">The finding's id.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="failure">Which statement failed, and how.</param>
    /// <param name="inProof">Whether it failed on a throwaway database, of which nothing needs to be said.</param>
    public static LockstepException Explain(string code, PlannedMigration planned, StatementFailedException failure, bool inProof = false)
    {
        var direction = planned.Direction == Direction.Up ? (inProof ? "Up of " : "") : "Down of ";
        var steps = planned.Steps.Count > 1 && failure.Step is { } step
            ? string.Create(CultureInfo.InvariantCulture, $" at step {step.Number} of {planned.Steps.Count}")
            : "";
        return new(
            code,
            $"{direction}{planned.Migration.Version} ({planned.Migration.Name}) {(inProof ? "fails" : "failed")}{steps}: {Cause(failure)}{Place(failure)}.{(inProof ? "" : " " + Outcome(planned, failure))}",
            ExitCode.Failed,
            failure)
        {
            Origin = failure.Statement?.Operation.Origin is { Line: > 0 } origin ? origin : MigrationOrigin.Of(planned.Migration),
            Next = inProof ? "Correct the migration and build again." : failure.GaveWay is null ? WhatNext(failure.Failure) : "Run it when fewer use these tables, make it do less at a time, or let them wait for longer with --max-blocked.",
            Sessions = failure.GaveWay?.Sessions ?? failure.Wait?.By,
            Outcome = inProof ? null : Outcome(planned, failure),
        };
    }

    /// <summary>Why a step is tried again: for a lock that was not to be had, who kept it.</summary>
    public static string WhyAgain(StatementFailedException failure) =>
        failure.GaveWay is { } gave ? GaveWay(gave) : failure.Wait is { } wait ? $"no {wait.Text}" : failure.Failure.MessageText;

    private static string Cause(StatementFailedException failure)
    {
        if (failure.GaveWay is { } gave) return $"it {GaveWay(gave)}";
        return failure.Wait is { } wait ? $"{Describe(failure.Failure)}: no {wait.Text}" : Describe(failure.Failure);
    }

    private static string GaveWay((TimeSpan For, IReadOnlyList<BlockingSession> Sessions) gave) =>
        $"gave way to {(gave.Sessions.Count == 1 ? "1 session" : string.Create(CultureInfo.InvariantCulture, $"{gave.Sessions.Count} sessions"))} that had waited for it, the longest for {Figures.Age(gave.For.TotalSeconds)}: {SessionWords.Of(gave.Sessions, "wants")}";

    /// <summary>PostgreSQL's message, code, and those of its details that hold no rows of data.</summary>
    public static string Describe(PostgresException failure)
    {
        // Classes 22 and 23 (bad data, broken constraints) quote the row at fault in their detail.
        var detail = failure.SqlState.StartsWith("22", StringComparison.Ordinal) || failure.SqlState.StartsWith("23", StringComparison.Ordinal)
            ? null
            : failure.Detail;
        var text = $"{failure.MessageText} (SQLSTATE {failure.SqlState})";
        if (!string.IsNullOrEmpty(detail)) text += $"; {detail.ReplaceLineEndings("; ").TrimEnd('.')}";
        if (!string.IsNullOrEmpty(failure.Hint)) text += $"; hint: {failure.Hint.TrimEnd('.')}";
        return text;
    }

    /// <summary>What PostgreSQL refused, or how its connection broke, in words.</summary>
    /// <param name="failure">One that <see cref="IsOfDatabase"/>.</param>
    public static string Describe(Exception failure) =>
        IsOfLostSession(failure) ? "the session is gone" : failure is PostgresException refused ? Describe(refused) : (failure.InnerException?.Message ?? failure.Message).TrimEnd('.');

    /// <summary>Whether it is PostgreSQL's, or its connection's.</summary>
    public static bool IsOfDatabase(Exception failure) => failure is NpgsqlException || IsOfLostSession(failure);

    /// <summary>Whether the session ended with it, or before: PostgreSQL shut down, crashed, somebody terminated the session, or the connection broke.</summary>
    public static bool EndsSession(Exception failure) => failure switch
    {
        PostgresException refused =>
            refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.IdleSessionTimeout ||
            refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        _ => IsOfDatabase(failure),
    };

    /// <summary>What failed outside of any migration: reading the history, say.</summary>
    /// <param name="failure">One that <see cref="IsOfDatabase"/>.</param>
    public static LockstepException Explain(Exception failure)
    {
        var ended = EndsSession(failure);
        return new(
            ToolkitCode.NoConnection,
            ended ? $"The connection broke: {Describe(failure)}." : $"PostgreSQL refused: {Describe(failure)}.",
            ended ? ExitCode.NoConnection : ExitCode.Failed,
            failure)
        {
            Next = failure is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege }
                ? "Give the role the privilege it lacks, or run as one that has it."
                : "Run the same command again; it goes on where this one stopped.",
        };
    }

    /// <summary>
    /// Whether a session was used that had gone before: PostgreSQL refused a statement, which was told and dealt with, and the connection broke before it was ready for
    /// the next one. Npgsql has no type of its own for that.
    /// </summary>
    private static bool IsOfLostSession(Exception failure) => failure is InvalidOperationException { Source: nameof(Npgsql), Message: "Connection is not open" };

    private static string Place(StatementFailedException failure)
    {
        if (failure.Statement is not { Sql: var sql }) return "";
        var at = failure.Failure.Position is > 0 and var position && position <= sql.Length ? position - 1 : 0;
        var start = at == 0 ? 0 : sql.LastIndexOfAny(['\r', '\n'], at - 1) + 1;
        var end = sql.AsSpan(start).IndexOfAny('\r', '\n');
        var line = StatementWords.Line(sql, start, end < 0 ? sql.Length : start + end);
        return $", in: {(line.Length > 100 ? line[..100] + "…" : line)}";
    }

    private static string Outcome(PlannedMigration planned, StatementFailedException failure)
    {
        if (failure.Step is null or { Transactional: true, Number: 1 }) return "It was rolled back; nothing is half done.";
        if (failure.Step is { IsBackfill: true }) return $"The batches that are done stay; the next {(planned.Direction == Direction.Up ? "migrate" : "rollback")} goes on behind them.";
        var again = planned.Direction == Direction.Up ? "migrate" : "rollback";
        return failure.Step.Number == 1
            ? $"The next {again} clears up what it left and tries again."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Steps 1 to {failure.Step.Number - 1} stay done; the next {again} goes on at step {failure.Step.Number}.");
    }

    private static string WhatNext(PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => "Remove the duplicates, then run the same command again.",
        PostgresErrorCodes.NotNullViolation => "Fill the column in the rows that lack a value, then run the same command again.",
        PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.CheckViolation => "Correct the rows that break the constraint, then run the same command again.",
        PostgresErrorCodes.LockNotAvailable => "Another session kept the table locked; see pg_stat_activity, or allow more with --lock-timeout and --lock-retries.",
        PostgresErrorCodes.QueryCanceled => "statement_timeout, or somebody, ended it: raise that setting (--statement-timeout), or see who cancelled it.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "Name a server that can be written to: this one is a replica, or default_transaction_read_only is on.",
        PostgresErrorCodes.InsufficientPrivilege => "Give the role the privilege it lacks, or run as one that has it.",
        PostgresErrorCodes.DependentObjectsStillExist => "Drop what depends on it first, in the same migration.",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject =>
            "The object exists though the history does not know of it: find out who made it before you go on.",
        _ => "Correct the migration, then run the same command again.",
    };
}
