using Npgsql;

namespace Lockstep.Backfill;

/// <summary>A backfill, as <c>backfill status</c> shows it.</summary>
/// <param name="Version">The migration.</param>
/// <param name="Direction"><c>up</c> or <c>down</c>.</param>
/// <param name="Table">The table.</param>
/// <param name="Statement">Its plain statement.</param>
/// <param name="State"><c>under way</c>, <c>paused</c> or <c>done</c>.</param>
/// <param name="Pass">Which time it goes through its table, counted from 1.</param>
/// <param name="Seen">How many rows it has gone through in this pass.</param>
/// <param name="Total">About how many there are; null if nobody knows.</param>
/// <param name="Rows">How many rows it has changed.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="FinishedAt">When it was done; null while it is not.</param>
/// <param name="PausedBy">Who paused it; null if nobody has.</param>
/// <param name="PauseReason">Why, if that was said.</param>
internal sealed record BackfillStatus(
    long Version,
    string Direction,
    string Table,
    string Statement,
    string State,
    int Pass,
    long Seen,
    long? Total,
    long Rows,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string? PausedBy,
    string? PauseReason);

/// <summary>Shows backfills, and changes those that are under way from outside.</summary>
internal static class BackfillAdministration
{
    private const string Select = """
        SELECT b.version, b.direction, b.table_name, b.statement, CASE WHEN b.finished_at IS NOT NULL THEN 'done' WHEN b.paused_at IS NOT NULL THEN 'paused' ELSE 'under way' END,
            b.pass, coalesce(sum(r.seen), 0)::bigint, b.total, coalesce(sum(r.rows), b.rows)::bigint, b.started_at, b.finished_at, b.paused_by, b.pause_reason
        FROM lockstep.backfill b LEFT JOIN lockstep.backfill_range r ON r.backfill_id = b.id GROUP BY b.id ORDER BY b.id
        """;

    /// <summary>All backfills that were begun, the first one first.</summary>
    public static async Task<IReadOnlyList<BackfillStatus>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var all = new List<BackfillStatus>();
        await using var command = new NpgsqlCommand(Select, connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
                all.Add(new(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetString(3),
                    reader.GetString(4),
                    reader.GetInt32(5),
                    reader.GetInt64(6),
                    reader.IsDBNull(7) ? null : reader.GetInt64(7),
                    reader.GetInt64(8),
                    reader.GetFieldValue<DateTimeOffset>(9),
                    reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10),
                    Text(11),
                    Text(12)));
            }
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return [];
        }

        return all;
    }

    /// <summary>Pauses those that are under way: each worker rests behind its batch.</summary>
    /// <param name="connection">A session.</param>
    /// <param name="version">Those of which migration; null for all.</param>
    /// <param name="reason">Why; null if it was not said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tables whose backfills are paused now and were not before.</returns>
    public static Task<IReadOnlyList<string>> PauseAsync(NpgsqlConnection connection, long? version, string? reason, CancellationToken cancellationToken) => ChangeAsync(
        connection,
        "UPDATE lockstep.backfill SET paused_at = now(), paused_by = session_user, pause_reason = $2 WHERE finished_at IS NULL AND paused_at IS NULL AND ($1 IS NULL OR version = $1) RETURNING table_name",
        version,
        reason,
        cancellationToken);

    /// <summary>Lets those that are paused go on.</summary>
    /// <param name="connection">A session.</param>
    /// <param name="version">Those of which migration; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The tables whose backfills go on.</returns>
    public static Task<IReadOnlyList<string>> ResumeAsync(NpgsqlConnection connection, long? version, CancellationToken cancellationToken) => ChangeAsync(
        connection,
        "UPDATE lockstep.backfill SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE finished_at IS NULL AND paused_at IS NOT NULL AND ($1 IS NULL OR version = $1) RETURNING table_name",
        version,
        reason: null,
        cancellationToken);

    /// <summary>Forgets how far those of a migration have come that are not done. Call it with the runner lock held.</summary>
    /// <returns>Their tables.</returns>
    public static Task<IReadOnlyList<string>> RestartAsync(NpgsqlConnection connection, long version, CancellationToken cancellationToken) =>
        ChangeAsync(connection, "DELETE FROM lockstep.backfill WHERE finished_at IS NULL AND version = $1 RETURNING table_name", version, reason: null, cancellationToken);

    private static async Task<IReadOnlyList<string>> ChangeAsync(NpgsqlConnection connection, string sql, long? version, string? reason, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter<long?> { TypedValue = version, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint } } };
        if (sql.Contains("$2", StringComparison.Ordinal)) command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = reason });
        var tables = new List<string>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) tables.Add(reader.GetString(0));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // No backfill was ever begun.
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LockstepException(ToolkitCode.History, $"The role may not change lockstep.backfill: {refused.MessageText}.", ExitCode.Failed, refused)
            {
                Next = "Run it as the role that migrates, or have it GRANT SELECT, UPDATE ON lockstep.backfill TO this one.",
            };
        }

        return tables;
    }
}
