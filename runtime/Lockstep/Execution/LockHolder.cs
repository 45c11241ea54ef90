using System.Globalization;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>A session that holds a runner's lock.</summary>
/// <param name="Lock">Which lock: <c>runner</c> or <c>work</c>.</param>
/// <param name="Pid">Its process on the server.</param>
/// <param name="Application">What it calls itself.</param>
/// <param name="Role">Its role.</param>
/// <param name="Address">Where its client is; null for a socket on the server's machine.</param>
/// <param name="Seconds">Since when; null if PostgreSQL hides it from this role.</param>
/// <param name="State"><c>active</c>, <c>idle</c> or the like; null if it is hidden.</param>
/// <param name="Doing">What the run does, such as <c>step 2 of 4 of 202611210900</c>; null if it has not begun a step.</param>
internal sealed record LockHolder(string Lock, int Pid, string? Application, string? Role, string? Address, double? Seconds, string? State, string? Doing)
{
    /// <summary>Who it is.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Application} (pid {Pid}, role {Role}, from {Address ?? "this machine"})") +
        (Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $", since {seconds:0} s") : "");

    /// <summary>Those that hold a lock of this database, the one that holds the runner lock first.</summary>
    public static async Task<IReadOnlyList<LockHolder>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT l.objid = $2::int::oid, l.pid, a.application_name, a.usename::text, host(a.client_addr), extract(epoch FROM now() - a.backend_start)::float8, a.state
            FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = $1::int::oid AND l.objid IN ($2::int::oid, $3::int::oid) AND l.objsubid = 2 AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ORDER BY 1 DESC, 2
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = AdvisoryLock.Class },
                new NpgsqlParameter<int> { TypedValue = AdvisoryLock.Runner.Key },
                new NpgsqlParameter<int> { TypedValue = AdvisoryLock.Work.Key },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var holders = new List<LockHolder>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            // PostgreSQL hides the start of other roles' sessions.
            double? since = await reader.IsDBNullAsync(5, cancellationToken).ConfigureAwait(false) ? null : reader.GetDouble(5);
            holders.Add(new(reader.GetBoolean(0) ? "runner" : "work", reader.GetInt32(1), Text(2), Text(3), Text(4), since, Text(6), ActivityName.Read(Text(2))));
        }

        return holders;
    }
}
