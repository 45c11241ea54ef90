using System.CommandLine;
using Lockstep.Hosting.Commands;

namespace Lockstep.Hosting;

/// <summary>The <c>lockstep</c> commands, for a program of yours that holds the migrations, and for the tool that loads them.</summary>
public static class LockstepHost
{
    // A statement that is cancelled, and the rollback after it, need a moment; after that the process ends as it is.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Runs the command that the arguments tell: <c>ping</c>, <c>status</c>, <c>plan</c>, <c>preflight</c>, <c>migrate</c>, <c>rollback</c>, <c>history</c>,
    /// <c>show</c>, <c>changelog</c>, <c>audit</c>, <c>verify</c>, <c>prove</c>, <c>lock</c>, <c>backfill</c>, <c>parse</c>, <c>lint</c>. <c>--help</c> explains each.
    /// </summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="registry">The migrations: <c>Lockstep.Generated.GeneratedMigrationRegistry.Instance</c>.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, MigrationRegistry registry) => RunAsync(args, (_, _) => registry, []);

    /// <summary>Runs the command with a registry that options tell where to find.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="loadRegistry">Finds the migrations.</param>
    /// <param name="more">Further options of all commands.</param>
    internal static async Task<int> RunAsync(string[] args, Func<ParseResult, SharedOptions, MigrationRegistry> loadRegistry, IReadOnlyList<Option> more)
    {
        // Migrations are SQL for PostgreSQL, sent as it stands: Npgsql must not look for parameters in it.
        AppContext.SetSwitch("Npgsql.EnableSqlRewriting", false);
        var shared = new SharedOptions();
        var runner = new HostRunner(shared, arguments => loadRegistry(arguments, shared));
        var root = new RootCommand("Lockstep: PostgreSQL migrations, checked before they run and boring when they do.")
        {
            PingCommand.Create(shared, runner),
            StatusCommand.Create(shared, runner),
            PlanCommand.Create(shared, runner),
            PreflightCommand.Create(shared, runner),
            MigrateCommand.Create(shared, runner),
            RollbackCommand.Create(shared, runner),
            HistoryCommand.Create(shared, runner),
            ShowCommand.Create(shared, runner),
            ChangelogCommand.Create(shared, runner),
            AuditCommand.Create(shared, runner),
            VerifyCommand.Create(shared, runner),
            DriftCommand.Create(shared, runner),
            ProveCommand.Create(shared, runner),
            LockCommand.Create(shared, runner),
            BackfillCommand.Create(shared, runner),
            EmbeddedCommand.Create(runner),
            ParseCommand.Create(runner),
            LintCommand.Create(shared, runner),
            shared.Json,
            shared.Timestamps,
            shared.Verbose,
            shared.WithParent,
        };
        foreach (var command in MarkCommands.Create(shared, runner)) root.Subcommands.Add(command);
        foreach (var option in more) root.Options.Add(option);
        AddRole(root, shared);

        var arguments = root.Parse(args);
        if (arguments.Errors.Count > 0)
        {
            foreach (var error in arguments.Errors) await Console.Error.WriteLineAsync($"error: {error.Message}").ConfigureAwait(false);
            var name = arguments.CommandResult.Command is RootCommand ? "" : arguments.CommandResult.Command.Name + " ";
            await Console.Error.WriteLineAsync($"  next: lockstep {name}--help explains the arguments.").ConfigureAwait(false);
            return (int)ExitCode.Usage;
        }

        using var stop = new CancellationTokenSource();
        if (arguments.GetValue(shared.WithParent)) StopWithParent(stop);
        return await arguments.InvokeAsync(new() { ProcessTerminationTimeout = StopTime, EnableDefaultExceptionHandler = false }, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Whoever names a database may also say as which role to work there.</summary>
    private static void AddRole(Command command, SharedOptions shared)
    {
        foreach (var subcommand in command.Subcommands) AddRole(subcommand, shared);
        if (command.Options.Contains(shared.Connection)) command.Options.Add(shared.Role);
    }

    /// <summary>Stops when standard input ends: whoever started us closed it or is gone.</summary>
    private static void StopWithParent(CancellationTokenSource stop)
    {
        var watcher = new Thread(() =>
        {
            try
            {
                while (Console.OpenStandardInput().ReadByte() >= 0)
                {
                    // What comes does not matter, only that it ends.
                }

                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // We ended first.
            }
        })
        {
            IsBackground = true,
            Name = "parent watcher",
        };
        watcher.Start();
    }
}
