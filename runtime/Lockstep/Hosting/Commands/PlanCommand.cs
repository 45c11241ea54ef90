using System.CommandLine;
using Lockstep.History;

namespace Lockstep.Hosting.Commands;

/// <summary><c>plan</c>: what <c>migrate</c> would do.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command("plan", "Shows the SQL that migrate would run, in steps. Changes nothing.") { shared.Connection };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var pending = PlanDocuments.Pending(migrations, history);
        IReadOnlyList<PlannedMigrationDocument> plan = [.. pending.Select(each => PlanDocuments.Of(each.Planned, each.Done))];
        context.Output.Answer(new PlanDocument(found.Database.Name, plan), writer =>
        {
            PlanDocuments.Write(writer, plan);
            writer.WriteLine(plan.Count == 0 ? "-- nothing is pending" : "-- " + PlanDocuments.Summary(pending));
        });
        return ExitCode.Success;
    }
}
