using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lockstep.Proof;

namespace Lockstep.Hosting.Commands;

/// <summary><c>prove</c>: every Up, every Down, and every Up again on a throwaway PostgreSQL.</summary>
internal static class ProveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var version = new Option<int?>("--postgres-version") { Description = "The major version to prove on, 15 to 18; without it, what is on the machine.", HelpName = "major" };
        var command = new Command(
            "prove",
            "Applies every Up to a throwaway PostgreSQL, takes it back by its Down, compares the catalog with what it was before, and applies it again.")
        {
            version,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ProveAsync(context, arguments.GetValue(version), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ProveAsync(HostContext context, int? version, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var migrations = context.Migrations();
        var target = version is { } major ? $"embedded?version={major}" : "embedded";
        await using var found = await ConnectedDatabase.FindAsync(target, context.Output, cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(keepAlive: false, cancellationToken).ConfigureAwait(false);
        var errors = await new Prover(connection, migrations, context.Output.Event).ProveAsync(cancellationToken).ConfigureAwait(false);
        if (errors > 0) return ExitCode.Failed;
        context.Output.Event(new("proved", string.Create(
            CultureInfo.InvariantCulture,
            $"{migrations.All.Count} migrations on PostgreSQL {ServerFacts.Version(connection)} in {clock.Elapsed.TotalSeconds:0.0} s: Up, Down, Up again"))
        {
            Seconds = clock.Elapsed.TotalSeconds,
        });
        return ExitCode.Success;
    }
}
