using System.Diagnostics;
using System.Globalization;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Reporting;
using Lockstep.Telemetry;
using Npgsql;
using Polly;

namespace Lockstep.Execution;

/// <summary>Applies migrations to a database, and takes them back.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The project's migrations.</param>
/// <param name="options">How to behave.</param>
/// <param name="report">Told what happens.</param>
internal sealed class MigrationRunner(Database database, MigrationSet migrations, RunOptions options, Action<RunEvent> report)
{
    private const int LongestStatement = 200;

    private int _workPid;
    private (int Number, int Count) _place;
    private (long Rows, TimeSpan LockWait) _took;
    private (PlannedMigration Planned, MigrationStep Step) _step;
    private ResiliencePipeline? _retry;

    /// <summary>The run.</summary>
    public Guid RunId { get; init; } = Guid.CreateVersion7();

    /// <summary>Told which step begins; null where nobody wants to know.</summary>
    public Action<WorkInHand>? Working { get; init; }

    /// <summary>How long the run has waited for other runners.</summary>
    public TimeSpan WaitedForRunner { get; private set; }

    /// <summary>On whose behalf it is done, for the audit.</summary>
    public AuditSource Source { get; init; } = AuditSource.None;

    /// <summary>Looks at the server before anything is applied, and throws if the run must not be begun; null to begin without a look.</summary>
    public Func<NpgsqlConnection, IReadOnlyList<AppliedMigration>?, IReadOnlyList<(PlannedMigration Planned, int Done)>, Task>? Preflight { get; init; }

    /// <summary>Looks at the database after all was applied and while the runner lock is still held; false takes back what was applied, if the options want that. Null for no look.</summary>
    public Func<Task<bool>>? Verify { get; init; }

    /// <summary>Looks whether what would run, and where, is what was approved, and throws if not. Told the history and the versions that are pending. Null for a run without a plan.</summary>
    public Func<NpgsqlConnection, IReadOnlyList<AppliedMigration>?, IReadOnlyCollection<long>, Task>? Admit { get; init; }

    /// <summary>Which migrations are wanted, beside what the target says; null for all.</summary>
    public Func<long, bool>? Wanted { get; init; }

    /// <summary>The name to give to where the database stands before anything is applied; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether only a run that failed or was cut off is to be gone on with.</summary>
    public bool Resume { get; init; }

    /// <summary>Applies what is pending, in order.</summary>
    /// <param name="target">The last version to apply; null for all.</param>
    /// <param name="beginning">Told what will be applied, and how many steps of it an earlier run has done, before anything is.</param>
    /// <param name="cancellationToken">Stops between statements, or in one.</param>
    /// <returns>How many were applied.</returns>
    /// <exception cref="LockstepException">No connection, no lock, a history that does not fit, or a failed migration.</exception>
    public async Task<int> MigrateAsync(
        long? target, Action<NpgsqlConnection, IReadOnlyList<(PlannedMigration Planned, int Done)>> beginning, CancellationToken cancellationToken)
    {
        if (target is { } version && migrations.Find(version) is null) throw UnknownVersion(migrations, version);
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var pending = Pending(HistoryComparison.Of(migrations, history), target);
        if (Admit is not null) await Admit(connection, history, [.. pending.Select(status => status.Migration.Version)]).ConfigureAwait(false);
        if (Resume) await Resumption.EnsureAsync(connection, pending, cancellationToken).ConfigureAwait(false);
        if (pending.Count == 0 && Checkpoint is null) return 0;
        // All are planned before the first one runs: one that can't be planned stops the run while nothing has happened yet.
        var plans = pending.ToDictionary(status => status.Migration.Version, status => Planner.Plan(status.Migration, Direction.Up));
        IReadOnlyList<(PlannedMigration Planned, int Done)> plan = [.. pending.Select(status => (plans[status.Migration.Version], status.Row?.Step ?? 0))];
        if (options.TakeBackOnFailure) GoingBack.EnsureDowns(pending.Select(status => status.Migration));
        if (pending.Count > 0 && Preflight is not null) await Preflight(connection, history, plan).ConfigureAwait(false);
        if (pending.Count > 0) beginning(connection, plan);

        await using var runnerLock = await LockAsync(connection, cancellationToken).ConfigureAwait(false);
        await HistoryTable.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        var epoch = await Fence.TakeAsync(connection, RunId, plans.Keys, options.Wait, cancellationToken).ConfigureAwait(false);
        // What was pending may have been applied by the runner that we waited for.
        history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        pending = Pending(HistoryComparison.Of(migrations, history), target);
        // Another runner may have been at work while this one waited.
        if (Admit is not null) await Admit(connection, history, [.. pending.Select(status => status.Migration.Version)]).ConfigureAwait(false);
        if (Checkpoint is { } name) await NameAsync(connection, name, history ?? [], epoch, cancellationToken).ConfigureAwait(false);
        var runner = new StepRunner(connection, options with { ApplicationName = database.ApplicationName }, RunId, epoch, new(Source, RunId));
        await runner.PrepareAsync(plans.Values, cancellationToken).ConfigureAwait(false);
        runner.Expect(plans.Values.SelectMany(planned => planned.Steps.Select(step => (planned, step))));
        _place = (0, pending.Count);
        var goingBack = options.TakeBackOnFailure ? new GoingBack(database, migrations, report) : null;
        try
        {
            foreach (var status in pending)
            {
                // One that was rolled back while we waited has no plan yet.
                var planned = plans.GetValueOrDefault(status.Migration.Version) ?? Planner.Plan(status.Migration, Direction.Up);
                goingBack?.Begin(planned, status.Row);
                await RunAsync(runner, runnerLock, planned, status.Row, "applied", cancellationToken).ConfigureAwait(false);
            }

            await WaitForDiskAsync(runner, cancellationToken).ConfigureAwait(false);
            if (Verify is not null && !await Verify().ConfigureAwait(false)) throw NotVerified();
        }
        catch (LockstepException failure) when (goingBack is not null && GoingBack.IsFor(failure))
        {
            throw await goingBack.TakeBackAsync(
                failure, connection, runner, (down, row) => RunAsync(runner, runnerLock, down, row, "rolled-back", cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await runner.TryWaitForDiskAsync().ConfigureAwait(false);
        }

        if (Checkpoint is not null) await CheckpointTable.CloseAsync(connection, Checkpoint, cancellationToken).ConfigureAwait(false);
        return pending.Count;
    }

    /// <summary>Takes migrations back, the last first.</summary>
    /// <param name="choose">Picks from what is applied (or half rolled back), highest version first.</param>
    /// <param name="confirm">Asked once, with what will be taken back and how many of its steps an earlier run has done; false leaves all as it is.</param>
    /// <param name="cancellationToken">Stops between statements, or in one.</param>
    /// <returns>How many were taken back.</returns>
    public async Task<int> RollbackAsync(
        Func<IReadOnlyList<AppliedMigration>, IReadOnlyList<AppliedMigration>> choose,
        Func<IReadOnlyList<(PlannedMigration Planned, int Done)>, Task<bool>> confirm,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var chosen = await PlanAsync(connection, choose, cancellationToken).ConfigureAwait(false);
        if (chosen.Count == 0 || !await confirm([.. chosen.Select(each => (each.Planned, Progress(each.Planned, each.Row).Done))]).ConfigureAwait(false)) return 0;

        await using var runnerLock = await LockAsync(connection, cancellationToken).ConfigureAwait(false);
        await HistoryTable.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        var epoch = await Fence.TakeAsync(connection, RunId, applies: [], options.Wait, cancellationToken).ConfigureAwait(false);
        var now = await PlanAsync(connection, choose, cancellationToken).ConfigureAwait(false);
        if (!now.Select(each => (each.Planned.Migration.Version, each.Planned.ScriptHash)).SequenceEqual(chosen.Select(each => (each.Planned.Migration.Version, each.Planned.ScriptHash))))
        {
            throw new LockstepException(ToolkitCode.History, "Another runner changed the database while this one waited, so other migrations would be rolled back than those that were agreed to.")
            {
                Next = "Look at lockstep status and run the command again.",
            };
        }

        var runner = new StepRunner(connection, options with { ApplicationName = database.ApplicationName }, RunId, epoch, new(Source, RunId));
        runner.Expect(now.SelectMany(each => each.Planned.Steps.Select(step => (each.Planned, step))));
        _place = (0, now.Count);
        try
        {
            foreach (var (planned, row) in now)
            {
                if (row.State == MigrationState.Applying) await GoingBack.ClearAsync(planned.Migration, row, runner, Waiting, cancellationToken).ConfigureAwait(false);
                await RunAsync(runner, runnerLock, planned, row, "rolled-back", cancellationToken).ConfigureAwait(false);
            }

            await WaitForDiskAsync(runner, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await runner.TryWaitForDiskAsync().ConfigureAwait(false);
        }

        return now.Count;
    }

    /// <summary>Steps that only make, alter and drop objects have not been waited for one by one.</summary>
    private async Task WaitForDiskAsync(StepRunner runner, CancellationToken cancellationToken)
    {
        try
        {
            await runner.WaitForDiskAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && Failures.IsOfDatabase(broken))
        {
            throw new LockstepException(
                ToolkitCode.NoConnection,
                $"All was done, but the connection to {database.Server} broke before the server said that it is on disk: {Failures.Describe(broken)}.",
                ExitCode.NoConnection,
                broken)
            {
                Next = "Run the same command again: it goes on with what is missing, if anything is.",
            };
        }
    }

    private async Task NameAsync(NpgsqlConnection connection, string name, IReadOnlyList<AppliedMigration> history, long epoch, CancellationToken cancellationToken)
    {
        var (place, kept) = await CheckpointTable.SetAsync(connection, name, history, RunId, epoch, new(Source, RunId), cancellationToken).ConfigureAwait(false);
        var where = place.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"behind {version}") : "before all migrations";
        report(new("checkpoint", kept ? $"{name} stays {where}, where the run began that this one goes on with" : $"{name} is {where}") { Version = place.Version });
    }

    private List<MigrationStatus> Pending(HistoryComparison comparison, long? target)
    {
        if (comparison.Changed().FirstOrDefault() is { } changed) throw Changed(changed.Migration);
        if (comparison.Statuses.FirstOrDefault(status => status.Row is { State: MigrationState.RollingBack }) is { } halfBack)
        {
            throw new LockstepException(ToolkitCode.History, $"{halfBack.Migration.Version} ({halfBack.Migration.Name}) is half rolled back.")
            {
                Next = "Finish that first: lockstep rollback.",
            };
        }

        return [.. comparison.Pending.Where(status => (target is null || status.Migration.Version <= target) && Wanted?.Invoke(status.Migration.Version) != false)];
    }

    /// <summary>How many steps an earlier run has done, and whether it began the next one.</summary>
    private static (int Done, bool Begun) Progress(PlannedMigration planned, AppliedMigration? row)
    {
        var (state, half) = planned.Direction == Direction.Up ? (MigrationState.Applying, "applied") : (MigrationState.RollingBack, "rolled back");
        if (row is null || row.State != state) return (0, false);
        if (row.Step <= planned.Steps.Count && planned.HashOfFirst(row.Step) == row.DoneHash) return (row.Step, row.Begun);
        throw new LockstepException(
            ToolkitCode.History,
            $"{row.Version} ({row.Name}) is half {half}, and the steps that are done (1 to {row.Step}) were changed in the source since.",
            ExitCode.Failed)
        {
            Origin = MigrationOrigin.Of(planned.Migration),
            Next = "Restore the statements that were run already; those that are still to come may change.",
        };
    }

    private static LockstepException Changed(MigrationDescriptor migration) =>
        new(ToolkitCode.History, $"{migration.Version} ({migration.Name}) was changed after it was applied: it would now run other statements than it ran on this database.")
        {
            Origin = MigrationOrigin.Of(migration),
            Next = "Restore its source as released, and put the change into a new migration.",
        };

    /// <summary>What is said when a version was asked for that is not in the project.</summary>
    public static LockstepException UnknownVersion(MigrationSet migrations, long version) =>
        new(ToolkitCode.History, $"The project has no migration {version}.", ExitCode.Usage)
        {
            Next = migrations.All.Count == 0 ? "It has none at all." : $"Its last one is {migrations.All[^1].Version}; lockstep status lists all.",
        };

    /// <summary>What was chosen of what is there, highest version first, and how it is taken back.</summary>
    private async Task<List<(PlannedMigration Planned, AppliedMigration Row)>> PlanAsync(
        NpgsqlConnection connection, Func<IReadOnlyList<AppliedMigration>, IReadOnlyList<AppliedMigration>> choose, CancellationToken cancellationToken)
    {
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? [];
        var chosen = choose([.. history.Reverse().Where(row => row.State != MigrationState.Skipped)]);
        if (chosen.Count > 0 && history.FirstOrDefault(row => row.State == MigrationState.Applying) is { } half && (half.Begun || !chosen.Contains(half)))
        {
            throw new LockstepException(
                ToolkitCode.History,
                $"{half.Version} ({half.Name}) is half applied: step {half.Step} of {half.Steps} is the last one done{(half.Begun ? ", and the next one was cut off" : "")}.")
            {
                Next = "Finish it first (lockstep migrate), then roll back.",
            };
        }

        var plans = new List<(PlannedMigration, AppliedMigration)>(chosen.Count);
        foreach (var row in chosen)
        {
            var migration = migrations.Find(row.Version) ?? throw new LockstepException(
                ToolkitCode.History,
                $"{row.Version} ({row.Name}) is applied, but this project does not have it, so its Down is not known here.",
                ExitCode.Failed)
            {
                Next = "Roll back with the release that brought it.",
            };
            plans.Add((await GoingBack.PlanAsync(database, migrations, history, row, migration, cancellationToken).ConfigureAwait(false), row));
        }

        return plans;
    }

    private async Task<RunnerLock> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        _workPid = await EnsureWritableAsync(connection, cancellationToken).ConfigureAwait(false);
        if (_workPid != connection.ProcessID) await Pooling.RefuseTransactionsAsync(database, connection, _workPid, cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        var waits = false;
        try
        {
            return await RunnerLock.AcquireAsync(
                database,
                connection,
                options.Wait,
                (text, elapsed) =>
                {
                    waits = true;
                    report(new("waiting", text) { Seconds = elapsed.TotalSeconds });
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException unusable) when (Failures.EndsSession(unusable))
        {
            // While we waited, the timer that looks after idle sessions found it gone, and Npgsql says so only in this way.
            throw new LockstepException(ToolkitCode.NoConnection, $"The connection to {database.Server} broke while this runner waited for another one; nothing was done.", ExitCode.NoConnection, unusable)
            {
                Next = "Run the same command again.",
            };
        }
        finally
        {
            if (waits)
            {
                WaitedForRunner += clock.Elapsed;
                RunTelemetry.WaitedForRunner(database, clock.Elapsed);
            }
        }
    }

    /// <summary>Asks whether the database can be changed, and which process serves the session.</summary>
    private async Task<int> EnsureWritableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')::boolean, pg_backend_pid()", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var (replica, readOnly) = (reader.GetBoolean(0), reader.GetBoolean(1));
        if (!replica && !readOnly) return reader.GetInt32(2);
        throw new LockstepException(
            ToolkitCode.ReadOnly,
            $"Database {database.Name} on {database.Server} can't be changed: {(replica ? "the server is a replica" : "default_transaction_read_only is on")}.")
        {
            Next = replica ? "Name the primary server." : "Turn it off for the role that migrates: ALTER ROLE … SET default_transaction_read_only = off.",
        };
    }

    private async Task RunAsync(
        StepRunner runner, RunnerLock runnerLock, PlannedMigration planned, AppliedMigration? row, string label, CancellationToken cancellationToken)
    {
        using var span = RunTelemetry.Migration(database, planned);
        try
        {
            await RunStepsAsync(runner, runnerLock, planned, row, label, cancellationToken).ConfigureAwait(false);
            span.Done();
        }
        catch (Exception failure) when (span.Failed(failure))
        {
            throw;
        }
    }

    private async Task RunStepsAsync(
        StepRunner runner, RunnerLock runnerLock, PlannedMigration planned, AppliedMigration? row, string label, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        (_place.Number, _took) = (_place.Number + 1, default);
        var (done, begun) = Progress(planned, row);
        try
        {
            if (done > 0) await runner.RestoreSettingsAsync(planned, done, cancellationToken).ConfigureAwait(false);
            // None is there, or those that were left were taken out of the source since.
            if (planned.Steps.Count == done) await runner.RunTransactionAsync(planned, null, cancellationToken).ConfigureAwait(false);
            foreach (var step in planned.Steps.Skip(done))
            {
                if (!runnerLock.IsHeld) throw LockLost(planned, step);
                if (planned.Steps.Count > 1) report(StepEvent(planned, step));
                using var span = RunTelemetry.Step(database, planned, step);
                try
                {
                    var before = _took;
                    await RunStepAsync(runner, runnerLock, planned, step, begun && step.Number == done + 1, cancellationToken).ConfigureAwait(false);
                    RunTelemetry.Took(span, database, planned, _took.Rows - before.Rows, _took.LockWait - before.LockWait);
                    span.Done();
                }
                catch (Exception failure) when (span.Failed(failure))
                {
                    throw;
                }
            }
        }
        catch (FencedOffException fenced)
        {
            throw FencedOff(planned, fenced);
        }
        catch (StatementFailedException failure)
        {
            if (await runner.IsFencedOffAsync(cancellationToken).ConfigureAwait(false)) throw FencedOff(planned, failure);
            await runner.AuditAsync(planned, failure).ConfigureAwait(false);
            throw Failures.Explain(ToolkitCode.MigrationFailed, planned, failure);
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested && Failures.EndsSession(broken))
        {
            throw ConnectionLost(planned, broken);
        }

        report(new(label, $"{planned.Migration.Version} {planned.Migration.Name}")
        {
            Version = planned.Migration.Version,
            Name = planned.Migration.Name,
            Steps = planned.Steps.Count,
            Seconds = clock.Elapsed.TotalSeconds,
            Rows = _took.Rows > 0 ? _took.Rows : null,
            LockWaitSeconds = _took.LockWait > TimeSpan.Zero ? _took.LockWait.TotalSeconds : null,
        });
    }

    private async Task RunStepAsync(
        StepRunner runner, RunnerLock runnerLock, PlannedMigration planned, MigrationStep step, bool begun, CancellationToken cancellationToken)
    {
        _step = (planned, step);
        Working?.Invoke(new(planned.Migration.Version, planned.Migration.Name, _place.Number, _place.Count, step.Number, planned.Steps.Count, () => What(step)));
        if (step.IsBackfill)
        {
            await runner.RunBackfillAsync(database, planned, step, report, cancellationToken).ConfigureAwait(false);
            _took.Rows += runner.Rows;
            return;
        }

        var clock = Stopwatch.StartNew();
        var hasFailed = false;
        _retry ??= Retry.Pipeline(options, Again);
        await _retry.ExecuteAsync(
            async token =>
            {
                // Only the first try can find what an earlier run left unfinished; one that fails is marked as not begun.
                var wasBegun = begun;
                begun = false;
                var earlier = clock.Elapsed;
                var watch = LockWatch.Start(runnerLock.Connection, _workPid, options, step.Transactional, Place(planned, step), happened => report(InStep(happened)));
                await using (watch.ConfigureAwait(false))
                {
                    try
                    {
                        if (step.Transactional) await runner.RunTransactionAsync(planned, step, token).ConfigureAwait(false);
                        else await runner.RunOutsideTransactionAsync(planned, step, wasBegun, Waiting, token).ConfigureAwait(false);
                        _took = (_took.Rows + runner.Rows, _took.LockWait + (hasFailed ? earlier : TimeSpan.Zero) + watch.Waited);
                    }
                    catch (StatementFailedException failure)
                    {
                        hasFailed = true;
                        var seen = await failure.WithAsync(watch).ConfigureAwait(false);
                        if (seen.GaveWay is { } gave) report(InStep(new("gave-way", $"{planned.Migration.Version} {Failures.WhyAgain(seen)}") { Seconds = gave.For.TotalSeconds, Sessions = gave.Sessions }));
                        throw seen;
                    }
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    private void Again(int retry, TimeSpan pause, StatementFailedException failure) => report(InStep(new(
        "retry",
        string.Create(CultureInfo.InvariantCulture, $"{retry}/{options.LockRetries} of {_step.Planned.Migration.Version} in {pause.TotalSeconds:0.0} s: {Failures.WhyAgain(failure)}"))
    {
        Sessions = failure.Wait?.By,
    }));

    private RunEvent InStep(RunEvent happened) => happened with { Version = _step.Planned.Migration.Version, Step = _step.Step.Number, Steps = _step.Planned.Steps.Count };

    private void Waiting(string text) => report(new("waiting", text));

    private static RunEvent StepEvent(PlannedMigration planned, MigrationStep step) => new(
        "step",
        $"{Place(planned, step)} {(step.Transactional ? string.Create(CultureInfo.InvariantCulture, $"{step.Statements.Count} in a transaction") : step.BackfilledTables ?? StatementWords.Query(step.Statements[0].Sql, LongestStatement))}")
    {
        Version = planned.Migration.Version,
        Step = step.Number,
        Steps = planned.Steps.Count,
    };

    /// <summary>Which step it is, such as <c>202611210900 [2/4]</c>.</summary>
    private static string Place(PlannedMigration planned, MigrationStep step) => planned.Steps.Count > 1
        ? string.Create(CultureInfo.InvariantCulture, $"{planned.Migration.Version} [{step.Number}/{planned.Steps.Count}]")
        : planned.Migration.Version.ToString(CultureInfo.InvariantCulture);

    private static string What(MigrationStep step) => step.BackfilledTables is { } tables ? tables
        : step.Statements is [var only] ? StatementWords.Query(only.Sql)
        : string.Create(CultureInfo.InvariantCulture, $"{step.Statements.Count} statements in a transaction");

    private static LockstepException NotVerified() =>
        new(ToolkitCode.Verification, "The database is not as it should be after the migrations.")
        {
            Next = "Put right what the errors above name, then run the same command again.",
        };

    private LockstepException LockLost(PlannedMigration planned, MigrationStep step) =>
        new(ToolkitCode.NoConnection, $"The connection to {database.Server} that holds the runner lock broke, so step {step.Number} of {planned.Migration.Version} was not begun.", ExitCode.NoConnection)
        {
            Next = "Run the same command again; it goes on where this one stopped.",
        };

    private static LockstepException FencedOff(PlannedMigration planned, Exception inner) =>
        new(ToolkitCode.Locked, $"Another runner took over while {planned.Migration.Version} was under way, because this one had lost its locks; nothing of that step was committed.", ExitCode.Failed, inner)
        {
            Next = "See lockstep status. A migration must not give back session locks (DISCARD ALL, pg_advisory_unlock_all()).",
        };

    private LockstepException ConnectionLost(PlannedMigration planned, Exception inner) =>
        new(ToolkitCode.NoConnection, $"The connection to {database.Server} broke in {planned.Migration.Version} ({planned.Migration.Name}): {Failures.Describe(inner)}.", ExitCode.NoConnection, inner)
        {
            Next = "Run the same command again: each step is committed together with its history row, so it goes on where this run stopped.",
        };
}
