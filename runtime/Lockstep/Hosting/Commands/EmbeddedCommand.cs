using System.CommandLine;
using Lockstep.Embedded;
using Command = System.CommandLine.Command;

namespace Lockstep.Hosting.Commands;

/// <summary><c>embedded</c>: starts, stops and removes a staying embedded server.</summary>
internal static class EmbeddedCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(HostRunner runner)
    {
        var directory = new Argument<string>("directory") { Description = "The folder that stands for the server, as in embedded:DIR." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var stop = new Command("stop", "Stops the server; its data stays.") { directory };
        stop.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            async context =>
            {
                var path = Path.GetFullPath(arguments.GetValue(directory)!);
                var stopped = await EmbeddedPostgres.StopAsync(path, cancellationToken).ConfigureAwait(false);
                context.Output.Event(new("embedded", stopped ? $"stopped the server in {path}" : $"no server was running in {path}"));
                return ExitCode.Success;
            },
            cancellationToken));
        var remove = new Command("remove", "Stops the server and deletes its data.") { directory, yes };
        remove.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            async context =>
            {
                var path = Path.GetFullPath(arguments.GetValue(directory)!);
                if (!arguments.GetValue(yes) &&
                    !await Question.IsAnsweredYesAsync($"Delete the server in {path} with all its data", cancellationToken).ConfigureAwait(false))
                {
                    return ExitCode.Success;
                }

                var removed = await EmbeddedPostgres.RemoveAsync(path, cancellationToken).ConfigureAwait(false);
                context.Output.Event(new("embedded", removed ? $"removed the server in {path} and its data" : $"there is no server in {path}"));
                return ExitCode.Success;
            },
            cancellationToken));
        return new("embedded", "Stops or removes an embedded server that stays (embedded:DIR).") { stop, remove };
    }
}
