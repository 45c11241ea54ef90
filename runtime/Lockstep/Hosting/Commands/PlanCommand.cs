using System.CommandLine;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Planning.Approval;
using Lockstep.Planning.Forecasts;

namespace Lockstep.Hosting.Commands;

/// <summary><c>plan</c>: what <c>migrate</c> would do.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var file = new Option<string?>("--out") { Description = "Also write the plan to a file, to be approved and run with migrate --plan.", HelpName = "file" };
        var requireApproval = new Option<bool>("--require-approval") { Description = "With --out: the plan can't be run before somebody has approved it." };
        var settings = PlanOptions.Create(shared);
        var command = new Command("plan", "Shows the SQL that migrate would run, in steps, with locks, expected times, risks and findings. Changes nothing.")
        {
            shared.Connection, file, requireApproval, PlanFileCommands.Approve(runner), PlanFileCommands.Show(runner),
        };
        settings.AddTo(command);
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ShowAsync(context, settings.Read(arguments), arguments.GetValue(file), arguments.GetValue(requireApproval), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, PlanSettings settings, string? file, bool requireApproval, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenForCatalogAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        if (settings.To is { } version && migrations.Find(version) is null) throw MigrationRunner.UnknownVersion(migrations, version);
        IReadOnlyList<(PlannedMigration Planned, int Done)> pending =
            [.. PlanDocuments.Pending(migrations, history).Where(each => settings.To is null || each.Planned.Migration.Version <= settings.To)];
        var forecast = await Forecaster.OfAsync(connection, migrations, history, pending, cancellationToken).ConfigureAwait(false);
        var plan = PlanDocuments.Of(found.Database.Name, forecast);
        if (file is not null)
        {
            var made = await PlanFileCommands.MakeAsync(found.Database, connection, forecast, history, settings, requireApproval, cancellationToken).ConfigureAwait(false);
            made.Write(file);
            plan = plan with { File = file, Sha256 = made.Sha256 };
        }

        context.Output.Answer(plan, writer =>
        {
            PlanDocuments.Write(writer, plan);
            writer.WriteLine(pending.Count == 0 ? "-- nothing is pending" : $"-- {PlanDocuments.Summary(pending)}{(plan.Risk == "none" ? "" : $", highest risk: {plan.Risk}")}");
            if (plan.File is not null) writer.WriteLine($"-- written to {plan.File} · sha256 {plan.Sha256}");
        });
        return ExitCode.Success;
    }
}
