using Lockstep.Model.Operations;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Finds out from the catalog what an earlier run left of an index that it made, dropped or built anew concurrently, and clears it up.
/// <c>IF NOT EXISTS</c> would not do: it takes an invalid index, which serves nobody, for a good one.
/// </summary>
/// <param name="connection">The session for the work.</param>
internal sealed class ConcurrentIndexes(NpgsqlConnection connection)
{
    /// <summary>Tables whose indexes <c>REINDEX</c> builds anew, partitions included.</summary>
    private const string Tree = "SELECT to_regclass($1)::oid UNION SELECT relid FROM pg_partition_tree(to_regclass($1))";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Clears up what is left of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="begun">Whether an earlier run began it and was cut off, so that its end is not known.</param>
    /// <param name="waiting">Told what is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether nothing is left to do: the operation was done before the cut.</returns>
    public async Task<bool> ReconcileAsync(Operation operation, bool begun, Action<string> waiting, CancellationToken cancellationToken) => operation switch
    {
        CreateIndex { Concurrently: true, Name: { } name } create =>
            // A valid index that we did not begin is somebody else's: PostgreSQL will say so.
            await IsBuiltAsync(create, name, waiting, cancellationToken).ConfigureAwait(false) && begun,
        DropIndex { Concurrently: true } drop => begun && !await ExistsAsync(drop, cancellationToken).ConfigureAwait(false),
        Reindex { Concurrently: true } reindex => await ClearAfterAsync(reindex, cancellationToken).ConfigureAwait(false),
        _ => false,
    };

    /// <summary>Whether the index is there and valid. An invalid one is dropped.</summary>
    private async Task<bool> IsBuiltAsync(CreateIndex create, string name, Action<string> waiting, CancellationToken cancellationToken)
    {
        var told = false;
        while (true)
        {
            var state = await FindAsync(create, name, cancellationToken).ConfigureAwait(false);
            if (state is null || state.Value.Valid) return state is not null;
            if (state.Value.BuiltBy is not { } pid)
            {
                await using var drop = new NpgsqlCommand($"DROP INDEX CONCURRENTLY IF EXISTS {state.Value.Index}", connection);
                await drop.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return false;
            }

            // By hand, say: no session of ours is left when we get here. It will end, well or not.
            if (!told) waiting($"index {state.Value.Index} is being built by pid {pid}");
            told = true;
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<(string Index, bool Valid, int? BuiltBy)?> FindAsync(CreateIndex create, string name, CancellationToken cancellationToken)
    {
        // By its table: the same name may stand for another index in another schema. As "name", it is cut at 63 bytes as PostgreSQL cuts it.
        await using var command = new NpgsqlCommand(
            """
            SELECT format('%I.%I', n.nspname, c.relname), i.indisvalid, p.pid
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_stat_progress_create_index p ON p.index_relid = i.indexrelid
            WHERE i.indrelid = to_regclass($1) AND c.relname = $2::text::name AND c.relkind = 'i'
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = create.Table.ToSql() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
        return (reader.GetString(0), reader.GetBoolean(1), await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt32(2));
    }

    /// <summary>
    /// Drops the invalid twins of indexes that <c>REINDEX CONCURRENTLY</c> was building, or had replaced, when it was cut off or failed.
    /// PostgreSQL leaves that to us, and the indexes themselves are good. One that another session is at work on is waited for, by its lock.
    /// </summary>
    /// <returns>False: whether all are built anew can't be seen, and doing it again does no harm.</returns>
    private async Task<bool> ClearAfterAsync(Reindex reindex, CancellationToken cancellationToken)
    {
        var tables = reindex.Scope switch
        {
            ReindexScope.Index => $"SELECT indrelid FROM pg_index WHERE indexrelid IN ({Tree})",
            ReindexScope.Table => Tree,
            ReindexScope.Schema => "SELECT oid FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)",
            _ => "SELECT oid FROM pg_class WHERE $1 IS NOT NULL",
        };
        var names = new List<string>();
        await using (var command = new NpgsqlCommand(
            $"""
            WITH tables AS ({tables})
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)[0-9]*$' AND
                (i.indrelid IN (TABLE tables) OR i.indrelid IN (SELECT reltoastrelid FROM pg_class WHERE oid IN (TABLE tables)))
            """,
            connection))
        {
            var name = reindex is { Scope: ReindexScope.Schema, Name: { } schema } ? schema.Name : reindex.Name?.ToSql() ?? "";
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) names.Add(reader.GetString(0));
        }

        foreach (var name in names)
        {
            await using var drop = new NpgsqlCommand($"DROP INDEX CONCURRENTLY IF EXISTS {name}", connection);
            await drop.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> ExistsAsync(DropIndex drop, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = drop.Index.ToSql() });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }
}
