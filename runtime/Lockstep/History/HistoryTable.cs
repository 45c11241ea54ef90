using System.Data;
using Npgsql;

namespace Lockstep.History;

/// <summary>Reads and makes <c>lockstep.history</c>: what is applied, one row a migration.</summary>
internal static class HistoryTable
{
    /// <summary>The schema of all that Lockstep keeps in a database.</summary>
    public const string Schema = "lockstep";

    private const string Create = """
        CREATE SCHEMA IF NOT EXISTS lockstep;
        CREATE TABLE IF NOT EXISTS lockstep.history (
            version bigint PRIMARY KEY,
            name text NOT NULL,
            ticket text,
            fingerprint text NOT NULL,
            script_hash text NOT NULL,
            done_hash text NOT NULL,
            state text NOT NULL CHECK (state IN ('applied', 'applying', 'rolling back')),
            step integer NOT NULL,
            steps integer NOT NULL,
            begun boolean NOT NULL DEFAULT false,
            started_at timestamptz NOT NULL DEFAULT now(),
            applied_at timestamptz,
            duration_ms double precision NOT NULL,
            run_id uuid NOT NULL,
            applied_by text NOT NULL DEFAULT session_user,
            host text NOT NULL,
            tool_version text NOT NULL
        )
        """;

    private const string Select = """
        SELECT version, name, ticket, fingerprint, script_hash, done_hash, state, step, steps, begun, applied_at, duration_ms, applied_by, host
        FROM lockstep.history ORDER BY version
        """;

    /// <summary>Makes the table where it is absent. Call it only while holding the runner lock: two at once would collide in the catalog.</summary>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in Create.Split(";\n")) batch.BatchCommands.Add(new(statement));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All rows by version; null if the database has no history table.</summary>
    public static async Task<IReadOnlyList<AppliedMigration>?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = new List<AppliedMigration>();
        await using var command = new NpgsqlCommand(Select, connection);
        try
        {
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken)
                .ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) rows.Add(Row(reader));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return null;
        }

        return rows;
    }

    private static AppliedMigration Row(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.GetString(6) switch
        {
            "applied" => MigrationState.Applied,
            "applying" => MigrationState.Applying,
            _ => MigrationState.RollingBack,
        },
        reader.GetInt32(7),
        reader.GetInt32(8),
        reader.GetBoolean(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10),
        reader.GetDouble(11),
        reader.GetString(12),
        reader.GetString(13));
}
