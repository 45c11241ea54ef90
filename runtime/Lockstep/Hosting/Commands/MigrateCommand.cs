using System.CommandLine;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning;
using Lockstep.Planning.Approval;
using Lockstep.Preflight;
using Lockstep.Reporting;
using Lockstep.Telemetry;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary><c>migrate</c>: applies what is pending.</summary>
internal static class MigrateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var target = PlanOptions.Target();
        var verify = new Option<bool>("--verify") { Description = "Verify the database also when nothing was pending." };
        var skipPreflight = new Option<bool>("--skip-preflight") { Description = "Run without looking first for what would make it fail or wait." };
        var longTransaction = PreflightCommand.LongTransaction();
        var diskFree = PreflightCommand.DiskFree();
        var onFailure = PlanOptions.OnFailure();
        var checkpoint = new Option<string?>("--checkpoint") { Description = "Name where the database stands before anything is applied, for --to-checkpoint.", HelpName = "name" };
        var toCheckpoint = new Option<string?>("--to-checkpoint") { Description = "Apply only what is applied at that checkpoint.", HelpName = "name" };
        var resume = new Option<bool>("--resume") { Description = "Go on with a run that failed or was cut off; exit code 1 if there is none. Without it, migrate does so too, and begins a new run where there is none." };
        var plan = new Option<string?>("--plan") { Description = "Run what this plan file says, with its settings; nothing is run if anything differs from what it says.", HelpName = "file" };
        var requireApproval = new Option<bool>("--require-approval") { Description = "With --plan: run it only if it is approved." };
        var settings = new PlanOptions(shared, target, onFailure);
        var command = new Command("migrate", "Applies what is pending, one runner at a time, then verifies.") { shared.Connection, target, verify, skipPreflight, longTransaction, diskFree, onFailure, checkpoint, toCheckpoint, resume, plan, requireApproval };
        shared.AddRunOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(target) is not null && result.GetResult(toCheckpoint) is not null) result.AddError("Say --to a version or --to-checkpoint, not both.");
            if (result.GetResult(plan) is not null && result.GetResult(toCheckpoint) is not null) result.AddError("A plan says itself where it ends: leave --to-checkpoint out.");
            if (result.GetResult(requireApproval) is { Implicit: false } && result.GetResult(plan) is null) result.AddError("--require-approval wants a --plan.");
        });
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context =>
            {
                var approved = Approved(arguments, context.Output);
                var run = approved is null ? Run(arguments) : PlanOptions.Of(approved.Content.Settings, Run(arguments));
                var to = approved is null ? arguments.GetValue(target) : approved.Content.Settings.To;
                return MigrateAsync(context, to, arguments.GetValue(verify), run, Preflight(arguments), Place(arguments) with { Plan = approved, PlanPath = arguments.GetValue(plan) }, cancellationToken);
            },
            cancellationToken));
        return command;

        RunOptions Run(ParseResult arguments) => shared.Run(arguments) with { TakeBackOnFailure = arguments.GetValue(onFailure) == "rollback" };

        PlanFile? Approved(ParseResult arguments, IOutput output)
        {
            if (arguments.GetValue(plan) is not { } path) return null;
            var file = PlanFile.Read(path);
            PlanFileCommands.EnsureApproved(path, file, arguments.GetValue(requireApproval));
            PlanFileCommands.EnsureSame(path, settings.Differences(arguments, file.Content.Settings), output.Event);
            return file;
        }

        Place Place(ParseResult arguments) => new(arguments.GetValue(checkpoint), arguments.GetValue(toCheckpoint), arguments.GetValue(resume));

        PreflightOptions? Preflight(ParseResult arguments) =>
            arguments.GetValue(skipPreflight) ? null : new() { LongTransaction = arguments.GetValue(longTransaction), DiskFree = arguments.GetValue(diskFree) };
    }

    /// <summary>Where a run begins and ends, by names.</summary>
    /// <param name="Checkpoint">The name for where it begins; null for none.</param>
    /// <param name="Target">The name of where it ends; null for none.</param>
    /// <param name="Resume">Whether it must be one that is gone on with.</param>
    private sealed record Place(string? Checkpoint, string? Target, bool Resume)
    {
        /// <summary>What is to be run, and nothing else; null for what is pending.</summary>
        public PlanFile? Plan { get; init; }

        /// <summary>Its file.</summary>
        public string? PlanPath { get; init; }
    }

    private static async Task<ExitCode> MigrateAsync(
        HostContext context, long? target, bool verify, RunOptions options, PreflightOptions? preflight, Place place, CancellationToken cancellationToken)
    {
        var output = context.Output;
        var summary = new RunSummary(output.Event);
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        if (place.Checkpoint is { } name) Checkpoints.EnsureFree(name, migrations);
        var end = place.Target is null ? null : await CheckpointCommands.FindAsync(found.Database, migrations, place.Target, cancellationToken).ConfigureAwait(false);
        var all = target is null && end is null;
        IReadOnlyList<Problem> before = options.TakeBackOnFailure && all ? await ProblemsAsync(found.Database).ConfigureAwait(false) : [];
        var runner = new MigrationRunner(found.Database, migrations, options, RunTelemetry.Observed(summary.Event))
        {
            Working = output.Working,
            Source = Source(),
            Admit = place.Plan is null ? null : (connection, history, pending) => AdmitAsync(found.Database, connection, history, pending),
            Preflight = preflight is null
                ? null
                : (connection, history, plan) => PreflightCommand.LookAsync(output, connection, migrations, history, plan, preflight, cancellationToken),
            // What is to be taken back if it does not hold is verified while nobody else can be at work.
            Wanted = end is null ? null : end.Holds,
            Checkpoint = place.Checkpoint,
            Resume = place.Resume,
            Verify = options.TakeBackOnFailure && all ? () => VerifyAsync(found.Database, before) : null,
        };
        output.Begin(new("migrate", found.Database.Name, found.Database.Server, runner.RunId));
        RunTelemetry.Begin(found.Database, runner.RunId, context.Span);
        var applied = await runner.MigrateAsync(
            target,
            (connection, plan) => output.Event(new(
                "plan",
                $"{PlanDocuments.Summary(plan)} · database {found.Database.Name} on {found.Database.Server} (PostgreSQL {ServerFacts.Version(connection)})")),
            cancellationToken).ConfigureAwait(false);
        if (applied == 0) output.Event(new("migrate", end is null ? NothingToDo(migrations, target, found.Database) : $"nothing to do: database {found.Database.Name} on {found.Database.Server} has all that is applied at checkpoint {end.Name}"));
        if ((applied > 0 && runner.Verify is null) || verify)
        {
            await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (all && !await VerifyCommand.ReportAsync(output, connection, migrations, cancellationToken).ConfigureAwait(false)) return ExitCode.Failed;
        }

        if (applied > 0) summary.End(string.Create(CultureInfo.InvariantCulture, $"{applied} applied"), runner.WaitedForRunner);
        if (found.PsqlCommand is { } psql)
        {
            output.Event(new("embedded", "the server runs on until it is stopped; its data stays"));
            output.Event(new("stop", $"{HostCommand.Text} embedded stop \"{found.Directory}\""));
            output.Event(new("look", psql));
        }

        return ExitCode.Success;

        AuditSource Source()
        {
            var source = context.Options.Audit.Read(context.Arguments, migrations);
            return place.Plan is { } approved ? source with { Approver = approved.Approvers ?? source.Approver, Reason = PlanCheck.Reason(approved) } : source;
        }

        async Task AdmitAsync(Database database, NpgsqlConnection connection, IReadOnlyList<AppliedMigration>? history, IReadOnlyCollection<long> pending) => PlanFileCommands.EnsureSame(
            place.PlanPath!, await new PlanCheck(place.Plan!, migrations, database).DifferencesAsync(connection, history, pending, cancellationToken).ConfigureAwait(false), output.Event);

        async Task<IReadOnlyList<Problem>> ProblemsAsync(Database database)
        {
            await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            return (await Verifier.VerifyAsync(connection, migrations, cancellationToken).ConfigureAwait(false)).Problems;
        }

        async Task<bool> VerifyAsync(Database database, IReadOnlyList<Problem> known)
        {
            await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await VerifyCommand.ReportAsync(output, connection, migrations, cancellationToken, known).ConfigureAwait(false);
        }
    }

    private static string NothingToDo(MigrationSet migrations, long? target, Database database) =>
        migrations.All.Count == 0 ? "nothing to do: the project has no migrations"
        : target is { } version ? $"nothing to do: database {database.Name} on {database.Server} has all migrations up to {version}"
        : $"nothing to do: database {database.Name} on {database.Server} has all {migrations.All.Count} migrations";
}
