using System.Data;
using System.Globalization;
using Npgsql;

namespace Lockstep.History;

/// <summary>Reads and makes <c>lockstep.history</c>: what is applied, one row a migration.</summary>
internal static class HistoryTable
{
    /// <summary>The schema of all that Lockstep keeps in a database.</summary>
    public const string Schema = "lockstep";

    private const string CreateTable = """
        CREATE TABLE lockstep.history (
            version bigint PRIMARY KEY,
            name text NOT NULL,
            ticket text,
            fingerprint text NOT NULL,
            script_hash text NOT NULL,
            done_hash text NOT NULL,
            state text NOT NULL CHECK (state IN ('applied', 'applying', 'rolling back', 'skipped')),
            step integer NOT NULL,
            steps integer NOT NULL,
            begun boolean NOT NULL DEFAULT false,
            up_step integer,
            down_kept text,
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
        SELECT version, name, ticket, fingerprint, script_hash, done_hash, state, step, steps, begun, applied_at, duration_ms, applied_by, host, up_step, down_kept
        FROM lockstep.history ORDER BY version
        """;

    /// <summary>Makes the table, and that of the audit, where they are absent. Call it only while holding the runner lock: two at once would collide in the catalog.</summary>
    /// <exception cref="LockstepException">The role may not make it.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var (schema, table, audit) = await FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (table && audit) return;
        await using var batch = new NpgsqlBatch(connection);
        // Not IF NOT EXISTS: it wants the right to make schemas even where the schema is there.
        if (!schema) batch.BatchCommands.Add(new("CREATE SCHEMA lockstep"));
        if (!table) batch.BatchCommands.Add(new(CreateTable));
        if (!audit)
        {
            foreach (var statement in AuditTable.Create) batch.BatchCommands.Add(new(statement));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw NotAllowed(
                schema ? "make a table there" : "make it",
                schema ? "ALTER SCHEMA lockstep OWNER TO the role that migrates" : "CREATE SCHEMA lockstep AUTHORIZATION the role that migrates",
                refused);
        }
    }

    private static LockstepException NotAllowed(string what, string grant, PostgresException refused) =>
        new(ToolkitCode.History, $"Lockstep keeps its history in schema lockstep, and the role may not {what}: {refused.MessageText}.", ExitCode.Failed, refused)
        {
            Next = $"Have an administrator run: {grant}.",
        };

    private static async Task<(bool Schema, bool Table, bool Audit)> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'lockstep'), " +
            "EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'lockstep' AND relname = 'history'), " +
            "EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'lockstep' AND relname = 'audit')",
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetBoolean(2));
    }

    /// <summary>All rows by version; null if the database has no history table.</summary>
    /// <exception cref="LockstepException">The role may not read it, or another version of Lockstep made it and this one can't.</exception>
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
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw NotAllowed("read it", "GRANT USAGE ON SCHEMA lockstep TO the role; GRANT SELECT ON lockstep.history TO the role", refused);
        }
        catch (PostgresException unknown) when (unknown.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            throw OfOtherVersion(unknown.MessageText);
        }

        return rows;
    }

    private static LockstepException OfOtherVersion(string what) =>
        new(ToolkitCode.History, $"The table lockstep.history was made by another version of Lockstep: {what}.")
        {
            Next = $"This is {Product.Version}; use the version that applied the last migrations, or a newer one (lockstep.history.tool_version tells).",
        };

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
            "rolling back" => MigrationState.RollingBack,
            "skipped" => MigrationState.Skipped,
            var other => throw OfOtherVersion($"it knows a state '{other}', which this one does not"),
        },
        reader.GetInt32(7),
        reader.GetInt32(8),
        reader.GetBoolean(9),
        reader.IsDBNull(10) ? null : reader.GetFieldValue<DateTimeOffset>(10),
        reader.GetDouble(11),
        reader.GetString(12),
        reader.GetString(13))
    {
        UpSteps = reader.IsDBNull(14) ? null : reader.GetInt32(14),
        DownKept = reader.IsDBNull(15) ? null : [.. reader.GetString(15).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(index => int.Parse(index, CultureInfo.InvariantCulture))],
    };
}
