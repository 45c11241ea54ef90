using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// Finds out whether a proxy lends us a session of the server for each transaction only, as PgBouncer does with <c>pool_mode = transaction</c>. Session
/// locks and settings are then left in sessions that others get.
/// </summary>
internal static class Pooling
{
    /// <summary>Call it where the process that serves a session is not the one that was named when it was opened: a proxy stands between.</summary>
    /// <param name="database">The database.</param>
    /// <param name="session">A session, in no transaction.</param>
    /// <param name="pid">The process that served it a moment ago.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LockstepException">The proxy pools transactions.</exception>
    public static async Task RefuseTransactionsAsync(Database database, NpgsqlConnection session, int pid, CancellationToken cancellationToken)
    {
        await using var other = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await other.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        // The transaction occupies one of the pool's sessions: ours, if it is not ours, or else we get another one as soon as it is taken.
        if (await PidAsync(other, cancellationToken).ConfigureAwait(false) != pid && await PidAsync(session, cancellationToken).ConfigureAwait(false) == pid) return;
        throw new LockstepException(
            ToolkitCode.PooledTransactions,
            $"{database.Server} is a proxy that pools transactions (PgBouncer's pool_mode = transaction, or its like): runners can't hold a lock against each other there.",
            ExitCode.Usage)
        {
            Next = "Name the server's direct address, or one where the proxy pools sessions.",
        };
    }

    private static async Task<int> PidAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }
}
