using Npgsql;

namespace Lockstep.History;

/// <summary>What the audit tells of a migration beside its row in the history.</summary>
/// <param name="RunId">The run that brought it to its end.</param>
/// <param name="By">Who ran it, as <c>user@machine</c>.</param>
/// <param name="Approver">Who allowed it.</param>
/// <param name="Commit">The release's commit.</param>
/// <param name="ApplicationVersion">The release's version.</param>
/// <param name="Rows">How many rows its steps wrote; null where none can have been.</param>
/// <param name="LockWaitMilliseconds">How long they waited for locks in tries that got none.</param>
/// <param name="Action">How it came to be applied: <c>up</c>, <c>baseline</c>, <c>adopt</c>, <c>mark-applied</c> or <c>skip</c>.</param>
/// <param name="Reason">Why, where that was asked.</param>
internal sealed record AuditNotes(
    string RunId, string By, string? Approver, string? Commit, string? ApplicationVersion, long? Rows, double? LockWaitMilliseconds, string Action, string? Reason)
{
    /// <summary>What was done since it was last taken back; empty if the database has no audit, or the role may not read it.</summary>
    public static async Task<IReadOnlyDictionary<long, AuditNotes>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var notes = new Dictionary<long, AuditNotes>();
        await using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT ON (version) version, run_id::text, os_user || '@' || host, approver, commit_hash, application_version,
                (sum(rows) OVER all_steps)::bigint, (sum(lock_wait_ms) OVER all_steps)::float8, action, reason
            FROM (
                SELECT *, max(seq) FILTER (WHERE action IN ('down', 'skip-undone')) OVER (PARTITION BY version) AS gone FROM lockstep.audit
                WHERE outcome = 'done' AND action NOT IN ('checkpoint', 'release')
            ) a
            WHERE gone IS NULL OR seq > gone
            WINDOW all_steps AS (PARTITION BY version)
            ORDER BY version, seq DESC
            """,
            connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
                notes[reader.GetInt64(0)] = new(
                    reader.GetString(1),
                    reader.GetString(2),
                    Text(3),
                    Text(4),
                    Text(5),
                    await reader.IsDBNullAsync(6, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt64(6),
                    await reader.IsDBNullAsync(7, cancellationToken).ConfigureAwait(false) ? null : reader.GetDouble(7),
                    reader.GetString(8),
                    Text(9));
            }
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            // The history stands without it.
        }

        return notes;
    }
}
