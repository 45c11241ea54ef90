using System.Globalization;
using Lockstep.Execution;
using Npgsql;

namespace Lockstep.History;

/// <summary>The table <c>lockstep.checkpoint</c>: places that runs have named. It is made by the first run that names one.</summary>
internal static class CheckpointTable
{
    private const string CreateTable = """
        CREATE TABLE lockstep.checkpoint (
            name text PRIMARY KEY,
            versions bigint[] NOT NULL,
            run_id uuid NOT NULL,
            made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            made_by text NOT NULL DEFAULT session_user,
            host text NOT NULL,
            open boolean NOT NULL
        )
        """;

    /// <summary>All, the oldest first; none if the table is not there.</summary>
    public static async Task<IReadOnlyList<NamedPlace>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT name, array_to_string(versions, ','), run_id::text, made_at, made_by, host, open FROM lockstep.checkpoint ORDER BY made_at, name", connection);
        var places = new List<NamedPlace>();
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var versions = reader.GetString(1).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToHashSet();
                places.Add(new(reader.GetString(0), versions.Count == 0 ? null : versions.Max())
                {
                    Versions = versions,
                    RunId = reader.GetString(2),
                    MadeAt = reader.GetFieldValue<DateTimeOffset>(3),
                    MadeBy = reader.GetString(4),
                    Host = reader.GetString(5),
                    Open = reader.GetBoolean(6),
                });
            }
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return [];
        }

        return places;
    }

    /// <summary>Names the place where the database stands. Call it with the runner lock held.</summary>
    /// <param name="connection">The session for the work.</param>
    /// <param name="name">The name.</param>
    /// <param name="history">The history.</param>
    /// <param name="runId">The run.</param>
    /// <param name="epoch">What <see cref="Fence.TakeAsync"/> gave it.</param>
    /// <param name="audit">Where it is written down.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The place, and whether it was there already: of a run that did not end well, which this one goes on with.</returns>
    /// <exception cref="LockstepException">A migration is half applied, so that the database stands nowhere that could be gone back to.</exception>
    public static async Task<(NamedPlace Place, bool Kept)> SetAsync(
        NpgsqlConnection connection, string name, IReadOnlyList<AppliedMigration> history, Guid runId, long epoch, AuditTrail audit, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (known.FirstOrDefault(place => string.Equals(place.Name, name, StringComparison.Ordinal)) is { Open: true } open) return (open, true);
        if (history.FirstOrDefault(row => row.State == MigrationState.Applying) is { } half)
        {
            throw new LockstepException(ToolkitCode.History, $"{half.Version} ({half.Name}) is half applied, so where the database stands is no place that could be gone back to.")
            {
                Next = "Finish it first (lockstep migrate) or take it back (lockstep rollback).",
            };
        }

        var versions = history.Where(row => row.State == MigrationState.Applied).Select(row => row.Version).ToList();
        var place = new NamedPlace(name, versions.Count == 0 ? null : versions[^1]);
        try
        {
            await WriteAsync().ConfigureAwait(false);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            await using var create = new NpgsqlCommand(CreateTable, connection);
            await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await WriteAsync().ConfigureAwait(false);
        }

        return (place, false);

        async Task WriteAsync()
        {
            // A batch is one transaction.
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(Fence.Check(epoch));
            batch.BatchCommands.Add(new(
                """
                INSERT INTO lockstep.checkpoint (name, versions, run_id, host, open) VALUES ($1, string_to_array($2, ',')::bigint[], $3, $4, true)
                ON CONFLICT (name) DO UPDATE SET versions = excluded.versions, run_id = excluded.run_id, made_at = excluded.made_at, made_by = excluded.made_by, host = excluded.host, open = true
                """)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = name },
                    new NpgsqlParameter<string> { TypedValue = string.Join(',', versions.Select(version => version.ToString(CultureInfo.InvariantCulture))) },
                    new NpgsqlParameter<Guid> { TypedValue = runId },
                    new NpgsqlParameter<string> { TypedValue = Environment.MachineName },
                },
            });
            batch.BatchCommands.Add(audit.Named(place));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes that the run ended well: the next one with the same name moves it.</summary>
    public static async Task CloseAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE lockstep.checkpoint SET open = false WHERE name = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = name } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
