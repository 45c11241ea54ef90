using Lockstep.History;
using Lockstep.Model.Operations;
using Lockstep.Planning;

namespace Lockstep.Verification;

/// <summary>What the history says was run on a database, as the project's sources tell it.</summary>
internal static class AppliedOperations
{
    /// <summary>The operations of all steps that are done, in the order of the versions; those of migrations that the project does not have are missing.</summary>
    public static IEnumerable<Operation> Of(MigrationSet migrations, IReadOnlyList<AppliedMigration>? history)
    {
        foreach (var (migration, row) in HistoryComparison.Of(migrations, history).Statuses)
        {
            if (row is null or { State: MigrationState.Skipped }) continue;
            var up = Planner.Plan(migration, Direction.Up);
            var done = row.State == MigrationState.Applying ? up.Steps.Take(row.Step) : up.Steps.Take(row.UpSteps ?? up.Steps.Count);
            if (row.State == MigrationState.RollingBack) done = done.Concat(Down(migration, row).Steps.Take(row.Step));
            foreach (var statement in done.SelectMany(step => step.Statements)) yield return statement.Operation;
        }
    }

    /// <summary>How a migration is taken back that is applied as a whole, or on its way back: by its Down, or by what of it was found right when that began.</summary>
    /// <exception cref="LockstepException">It has no Down.</exception>
    public static PlannedMigration Down(MigrationDescriptor migration, AppliedMigration row) =>
        row is { UpSteps: { } steps, DownKept: { } kept } ? HalfDown.Again(migration, steps, kept) : Planner.Plan(migration, Direction.Down);
}
