using Lockstep.Model.Operations;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Finds out from the catalog what an earlier run left of a statement that can't be in a transaction, and brings it to where the statement
/// can be run, or need not be any more.
/// </summary>
/// <param name="connection">The session for the work.</param>
internal sealed class StepLeftovers(NpgsqlConnection connection)
{
    private const int FirstWithDetachConcurrently = 14;

    private readonly ConcurrentIndexes _indexes = new(connection);

    /// <summary>Clears up what is left of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="begun">Whether an earlier run began it and was cut off, so that its end is not known.</param>
    /// <param name="waiting">Told what is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether nothing is left to do: the operation was done before the cut.</returns>
    public async Task<bool> ReconcileAsync(Operation operation, bool begun, Action<string> waiting, CancellationToken cancellationToken) => operation switch
    {
        DetachPartition { Concurrently: true } detach => await IsDetachedAsync(detach, begun, cancellationToken).ConfigureAwait(false),
        // What is not begun and is there already, or is gone, is none of ours: PostgreSQL will say so.
        DefineObject { Object: var made } => begun && await ExistsAsync(made.Kind, made.Name.Name, cancellationToken).ConfigureAwait(false) is true,
        CreateSubscription subscription => begun && await ExistsAsync(ObjectKind.Subscription, subscription.Name, cancellationToken).ConfigureAwait(false) is true,
        DropObject { Object: var dropped } => begun && await ExistsAsync(dropped.Kind, dropped.Name.Name, cancellationToken).ConfigureAwait(false) is false,
        _ => await _indexes.ReconcileAsync(operation, begun, waiting, cancellationToken).ConfigureAwait(false),
    };

    /// <summary>
    /// Whether the partition is a table of its own. DETACH … CONCURRENTLY commits half way, marks the partition, and then waits for those who
    /// use the table: where that is as far as it came, it can only be brought to its end.
    /// </summary>
    private async Task<bool> IsDetachedAsync(DetachPartition detach, bool begun, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion.Major < FirstWithDetachConcurrently) return false;
        await using var command = new NpgsqlCommand(
            """
            SELECT i.inhdetachpending
            FROM (SELECT to_regclass($1) AS parent, to_regclass($2) AS partition) names
            LEFT JOIN pg_inherits i ON i.inhparent = names.parent AND i.inhrelid = names.partition
            WHERE names.parent IS NOT NULL AND names.partition IS NOT NULL
            """,
            connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = detach.Table.ToSql() });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = detach.Partition.ToSql() });
        switch (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))
        {
            case DBNull:
                return begun;
            case true:
                await using (var finalize = new NpgsqlCommand(SqlWriter.Write(detach with { Concurrently = false, Finalize = true }), connection))
                {
                    await finalize.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether an object is there that is made and dropped outside of transactions; null of any other kind.</summary>
    private async Task<bool?> ExistsAsync(ObjectKind kind, string name, CancellationToken cancellationToken)
    {
        var sql = kind switch
        {
            ObjectKind.Database => "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1::text::name)",
            ObjectKind.Tablespace => "SELECT EXISTS (SELECT FROM pg_tablespace WHERE spcname = $1::text::name)",
            ObjectKind.Subscription =>
                "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = $1::text::name AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            _ => null,
        };
        if (sql is null) return null;
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }
}
