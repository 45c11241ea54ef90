using System.CommandLine;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.Planning.Approval;

namespace Lockstep.Hosting;

/// <summary>The settings that are approved with a plan: options of <c>plan --out</c>, which <c>migrate --plan</c> then goes by.</summary>
/// <param name="shared">The options that several commands have.</param>
/// <param name="target">The option for the last version.</param>
/// <param name="onFailure">The option for what becomes of a run that fails.</param>
internal sealed class PlanOptions(SharedOptions shared, Option<long?> target, Option<string> onFailure)
{
    /// <summary>Options of its own, for a command that has no others for them.</summary>
    public static PlanOptions Create(SharedOptions shared) => new(shared, Target(), OnFailure());

    /// <summary>The last version to apply.</summary>
    public static Option<long?> Target() => new("--to") { Description = "The last version to apply; without it, all.", HelpName = "version" };

    /// <summary>What becomes of a run that fails.</summary>
    public static Option<string> OnFailure()
    {
        var option = new Option<string>("--on-failure")
        {
            Description = "What becomes of a run that fails, or whose verification does: 'stop' keeps what was applied and the next run goes on; 'rollback' takes back what this run applied, by Down.",
            HelpName = "what",
            DefaultValueFactory = _ => "stop",
        };
        option.AcceptOnlyFromAmong("stop", "rollback");
        return option;
    }

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (IEnumerable<Option>)[target, onFailure, shared.LockTimeout, shared.LockRetries, shared.StatementTimeout, shared.MaxBlocked, shared.TerminateBlockers]) command.Options.Add(option);
    }

    /// <summary>What was typed.</summary>
    public PlanSettings Read(ParseResult arguments)
    {
        var run = shared.Run(arguments);
        return new(arguments.GetValue(target), arguments.GetValue(onFailure) ?? "stop", run.LockTimeout, run.LockRetries, run.StatementTimeout, run.MaxBlocked, run.TerminateBlockers);
    }

    /// <summary>How a plan wants to be run.</summary>
    public static RunOptions Of(PlanSettings settings, RunOptions typed) => typed with
    {
        LockTimeout = settings.LockTimeout,
        LockRetries = settings.LockRetries,
        StatementTimeout = settings.StatementTimeout,
        MaxBlocked = settings.MaxBlocked,
        TerminateBlockers = settings.TerminateBlockers,
        TakeBackOnFailure = settings.OnFailure == "rollback",
    };

    /// <summary>The options that were typed and say something else than the plan, a line each.</summary>
    public IReadOnlyList<string> Differences(ParseResult arguments, PlanSettings approved)
    {
        var typed = Read(arguments);
        var lines = new List<string>();
        Compare(target, typed.To?.ToString(CultureInfo.InvariantCulture), approved.To?.ToString(CultureInfo.InvariantCulture));
        Compare(onFailure, typed.OnFailure, approved.OnFailure);
        Compare(shared.LockTimeout, Text(typed.LockTimeout), Text(approved.LockTimeout));
        Compare(shared.LockRetries, typed.LockRetries.ToString(CultureInfo.InvariantCulture), approved.LockRetries.ToString(CultureInfo.InvariantCulture));
        Compare(shared.StatementTimeout, Text(typed.StatementTimeout), Text(approved.StatementTimeout));
        Compare(shared.MaxBlocked, Text(typed.MaxBlocked), Text(approved.MaxBlocked));
        Compare(shared.TerminateBlockers, Text(typed.TerminateBlockers), Text(approved.TerminateBlockers));
        return lines;

        void Compare(Option option, string? now, string? then)
        {
            if (arguments.GetResult(option) is { Implicit: false } && now != then) lines.Add($"{option.Name} is {now}, and the plan was approved {(then is null ? "without it" : $"with {then}")}");
        }
    }

    /// <summary>The settings that say something, for people.</summary>
    public static IEnumerable<string> Words(PlanSettings settings)
    {
        if (settings.To is { } to) yield return string.Create(CultureInfo.InvariantCulture, $"--to {to}");
        if (settings.OnFailure != "stop") yield return $"--on-failure {settings.OnFailure}";
        if (Text(settings.LockTimeout) is { } lockTimeout) yield return $"--lock-timeout {lockTimeout}";
        if (Text(settings.StatementTimeout) is { } statementTimeout) yield return $"--statement-timeout {statementTimeout}";
        if (settings.LockRetries != new RunOptions().LockRetries) yield return string.Create(CultureInfo.InvariantCulture, $"--lock-retries {settings.LockRetries}");
        if (settings.MaxBlocked != new RunOptions().MaxBlocked) yield return $"--max-blocked {Text(settings.MaxBlocked)}";
        if (Text(settings.TerminateBlockers) is { } terminate) yield return $"--terminate-blockers {terminate}";
    }

    private static string? Text(TimeSpan? time) => time is { } span ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s") : null;
}
