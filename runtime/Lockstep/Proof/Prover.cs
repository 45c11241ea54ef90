using System.Diagnostics;
using System.Globalization;
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

    private readonly StepRunner _runner = new(connection, TimeSpan.Zero, Guid.CreateVersion7());

    /// <summary>Runs the proof.</summary>
    /// <returns>How many things are wrong.</returns>
    public async Task<int> ProveAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await HistoryTable.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
        var errors = 0;
        var before = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
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

            var after = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
            if (Planner.HasDown(migration))
            {
                foreach (var error in await ThereAndBackAsync(up, before, after, cancellationToken).ConfigureAwait(false))
                {
                    report(RunEvent.Error(error));
                    errors++;
                    if (error.Code == ToolkitCode.UpDiffers) return errors;
                }

                after = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            before = after;
            if (clock.Elapsed < progressAt) continue;
            progressAt = clock.Elapsed + TimeSpan.FromSeconds(5);
            report(new("proving", string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {migrations.All.Count} migrations in {clock.Elapsed.TotalSeconds:0} s")));
        }

        return errors;
    }

    /// <summary>Down, and Up again.</summary>
    private async Task<IReadOnlyList<LockstepException>> ThereAndBackAsync(
        PlannedMigration up, CatalogSnapshot before, CatalogSnapshot after, CancellationToken cancellationToken)
    {
        PlannedMigration down;
        try
        {
            down = Planner.Plan(up.Migration, Direction.Down);
        }
        catch (LockstepException wrong)
        {
            return [wrong];
        }

        var errors = new List<LockstepException>();
        if (await TryRunAsync(down, ToolkitCode.DownFails, cancellationToken).ConfigureAwait(false) is { } failure)
        {
            errors.Add(failure);
            // A Down of one transaction left nothing behind, so the proof goes on; one of several steps may have.
            if (down.Steps.Count > 1) errors.Add(Unfinished(down));
            return errors;
        }

        var back = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
        if (CatalogSnapshot.Differences(before, back) is { Count: > 0 } left)
        {
            errors.Add(Differs(ToolkitCode.DownDoesNotReverse, down, $"Down of {up.Migration.Version} ({up.Migration.Name}) does not reverse Up", left, "Make Down take back all that Up does."));
        }

        if (await TryRunAsync(up, ToolkitCode.UpDiffers, cancellationToken).ConfigureAwait(false) is { } again)
        {
            errors.Add(again);
            return errors;
        }

        var second = await CatalogSnapshot.TakeAsync(connection, cancellationToken).ConfigureAwait(false);
        if (errors.Count == 0 && CatalogSnapshot.Differences(after, second) is { Count: > 0 } other)
        {
            errors.Add(Differs(ToolkitCode.UpDiffers, up, $"Up of {up.Migration.Version} ({up.Migration.Name}) makes another schema after its Down than at first", other, "Make Up and Down independent of what was there before."));
        }

        return errors;
    }

    private async Task<LockstepException?> TryRunAsync(PlannedMigration planned, string code, CancellationToken cancellationToken)
    {
        try
        {
            if (planned.Steps.Count == 0) await _runner.RunTransactionAsync(planned, null, cancellationToken).ConfigureAwait(false);
            foreach (var step in planned.Steps)
            {
                if (step.Transactional) await _runner.RunTransactionAsync(planned, step, cancellationToken).ConfigureAwait(false);
                else await _runner.RunOutsideTransactionAsync(planned, step, wasBegun: false, static _ => { }, cancellationToken).ConfigureAwait(false);
            }

            return null;
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
        new(ToolkitCode.UpDiffers, $"The proof stops at {down.Migration.Version}: its Down failed half-way, so what the later migrations start from is not known.")
        {
            Origin = MigrationOrigin.Of(down.Migration),
            Next = "Correct its Down; the next build proves the rest.",
        };
}
