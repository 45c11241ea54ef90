using Lockstep.History;
using Lockstep.Model.Sql;
using Lockstep.Planning;

namespace Lockstep.Hosting;

/// <summary>Plans as data and as SQL.</summary>
internal static class PlanDocuments
{
    /// <summary>What migrate would run.</summary>
    public static IReadOnlyList<(PlannedMigration Planned, int Done)> Pending(MigrationSet migrations, IReadOnlyList<AppliedMigration>? history) =>
    [
        .. HistoryComparison.Of(migrations, history).Pending
            .Where(status => status.Row is null or { State: MigrationState.Applying })
            .Select(status => (Planner.Plan(status.Migration, Direction.Up), status.Row?.Step ?? 0)),
    ];

    /// <summary>A planned migration as data.</summary>
    public static PlannedMigrationDocument Of(PlannedMigration planned, int stepsDone) => new(
        planned.Migration.Version,
        planned.Migration.Name,
        planned.Direction == Direction.Up ? "up" : "down",
        planned.Migration.Ticket,
        planned.ScriptHash,
        stepsDone,
        [
            .. planned.Steps.Select(step => new StepDocument(step.Number, step.Transactional, [.. step.Statements.Select(statement => statement.Sql)])
            {
                Backfills = step.IsBackfill ? [.. step.Statements.Select(statement => BackfillMark.Write(statement.Operation)!)] : null,
            }),
        ]);

    /// <summary>In a few words: how many, and how many statements stand outside a transaction.</summary>
    public static string Summary(IReadOnlyList<(PlannedMigration Planned, int Done)> plan)
    {
        var steps = plan.SelectMany(each => each.Planned.Steps.Skip(each.Done)).ToList();
        var outside = steps.Count(step => !step.Transactional);
        var statements = steps.Sum(step => step.Statements.Count);
        return $"{plan.Count} pending, {statements} statements, {(outside == 0 ? "all in transactions" : $"{outside} outside a transaction")}";
    }

    /// <summary>Writes the plan as a commented SQL script.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<PlannedMigrationDocument> plan)
    {
        foreach (var migration in plan)
        {
            writer.WriteLine($"-- {migration.Version} {migration.Name}{(migration.Ticket is { } ticket ? $" ({ticket})" : "")}{(migration.Direction == "down" ? ", Down" : "")}");
            WriteSteps(writer, migration.Steps, migration.StepsDone);
            writer.WriteLine();
        }
    }

    /// <summary>Writes steps as SQL; those that an earlier run has done as a comment.</summary>
    public static void WriteSteps(TextWriter writer, IReadOnlyList<StepDocument> steps, int done)
    {
        foreach (var step in steps)
        {
            if (step.Number <= done)
            {
                writer.WriteLine($"-- step {step.Number} of {steps.Count}: done");
                continue;
            }

            if (steps.Count > 1) writer.WriteLine($"-- step {step.Number} of {steps.Count}: {(step.Transactional ? "a transaction" : step.Backfills is null ? "outside a transaction" : "in batches, each committed on its own")}");
            if (step.Transactional) writer.WriteLine("BEGIN;");
            for (var at = 0; at < step.Statements.Count; at++)
            {
                if (step.Backfills is { } marks) writer.WriteLine(marks[at]);
                writer.WriteLine(step.Statements[at] + ";");
            }

            if (step.Transactional) writer.WriteLine("COMMIT;");
        }
    }
}
