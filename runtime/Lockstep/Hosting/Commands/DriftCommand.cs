using System.CommandLine;
using Lockstep.History;
using Lockstep.Verification;

namespace Lockstep.Hosting.Commands;

/// <summary><c>drift</c>: has somebody changed the schema by hand?</summary>
internal static class DriftCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command("drift", "Compares the database's schema with what the applied migrations lead to, a line for each difference. Exit code 1 if there is one.")
        {
            shared.Connection,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(arguments, context => CompareAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> CompareAsync(HostContext context, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var drift = await Drift.OfAsync(found.Database, AppliedOperations.Of(migrations, history), cancellationToken).ConfigureAwait(false);
        var answer = new DriftDocument(found.Database.Name, drift.Differences.Count == 0, drift.Differences, drift.NotFollowed);
        context.Output.Answer(answer, writer =>
        {
            foreach (var line in answer.NotFollowed) writer.WriteLine($"warning {ToolkitCode.Drift}: can't be followed without running it: {line}");
            foreach (var line in answer.Differences) writer.WriteLine($"error {ToolkitCode.Drift}: {line}");
            if (answer.Ok) writer.WriteLine("Lockstep: drift       the schema is what the applied migrations lead to");
            else writer.WriteLine("  next: Take back what was done by hand, or write a migration that does it and mark it: lockstep mark-applied.");
        });
        return answer.Ok ? ExitCode.Success : ExitCode.Failed;
    }
}
