using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Planning;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>
/// Works off ranges of a table, batch by batch. A batch is one transaction: it looks whether this is still the runner, takes a range that no other worker is
/// at, changes the rows up to a key, and notes that key as the range's cursor. So rows and cursor are committed together or not at all.
/// </summary>
/// <param name="session">The worker's session.</param>
/// <param name="work">The backfill.</param>
/// <param name="step">The step that it belongs to.</param>
/// <param name="throttle">Tells when to rest.</param>
/// <param name="retrying">Told of a batch that is tried again: which time, after what pause, and why.</param>
internal sealed class BackfillWorker(BackfillSession session, BackfillWork work, MigrationStep step, BackfillThrottle throttle, Action<int, TimeSpan, StatementFailedException> retrying)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PausedRest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly BatchSizer _sizer = new(work.Statement.Settings);
    private Range? _expected;
    private TimeSpan _rest;

    private enum Outcome
    {
        Done,
        Paused,
        NothingLeft,
    }

    /// <summary>Works until no range is left that it could take.</summary>
    /// <param name="stop">Ends it behind the batch that is under way.</param>
    /// <param name="hardStop">Cuts that batch off too.</param>
    /// <exception cref="StatementFailedException">PostgreSQL refused a batch.</exception>
    /// <exception cref="FencedOffException">Another runner took over.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken hardStop)
    {
        var (failures, waits) = (0, 0);
        while (!stop.IsCancellationRequested)
        {
            if (throttle.Reason is not null)
            {
                if (throttle.Waits != waits) _sizer.Shrink();
                waits = throttle.Waits;
                await DelayAsync(Rest, stop).ConfigureAwait(false);
                continue;
            }

            try
            {
                switch (await WatchedAsync(hardStop).ConfigureAwait(false))
                {
                    case Outcome.NothingLeft:
                        return;
                    case Outcome.Paused:
                        await DelayAsync(PausedRest, stop).ConfigureAwait(false);
                        break;
                    default:
                        failures = 0;
                        await RestAsync(stop).ConfigureAwait(false);
                        break;
                }
            }
            catch (StatementFailedException failed)
            {
                _expected = null;
                await session.RollBackAsync().ConfigureAwait(false);
                if (hardStop.IsCancellationRequested || !Retry.IsWorthwhile(failed) || ++failures > session.Options.LockRetries) throw;
                if (failed.GaveWay is null) _sizer.Shrink();
                var pause = session.Options.FirstPause * Math.Pow(2, Math.Min(failures - 1, 10)) * (0.5 + Random.Shared.NextDouble());
                if (pause > LongestPause) pause = LongestPause;
                retrying(failures, pause, failed);
                await DelayAsync(pause, stop).ConfigureAwait(false);
            }
            catch (Exception)
            {
                await session.RollBackAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>As long as others are there for whose sake it is.</summary>
    private async Task RestAsync(CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (_rest - clock.Elapsed is { Ticks: > 0 } left && throttle.Pace.OthersAreAtWork && !stop.IsCancellationRequested)
        {
            await DelayAsync(left < PausedRest ? left : PausedRest, stop).ConfigureAwait(false);
        }
    }

    private static async Task DelayAsync(TimeSpan time, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    /// <summary>A batch, at which somebody looks if it takes long: it is cut off if others wait for it for too long.</summary>
    private async Task<Outcome> WatchedAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var watch = throttle.Watch(session);
        await using (watch.ConfigureAwait(false))
        {
            try
            {
                return await BatchAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refused) when (!Failures.EndsSession(refused))
            {
                if (BackfillSession.IsFenced(refused)) throw new FencedOffException(refused);
                var failed = await new StatementFailedException(work.Told, step, refused).WithAsync(watch).ConfigureAwait(false);
                if (failed.GaveWay is not null) _sizer.CutOff(clock.Elapsed);
                throw failed;
            }
        }
    }

    private async Task<Outcome> BatchAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var (range, paused, end) = await TakeAsync(cancellationToken).ConfigureAwait(false);
        if (range is null || paused is not null)
        {
            await session.RollBackAsync().ConfigureAwait(false);
            work.Meter.Rest = paused;
            return paused is null ? Outcome.NothingLeft : Outcome.Paused;
        }

        work.Meter.Rest = null;
        if (!range.Is(_expected))
        {
            await using var batch = session.Batch([EndOf(range, _sizer.Size)]);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            end = await ReadKeyAsync(reader, 0, cancellationToken).ConfigureAwait(false);
        }

        var size = _sizer.Size;
        var change = Change(range, end);
        var begun = clock.Elapsed;
        await session.ExecuteAsync([change], cancellationToken).ConfigureAwait(false);
        var rows = (long)change.RecordsAffected;
        var seen = end is null ? rows : size;
        var before = clock.Elapsed;
        await session.ExecuteAsync([.. session.Own(), Note(range, end, seen, rows), new("COMMIT")], cancellationToken).ConfigureAwait(false);
        var commit = clock.Elapsed - before;
        _rest = throttle.Pace.After(clock.Elapsed, commit);
        if (_rest > WorthTelling) work.Meter.Rest = string.Create(CultureInfo.InvariantCulture, $"others wait for the disk too, where a commit took {commit.TotalMilliseconds:0} ms");
        _sizer.Took(end is null ? 0 : size, throttle.Pace.IsGentle ? before - begun : clock.Elapsed, throttle.Pace.Target);
        work.Meter.Add(seen, rows);
        _expected = end is null ? null : range with { Cursor = end };
        return Outcome.Done;
    }

    /// <summary>Begins the transaction and takes a range, the last one if it can, and finds where the batch ends if it is the one that is expected.</summary>
    private async Task<(Range? Range, string? Paused, string[]? End)> TakeAsync(CancellationToken cancellationToken)
    {
        List<NpgsqlBatchCommand> commands = [.. session.Begin(), Take(), .. session.Migration()];
        if (_expected is not null) commands.Add(EndOf(_expected, _sizer.Size));
        await using var batch = session.Batch(commands);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        // The first one is the fence's.
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return (null, null, null);
        var parts = work.Table.Key.Columns.Count;
        string[]? Key(int at) => reader.IsDBNull(at) ? null : [.. Enumerable.Range(at, parts).Select(reader.GetString)];
        var paused = await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? null : reader.GetString(1);
        var range = new Range(reader.GetInt32(0), Key(2), Key(2 + parts));
        if (_expected is null || !await reader.NextResultAsync(cancellationToken).ConfigureAwait(false)) return (range, paused, null);
        return (range, paused, await ReadKeyAsync(reader, 0, cancellationToken).ConfigureAwait(false));
    }

    private async Task<string[]?> ReadKeyAsync(NpgsqlDataReader reader, int at, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? [.. work.Table.Key.Columns.Select((_, part) => reader.GetString(at + part))] : null;

    private NpgsqlBatchCommand Take()
    {
        string Parts(string column) => string.Join(", ", work.Table.Key.Columns.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"r.{column}[{at + 1}]")));
        return new(
            $"""
            SELECT r.number, CASE WHEN b.paused_at IS NOT NULL THEN 'paused by ' || b.paused_by || coalesce(': ' || b.pause_reason, '') END, {Parts("cursor")}, {Parts("last_key")}
            FROM lockstep.backfill_range r JOIN lockstep.backfill b ON b.id = r.backfill_id
            WHERE r.backfill_id = $1 AND NOT r.done ORDER BY r.number <> $2, r.number LIMIT 1 FOR UPDATE OF r SKIP LOCKED
            """)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = work.Id }, new NpgsqlParameter<int> { TypedValue = _expected?.Number ?? 0 } },
        };
    }

    /// <summary>Finds the last key of a batch; none where fewer rows than that are left in the range.</summary>
    private NpgsqlBatchCommand EndOf(Range range, int size)
    {
        var command = new NpgsqlBatchCommand();
        var (key, statement) = (work.Table.Key, work.Statement);
        var condition = Within(command, range.Cursor, range.Last, "t");
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {key.Texts("t")} FROM {statement.Relation} t{(condition is null ? "" : " WHERE " + condition)} ORDER BY {key.List("t")} OFFSET {size - 1} LIMIT 1");
        return command;
    }

    private NpgsqlBatchCommand Change(Range range, string[]? end)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = work.Statement.For(Within(command, range.Cursor, end ?? range.Last, work.Statement.Qualifier));
        return command;
    }

    private string? Within(NpgsqlBatchCommand command, string[]? after, string[]? upTo, string qualifier)
    {
        var key = work.Table.Key;
        List<string?> parts = [key.Compare(command, qualifier, ">", after), key.Compare(command, qualifier, "<=", upTo)];
        return parts.TrueForAll(part => part is null) ? null : string.Join(" AND ", parts.Where(part => part is not null));
    }

    private NpgsqlBatchCommand Note(Range range, string[]? end, long seen, long rows)
    {
        var command = new NpgsqlBatchCommand
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = work.Id },
                new NpgsqlParameter<int> { TypedValue = range.Number },
                new NpgsqlParameter<long> { TypedValue = seen },
                new NpgsqlParameter<long> { TypedValue = rows },
                new NpgsqlParameter<bool> { TypedValue = end is null },
            },
        };
        command.CommandText =
            $"""
            UPDATE lockstep.backfill_range SET cursor = {BackfillKey.Array(command, end ?? range.Last)}, seen = seen + $3, rows = rows + $4, pass_rows = pass_rows + $4, done = $5
            WHERE backfill_id = $1 AND number = $2
            """;
        return command;
    }

    /// <summary>A part of the table that is not done.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Cursor">The key up to which it is done; null if nothing of the table's first range is.</param>
    /// <param name="Last">Its last key; null for the table's end.</param>
    private sealed record Range(int Number, string[]? Cursor, string[]? Last)
    {
        public bool Is(Range? other) => other is not null && Number == other.Number && (Cursor ?? []).AsSpan().SequenceEqual(other.Cursor ?? []);
    }
}
