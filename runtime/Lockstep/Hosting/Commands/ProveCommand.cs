using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lockstep.Planning;
using Lockstep.Proof;

namespace Lockstep.Hosting.Commands;

/// <summary><c>prove</c>: every Up, every Down, and every Up again on a throwaway PostgreSQL.</summary>
internal static class ProveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var version = new Option<int?>("--postgres-version") { Description = "The major version to prove on, 15 to 18; without it, what is on the machine.", HelpName = "major" };
        var stamp = new Option<string?>("--stamp")
        {
            Description = "A file that remembers what was proved last: while no migration changed since, nothing is run.",
            HelpName = "file",
        };
        var command = new Command(
            "prove",
            "Applies every Up to a throwaway PostgreSQL, takes it back by its Down, compares the catalog with what it was before, and applies it again.")
        {
            version, stamp,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => ProveAsync(context, arguments.GetValue(version), arguments.GetValue(stamp), cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ProveAsync(HostContext context, int? version, string? stampPath, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        if (stampPath is null) return await ProveAsync(context, migrations, version, cancellationToken).ConfigureAwait(false);

        var stamp = new ProofStamp(stampPath);
        var content = TryStamp(migrations, version);
        var result = ExitCode.Success;
        if (content is not null && stamp.Holds(content))
        {
            context.Output.Event(new("unchanged", $"no migration changed since the last proof of {migrations.All.Count}"));
        }
        else
        {
            stamp.Clear();
            result = await ProveAsync(context, migrations, version, cancellationToken).ConfigureAwait(false);
        }

        // Written also when it held: its time tells the build that it is newer than the assembly.
        if (result == ExitCode.Success && content is not null) stamp.Write(content);
        return result;
    }

    /// <summary>Null if a migration can't be planned: the proof will tell, and go on where it can.</summary>
    private static string? TryStamp(MigrationSet migrations, int? version)
    {
        try
        {
            return ProofStamp.Of(migrations, version);
        }
        catch (LockstepException)
        {
            return null;
        }
    }

    private static async Task<ExitCode> ProveAsync(HostContext context, MigrationSet migrations, int? version, CancellationToken cancellationToken)
    {
        if (migrations.All.Count == 0) return ExitCode.Success;
        var clock = Stopwatch.StartNew();
        var target = version is { } major ? $"embedded?version={major}" : "embedded";
        await using var found = await ConnectedDatabase.FindAsync(target, role: null, context.Output, cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
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
