using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Model.Sql;
using Lockstep.Planning;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Backfill;

/// <summary>Runs a step of backfills: all of them at once, each with its workers, until no row is left; then the history is written.</summary>
/// <param name="run">What it runs with.</param>
/// <param name="planned">The migration.</param>
/// <param name="step">The step.</param>
/// <param name="report">Told of progress.</param>
internal sealed class BackfillStep(BackfillRun run, PlannedMigration planned, MigrationStep step, Action<RunEvent> report)
{
    // A batch takes a fraction of a second; one that hangs is cut off and rolled back.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A WHERE that still holds for a row when it is changed would hold for ever.
    private const int MostPasses = 5;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Stops it behind the batches that are under way; the next run goes on there.</param>
    /// <exception cref="LockstepException">It can't be done in batches, or was changed in the source while it was half done.</exception>
    /// <exception cref="StatementFailedException">PostgreSQL refused a batch.</exception>
    /// <exception cref="FencedOffException">Another runner took over.</exception>
    /// <returns>How many rows were changed.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        run.Audit?.Try(planned, step.Number);
        await using var session = await BackfillSession.OfAsync(run, planned, step, cancellationToken).ConfigureAwait(false);
        var works = await LookAsync(session.Connection, planned, step, cancellationToken).ConfigureAwait(false);
        var store = new BackfillStore(run, planned, step);
        try
        {
            await store.BeginAsync(session, works, cancellationToken).ConfigureAwait(false);
            try
            {
                await WorkAsync(session, works, cancellationToken).ConfigureAwait(false);
            }
            catch (StatementFailedException) when (works.All(work => work.Meter.Rows + work.Meter.Seen == 0 && work.Pass == 1))
            {
                await store.ForgetAsync(session, works).ConfigureAwait(false);
                throw;
            }

            await EndAsync(session, works, clock.Elapsed, cancellationToken).ConfigureAwait(false);
            return works.Sum(work => work.Meter.Rows);
        }
        catch (PostgresException refused) when (BackfillSession.IsFenced(refused))
        {
            await session.RollBackAsync().ConfigureAwait(false);
            throw new FencedOffException(refused);
        }
        catch (Exception)
        {
            await session.RollBackAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Looks up the tables of a step's backfills, and whether they can be done in batches.</summary>
    /// <exception cref="LockstepException">They can't.</exception>
    public static async Task<IReadOnlyList<BackfillWork>> LookAsync(NpgsqlConnection connection, PlannedMigration planned, MigrationStep step, CancellationToken cancellationToken)
    {
        var before = planned.Steps.Take(step.Number - 1).Where(each => each.IsBackfill).SelectMany(each => each.Statements).Select(Sql).ToList();
        var works = new List<BackfillWork>();
        foreach (var statement in step.Statements)
        {
            // The planner has refused those that can't be read.
            var read = BackfillStatement.Read(statement.Operation, out _)!;
            var occurrence = before.Count(sql => sql == read.Data.Sql);
            before.Add(read.Data.Sql);
            works.Add(new(statement, read, occurrence, await BackfillTable.FindAsync(connection, planned, read, cancellationToken).ConfigureAwait(false)));
        }

        return works;

        static string Sql(PlannedStatement statement) => BackfillMark.BackfillOf(statement.Operation)!.Sql;
    }

    private async Task WorkAsync(BackfillSession session, IReadOnlyList<BackfillWork> works, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var hardStop = new CancellationTokenSource();
        using var late = stop.Token.Register(() => hardStop.CancelAfter(StopTime));
        var tasks = works.Select((work, at) => OneAsync(work, at == 0 ? session : null)).ToList();
        try
        {
            await Task.WhenAll(tasks).ConfigureAwait(false);
        }
        catch
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Others were ended because of the first failure, and may tell only of that.
            throw tasks.Where(task => task.IsFaulted).SelectMany(task => task.Exception!.InnerExceptions).OrderBy(failure => failure is StatementFailedException or FencedOffException or LockstepException ? 0 : 1).FirstOrDefault()
                ?? new OperationCanceledException(cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();

        async Task OneAsync(BackfillWork work, BackfillSession? own)
        {
            try
            {
                await PassesAsync(work, own, stop.Token, hardStop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Goes through a table, and again for the rows that came meanwhile, if it can be told which those are.</summary>
    private async Task PassesAsync(BackfillWork work, BackfillSession? own, CancellationToken stop, CancellationToken hardStop)
    {
        List<BackfillSession> opened = [];
        var clock = Stopwatch.StartNew();
        try
        {
            while (opened.Count + (own is null ? 0 : 1) < work.Statement.Settings.Workers) opened.Add(await BackfillSession.OpenAsync(run, planned, step, hardStop).ConfigureAwait(false));
            List<BackfillSession> sessions = own is null ? opened : [own, .. opened];
            var throttle = await BackfillThrottle.StartAsync(
                await run.Database.OpenAsync(hardStop).ConfigureAwait(false), work, sessions.Select(each => each.Pid), Tell, hardStop).ConfigureAwait(false);
            await using (throttle.ConfigureAwait(false))
            {
                var told = BackfillProgress.Start(work, throttle, Tell);
                await using (told.ConfigureAwait(false)) await LoopAsync(work, sessions, throttle, stop, hardStop).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var session in opened) await session.DisposeAsync().ConfigureAwait(false);
        }

        if (stop.IsCancellationRequested) return;
        Tell(new("backfilled", string.Create(CultureInfo.InvariantCulture, $"{work.Table.Name}: {BackfillProgress.Number(work.Meter.Rows)} rows in {work.Meter.Batches} batches"))
        {
            Seconds = clock.Elapsed.TotalSeconds,
            Progress = new(work.Meter.Rows, null, "rows"),
        });
    }

    private async Task LoopAsync(BackfillWork work, List<BackfillSession> sessions, BackfillThrottle throttle, CancellationToken stop, CancellationToken hardStop)
    {
        var last = long.MaxValue;
        while (true)
        {
            using var failed = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAll(sessions.Select(session => OneAsync(session, failed))).ConfigureAwait(false);
            if (stop.IsCancellationRequested) return;
            var (left, rows) = await BackfillStore.LookAsync(sessions[0], work, hardStop).ConfigureAwait(false);
            // A range that nobody could take was locked by somebody else for a moment.
            if (left > 0)
            {
                await Task.Delay(Pause, hardStop).ConfigureAwait(false);
                continue;
            }

            if (!work.Statement.CanRepeat || (rows == 0 && work.Pass > 1)) return;
            if (!await BackfillStore.MayAnyBeLeftAsync(sessions[0], work, throttle.Pace.OthersAreAtWork, hardStop).ConfigureAwait(false)) return;
            if (work.Pass >= MostPasses || (work.Pass > 2 && rows >= last))
            {
                Tell(new("warning", string.Create(CultureInfo.InvariantCulture, $"In table {work.Table.Name} {rows} rows were changed again in the last of {work.Pass} passes: its WHERE holds for rows that are changed already, or for ever more that come."))
                {
                    Code = ToolkitCode.MigrationFailed,
                    Next = "Look whether what is set makes the condition false, and whether the application writes such rows still.",
                });
                return;
            }

            last = rows;
            await BackfillStore.NextPassAsync(sessions[0], work, hardStop).ConfigureAwait(false);
        }

        async Task OneAsync(BackfillSession session, CancellationTokenSource failed)
        {
            try
            {
                await new BackfillWorker(session, work, step, throttle, Retrying).RunAsync(failed.Token, hardStop).ConfigureAwait(false);
            }
            catch
            {
                await failed.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        void Retrying(int retry, TimeSpan pause, StatementFailedException failure)
        {
            var why = Failures.WhyAgain(failure);
            if (failure.GaveWay is { } gave) Tell(new("gave-way", $"a batch of {work.Table.Name} {why}") { Seconds = gave.For.TotalSeconds, Sessions = gave.Sessions });
            Tell(new("retry", string.Create(CultureInfo.InvariantCulture, $"{retry}/{run.Options.LockRetries} of a batch of {work.Table.Name} in {pause.TotalSeconds:0.0} s: {why}")) { Sessions = failure.Wait?.By });
        }
    }

    /// <summary>Writes that all is done, and tries again if somebody holds a row of Lockstep's own tables: that is no reason to fail where every row is changed.</summary>
    private async Task EndAsync(BackfillSession session, IReadOnlyList<BackfillWork> works, TimeSpan took, CancellationToken cancellationToken) =>
        await Retry.Pipeline(run.Options, Retrying).ExecuteAsync(
            async token =>
            {
                List<NpgsqlBatchCommand> commands = [.. session.Begin(), .. works.SelectMany(BackfillStore.Done), HistoryWrites.Done(planned, step.Number, took, run.RunId)];
                if (run.Audit is { } audit) commands.Add(audit.Done(planned, step, took, audit.Waited, works.Sum(work => work.Meter.Rows)));
                commands.Add(new("COMMIT"));
                if (step.Number >= planned.Steps.Count) commands.AddRange(SessionSettings.Reset());
                try
                {
                    await session.ExecuteAsync(commands, token).ConfigureAwait(false);
                }
                catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.LockNotAvailable)
                {
                    await session.RollBackAsync().ConfigureAwait(false);
                    throw new StatementFailedException(statement: null, step, busy);
                }
            },
            cancellationToken).ConfigureAwait(false);

    private void Retrying(int retry, TimeSpan pause, StatementFailedException failure) => Tell(new(
        "retry",
        string.Create(CultureInfo.InvariantCulture, $"{retry}/{run.Options.LockRetries} of the end of {step.BackfilledTables} in {pause.TotalSeconds:0.0} s: somebody holds a row of Lockstep's own tables ({Failures.WhyAgain(failure)})")));

    private void Tell(RunEvent happened) => report(happened with { Version = planned.Migration.Version, Step = step.Number, Steps = planned.Steps.Count });
}
