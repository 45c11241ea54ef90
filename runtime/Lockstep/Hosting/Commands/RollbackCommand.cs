using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Planning.Forecasts;
using Lockstep.Reporting;
using Lockstep.Telemetry;

namespace Lockstep.Hosting.Commands;

/// <summary><c>rollback</c>: takes migrations back.</summary>
internal static class RollbackCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var count = new Argument<int?>("count") { Description = "How many migrations to take back; 1 without it.", Arity = ArgumentArity.ZeroOrOne };
        var target = new Option<long?>("--to") { Description = "Take back all that are later than this version; 0 for all.", HelpName = "version" };
        var toCheckpoint = new Option<string?>("--to-checkpoint") { Description = "Take back all that is not applied at that checkpoint.", HelpName = "name" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the SQL; change nothing." };
        count.Validators.Add(result => AtLeast(result, 1, "How many migrations to take back is a number from 1."));
        target.Validators.Add(result => AtLeast(result, 0, "--to wants a version, or 0 to take all back."));
        var command = new Command("rollback", "Takes migrations back by their Down, the latest first. What they dropped or overwrote does not come back.")
        {
            count, target, toCheckpoint, yes, dryRun, shared.Connection,
        };
        shared.AddRunOptions(command);
        command.Validators.Add(result =>
        {
            // By tokens: a value that is no number has its own error, and reading it here would throw.
            if (result.GetResult(target) is not null && result.GetResult(count) is { Tokens.Count: > 0 })
            {
                result.AddError("Say how many migrations to take back, or --to a version, not both.");
            }

            if (result.GetResult(toCheckpoint) is not null && (result.GetResult(target) is not null || result.GetResult(count) is { Tokens.Count: > 0 }))
            {
                result.AddError("Say --to-checkpoint, or how far to go otherwise, not both.");
            }
        });
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => RollBackAsync(
                context,
                applied => Choose(applied, arguments.GetValue(count), arguments.GetValue(target)),
                arguments.GetValue(target),
                arguments.GetValue(toCheckpoint),
                arguments.GetValue(yes),
                arguments.GetValue(dryRun),
                shared.Run(arguments),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static void AtLeast(SymbolResult result, long least, string message)
    {
        if (result.Tokens is [var token] && long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < least)
        {
            result.AddError(message);
        }
    }

    /// <summary>The migrations to take back, of those that are applied, latest first.</summary>
    private static IReadOnlyList<AppliedMigration> Choose(IReadOnlyList<AppliedMigration> applied, int? count, long? target) =>
        target is { } version ? [.. applied.TakeWhile(row => row.Version > version)] : [.. applied.Take(count ?? 1)];

    private static async Task<ExitCode> RollBackAsync(
        HostContext context,
        Func<IReadOnlyList<AppliedMigration>, IReadOnlyList<AppliedMigration>> choose,
        long? target,
        string? checkpoint,
        bool yes,
        bool dryRun,
        RunOptions options,
        CancellationToken cancellationToken)
    {
        var output = context.Output;
        var summary = new RunSummary(output.Event);
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        if (target is > 0 and var version && migrations.Find(version) is null) throw MigrationRunner.UnknownVersion(migrations, version);
        if (checkpoint is not null)
        {
            var place = await CheckpointCommands.FindAsync(found.Database, migrations, checkpoint, cancellationToken).ConfigureAwait(false);
            choose = applied => [.. applied.Where(row => !place.Holds(row.Version))];
        }

        var runner = new MigrationRunner(found.Database, migrations, options, RunTelemetry.Observed(summary.Event))
        {
            Working = output.Working,
            Source = context.Options.Audit.Read(context.Arguments, migrations),
        };
        output.Begin(new("rollback", found.Database.Name, found.Database.Server, runner.RunId));
        RunTelemetry.Begin(found.Database, runner.RunId, context.Span);
        var asked = false;
        var count = await runner.RollbackAsync(
            choose,
            planned =>
            {
                asked = true;
                return ConfirmAsync(output, found.Database, migrations, planned, yes, dryRun, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        if (count > 0)
        {
            summary.End(string.Create(CultureInfo.InvariantCulture, $"{count} rolled back"), runner.WaitedForRunner);
        }
        else if (!asked)
        {
            output.Event(new("rollback", "nothing to do: no such migration is applied"));
        }

        return ExitCode.Success;
    }

    private static async Task<bool> ConfirmAsync(
        IOutput output, Database database, MigrationSet migrations, IReadOnlyList<(PlannedMigration Planned, int Done)> planned, bool yes, bool dryRun, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            await using var connection = await database.OpenForCatalogAsync(cancellationToken).ConfigureAwait(false);
            var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            var plan = PlanDocuments.Of(database.Name, await Forecaster.OfAsync(connection, migrations, history, planned, cancellationToken).ConfigureAwait(false));
            output.Answer(plan, writer => PlanDocuments.Write(writer, plan));
            return false;
        }

        foreach (var (each, _) in planned) output.Event(new("plan", $"take back {each.Migration.Version} {each.Migration.Name}") { Version = each.Migration.Version });
        return yes || await Question.IsAnsweredYesAsync(
            $"Take back {planned.Count} {(planned.Count == 1 ? "migration" : "migrations")} of {database.Name} on {database.Server}",
            cancellationToken).ConfigureAwait(false);
    }
}
