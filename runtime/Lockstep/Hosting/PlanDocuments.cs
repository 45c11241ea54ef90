using System.Globalization;
using Lockstep.History;
using Lockstep.Model.Sql;
using Lockstep.Planning;
using Lockstep.Planning.Forecasts;

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

    /// <summary>A forecast as data.</summary>
    public static PlanDocument Of(string database, Forecast forecast) => new(
        database, [.. forecast.Migrations.Select(Of)], forecast.IsLive ? "live" : "replayed", ForecastDocuments.Word(forecast.Risk), ForecastDocuments.Findings(forecast));

    private static PlannedMigrationDocument Of(MigrationForecast migration) => new(
        migration.Planned.Migration.Version,
        migration.Planned.Migration.Name,
        migration.Planned.Direction == Direction.Up ? "up" : "down",
        migration.Planned.Migration.Ticket,
        migration.Planned.ScriptHash,
        migration.Done,
        Steps(migration.Planned, (step, index) => [.. migration.Steps[index].Select(statement => ForecastDocuments.Of(statement, step.Number <= migration.Done))]));

    /// <summary>The steps of a migration as data, without what they would do to a database.</summary>
    public static IReadOnlyList<StepDocument> Steps(PlannedMigration planned) =>
        Steps(planned, static (step, _) => [.. step.Statements.Select(statement => ForecastDocuments.Plain(statement.Sql))]);

    private static IReadOnlyList<StepDocument> Steps(PlannedMigration planned, Func<MigrationStep, int, IReadOnlyList<StatementDocument>> statements) =>
    [
        .. planned.Steps.Select((step, index) => new StepDocument(step.Number, step.Transactional, statements(step, index))
        {
            Backfills = step.IsBackfill ? [.. step.Statements.Select(statement => BackfillMark.Write(statement.Operation)!)] : null,
        }),
    ];

    /// <summary>In a few words: how many, and how many statements stand outside a transaction.</summary>
    public static string Summary(IReadOnlyList<(PlannedMigration Planned, int Done)> plan)
    {
        var steps = plan.SelectMany(each => each.Planned.Steps.Skip(each.Done)).ToList();
        var outside = steps.Count(step => !step.Transactional);
        var statements = steps.Sum(step => step.Statements.Count);
        return $"{plan.Count} pending, {statements} statements, {(outside == 0 ? "all in transactions" : $"{outside} outside a transaction")}";
    }

    /// <summary>Writes the plan as a commented SQL script.</summary>
    public static void Write(TextWriter writer, PlanDocument plan)
    {
        foreach (var migration in plan.Migrations)
        {
            writer.WriteLine($"-- {migration.Version} {migration.Name}{(migration.Ticket is { } ticket ? $" ({ticket})" : "")}{(migration.Direction == "down" ? ", Down" : "")}");
            WriteSteps(writer, migration.Steps, migration.StepsDone);
            writer.WriteLine();
        }

        foreach (var finding in plan.Findings)
        {
            var place = finding.File is null ? "" : string.Create(CultureInfo.InvariantCulture, $" [{finding.File}({finding.Line})]");
            writer.WriteLine($"-- {finding.Severity} {finding.Rule} in {finding.Version}: {finding.Message}{place}");
        }

        if (plan.Schema != "live") writer.WriteLine("-- The role may not read the catalog: locks are those of the schema that the migrations lead to.");
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
                if (ForecastDocuments.Line(step.Statements[at]) is { } line) writer.WriteLine("-- " + line);
                if (step.Backfills is { } marks) writer.WriteLine(marks[at]);
                writer.WriteLine(step.Statements[at].Sql + ";");
            }

            if (step.Transactional) writer.WriteLine("COMMIT;");
        }
    }
}
