using System.Globalization;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Preflight.Checks;

/// <summary>Sessions and prepared transactions that hold locks for which the pending steps would wait.</summary>
/// <param name="relations">The relations that are locked.</param>
/// <param name="options">From which age on a transaction is told of.</param>
internal sealed class BlockerCheck(IReadOnlyList<TouchedRelation> relations, PreflightOptions options) : PreflightCheck(Question, Json(relations.Select(relation => relation.Name)))
{
    private const string Question = Touched + """
        SELECT i, l.mode, l.pid, a.usename::text, a.application_name, a.state, extract(epoch FROM clock_timestamp() - a.xact_start)::float8, a.query,
            p.gid, p.owner::text, extract(epoch FROM clock_timestamp() - p.prepared)::float8
        FROM touched JOIN pg_locks l ON l.locktype = 'relation' AND l.relation = touched.relation AND l.granted
            AND l.database IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        LEFT JOIN pg_stat_activity a ON a.pid = l.pid
        -- By the lock on its own id: the virtual transaction of a prepared one is -1/id or, since PostgreSQL 14, the one that it had in its session.
        LEFT JOIN (SELECT x.virtualtransaction, prepared.* FROM pg_locks x JOIN pg_prepared_xacts prepared ON prepared.transaction = x.transactionid
            WHERE x.locktype = 'transactionid' AND x.pid IS NULL) p ON l.pid IS NULL AND p.virtualtransaction = l.virtualtransaction
        WHERE l.pid IS DISTINCT FROM pg_backend_pid()
        ORDER BY i, l.pid
        """;

    private readonly HashSet<int> _told = [];

    /// <inheritdoc />
    public override void Read(NpgsqlDataReader row, PreflightReport report)
    {
        var relation = relations[row.GetInt32(0)];
        if (relation.Mode is not { } wanted || LockConflicts.Parse(row.GetString(1)) is not { } held || !LockConflicts.Conflict(wanted, held)) return;
        var what = string.Create(CultureInfo.InvariantCulture, $"{Model.Effects.LockModes.Words(held)} on {relation.Name}, for which {relation.Version} ({Model.Effects.LockModes.Words(wanted)}) would wait");
        if (Text(row, 8) is { } prepared)
        {
            var age = Number(row, 10) ?? 0;
            var text = $"Prepared transaction {prepared} (role {Text(row, 9)}, {Figures.Age(age)}) holds {what}.";
            var next = $"Whoever knows what it was for: COMMIT PREPARED or ROLLBACK PREPARED '{prepared.Replace("'", "''", StringComparison.Ordinal)}'.";
            // One that is young is about to be committed; an old one has been forgotten, and would be waited for until somebody remembers.
            if (age >= options.LongTransaction.TotalSeconds) report.Error("prepared-transactions", text, next);
            else report.Warning("prepared-transactions", text, next);
            return;
        }

        if (Session.Of(row, 2) is not { } session) return;
        if (session.PreventsWraparound)
        {
            report.Warning("wraparound", $"An autovacuum against wraparound (pid {session.Pid.ToString(CultureInfo.InvariantCulture)}) holds {what}; it does not give way.", "Let it end before the run.");
        }
        else if (session.Age >= options.LongTransaction.TotalSeconds && _told.Add(session.Pid))
        {
            report.Warning("transactions", $"{session} holds {what}.", session.Next);
        }
    }
}
