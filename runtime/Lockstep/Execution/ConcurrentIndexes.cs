using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Finds out from the catalog what a run that was cut off left of an index that it made or dropped concurrently, and clears it up.
/// <c>IF NOT EXISTS</c> would not do: it takes an invalid index, which serves nobody, for a good one.
/// </summary>
/// <param name="connection">The session for the work.</param>
internal sealed class ConcurrentIndexes(NpgsqlConnection connection)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Clears up what is left of an operation that was begun.</summary>
    /// <returns>Whether nothing is left to do: the operation was done before the cut.</returns>
    public async Task<bool> ReconcileAsync(Operation operation, Action<string> waiting, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case CreateIndex { Concurrently: true, Name: { } name } create:
                var index = new QualifiedName(create.Table.Schema, name);
                return await ReconcileAsync(index, waiting, cancellationToken).ConfigureAwait(false);
            case DropIndex { Concurrently: true } drop:
                return !(await FindAsync(drop.Index, cancellationToken).ConfigureAwait(false)).Exists;
            default:
                return false;
        }
    }

    private async Task<bool> ReconcileAsync(QualifiedName index, Action<string> waiting, CancellationToken cancellationToken)
    {
        var told = false;
        while (true)
        {
            var state = await FindAsync(index, cancellationToken).ConfigureAwait(false);
            if (!state.Exists) return false;
            if (state.Valid) return true;
            if (state.BuiltBy is not { } pid) break;

            // The client of an earlier run died, its server process works on. It will end, well or not.
            if (!told) waiting($"index {index} is still being built by pid {pid}, left over from a run that was cut off");
            told = true;
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }

        await using var drop = new NpgsqlCommand(SqlWriter.Write(new DropIndex(index) { Concurrently = true, IfExists = true }), connection);
        await drop.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task<(bool Exists, bool Valid, int? BuiltBy)> FindAsync(QualifiedName index, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT i.indisvalid, p.pid
            FROM pg_index i LEFT JOIN pg_stat_progress_create_index p ON p.index_relid = i.indexrelid
            WHERE i.indexrelid = to_regclass($1)
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = index.ToSql() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return (false, false, null);
        return (true, reader.GetBoolean(0), await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt32(1));
    }
}
