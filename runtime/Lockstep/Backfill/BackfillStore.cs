using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Model.Sql;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>Begins backfills, finds those that an earlier run has begun, and ends them.</summary>
/// <param name="run">What they run with.</param>
/// <param name="planned">The migration.</param>
/// <param name="step">The step.</param>
internal sealed class BackfillStore(BackfillRun run, PlannedMigration planned, MigrationStep step)
{
    private const int RangesPerWorker = 8;
    private const int Sample = 20_000;

    // As long as it looks, VACUUM can't clean up.
    private static readonly TimeSpan LookTime = TimeSpan.FromSeconds(10);

    /// <summary>Begins the backfills, or takes up again those that are begun, and notes that in the history; all in one transaction.</summary>
    /// <exception cref="LockstepException">One was changed in the source while it was half done.</exception>
    public async Task BeginAsync(BackfillSession session, IReadOnlyList<BackfillWork> works, CancellationToken cancellationToken)
    {
        await using var exist = new NpgsqlCommand(BackfillTables.Exist, session.Connection);
        var isThere = await exist.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
        List<NpgsqlBatchCommand> commands = [.. session.Begin()];
        if (!isThere) commands.AddRange(BackfillTables.Create.Select(sql => new NpgsqlBatchCommand(sql)));
        var begun = isThere ? await FindAsync(session, cancellationToken).ConfigureAwait(false) : [];
        foreach (var old in Forgotten(begun)) commands.Add(Delete(old));
        foreach (var work in works)
        {
            if (begun.FirstOrDefault(each => each.Is(work)) is not { } same)
            {
                commands.AddRange(await InsertAsync(session, work, cancellationToken).ConfigureAwait(false));
                continue;
            }

            if (same.Key != work.Table.Key.Names) throw Changed(same, $"its key was ({same.Key}) and is ({work.Table.Key.Names}) now", "Name the key as it was");
            (work.Id, work.Pass, work.Total) = (same.Id, same.Pass, same.Total);
            work.Meter.Start(same.Seen, same.Rows);
        }

        commands.Add(HistoryWrites.Begin(planned, step.Number, run.RunId));
        commands.Add(new("COMMIT"));
        await session.ExecuteAsync(commands, cancellationToken).ConfigureAwait(false);
        if (works.All(work => work.Id != 0)) return;
        var now = await FindAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (var work in works) work.Id = now.First(each => each.Is(work)).Id;
    }

    /// <summary>Begins another pass, for rows that came meanwhile.</summary>
    public static async Task NextPassAsync(BackfillSession session, BackfillWork work, CancellationToken cancellationToken)
    {
        work.Pass++;
        work.Meter.Restart();
        await session.ExecuteAsync(
            [
                .. session.Begin(),
                Command("UPDATE lockstep.backfill SET pass = pass + 1 WHERE id = $1", work.Id),
                Command("UPDATE lockstep.backfill_range SET cursor = first_key, seen = 0, pass_rows = 0, done = false WHERE backfill_id = $1", work.Id),
                new("COMMIT"),
            ],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many ranges are not done, and how many rows the pass has changed.</summary>
    public static async Task<(long Left, long Rows)> LookAsync(BackfillSession session, BackfillWork work, CancellationToken cancellationToken)
    {
        // In a transaction: the migration may have set a role that can't read it.
        await using var batch = session.Batch([
            .. session.Begin(),
            Command("SELECT count(*) FILTER (WHERE NOT done), coalesce(sum(pass_rows), 0)::bigint FROM lockstep.backfill_range WHERE backfill_id = $1", work.Id),
            new("COMMIT"),
        ]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Whether the condition may hold for a row still: false only if a look at the whole table, which is quicker than to go through it, has found none.</summary>
    /// <param name="session">Looks.</param>
    /// <param name="work">The backfill.</param>
    /// <param name="othersAreAtWork">Then it looks with one processor, as a batch does, without parallel workers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> MayAnyBeLeftAsync(BackfillSession session, BackfillWork work, bool othersAreAtWork, CancellationToken cancellationToken)
    {
        if (work.Statement.Left is not { } sql) return true;
        NpgsqlBatchCommand[] alone = othersAreAtWork ? [new("SET LOCAL max_parallel_workers_per_gather = 0")] : [];
        await using var batch = session.Batch([.. session.Begin(), .. session.Migration(), Timeouts.Local("statement_timeout", LookTime), .. alone, new(sql), new("COMMIT")]);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return reader.GetBoolean(0);
        }
        catch (PostgresException late) when (late.SqlState is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable && !cancellationToken.IsCancellationRequested)
        {
            await session.RollBackAsync().ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>What tells that a backfill is done; goes into the transaction that writes the history.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Done(BackfillWork work) =>
    [
        Command("UPDATE lockstep.backfill SET finished_at = clock_timestamp(), rows = (SELECT sum(rows) FROM lockstep.backfill_range WHERE backfill_id = $1) WHERE id = $1", work.Id),
        Command("DELETE FROM lockstep.backfill_range WHERE backfill_id = $1", work.Id),
    ];

    /// <summary>Forgets backfills of which nothing is done, so that they may be corrected.</summary>
    public async Task ForgetAsync(BackfillSession session, IReadOnlyList<BackfillWork> works)
    {
        await session.ExecuteAsync(
            [
                .. session.Begin(),
                .. works.Select(work => Command("DELETE FROM lockstep.backfill WHERE id = $1", work.Id)),
                HistoryWrites.NotBegun(planned, step.Number),
                new("COMMIT"),
            ],
            CancellationToken.None).ConfigureAwait(false);
    }

    private static NpgsqlBatchCommand Delete(Begun old) => Command("DELETE FROM lockstep.backfill WHERE id = $1", old.Id);

    /// <summary>Those that are of no use any more: of an earlier time that the migration ran, or changed in the source before anything of them was done.</summary>
    private IEnumerable<Begun> Forgotten(List<Begun> begun)
    {
        foreach (var old in begun.ToList())
        {
            if (!old.IsFinished && IsPlanned(old)) continue;
            if (!old.IsFinished && old.Seen + old.Rows > 0) throw Changed(old, "it was changed in the source since", "Restore its statement");
            begun.Remove(old);
            yield return old;
        }
    }

    private bool IsPlanned(Begun old)
    {
        var same = planned.Steps.Where(each => each.IsBackfill).SelectMany(each => each.Statements)
            .Count(statement => BackfillMark.BackfillOf(statement.Operation)!.Sql == old.Statement);
        return old.Occurrence < same;
    }

    private LockstepException Changed(Begun old, string what, string restore) => new(
        ToolkitCode.History,
        string.Create(CultureInfo.InvariantCulture, $"The backfill of {planned.Migration.Version} ({planned.Migration.Name}) is half done, {old.Rows} rows of {old.Table} are changed, and {what}."))
    {
        Origin = MigrationOrigin.Of(planned.Migration),
        Next = $"{restore}; or let it begin at the first row with what it is now: lockstep backfill restart {planned.Migration.Version}.",
    };

    private async Task<List<Begun>> FindAsync(BackfillSession session, CancellationToken cancellationToken)
    {
        await using var batch = session.Batch([
            .. session.Begin(),
            Command(
                """
                SELECT b.id, b.table_name, b.statement, b.occurrence, b.key_columns, b.total, b.pass, b.finished_at IS NOT NULL, coalesce(sum(r.seen), 0)::bigint, coalesce(sum(r.rows), 0)::bigint
                FROM lockstep.backfill b LEFT JOIN lockstep.backfill_range r ON r.backfill_id = b.id WHERE b.version = $1 AND b.direction = $2 GROUP BY b.id
                """,
                planned.Migration.Version,
                DirectionName),
            new("COMMIT"),
        ]);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<Begun>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            found.Add(new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4))
            {
                Total = await reader.IsDBNullAsync(5, cancellationToken).ConfigureAwait(false) ? null : reader.GetInt64(5),
                Pass = reader.GetInt32(6),
                IsFinished = reader.GetBoolean(7),
                Seen = reader.GetInt64(8),
                Rows = reader.GetInt64(9),
            });
        }

        return found;
    }

    private async Task<IEnumerable<NpgsqlBatchCommand>> InsertAsync(BackfillSession session, BackfillWork work, CancellationToken cancellationToken)
    {
        var bounds = work.Statement.Settings.Workers > 1 ? await BoundsAsync(session, work, cancellationToken).ConfigureAwait(false) : [];
        work.Total = work.Table.Rows;
        List<NpgsqlBatchCommand> commands =
        [
            Command(
                "INSERT INTO lockstep.backfill (version, direction, table_name, statement, occurrence, key_columns, total) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                planned.Migration.Version,
                DirectionName,
                work.Table.Name,
                work.Statement.Data.Sql,
                work.Occurrence,
                work.Table.Key.Names,
                (object?)work.Total ?? DBNull.Value),
        ];
        for (var at = 0; at <= bounds.Count; at++)
        {
            var range = new NpgsqlBatchCommand();
            var first = BackfillKey.Array(range, at == 0 ? null : bounds[at - 1]);
            var last = BackfillKey.Array(range, at == bounds.Count ? null : bounds[at]);
            range.CommandText = string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO lockstep.backfill_range (backfill_id, number, first_key, last_key, cursor) SELECT currval('lockstep.backfill_id_seq'), {at + 1}, f, l, f FROM (SELECT {first} AS f, {last} AS l) b");
            commands.Add(range);
        }

        return commands;
    }

    /// <summary>Keys that part the table into ranges of about as many rows, from a sample of its pages.</summary>
    private static async Task<List<string[]>> BoundsAsync(BackfillSession session, BackfillWork work, CancellationToken cancellationToken)
    {
        var key = work.Table.Key;
        var share = Math.Min(100, 100.0 * Sample / Math.Max(1, work.Table.Rows ?? 1));
        var ranges = work.Statement.Settings.Workers * RangesPerWorker;
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT {key.Texts("s")} FROM (
                    SELECT {key.List("t")}, row_number() OVER (ORDER BY {key.List("t")}) AS backfill_number, count(*) OVER () AS backfill_count FROM {work.Statement.Relation} t TABLESAMPLE SYSTEM ({share:0.######})) s
                WHERE backfill_number < backfill_count AND backfill_number * {ranges} / backfill_count > (backfill_number - 1) * {ranges} / backfill_count ORDER BY {key.List("s")}
                """),
            session.Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var bounds = new List<string[]>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) bounds.Add([.. key.Columns.Select((_, at) => reader.GetString(at))]);
        return bounds;
    }

    private string DirectionName => planned.Direction == Direction.Up ? "up" : "down";

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(value is DBNull ? new NpgsqlParameter<long?> { TypedValue = null } : new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>A row of <c>lockstep.backfill</c>.</summary>
    private sealed record Begun(long Id, string Table, string Statement, int Occurrence, string Key)
    {
        public long? Total { get; init; }

        public int Pass { get; init; }

        public bool IsFinished { get; init; }

        public long Seen { get; init; }

        public long Rows { get; init; }

        public bool Is(BackfillWork work) => Statement == work.Statement.Data.Sql && Occurrence == work.Occurrence;
    }
}
