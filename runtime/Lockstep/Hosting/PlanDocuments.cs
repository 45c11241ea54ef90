using System.Globalization;
using Lockstep.History;
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
        [.. migration.Planned.Steps.Select((step, index) => new StepDocument(
            step.Number, step.Transactional, [.. migration.Steps[index].Select(statement => ForecastDocuments.Of(statement, step.Number <= migration.Done))]))]);

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
            foreach (var step in migration.Steps)
            {
                if (step.Number <= migration.StepsDone)
                {
                    writer.WriteLine($"-- step {step.Number} of {migration.Steps.Count}: done");
                    continue;
                }

                if (migration.Steps.Count > 1) writer.WriteLine($"-- step {step.Number} of {migration.Steps.Count}: {(step.Transactional ? "a transaction" : "outside a transaction")}");
                if (step.Transactional) writer.WriteLine("BEGIN;");
                foreach (var statement in step.Statements)
                {
                    if (ForecastDocuments.Line(statement) is { } line) writer.WriteLine("-- " + line);
                    writer.WriteLine(statement.Sql + ";");
                }

                if (step.Transactional) writer.WriteLine("COMMIT;");
            }

            writer.WriteLine();
        }

        foreach (var finding in plan.Findings)
        {
            var place = finding.File is null ? "" : string.Create(CultureInfo.InvariantCulture, $" [{finding.File}({finding.Line})]");
            writer.WriteLine($"-- {finding.Severity} {finding.Rule} in {finding.Version}: {finding.Message}{place}");
        }

        if (plan.Schema != "live") writer.WriteLine("-- The role may not read the catalog: locks are those of the schema that the migrations lead to.");
    }
}
