using System.CommandLine;
using System.Globalization;
using Lockstep.Backfill;
using Lockstep.Execution;
using Npgsql;
using Command = System.CommandLine.Command;

namespace Lockstep.Hosting.Commands;

/// <summary><c>backfill</c>: how far backfills are, and how to make them rest, go on, or begin anew.</summary>
internal static class BackfillCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var version = new Argument<long?>("version") { Description = "Only those of this migration.", Arity = ArgumentArity.ZeroOrOne };
        var status = new Command("status", "Shows the backfills that were begun, and how far they are.") { shared.Connection };
        status.SetAction((arguments, cancellationToken) => runner.RunAsync(arguments, context => ShowAsync(context, cancellationToken), cancellationToken));

        var reason = new Option<string?>("--reason") { Description = "Why, for those who wonder.", HelpName = "text" };
        var pause = new Command("pause", "Makes backfills rest behind the batch that is under way, until they are resumed; also those of runs to come.") { version, reason, shared.Connection };
        pause.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => ChangeAsync(context, "paused", (connection, token) => BackfillAdministration.PauseAsync(connection, arguments.GetValue(version), arguments.GetValue(reason), token), cancellationToken),
            cancellationToken));

        var resume = new Command("resume", "Lets paused backfills go on.") { version, shared.Connection };
        resume.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => ChangeAsync(context, "resumed", (connection, token) => BackfillAdministration.ResumeAsync(connection, arguments.GetValue(version), token), cancellationToken),
            cancellationToken));

        var which = new Argument<long>("version") { Description = "The migration." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var restart = new Command("restart", "Forgets how far a migration's backfills are: the next run begins at the first row, also with those that are changed already.") { which, yes, shared.Wait, shared.Connection };
        restart.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => RestartAsync(context, arguments.GetValue(which), arguments.GetValue(yes), arguments.GetValue(shared.Wait), cancellationToken), cancellationToken));
        return new("backfill", "Shows backfills, and makes them rest, go on, or begin anew.") { status, pause, resume, restart };
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var runner = (await LockHolder.FindAsync(connection, cancellationToken).ConfigureAwait(false)).FirstOrDefault(holder => holder.Lock == "runner");
        var answer = new BackfillDocument(found.Database.Name, runner?.Text, await BackfillAdministration.ReadAsync(connection, cancellationToken).ConfigureAwait(false));
        context.Output.Answer(answer, writer =>
        {
            if (answer.Backfills.Count == 0) writer.WriteLine(Line($"none was begun on {answer.Database}"));
            foreach (var each in answer.Backfills) writer.WriteLine(Line(Describe(each, answer.Runner)));
        });
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ChangeAsync(
        HostContext context, string done, Func<NpgsqlConnection, CancellationToken, Task<IReadOnlyList<string>>> change, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var tables = await change(connection, cancellationToken).ConfigureAwait(false);
        context.Output.Event(new("backfill", tables.Count == 0 ? $"nothing to do: none on {found.Database.Name} is to be {done}" : $"{done}: {string.Join(", ", tables)}"));
        return ExitCode.Success;
    }

    private static async Task<ExitCode> RestartAsync(HostContext context, long version, bool yes, TimeSpan wait, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var begun = (await BackfillAdministration.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Where(each => each.Version == version && each.FinishedAt is null).ToList();
        if (begun.Count == 0)
        {
            context.Output.Event(new("backfill", string.Create(CultureInfo.InvariantCulture, $"nothing to do: migration {version} has none that is half done on {found.Database.Name}")));
            return ExitCode.Success;
        }

        foreach (var each in begun) context.Output.Event(new("backfill", Describe(each, runner: null)));
        if (!yes && !await Question.IsAnsweredYesAsync($"Forget how far they are on {found.Database.Name} on {found.Database.Server}, so that rows that are changed already are changed again", cancellationToken).ConfigureAwait(false))
        {
            return ExitCode.Success;
        }

        await using var runnerLock = await RunnerLock.AcquireAsync(
            found.Database, connection, wait, (text, elapsed) => context.Output.Event(new("waiting", text) { Seconds = elapsed.TotalSeconds }), cancellationToken).ConfigureAwait(false);
        var tables = await BackfillAdministration.RestartAsync(connection, version, cancellationToken).ConfigureAwait(false);
        context.Output.Event(new("backfill", $"forgotten: {string.Join(", ", tables)}; the next run begins at the first row"));
        return ExitCode.Success;
    }

    private static string Describe(BackfillStatus status, string? runner)
    {
        var down = status.Direction == "down" ? ", Down" : "";
        var total = status.Total is { } all ? $" of about {BackfillProgress.Number(all)}" : "";
        var pass = status.Pass > 1 ? string.Create(CultureInfo.InvariantCulture, $", pass {status.Pass}") : "";
        var text = string.Create(CultureInfo.InvariantCulture, $"{status.Version}{down} {status.Table}  ") + (status.FinishedAt is { } at
            ? $"done {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {BackfillProgress.Number(status.Rows)} rows changed"
            : $"{BackfillProgress.Number(status.Seen)}{total} rows gone through{pass}, {BackfillProgress.Number(status.Rows)} changed");
        if (status.FinishedAt is not null) return text;
        if (status.PausedBy is { } by) return $"{text}, paused by {by}{(status.PauseReason is { } reason ? $": {reason}" : "")}; go on with lockstep backfill resume";
        return text + (runner is null ? ", and no runner is at work: lockstep migrate goes on" : "");
    }

    private static string Line(string text) => $"Lockstep: {"backfill",-11} {text}";
}
