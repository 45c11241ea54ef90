using Lockstep.Planning;
using Npgsql;

namespace Lockstep.History;

/// <summary>
/// The statements that keep the history in step with the work. Each goes into the very transaction of the step it tells of, so that both
/// are committed or neither is.
/// </summary>
internal static class HistoryWrites
{
    /// <summary>Tells that a step is done.</summary>
    /// <param name="planned">The migration.</param>
    /// <param name="step">The step's number; 1 for a migration without steps.</param>
    /// <param name="begun">Whether <see cref="Begin"/> was written for it.</param>
    /// <param name="runId">The run.</param>
    public static NpgsqlBatchCommand Done(PlannedMigration planned, int step, bool begun, Guid runId)
    {
        var last = step >= planned.Steps.Count;
        if (planned.Direction == Direction.Down)
        {
            return last
                ? Command("DELETE FROM lockstep.history WHERE version = $1", planned.Migration.Version)
                : Command(
                    "UPDATE lockstep.history SET state = 'rolling back', step = $2, steps = $3, begun = false WHERE version = $1",
                    planned.Migration.Version,
                    step,
                    planned.Steps.Count);
        }

        var state = last ? "applied" : "applying";
        if (step <= 1 && !begun) return Insert(planned, state, step: 1, begun: false, last, runId);
        return Command(
            """
            UPDATE lockstep.history
            SET state = $2, step = $3, steps = $4, begun = false, fingerprint = $5, script_hash = $6, done_hash = $7,
                applied_at = CASE WHEN $8 THEN clock_timestamp() END,
                duration_ms = duration_ms + extract(epoch FROM clock_timestamp() - now()) * 1000
            WHERE version = $1
            """,
            planned.Migration.Version,
            state,
            step,
            planned.Steps.Count,
            planned.Migration.Fingerprint,
            planned.ScriptHash,
            planned.HashOfFirst(step),
            last);
    }

    /// <summary>Tells that a step that can't be in a transaction is about to begin. Committed before it does.</summary>
    public static NpgsqlBatchCommand Begin(PlannedMigration planned, int step, Guid runId)
    {
        if (planned.Direction == Direction.Up && step == 1) return Insert(planned, "applying", step: 0, begun: true, last: false, runId);
        return planned.Direction == Direction.Up
            ? Command("UPDATE lockstep.history SET begun = true WHERE version = $1", planned.Migration.Version)
            : Command(
                "UPDATE lockstep.history SET state = 'rolling back', step = $2, steps = $3, begun = true WHERE version = $1",
                planned.Migration.Version,
                step - 1,
                planned.Steps.Count);
    }

    /// <summary>Adds the time that a step outside a transaction took, which its history statement can't see.</summary>
    public static NpgsqlBatchCommand AddDuration(PlannedMigration planned, TimeSpan duration) =>
        Command("UPDATE lockstep.history SET duration_ms = duration_ms + $2 WHERE version = $1", planned.Migration.Version, duration.TotalMilliseconds);

    private static NpgsqlBatchCommand Insert(PlannedMigration planned, string state, int step, bool begun, bool last, Guid runId) =>
        Command(
            """
            INSERT INTO lockstep.history
                (version, name, ticket, fingerprint, script_hash, done_hash, state, step, steps, begun, started_at, applied_at,
                 duration_ms, run_id, host, tool_version)
            VALUES
                ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), CASE WHEN $11 THEN clock_timestamp() END,
                 extract(epoch FROM clock_timestamp() - now()) * 1000, $12, $13, $14)
            """,
            planned.Migration.Version,
            planned.Migration.Name,
            (object?)planned.Migration.Ticket ?? DBNull.Value,
            planned.Migration.Fingerprint,
            planned.ScriptHash,
            step >= planned.Steps.Count ? planned.ScriptHash : planned.HashOfFirst(step),
            state,
            step,
            Math.Max(1, planned.Steps.Count),
            begun,
            last,
            runId,
            Environment.MachineName,
            Product.Version);

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            var parameter = value is DBNull ? new NpgsqlParameter<string?> { TypedValue = null } : new NpgsqlParameter { Value = value };
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
