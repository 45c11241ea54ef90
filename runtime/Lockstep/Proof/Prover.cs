using System.Diagnostics;
using System.Globalization;
using Lockstep.Backfill;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Model.Operations;
using Lockstep.Planning;
using Lockstep.Reporting;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Proof;

/// <summary>
/// Proves migrations on a throwaway database: every Up applies, every Down takes the catalog back to what it was before, and every Up
/// applies again and makes the same. A Down that fails does not hide what is wrong with the migrations after it.
/// </summary>
/// <param name="connection">A session on the throwaway database.</param>
/// <param name="migrations">The project's migrations.</param>
/// <param name="report">Told of progress, and of everything that is wrong.</param>
internal sealed class Prover(NpgsqlConnection connection, MigrationSet migrations, Action<RunEvent> report)
{
    private const int DifferencesTold = 3;

    private readonly StepRunner _runner = new(connection, new() { LockTimeout = TimeSpan.Zero }, Guid.CreateVersion7(), epoch: null);

    /// <summary>Runs the proof.</summary>
    /// <returns>How many things are wrong.</returns>
    public async Task<int> ProveAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await HistoryTable.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        var errors = 0;
        var before = await TakeAsync(cancellationToken).ConfigureAwait(false);
        var progressAt = TimeSpan.FromSeconds(5);
        for (var i = 0; i < migrations.All.Count; i++)
        {
            var migration = migrations.All[i];
            var up = Planner.Plan(migration, Direction.Up);
            if (await TryRunAsync(up, ToolkitCode.UpFails, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                // What comes after builds on it: more errors would only be echoes of this one.
                report(RunEvent.Error(failure));
                return errors + 1;
            }

            var there = new ThereAndBack(up, before, await TakeAsync(cancellationToken).ConfigureAwait(false));
            var goesOn = await GoBackAsync(there, cancellationToken).ConfigureAwait(false);
            foreach (var error in there.Errors) report(RunEvent.Error(error));
            errors += there.Errors.Count;
            if (!goesOn) return errors;

            before = there.After;
            if (clock.Elapsed < progressAt) continue;
            progressAt = clock.Elapsed + TimeSpan.FromSeconds(5);
            report(new("proving", string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {migrations.All.Count} migrations in {clock.Elapsed.TotalSeconds:0} s")));
        }

        return errors;
    }

    /// <summary>A migration that is applied, on its way back and up again.</summary>
    /// <param name="Up">Its Up.</param>
    /// <param name="Before">The catalog before it was applied.</param>
    /// <param name="After">The catalog since.</param>
    private sealed record ThereAndBack(PlannedMigration Up, CatalogSnapshot Before, CatalogSnapshot After)
    {
        public List<LockstepException> Errors { get; } = [];

        public void DownLeaves(PlannedMigration down, IReadOnlyList<string> differences) => Errors.Add(Differs(
            ToolkitCode.DownDoesNotReverse,
            down,
            $"Down of {Up.Migration.Version} ({Up.Migration.Name}) does not reverse Up",
            differences,
            "Make Down take back all that Up does."));
    }

    private Task<CatalogSnapshot> TakeAsync(CancellationToken cancellationToken) => CatalogSnapshot.TakeAsync(connection, cancellationToken);

    /// <summary>Down, and Up again.</summary>
    /// <returns>Whether the database is as it was when the migration was applied, so that the proof can go on.</returns>
    private async Task<bool> GoBackAsync(ThereAndBack there, CancellationToken cancellationToken)
    {
        PlannedMigration down;
        try
        {
            if (!Planner.HasDown(there.Up.Migration)) return true;
            down = Planner.Plan(there.Up.Migration, Direction.Down);
        }
        catch (LockstepException wrong)
        {
            there.Errors.Add(wrong);
            return true;
        }

        // A Down in one transaction is looked at before it is committed: a bad one is rolled back, and those after it are proved as well.
        var isBack = down.Steps.Count <= 1 && down.Steps.All(step => step.Transactional)
            ? await TryTransactionAsync(there, down, cancellationToken).ConfigureAwait(false)
            : await TryStepsAsync(there, down, cancellationToken).ConfigureAwait(false);
        if (isBack is { } stays) return stays;

        if (await TryRunAsync(there.Up, ToolkitCode.UpDiffers, cancellationToken).ConfigureAwait(false) is { } again)
        {
            there.Errors.Add(again);
            return false;
        }

        var second = await TakeAsync(cancellationToken).ConfigureAwait(false);
        if (CatalogSnapshot.Differences(there.After, second) is not { Count: > 0 } other) return true;
        there.Errors.Add(Differs(
            ToolkitCode.UpDiffers,
            there.Up,
            $"Up of {there.Up.Migration.Version} ({there.Up.Migration.Name}) makes another schema after its Down than at first",
            other,
            "Make Up and Down independent of what was there before."));
        return false;
    }

    /// <summary>Runs a Down that is one transaction.</summary>
    /// <returns>Null if it reversed Up; true if it did not, and was rolled back.</returns>
    private async Task<bool?> TryTransactionAsync(ThereAndBack there, PlannedMigration down, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> left = [];
        try
        {
            await _runner.RunTransactionAsync(
                down,
                down.Steps.Count == 0 ? null : down.Steps[0],
                async () =>
                {
                    left = CatalogSnapshot.Differences(there.Before, await TakeAsync(cancellationToken).ConfigureAwait(false));
                    return left.Count == 0;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StatementFailedException failure)
        {
            there.Errors.Add(Failures.Explain(ToolkitCode.DownFails, down, failure, inProof: true));
            return true;
        }

        if (left.Count == 0) return null;
        there.DownLeaves(down, left);
        return true;
    }

    /// <summary>Runs a Down of several steps.</summary>
    /// <returns>Null if it reversed Up; false if it did not, so that what the later migrations start from is not known.</returns>
    private async Task<bool?> TryStepsAsync(ThereAndBack there, PlannedMigration down, CancellationToken cancellationToken)
    {
        if (await TryRunAsync(down, ToolkitCode.DownFails, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            there.Errors.Add(failure);
        }
        else
        {
            var left = CatalogSnapshot.Differences(there.Before, await TakeAsync(cancellationToken).ConfigureAwait(false));
            if (left.Count == 0) return null;
            there.DownLeaves(down, left);
        }

        if (!ReferenceEquals(there.Up.Migration, migrations.All[^1])) there.Errors.Add(Unfinished(down));
        return false;
    }

    private async Task<LockstepException?> TryRunAsync(PlannedMigration planned, string code, CancellationToken cancellationToken)
    {
        try
        {
            if (planned.Steps.Count == 0) await _runner.RunTransactionAsync(planned, null, cancellationToken).ConfigureAwait(false);
            foreach (var step in planned.Steps)
            {
                if (step.Transactional) await _runner.RunTransactionAsync(planned, step, cancellationToken).ConfigureAwait(false);
                else
                {
                    // Here it runs as its plain statement: what the engine needs of the table is looked at apart.
                    if (step.IsBackfill) await BackfillStep.LookAsync(connection, planned, step, cancellationToken).ConfigureAwait(false);
                    await _runner.RunOutsideTransactionAsync(planned, step, wasBegun: false, static _ => { }, cancellationToken).ConfigureAwait(false);
                }
            }

            return null;
        }
        catch (LockstepException refused)
        {
            return refused;
        }
        catch (StatementFailedException failure)
        {
            return Failures.Explain(code, planned, failure, inProof: true);
        }
    }

    private static LockstepException Differs(string code, PlannedMigration planned, string what, IReadOnlyList<string> differences, string next)
    {
        var more = differences.Count > DifferencesTold ? $" (and {differences.Count - DifferencesTold} more)" : "";
        var first = planned.Steps.Count > 0 ? planned.Steps[0].Statements[0].Operation.Origin : Origin.None;
        return new(code, $"{what}: {string.Join("; ", differences.Take(DifferencesTold))}{more}.")
        {
            Origin = first.Line > 0 ? first : MigrationOrigin.Of(planned.Migration),
            Next = next,
        };
    }

    private static LockstepException Unfinished(PlannedMigration down) =>
        new(ToolkitCode.UpDiffers, $"The proof stops at {down.Migration.Version}: its Down can't be taken back as a whole, so what the later migrations start from is not known.")
        {
            Origin = MigrationOrigin.Of(down.Migration),
            Next = "Correct its Down; the next build proves the rest.",
        };
}
