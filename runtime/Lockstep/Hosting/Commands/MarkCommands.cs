using System.CommandLine;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Verification;

namespace Lockstep.Hosting.Commands;

/// <summary><c>baseline</c>, <c>adopt</c>, <c>mark-applied</c> and <c>skip</c>: they change the history and run nothing.</summary>
internal static class MarkCommands
{
    /// <summary>Makes the commands.</summary>
    public static IEnumerable<Command> Create(SharedOptions shared, HostRunner runner) => [Baseline(shared, runner), Adopt(shared, runner), MarkApplied(shared, runner), Skip(shared, runner)];

    private static Command Baseline(SharedOptions shared, HostRunner runner)
    {
        var version = new Option<long>("--version") { Description = "The last migration whose work is there already.", HelpName = "version", Required = true };
        var command = new Command("baseline", "Marks all migrations up to a version as applied without running them: for a database that has their work already.") { version };
        var (reason, yes) = AddOptions(command, shared, required: false);
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => MarkAsync(
                context,
                new("baseline", Mark.Applied, "marked as applied", arguments.GetValue(reason), arguments.GetValue(yes)),
                (migrations, comparison) => UpTo(migrations, comparison, arguments.GetValue(version)),
                before: null,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command Adopt(SharedOptions shared, HostRunner runner)
    {
        var version = new Option<long?>("--version") { Description = "The last migration whose work is there already; without it, the project's last.", HelpName = "version" };
        var command = new Command("adopt", "Tells how a database differs from what the migrations lead to, then marks them as applied without running them.") { version };
        var (reason, yes) = AddOptions(command, shared, required: false);
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => MarkAsync(
                context,
                new("adopt", Mark.Applied, "marked as applied", arguments.GetValue(reason), arguments.GetValue(yes)),
                (migrations, comparison) => migrations.All.Count == 0 ? [] : UpTo(migrations, comparison, arguments.GetValue(version) ?? migrations.All[^1].Version),
                (database, migrations, chosen) => TellDifferencesAsync(context.Output, database, migrations, chosen, cancellationToken),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command MarkApplied(SharedOptions shared, HostRunner runner)
    {
        var version = new Argument<long>("version") { Description = "The migration." };
        var command = new Command("mark-applied", "Marks one migration as applied without running it, or what is left of it: its work was done by hand.") { version };
        var (reason, yes) = AddOptions(command, shared, required: true);
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => MarkAsync(
                context,
                new("mark-applied", Mark.Applied, "marked as applied", arguments.GetValue(reason), arguments.GetValue(yes)),
                (migrations, comparison) => One(migrations, comparison, arguments.GetValue(version)) is { IsApplied: false } status ? [status.Migration] : [],
                before: null,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static Command Skip(SharedOptions shared, HostRunner runner)
    {
        var version = new Argument<long>("version") { Description = "The migration." };
        var undo = new Option<bool>("--undo") { Description = "Make a skipped migration pending again." };
        var command = new Command("skip", "Passes one migration over on this database: migrate does not run it, rollback does not take it back.") { version, undo };
        var (reason, yes) = AddOptions(command, shared, required: true);
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => arguments.GetValue(undo)
                ? MarkAsync(
                    context,
                    new("skip-undone", Mark.Pending, "pending again", arguments.GetValue(reason), arguments.GetValue(yes)),
                    (migrations, comparison) => One(migrations, comparison, arguments.GetValue(version)) is { IsSkipped: true } status ? [status.Migration] : [],
                    before: null,
                    cancellationToken)
                : MarkAsync(
                    context,
                    new("skip", Mark.Skipped, "skipped", arguments.GetValue(reason), arguments.GetValue(yes)),
                    (migrations, comparison) => ToSkip(One(migrations, comparison, arguments.GetValue(version))),
                    before: null,
                    cancellationToken),
            cancellationToken));
        return command;
    }

    private static (Option<string?> Reason, Option<bool> Yes) AddOptions(Command command, SharedOptions shared, bool required)
    {
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit.", HelpName = "text", Required = required };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        command.Options.Add(reason);
        command.Options.Add(yes);
        command.Options.Add(shared.Connection);
        command.Options.Add(shared.Wait);
        shared.Audit.AddTo(command);
        return (reason, yes);
    }

    private static IReadOnlyList<MigrationDescriptor> UpTo(MigrationSet migrations, HistoryComparison comparison, long version)
    {
        if (migrations.Find(version) is null) throw MigrationRunner.UnknownVersion(migrations, version);
        var open = comparison.Pending.Where(status => status.Migration.Version <= version).ToList();
        return open.FirstOrDefault(status => status.Row is not null) is { } half ? throw HalfDone(half) : [.. open.Select(status => status.Migration)];
    }

    private static IReadOnlyList<MigrationDescriptor> ToSkip(MigrationStatus status) => status switch
    {
        { IsSkipped: true } => [],
        { Row: null } => [status.Migration],
        { IsApplied: true } => throw new LockstepException(ToolkitCode.History, $"{status.Migration.Version} ({status.Migration.Name}) is applied, so it can't be skipped.")
        {
            Next = "lockstep rollback takes it back.",
        },
        _ => throw HalfDone(status),
    };

    private static MigrationStatus One(MigrationSet migrations, HistoryComparison comparison, long version) =>
        comparison.Statuses.FirstOrDefault(status => status.Migration.Version == version) ?? throw MigrationRunner.UnknownVersion(migrations, version);

    private static LockstepException HalfDone(MigrationStatus status) =>
        new(ToolkitCode.History, string.Create(CultureInfo.InvariantCulture, $"{status.Migration.Version} ({status.Migration.Name}) is half done, at step {status.Row!.Step} of {status.Row.Steps}."))
        {
            Next = "Finish it (lockstep migrate or rollback), or do the rest by hand and say so: lockstep mark-applied.",
        };

    private static async Task TellDifferencesAsync(
        IOutput output, Database database, MigrationSet migrations, IReadOnlyList<MigrationDescriptor> chosen, CancellationToken cancellationToken)
    {
        var last = chosen[^1].Version;
        var operations = migrations.All.Where(migration => migration.Version <= last)
            .SelectMany(migration => Planner.Plan(migration, Direction.Up).Steps).SelectMany(step => step.Statements).Select(statement => statement.Operation);
        var drift = await Drift.OfAsync(database, operations, cancellationToken).ConfigureAwait(false);
        foreach (var line in drift.NotFollowed) output.Event(new("warning", "can't be followed without running it: " + line) { Code = ToolkitCode.Drift });
        foreach (var line in drift.Differences) output.Event(new("warning", line) { Code = ToolkitCode.Drift });
        output.Event(new("drift", drift.Differences.Count == 0
            ? $"the schema is what the migrations up to {last} lead to"
            : $"{drift.Differences.Count} differences from what the migrations up to {last} lead to"));
    }

    private sealed record Request(string Action, Mark Mark, string Done, string? Reason, bool Yes);

    private static async Task<ExitCode> MarkAsync(
        HostContext context,
        Request request,
        Func<MigrationSet, HistoryComparison, IReadOnlyList<MigrationDescriptor>> choose,
        Func<Database, MigrationSet, IReadOnlyList<MigrationDescriptor>, Task>? before,
        CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        var marker = new HistoryMarker(
            found.Database, migrations, context.Options.Audit.Read(context.Arguments, migrations), context.Arguments.GetValue(context.Options.Wait), context.Output.Event);
        var marked = await marker.MarkAsync(
            request.Action,
            request.Mark,
            request.Reason,
            comparison => choose(migrations, comparison),
            async chosen =>
            {
                if (before is not null) await before(found.Database, migrations, chosen).ConfigureAwait(false);
                foreach (var migration in chosen) context.Output.Event(new("plan", $"{request.Action} {migration.Version} {migration.Name}") { Version = migration.Version, Name = migration.Name });
                return request.Yes || await Question.IsAnsweredYesAsync(
                    $"Change the history of {found.Database.Name} on {found.Database.Server} without running anything", cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (marked is { Count: 0 }) context.Output.Event(new(request.Action, "nothing to do"));
        else if (marked is not null) context.Output.Event(new("done", $"{marked.Count} {request.Done}, nothing was run"));
        return ExitCode.Success;
    }
}
