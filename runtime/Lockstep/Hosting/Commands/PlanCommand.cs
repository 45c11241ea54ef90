using System.CommandLine;
using Lockstep.History;
using Lockstep.Planning.Forecasts;

namespace Lockstep.Hosting.Commands;

/// <summary><c>plan</c>: what <c>migrate</c> would do.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command("plan", "Shows the SQL that migrate would run, in steps, with locks, expected times, risks and findings. Changes nothing.") { shared.Connection };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenForCatalogAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var pending = PlanDocuments.Pending(migrations, history);
        var plan = PlanDocuments.Of(found.Database.Name, await Forecaster.OfAsync(connection, migrations, history, pending, cancellationToken).ConfigureAwait(false));
        context.Output.Answer(plan, writer =>
        {
            PlanDocuments.Write(writer, plan);
            writer.WriteLine(pending.Count == 0 ? "-- nothing is pending" : $"-- {PlanDocuments.Summary(pending)}{(plan.Risk == "none" ? "" : $", highest risk: {plan.Risk}")}");
        });
        return ExitCode.Success;
    }
}
