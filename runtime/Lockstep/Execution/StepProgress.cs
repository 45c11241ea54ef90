using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Execution;

/// <summary>
/// How far a long statement has come, as PostgreSQL itself tells of index builds, VACUUM, CLUSTER, ANALYZE and COPY. Of others it is told now and again that
/// they are still at work.
/// </summary>
/// <param name="connection">Another session than the one that works.</param>
/// <param name="pid">The process that works.</param>
/// <param name="step">What the step is called.</param>
/// <param name="report">Told how far it is.</param>
internal sealed class StepProgress(NpgsqlConnection connection, int pid, string step, Action<RunEvent> report)
{
    private const string IndexBuilds = """
        SELECT pid, phase,
            CASE WHEN phase LIKE 'waiting%' THEN lockers_done WHEN phase LIKE '%tuples%' THEN tuples_done ELSE blocks_done END AS done,
            CASE WHEN phase LIKE 'waiting%' THEN lockers_total WHEN phase LIKE '%tuples%' THEN tuples_total ELSE blocks_total END AS total,
            CASE WHEN phase LIKE 'waiting%' THEN 'sessions' WHEN phase LIKE '%tuples%' THEN 'rows' ELSE 'blocks' END AS unit
        FROM pg_stat_progress_create_index
        UNION ALL
        SELECT pid, phase, heap_blks_scanned, heap_blks_total, 'blocks' FROM pg_stat_progress_cluster
        UNION ALL
        SELECT pid, phase, CASE WHEN phase = 'vacuuming heap' THEN heap_blks_vacuumed ELSE heap_blks_scanned END, heap_blks_total, 'blocks' FROM pg_stat_progress_vacuum
        UNION ALL
        SELECT pid, phase, sample_blks_scanned, sample_blks_total, 'blocks' FROM pg_stat_progress_analyze

        """;

    private const string Copies = """
        UNION ALL
        SELECT pid, NULL, CASE WHEN bytes_total > 0 THEN bytes_processed ELSE tuples_processed END, nullif(bytes_total, 0), CASE WHEN bytes_total > 0 THEN 'bytes' ELSE 'rows' END FROM pg_stat_progress_copy

        """;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.9);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    private (string? Phase, string Unit, TimeSpan At, long Done) _begin = (null, "", TimeSpan.Zero, 0);
    private TimeSpan _told;
    private bool _refused;

    /// <summary>Looks, and tells.</summary>
    /// <param name="elapsed">How long the step has been at work.</param>
    /// <param name="waits">Whether it waits for a lock, which is told apart from this.</param>
    public async Task LookAsync(TimeSpan elapsed, bool waits)
    {
        if (_refused || elapsed - _told < Between) return;
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                SELECT left(a.query, 500), p.phase, p.done, p.total, p.unit
                FROM (SELECT $1::int AS pid) me LEFT JOIN pg_stat_activity a ON a.pid = me.pid
                LEFT JOIN ({IndexBuilds}{(connection.PostgreSqlVersion.Major >= 14 ? Copies : "")}) p ON p.pid = me.pid
                """,
                connection)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = pid } },
            };
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
            if (!await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false)) return;
            Tell(reader, elapsed, waits);
        }
        catch (PostgresException)
        {
            // An administrator may have taken the views from everybody. Locks are watched all the same.
            _refused = true;
        }
    }

    private void Tell(NpgsqlDataReader reader, TimeSpan elapsed, bool waits)
    {
        var statement = reader.IsDBNull(0) ? "" : " " + StatementWords.Query(reader.GetString(0));
        if (reader.IsDBNull(4))
        {
            if (waits || elapsed - _told < SignOfLife) return;
            report(new("progress", $"{step}{statement}: at work for {Figures.WholeTime(elapsed.TotalSeconds)}") { Seconds = elapsed.TotalSeconds });
        }
        else
        {
            var progress = Measure(reader, elapsed);
            report(new("progress", $"{step}{statement}: {progress.Words}") { Seconds = elapsed.TotalSeconds, Progress = progress });
        }

        _told = elapsed;
    }

    private RunProgress Measure(NpgsqlDataReader reader, TimeSpan elapsed)
    {
        var phase = reader.IsDBNull(1) ? null : reader.GetString(1);
        var (done, unit) = (reader.IsDBNull(2) ? 0 : reader.GetInt64(2), reader.GetString(4));
        long? total = reader.IsDBNull(3) || reader.GetInt64(3) == 0 ? null : reader.GetInt64(3);
        // Each phase counts from 0 again, and at its own pace.
        if ((_begin.Phase, _begin.Unit) != (phase, unit) || done < _begin.Done) _begin = (phase, unit, elapsed, done);
        var seconds = (elapsed - _begin.At).TotalSeconds;
        double? rate = seconds > 0 && done > _begin.Done ? (done - _begin.Done) / seconds : null;
        return new(done, total, unit)
        {
            Phase = phase,
            Rate = rate,
            Left = total is { } all && rate is { } speed ? Math.Max(0, all - done) / speed : null,
        };
    }
}
