using System.CommandLine;
using System.CommandLine.Parsing;
using Lockstep.Configuration;
using Lockstep.Execution;

namespace Lockstep.Hosting;

/// <summary>The options that several commands have.</summary>
internal sealed class SharedOptions
{
    /// <summary>Which database.</summary>
    public Option<string?> Connection { get; } = new("--connection", "-c")
    {
        Description = "The database: postgres://user@host:port/database, an Npgsql connection string, 'embedded' (a throwaway server) or " +
            "'embedded:DIR' (one that stays). Without it: LOCKSTEP_CONNECTION, DATABASE_URL, or DATABASE_HOST, _PORT, _USER, _NAME, _PASSWORD. " +
            "Passwords are better kept in those, or in ~/.pgpass: others can read a command line.",
        HelpName = "database",
    };

    /// <summary>As whom to work.</summary>
    public Option<string?> Role { get; } = new("--role")
    {
        Description = "The role to take on after connecting (SET ROLE): it makes and owns what the migrations make. Without it: LOCKSTEP_ROLE.",
        HelpName = "name",
    };

    /// <summary>Output for programs.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Write JSON, one object a line, instead of text.", Recursive = true };

    /// <summary>Times before lines.</summary>
    public Option<bool> Timestamps { get; } = new("--timestamps") { Description = "Begin each line with its time, in UTC; with --json, tell it as \"at\".", Recursive = true };

    /// <summary>Stack traces.</summary>
    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more when something fails, stack traces included.", Recursive = true };

    /// <summary>Stop when standard input ends: for a parent that may die.</summary>
    public Option<bool> WithParent { get; } = new("--with-parent") { Description = "Stop when standard input is closed.", Hidden = true, Recursive = true };

    /// <summary>How long to wait for another runner.</summary>
    public Option<TimeSpan> Wait { get; } = Duration("--wait", "How long to wait while another runner is at work, such as 30s or 10m.", new RunOptions().Wait);

    /// <summary>How long a transaction waits for a lock.</summary>
    public Option<TimeSpan> LockTimeout { get; } = Duration(
        "--lock-timeout", "How long a statement may wait for a lock, while others queue behind it, before its step is rolled back and tried again; 0 for ever. " +
        "Without it: 2s where reads or writes queue behind it, 5s for rows, 30s where only other schema changes do.",
        LockLadder.Short);

    /// <summary>How long a statement may take.</summary>
    public Option<TimeSpan> StatementTimeout { get; } = Duration(
        "--statement-timeout", "How long a statement may take, unless its migration sets statement_timeout; 0 for ever. Without it, as the role has it.", TimeSpan.Zero);

    /// <summary>How long other sessions may wait for a step.</summary>
    public Option<TimeSpan> MaxBlocked { get; } = Duration(
        "--max-blocked", "How long other sessions may wait for a step before it gives way: it is cancelled and tried again later. 0 for ever.", new RunOptions().MaxBlocked);

    /// <summary>Which sessions in the way are ended.</summary>
    public Option<TimeSpan> TerminateBlockers { get; } = Duration(
        "--terminate-blockers", "End sessions that keep a step waiting while they are idle in a transaction for longer than this. Without it, none.", TimeSpan.Zero);

    /// <summary>How often a step that got no lock is tried again.</summary>
    public Option<int> LockRetries { get; } = new("--lock-retries")
    {
        Description = "How often a step that got no lock is tried again.",
        DefaultValueFactory = _ => new RunOptions().LockRetries,
    };

    /// <summary>Where the run is logged.</summary>
    public Option<string?> Log { get; } = new("--log")
    {
        Description = "A folder, in which the run gets a log of its own, or a file, to which it is added (.jsonl: as JSON). Without it: LOCKSTEP_LOG; without that, none.",
        HelpName = "path",
    };

    /// <summary>What the audit is told.</summary>
    public AuditOptions Audit { get; } = new();

    /// <summary>An option whose value is a span of time.</summary>
    public static Option<TimeSpan> Duration(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = description,
        HelpName = "time",
        DefaultValueFactory = _ => byDefault,
        CustomParser = result =>
        {
            if (result.Tokens is [Token token] && Durations.Parse(token.Value) is { } duration) return duration;
            result.AddError($"{name} wants a time such as 500ms, 30s or 10m.");
            return default;
        },
    };

    /// <summary>How a run behaves, from what was typed.</summary>
    public RunOptions Run(ParseResult arguments) => new()
    {
        Wait = arguments.GetValue(Wait),
        LockTimeout = Given(arguments, LockTimeout),
        StatementTimeout = Given(arguments, StatementTimeout),
        MaxBlocked = arguments.GetValue(MaxBlocked),
        TerminateBlockers = Given(arguments, TerminateBlockers),
        LockRetries = Math.Max(0, arguments.GetValue(LockRetries)),
    };

    /// <summary>Gives a command the options of a run.</summary>
    public void AddRunOptions(Command command)
    {
        command.Options.Add(Wait);
        command.Options.Add(LockTimeout);
        command.Options.Add(LockRetries);
        command.Options.Add(StatementTimeout);
        command.Options.Add(MaxBlocked);
        command.Options.Add(TerminateBlockers);
        command.Options.Add(Log);
        Audit.AddTo(command);
    }

    private static TimeSpan? Given(ParseResult arguments, Option<TimeSpan> option) =>
        arguments.GetResult(option) is { Implicit: false } ? arguments.GetValue(option) : null;
}
