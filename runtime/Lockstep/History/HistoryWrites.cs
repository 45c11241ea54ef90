using System.Globalization;
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
    /// <param name="step">How many of its steps are done now; for a migration without steps, 0.</param>
    /// <param name="earlier">What the step took before the transaction that this is in.</param>
    /// <param name="runId">The run.</param>
    public static NpgsqlBatchCommand Done(PlannedMigration planned, int step, TimeSpan earlier, Guid runId)
    {
        var last = step >= planned.Steps.Count;
        if (planned.Direction == Direction.Up) return Write(planned, step, begun: false, last, earlier, runId);
        return last
            ? Command("DELETE FROM lockstep.history WHERE version = $1", planned.Migration.Version)
            : RollingBack(planned, step, begun: false);
    }

    /// <summary>Tells that a step that can't be in a transaction is about to begin. Committed before it does.</summary>
    public static NpgsqlBatchCommand Begin(PlannedMigration planned, int step, Guid runId) => planned.Direction == Direction.Up
        ? Write(planned, step - 1, begun: true, last: false, TimeSpan.Zero, runId)
        : RollingBack(planned, step - 1, begun: true);

    /// <summary>Tells that a step that was begun has failed, and nothing but what the catalog tells is left of it.</summary>
    public static NpgsqlBatchCommand NotBegun(PlannedMigration planned, int step)
    {
        var version = planned.Migration.Version;
        if (step > 1) return Command("UPDATE lockstep.history SET begun = false WHERE version = $1", version);
        if (planned is { Direction: Direction.Down, UpStepsDone: { } upSteps })
        {
            var up = Planner.Plan(planned.Migration, Direction.Up);
            return Command(
                "UPDATE lockstep.history SET state = 'applying', step = $2, steps = $3, begun = false, done_hash = $4, up_step = NULL, down_kept = NULL WHERE version = $1",
                version,
                upSteps,
                up.Steps.Count,
                up.HashOfFirst(upSteps));
        }

        return planned.Direction == Direction.Up
            ? Command("DELETE FROM lockstep.history WHERE version = $1", version)
            : Command(
                "UPDATE lockstep.history SET state = 'applied', step = $2, steps = $2, begun = false, done_hash = script_hash WHERE version = $1",
                version,
                Math.Max(1, Planner.Plan(planned.Migration, Direction.Up).Steps.Count));
    }

    /// <summary>Tells of a migration that was not run. Goes into a transaction with its row of the audit.</summary>
    public static NpgsqlBatchCommand Marked(PlannedMigration planned, Mark mark, Guid runId) => mark switch
    {
        Mark.Applied => Write(planned, planned.Steps.Count, begun: false, last: true, TimeSpan.Zero, runId),
        Mark.Pending => Command("DELETE FROM lockstep.history WHERE version = $1", planned.Migration.Version),
        _ => Command(
            """
            INSERT INTO lockstep.history (version, name, ticket, fingerprint, script_hash, done_hash, state, step, steps, duration_ms, run_id, host, tool_version)
            VALUES ($1, $2, $3, $4, $5, $6, 'skipped', 0, $7, 0, $8, $9, $10)
            """,
            planned.Migration.Version,
            planned.Migration.Name,
            (object?)planned.Migration.Ticket ?? DBNull.Value,
            planned.Migration.Fingerprint,
            planned.ScriptHash,
            planned.HashOfFirst(0),
            Math.Max(1, planned.Steps.Count),
            runId,
            Environment.MachineName,
            Product.Version),
    };

    private static NpgsqlBatchCommand RollingBack(PlannedMigration planned, int step, bool begun) => Command(
        $"UPDATE lockstep.history SET state = 'rolling back', step = $2, steps = $3, begun = $4, done_hash = $5, {HalfWay(planned)} WHERE version = $1",
        planned.Migration.Version,
        step,
        planned.Steps.Count,
        begun,
        planned.HashOfFirst(step));

    /// <summary>What has to be known to go on with a way back from half way. Numbers only.</summary>
    private static string HalfWay(PlannedMigration planned) => planned.UpStepsDone is { } steps
        ? string.Create(CultureInfo.InvariantCulture, $"up_step = {steps}, down_kept = '{string.Join(',', (planned.Kept ?? []).Select(index => index.ToString(CultureInfo.InvariantCulture)))}'")
        : "up_step = NULL, down_kept = NULL";

    /// <summary>The row of a migration on its way up, whether or not an earlier run wrote one.</summary>
    private static NpgsqlBatchCommand Write(PlannedMigration planned, int step, bool begun, bool last, TimeSpan earlier, Guid runId) => Command(
        """
        INSERT INTO lockstep.history AS h
            (version, name, ticket, fingerprint, script_hash, done_hash, state, step, steps, begun, started_at, applied_at,
             duration_ms, run_id, host, tool_version)
        VALUES
            ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), CASE WHEN $11 THEN clock_timestamp() END,
             $12 + extract(epoch FROM clock_timestamp() - now()) * 1000, $13, $14, $15)
        ON CONFLICT (version) DO UPDATE SET
            name = excluded.name, ticket = excluded.ticket, fingerprint = excluded.fingerprint, script_hash = excluded.script_hash,
            done_hash = excluded.done_hash, state = excluded.state, step = excluded.step, steps = excluded.steps, begun = excluded.begun, up_step = NULL, down_kept = NULL,
            applied_at = excluded.applied_at, duration_ms = h.duration_ms + excluded.duration_ms, run_id = excluded.run_id,
            applied_by = excluded.applied_by, host = excluded.host, tool_version = excluded.tool_version
        """,
        planned.Migration.Version,
        planned.Migration.Name,
        (object?)planned.Migration.Ticket ?? DBNull.Value,
        planned.Migration.Fingerprint,
        planned.ScriptHash,
        planned.HashOfFirst(step),
        last ? "applied" : "applying",
        // A migration without statements counts as one step that is done.
        planned.Steps.Count == 0 ? 1 : step,
        Math.Max(1, planned.Steps.Count),
        begun,
        last,
        earlier.TotalMilliseconds,
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
