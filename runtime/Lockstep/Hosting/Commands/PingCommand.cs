using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary><c>ping</c>: is the database there?</summary>
internal static class PingCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var wait = SharedOptions.Duration("--wait", "How long to go on trying, such as 60s.", TimeSpan.Zero);
        var command = new Command("ping", "Tells whether the database answers: exit code 0 if it does, 1 if not.") { shared.Connection, wait };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => PingAsync(context, arguments.GetValue(wait), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<ExitCode> PingAsync(HostContext context, TimeSpan wait, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await PingOnceAsync(context, cancellationToken).ConfigureAwait(false);
                return ExitCode.Success;
            }
            catch (LockstepException failure) when (failure.ExitCode == ExitCode.NoConnection)
            {
                if (clock.Elapsed + Pause < wait)
                {
                    await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                context.Output.Error(failure);
                return ExitCode.Failed;
            }
        }
    }

    private static async Task PingOnceAsync(HostContext context, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        var document = new PingDocument(found.Database.Server, found.Database.Name, ServerFacts.Version(connection), clock.Elapsed.TotalMilliseconds);
        context.Output.Answer(document, writer => writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Lockstep: {"ping",-11} PostgreSQL {document.PostgresVersion} on {document.Server}, database {document.Database}, answers in {document.Milliseconds:0} ms")));
    }
}
