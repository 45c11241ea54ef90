using System.CommandLine;
using Lockstep.History;

namespace Lockstep.Hosting.Commands;

/// <summary><c>status</c>: what is applied and what is not.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command("status", "Shows which migrations are applied, half done or pending.") { shared.Connection };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var rows = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var comparison = HistoryComparison.Of(migrations, rows);
        var documents = comparison.Statuses
            .Select(status => MigrationDocuments.Of(status))
            .Concat(comparison.Unknown.Select(row => MigrationDocuments.Of(row, "unknown")))
            .OrderBy(document => document.Version)
            .ToList();
        var answer = new StatusDocument(
            found.Database.Server, found.Database.Name, ServerFacts.Version(connection), comparison.Head?.Migration.Version, comparison.Pending.Count(), documents)
        {
            Checkpoints = CheckpointDocument.Of(Checkpoints.Of(migrations).Concat(await CheckpointTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false))),
        };
        var skipped = comparison.Statuses.Count(status => status.IsSkipped);
        context.Output.Answer(answer, writer =>
        {
            writer.WriteLine($"database {answer.Database} on {answer.Server} (PostgreSQL {answer.PostgresVersion}), {answer.Migrations.Count - answer.Pending - skipped} applied, {answer.Pending} pending{(skipped > 0 ? $", {skipped} skipped" : "")}");
            writer.WriteLine();
            MigrationDocuments.Write(writer, answer.Migrations);
            CheckpointDocument.Write(writer, answer.Checkpoints);
        });
        return ExitCode.Success;
    }
}
