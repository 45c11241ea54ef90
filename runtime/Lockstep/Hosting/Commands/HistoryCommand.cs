using System.CommandLine;
using Lockstep.History;

namespace Lockstep.Hosting.Commands;

/// <summary><c>history</c>: what was applied, when and by whom.</summary>
internal static class HistoryCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command("history", "Shows what was applied, when and by whom, the latest last.") { shared.Connection };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var rows = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? [];
        var answer = new HistoryDocument(
            found.Database.Name,
            [.. rows.OrderBy(row => row.AppliedAt ?? DateTimeOffset.MaxValue).ThenBy(row => row.Version).Select(row => MigrationDocuments.Of(row))])
        {
            Checkpoints = CheckpointDocument.Of(await CheckpointTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false)),
        };
        context.Output.Answer(answer, writer =>
        {
            if (answer.Migrations.Count == 0) writer.WriteLine($"Lockstep: {"history",-11} nothing was applied to {answer.Database} yet");
            else MigrationDocuments.Write(writer, answer.Migrations);
            CheckpointDocument.Write(writer, answer.Checkpoints);
        });
        return ExitCode.Success;
    }
}
