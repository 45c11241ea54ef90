using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>What a session waits for, and who keeps it.</summary>
/// <param name="What">The lock, such as <c>ACCESS EXCLUSIVE on users</c>.</param>
/// <param name="By">The sessions that hold it, or wait for it before us.</param>
internal sealed record LockWait(string What, IReadOnlyList<BlockingSession> By)
{
    /// <summary>Such as <c>ACCESS EXCLUSIVE on users, blocked by pid 4711 (…)</c>.</summary>
    public string Text => By.Count == 0 ? What : $"{What}, blocked by {SessionWords.Of(By, "holds")}";
}

/// <summary>How a session stands among those that wait for locks.</summary>
/// <param name="Wait">What it waits for; null if it does not wait.</param>
/// <param name="Behind">The sessions that wait for it.</param>
internal sealed record LockView(LockWait? Wait, IReadOnlyList<BlockingSession> Behind)
{
    // Who waits for the end of our transaction (CREATE INDEX CONCURRENTLY does) keeps nobody waiting. pg_locks, not pg_stat_activity, tells who waits: the latter hides that of other roles from a role without pg_read_all_stats.
    private const string Sql = """
        WITH locks AS MATERIALIZED (SELECT * FROM pg_locks),
        wanted AS (SELECT * FROM locks WHERE pid = $1 AND NOT granted LIMIT 1),
        others AS (
            SELECT true AS ahead, pid FROM (SELECT DISTINCT unnest(pg_blocking_pids($1)) AS pid FROM wanted) b
            UNION ALL
            SELECT false, pid FROM (SELECT DISTINCT pid FROM locks WHERE NOT granted AND locktype <> 'virtualxid' AND pid <> $1) w WHERE $1 = ANY (pg_blocking_pids(w.pid))
        )
        SELECT w.locktype, w.mode, w.relation::regclass::text, o.ahead, o.pid, a.usename::text, a.application_name, a.state, left(a.query, 500),
            extract(epoch FROM clock_timestamp() - CASE WHEN a.state LIKE 'idle%' THEN a.state_change ELSE coalesce(a.xact_start, a.query_start) END)::float8,
            CASE WHEN o.ahead THEN
                (SELECT l.mode FROM locks l WHERE l.pid = o.pid AND l.locktype = 'relation' AND w.locktype = 'relation'
                    AND l.database = w.database AND l.relation = w.relation
                    ORDER BY l.granted DESC, array_position(ARRAY['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock',
                        'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock', 'AccessShareLock'], l.mode) LIMIT 1)
            ELSE (SELECT l.mode FROM locks l WHERE l.pid = o.pid AND NOT l.granted AND l.locktype = 'relation' LIMIT 1) END
        FROM (SELECT) one LEFT JOIN wanted w ON true LEFT JOIN others o ON true LEFT JOIN pg_stat_activity a ON a.pid = o.pid
        ORDER BY o.pid
        """;

    /// <summary>Looks.</summary>
    /// <param name="connection">Another session, in no transaction.</param>
    /// <param name="pid">The session's process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<LockView> OfAsync(NpgsqlConnection connection, int pid, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = pid } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        string? what = null;
        List<BlockingSession> ahead = [], behind = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            if (Text(0) is { } type) what = Lock(type, Text(1)!, Text(2));
            if (Text(10) is var mode && await reader.IsDBNullAsync(3, cancellationToken).ConfigureAwait(false)) continue;
            var session = new BlockingSession(reader.GetInt32(4))
            {
                Role = Text(5),
                Application = Text(6),
                State = Text(7),
                Query = Text(7) is null || Text(8) is not { Length: > 0 } query ? null : StatementWords.Query(query),
                Seconds = await reader.IsDBNullAsync(9, cancellationToken).ConfigureAwait(false) ? null : reader.GetDouble(9),
                Lock = mode is null ? null : SessionWords.Mode(mode),
            };
            (reader.GetBoolean(3) ? ahead : behind).Add(session);
        }

        return new(what is null ? null : new(what, ahead), behind);
    }

    private static string Lock(string type, string mode, string? relation) => type switch
    {
        "relation" => $"{SessionWords.Mode(mode)} on {relation}",
        "transactionid" or "tuple" => "lock on a row that another transaction has changed or locked",
        "virtualxid" => "end of an older transaction",
        "advisory" => "advisory lock",
        _ => $"{SessionWords.Mode(mode)} on {(relation is null ? "" : relation + ", ")}{type}",
    };
}
