using Lockstep.History;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
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
            if (row.State == MigrationState.RollingBack) done = done.Concat(Down(migrations, history, migration, row).Steps.Take(row.Step));
            foreach (var statement in done.SelectMany(step => step.Statements)) yield return statement.Operation;
        }
    }

    /// <summary>How an applied migration is taken back: by its Down, or by what of it takes back the steps that were done.</summary>
    /// <exception cref="LockstepException">It has no Down, or what of it is to be run can't be told.</exception>
    public static PlannedMigration Down(MigrationSet migrations, IReadOnlyList<AppliedMigration>? history, MigrationDescriptor migration, AppliedMigration row)
    {
        var done = row.State == MigrationState.Applying ? row.Step : row.UpSteps;
        if (done is not { } steps) return Planner.Plan(migration, Direction.Down);
        var before = DatabaseSchema.Empty.Apply(Of(migrations, [.. (history ?? []).Where(other => other.Version != row.Version)])).Schema;
        return HalfDown.Plan(migration, steps, before);
    }
}
