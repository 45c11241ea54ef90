using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.History;

/// <summary>Writes down what one run does, in the round trips in which it does it.</summary>
/// <param name="source">On whose behalf.</param>
/// <param name="runId">The run.</param>
internal sealed class AuditTrail(AuditSource source, Guid runId)
{
    private const string Insert = """
        INSERT INTO lockstep.audit (run_id, started_at, duration_ms, rows, lock_wait_ms, action, version, name, step, steps, outcome, error, reason, ticket, approver,
            commit_hash, application_version, tool_version, os_user, host)
        SELECT $1, clock_timestamp() - make_interval(secs => d.ms / 1000), d.ms, CASE WHEN $4 THEN greatest(0, {1} - coalesce(nullif(current_setting('lockstep.rows_before', true), ''), '0')::bigint) END,
            $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20
        FROM (SELECT $2::float8 + CASE WHEN $3 THEN extract(epoch FROM clock_timestamp() - now())::float8 * 1000 ELSE 0 END AS ms) d
        """;

    private const string RowsWritten = "(SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_xact_user_tables WHERE schemaname <> 'lockstep')";

    private (long Version, Direction Direction, int Step) _step;
    private long _firstTry;
    private long _thisTry;

    /// <summary>How long the earlier tries of the step that is tried now have taken.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(_firstTry, _thisTry);

    /// <summary>Notes that a step is tried: what an earlier try of the same step has taken was waiting.</summary>
    public void Try(PlannedMigration planned, int step)
    {
        _thisTry = Stopwatch.GetTimestamp();
        if (_step == (planned.Migration.Version, planned.Direction, step)) return;
        _step = (planned.Migration.Version, planned.Direction, step);
        _firstTry = _thisTry;
    }

    /// <summary>Goes into a step's transaction before its statements: from here on rows are counted. None for a step that writes no rows.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Before(MigrationStep? step) =>
        step?.MayWriteRows == true ? [new($"SELECT set_config('lockstep.rows_before', {RowsWritten}::text, true)")] : [];

    /// <summary>Goes into the transaction that the history's row goes into.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">Its step; null for a migration without any.</param>
    /// <param name="earlier">What the step took before the transaction that this is in.</param>
    /// <param name="waited">How long earlier tries of it have taken.</param>
    /// <param name="rows">How many rows it changed in earlier transactions; null if all it did is in this one.</param>
    public NpgsqlBatchCommand Done(PlannedMigration planned, MigrationStep? step, TimeSpan earlier, TimeSpan waited, long? rows = null) => Row(
        planned.Migration,
        Action(planned),
        new(earlier, InTransaction: true, Rows: rows is not null || step is { Transactional: true, MayWriteRows: true }, waited) { Known = rows },
        step?.Number ?? planned.Steps.Count,
        planned.Steps.Count,
        "done",
        error: null,
        source.Reason);

    /// <summary>Tells of a step that failed. To be written after it was rolled back.</summary>
    public NpgsqlBatchCommand Failed(PlannedMigration planned, StatementFailedException failure) => Row(
        planned.Migration,
        Action(planned),
        new(Stopwatch.GetElapsedTime(_thisTry), InTransaction: false, Rows: false, Waited),
        failure.Step?.Number ?? planned.Steps.Count,
        planned.Steps.Count,
        "failed",
        Describe(failure.Failure),
        source.Reason);

    /// <summary>Tells of what was done to the history alone.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="action">What was done.</param>
    /// <param name="reason">Why, if that was said.</param>
    public NpgsqlBatchCommand Marked(MigrationDescriptor migration, string action, string? reason) =>
        Row(migration, action, new(TimeSpan.Zero, InTransaction: true, Rows: false, LockWait: null), step: null, steps: null, "done", error: null, reason);

    /// <summary>Tells that a place was named.</summary>
    public NpgsqlBatchCommand Named(NamedPlace place) => Other("checkpoint", place.Version, place.Name, reason: null);

    /// <summary>Tells that somebody ended a runner.</summary>
    /// <param name="version">The migration that it was at; null if that is not known.</param>
    /// <param name="runner">Who it was.</param>
    /// <param name="reason">Why.</param>
    public NpgsqlBatchCommand Released(long? version, string runner, string reason) => Other("release", version, runner, reason);

    /// <summary>Tells of something that was not done to a migration.</summary>
    private NpgsqlBatchCommand Other(string action, long? version, string name, string? reason) => Row(
        new(version ?? 0, name, "", static () => throw new InvalidOperationException("This is no migration.")),
        action,
        new(TimeSpan.Zero, InTransaction: true, Rows: false, LockWait: null),
        step: null,
        steps: null,
        "done",
        error: null,
        reason);

    private static string Action(PlannedMigration planned) => planned.Direction == Direction.Up ? "up" : "down";

    /// <summary>PostgreSQL's message, but for bad data and broken constraints, of which it quotes values.</summary>
    private static string Describe(PostgresException failure) =>
        failure.SqlState.StartsWith("22", StringComparison.Ordinal) || failure.SqlState.StartsWith("23", StringComparison.Ordinal)
            ? $"SQLSTATE {failure.SqlState}{(failure.ConstraintName is { Length: > 0 } constraint ? $", constraint {constraint}" : "")}"
            : $"{failure.MessageText} (SQLSTATE {failure.SqlState})";

    private sealed record Times(TimeSpan Earlier, bool InTransaction, bool Rows, TimeSpan? LockWait)
    {
        public long? Known { get; init; }
    }

    private NpgsqlBatchCommand Row(MigrationDescriptor migration, string action, Times times, int? step, int? steps, string outcome, string? error, string? reason)
    {
        var command = new NpgsqlBatchCommand(Insert.Replace("{1}", times.Known is { } known ? known.ToString(CultureInfo.InvariantCulture) : times.Rows ? RowsWritten : "0", StringComparison.Ordinal));
        Add(runId);
        Add(times.Earlier.TotalMilliseconds);
        Add(times.InTransaction);
        Add(times.Rows);
        Add(times.LockWait is { } wait ? Math.Round((decimal)wait.TotalMilliseconds, 3) : (decimal?)null);
        Add(action);
        Add(migration.Version);
        Add(migration.Name);
        Add(step);
        Add(steps);
        foreach (var text in (ReadOnlySpan<string?>)
            [outcome, error, reason, migration.Ticket ?? source.Ticket, source.Approver, source.Commit, source.ApplicationVersion, Product.Version, Environment.UserName, Environment.MachineName])
        {
            Add(text);
        }

        return command;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }
}
