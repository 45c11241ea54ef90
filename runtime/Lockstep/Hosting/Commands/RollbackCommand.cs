using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;

namespace Lockstep.Hosting.Commands;

/// <summary><c>rollback</c>: takes migrations back.</summary>
internal static class RollbackCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var count = new Argument<int?>("count") { Description = "How many migrations to take back; 1 without it.", Arity = ArgumentArity.ZeroOrOne };
        var target = new Option<long?>("--to") { Description = "Take back all that are later than this version; 0 for all.", HelpName = "version" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the SQL; change nothing." };
        var command = new Command("rollback", "Takes migrations back by their Down, the latest first. What they dropped or overwrote does not come back.")
        {
            count, target, yes, dryRun, shared.Connection,
        };
        shared.AddRunOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(count) is { } given && (given < 1 || result.GetValue(target) is not null))
            {
                result.AddError("Say how many migrations to take back (1 or more), or --to a version, not both.");
            }
        });
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => RollBackAsync(
                context,
                applied => Choose(applied, arguments.GetValue(count), arguments.GetValue(target)),
                arguments.GetValue(yes),
                arguments.GetValue(dryRun),
                shared.Run(arguments),
                cancellationToken),
            cancellationToken));
        return command;
    }

    /// <summary>The migrations to take back, of those that are applied, latest first.</summary>
    private static IReadOnlyList<AppliedMigration> Choose(IReadOnlyList<AppliedMigration> applied, int? count, long? target) =>
        target is { } version ? [.. applied.TakeWhile(row => row.Version > version)] : [.. applied.Take(count ?? 1)];

    private static async Task<ExitCode> RollBackAsync(
        HostContext context,
        Func<IReadOnlyList<AppliedMigration>, IReadOnlyList<AppliedMigration>> choose,
        bool yes,
        bool dryRun,
        RunOptions options,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var output = context.Output;
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        var runner = new MigrationRunner(found.Database, migrations, options, output.Event);
        var asked = false;
        var count = await runner.RollbackAsync(
            choose,
            planned =>
            {
                asked = true;
                return Task.FromResult(Confirm(output, found.Database, planned, yes, dryRun));
            },
            cancellationToken).ConfigureAwait(false);
        if (count > 0)
        {
            output.Event(new("done", string.Create(CultureInfo.InvariantCulture, $"{count} rolled back in {clock.Elapsed.TotalSeconds:0.00} s"))
            {
                Seconds = clock.Elapsed.TotalSeconds,
            });
        }
        else if (!asked)
        {
            output.Event(new("rollback", "nothing to do: no such migration is applied"));
        }

        return ExitCode.Success;
    }

    private static bool Confirm(IOutput output, Database database, IReadOnlyList<PlannedMigration> planned, bool yes, bool dryRun)
    {
        if (dryRun)
        {
            IReadOnlyList<PlannedMigrationDocument> plan = [.. planned.Select(each => PlanDocuments.Of(each, stepsDone: 0))];
            output.Answer(new PlanDocument(database.Name, plan), writer => PlanDocuments.Write(writer, plan));
            return false;
        }

        foreach (var each in planned) output.Event(new("plan", $"take back {each.Migration.Version} {each.Migration.Name}") { Version = each.Migration.Version });
        if (yes) return true;
        if (Console.IsInputRedirected)
        {
            throw new LockstepException(ToolkitCode.Connection, $"Rolling back {planned.Count} migrations of {database.Name} on {database.Server} needs a yes, and nobody is there to ask.", ExitCode.Usage)
            {
                Next = "Run it with --yes, or look first with --dry-run.",
            };
        }

        Console.Write($"Take back {planned.Count} migrations of {database.Name} on {database.Server}? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
