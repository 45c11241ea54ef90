using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Reporting;
using Npgsql;
using Command = System.CommandLine.Command;

namespace Lockstep.Hosting.Commands;

/// <summary><c>lock</c>: who is at work on a database, and how to end a run that nobody else can.</summary>
internal static class LockCommand
{
    // A session that is in the midst of a statement needs a moment to end.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var status = new Command("status", "Shows which runner holds the lock, and what it does.") { shared.Connection };
        status.SetAction((arguments, cancellationToken) => runner.RunAsync(arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        var reason = new Option<string>("--reason") { Description = "Why, for those who look later.", Required = true, HelpName = "text" };
        reason.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value)) result.AddError("--reason wants a few words.");
        });
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        var release = new Command("release", "Ends the sessions of the runner that holds the lock. What it was doing is rolled back, or cleared up by the next run.")
        {
            reason, yes, shared.Connection,
        };
        release.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => ReleaseAsync(context, arguments.GetValue(reason)!, arguments.GetValue(yes), cancellationToken),
            cancellationToken));
        return new("lock", "Shows or releases the lock that lets one runner at a time work.") { status, release };
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var answer = new LockDocument(
            found.Database.Name,
            await LockHolder.FindAsync(connection, cancellationToken).ConfigureAwait(false),
            await Fence.LastReleaseAsync(connection, cancellationToken).ConfigureAwait(false));
        context.Output.Answer(answer, writer =>
        {
            if (answer.Holders.Count == 0) writer.WriteLine(Line($"free: no runner is at work on {answer.Database}"));
            foreach (var holder in answer.Holders) writer.WriteLine(Line(Describe(holder)));
            if (answer.LastRelease is { } released) writer.WriteLine(Line($"last released {released}"));
        });
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ReleaseAsync(HostContext context, string reason, bool yes, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var holders = await LockHolder.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (holders.Count == 0)
        {
            context.Output.Event(new("lock", $"free: no runner is at work on {found.Database.Name}"));
            return ExitCode.Success;
        }

        foreach (var holder in holders) context.Output.Event(new("lock", Describe(holder)));
        if (!yes && !await Question.IsAnsweredYesAsync($"End the runner that is at work on {found.Database.Name} on {found.Database.Server}", cancellationToken).ConfigureAwait(false))
        {
            return ExitCode.Success;
        }

        var epoch = await Fence.EpochAsync(connection, cancellationToken).ConfigureAwait(false);
        await TerminateAsync(connection, holders, cancellationToken).ConfigureAwait(false);
        var audit = new AuditTrail(AuditSource.None, Guid.CreateVersion7()).Released(holders.Select(holder => ActivityName.Version(holder.Application)).FirstOrDefault(version => version is not null), Who(holders[0]), reason);
        await Fence.ReleaseAsync(connection, epoch, reason, audit, cancellationToken).ConfigureAwait(false);
        context.Output.Event(new("released", $"ended {string.Join(" and ", holders.Select(holder => string.Create(CultureInfo.InvariantCulture, $"pid {holder.Pid}")))}: {reason}"));
        return ExitCode.Success;
    }

    /// <summary>Ends the sessions that were shown, and no others: another runner may have come since.</summary>
    private static async Task TerminateAsync(NpgsqlConnection connection, IReadOnlyList<LockHolder> holders, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            foreach (var holder in holders)
            {
                await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1)", connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = holder.Pid } } };
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new LockstepException(ToolkitCode.Locked, $"The role may not end the runner's sessions: {refused.MessageText}.", ExitCode.Failed, refused)
            {
                Next = "Run it as the role that migrates, or as one that has pg_signal_backend.",
            };
        }

        while ((await LockHolder.FindAsync(connection, cancellationToken).ConfigureAwait(false)).Any(now => holders.Any(holder => holder.Pid == now.Pid)))
        {
            if (clock.Elapsed > EndTime)
            {
                throw new LockstepException(ToolkitCode.Locked, $"The runner's sessions were told to end {Figures.Age(clock.Elapsed.TotalSeconds)} ago and have not.")
                {
                    Next = "The server ends them as soon as it can; see lockstep lock status.",
                };
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whose lock it was, without what only holds for a moment.</summary>
    private static string Who(LockHolder holder) => (holder with { Seconds = null }).Text;

    private static string Describe(LockHolder holder)
    {
        var what = holder.Lock == "runner" ? "held by" : "its session at work:";
        var doing = holder.Doing is { } step ? $", at {step}" : "";
        return $"{what} {holder.Text}{doing}{(holder.State is { } state ? $", {state}" : "")}";
    }

    private static string Line(string text) => $"Lockstep: {"lock",-11} {text}";
}
