using System.CommandLine;
using Lockstep.Configuration;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Preflight;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary><c>preflight</c>: would <c>migrate</c> get through, and whom would it meet?</summary>
internal static class PreflightCommand
{
    /// <summary>The option from which age on a transaction is told of; <c>migrate</c> has it too.</summary>
    public static Option<TimeSpan> LongTransaction() =>
        SharedOptions.Duration("--long-transaction", "From which age on the preflight tells of a transaction.", new PreflightOptions().LongTransaction);

    /// <summary>The option that tells how much is free on the server's disk; <c>migrate</c> has it too.</summary>
    public static Option<double?> DiskFree() => new("--disk-free")
    {
        Description = "How much is free on the server's disk, such as 200GB. Without it, that is looked at where the server runs on this machine.",
        HelpName = "size",
        CustomParser = result =>
        {
            if (result.Tokens is [var token] && Sizes.Parse(token.Value) is { } size) return size;
            result.AddError("--disk-free wants a size such as 500MB, 200GB or 1.5TB.");
            return null;
        },
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var longTransaction = LongTransaction();
        var diskFree = DiskFree();
        var command = new Command(
            "preflight",
            "Looks for what would make migrate fail or wait: privileges, extensions, connections, long and prepared transactions, disk, replication. Changes nothing. Exit code 1 if something would stop it.")
        {
            shared.Connection, longTransaction, diskFree,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => LookAsync(context, new() { LongTransaction = arguments.GetValue(longTransaction), DiskFree = arguments.GetValue(diskFree) }, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>Looks before a run, in events.</summary>
    /// <exception cref="LockstepException">Something stops the run.</exception>
    public static async Task LookAsync(
        IOutput output,
        NpgsqlConnection connection,
        MigrationSet migrations,
        IReadOnlyList<AppliedMigration>? history,
        IReadOnlyList<(PlannedMigration Planned, int Done)> pending,
        PreflightOptions options,
        CancellationToken cancellationToken)
    {
        var report = await LookAsync(connection, migrations, history, pending, options, cancellationToken).ConfigureAwait(false);
        foreach (var problem in report.Problems)
        {
            output.Event(new(problem.IsError ? "error" : "warning", problem.Text) { Code = ToolkitCode.Preflight, Next = problem.Next });
        }

        if (!report.Ok)
        {
            var errors = report.Problems.Count(problem => problem.IsError);
            throw new LockstepException(ToolkitCode.Preflight, $"The preflight found {(errors == 1 ? "what" : $"{errors} things that")} would make the run fail; nothing was run.")
            {
                Next = "Put that right and run the same command again. If you know better, --skip-preflight runs it as it is.",
            };
        }

        output.Event(new("preflight", string.Join(" · ", report.Facts)));
    }

    private static Task<PreflightReport> LookAsync(
        NpgsqlConnection connection,
        MigrationSet migrations,
        IReadOnlyList<AppliedMigration>? history,
        IReadOnlyList<(PlannedMigration Planned, int Done)> pending,
        PreflightOptions options,
        CancellationToken cancellationToken)
    {
        var work = PendingWork.Of(AppliedOperations.Of(migrations, history), pending, connection.PostgreSqlVersion.Major);
        return PreflightRun.LookAsync(connection, work, options, cancellationToken);
    }

    private static async Task<ExitCode> LookAsync(HostContext context, PreflightOptions options, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var history = await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var pending = PlanDocuments.Pending(migrations, history);
        var report = await LookAsync(connection, migrations, history, pending, options, cancellationToken).ConfigureAwait(false);
        var answer = new PreflightDocument(
            found.Database.Server, found.Database.Name, ServerFacts.Version(connection), report.Ok, pending.Count, report.Facts, PreflightDocument.Of(report));
        context.Output.Answer(answer, writer =>
        {
            foreach (var problem in answer.Problems)
            {
                writer.WriteLine($"{problem.Severity} {ToolkitCode.Preflight}: {problem.Text}");
                writer.WriteLine($"  next: {problem.Next}");
            }

            writer.WriteLine($"Lockstep: {(answer.Ok ? "preflight" : "not ok"),-11} {string.Join(" · ", (IEnumerable<string>)[$"PostgreSQL {answer.PostgresVersion} on {answer.Server}, database {answer.Database}", .. answer.Facts, $"{answer.Pending} pending"])}");
        });
        return report.Ok ? ExitCode.Success : ExitCode.Failed;
    }
}
