using System.CommandLine;
using System.Globalization;
using Lockstep.Execution;
using Lockstep.History;
using Lockstep.Planning.Approval;
using Lockstep.Planning.Forecasts;
using Lockstep.Reporting;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary>Plans in files: made by <c>plan --out</c>, read and approved by people, run by <c>migrate --plan</c>.</summary>
internal static class PlanFileCommands
{
    /// <summary><c>plan approve</c>.</summary>
    public static Command Approve(HostRunner runner)
    {
        var file = new Argument<string>("file") { Description = "The plan." };
        var by = new Option<string>("--by") { Description = "Who approves it.", HelpName = "name", Required = true };
        var comment = new Option<string?>("--comment") { Description = "What is to be said about it.", HelpName = "text" };
        var command = new Command("approve", "Adds an approval to a plan file. Its hashes show changes; they are no signature. Needs no database.") { file, by, comment };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context =>
            {
                var (path, name) = (arguments.GetValue(file)!, arguments.GetValue(by)!.Trim());
                var plan = PlanFile.Read(path);
                if (name.Length == 0) throw new LockstepException(ToolkitCode.PlanFile, "--by wants a name.", ExitCode.Usage) { Next = "Say who approves the plan." };
                plan.Approve(name, arguments.GetValue(comment), DateTimeOffset.UtcNow);
                plan.Write(path);
                context.Output.Event(new("approved", $"{path} by {plan.Approvers} · {Summary(plan)}"));
                return Task.FromResult(ExitCode.Success);
            },
            cancellationToken));
        return command;
    }

    /// <summary><c>plan show</c>.</summary>
    public static Command Show(HostRunner runner)
    {
        var file = new Argument<string>("file") { Description = "The plan." };
        var command = new Command("show", "Shows what a plan file says, for who is to approve it. Needs no database.") { file };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context =>
            {
                var plan = PlanFile.Read(arguments.GetValue(file)!);
                context.Output.Answer(plan.Content, writer => Write(writer, plan));
                return Task.FromResult(ExitCode.Success);
            },
            cancellationToken));
        return command;
    }

    /// <summary>A plan of what is pending, with all that must be so when it is run.</summary>
    public static async Task<PlanFile> MakeAsync(
        Database database,
        NpgsqlConnection connection,
        Forecast forecast,
        IReadOnlyList<AppliedMigration>? history,
        PlanSettings settings,
        bool requireApproval,
        CancellationToken cancellationToken)
    {
        var state = await DatabaseState.ReadAsync(database, connection, cancellationToken).ConfigureAwait(false);
        var now = DateTimeOffset.UtcNow;
        return PlanFile.Of(new(
            PlanContent.CurrentFormat,
            Product.Version,
            new(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
            $"{Environment.UserName}@{Environment.MachineName}",
            state.Target,
            settings,
            requireApproval,
            DatabaseState.HistoryFingerprint(history, forecast.Migrations.Select(migration => migration.Planned.Migration.Version).ToHashSet()),
            state.Fingerprint(),
            state.Of(forecast.Touched),
            PlanDocuments.Of(database.Name, forecast)));
    }

    /// <summary>Refuses a plan that is not approved though it must be.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="required">Whether the command line wants that.</param>
    /// <exception cref="LockstepException">It is not.</exception>
    public static void EnsureApproved(string path, PlanFile plan, bool required)
    {
        if (plan.Approvals.Count > 0 || !(required || plan.Content.RequireApproval)) return;
        throw new LockstepException(ToolkitCode.NotApproved, $"The plan {path} is not approved; nothing was run.")
        {
            Next = $"Have it read (lockstep plan show {path}) and approved: lockstep plan approve {path} --by NAME.",
        };
    }

    /// <summary>Refuses if what would run is not what was approved, after telling all that differs.</summary>
    /// <exception cref="LockstepException">Something differs.</exception>
    public static void EnsureSame(string path, IReadOnlyList<string> differences, Action<RunEvent> report)
    {
        if (differences.Count == 0) return;
        foreach (var line in differences) report(new("error", line) { Code = ToolkitCode.PlanDiffers });
        throw new LockstepException(ToolkitCode.PlanDiffers, $"What would run is not what {path} says: {(differences.Count == 1 ? "one difference" : string.Create(CultureInfo.InvariantCulture, $"{differences.Count} differences"))}; nothing was run.")
        {
            Next = $"Put that right, or make a new plan and have it approved: lockstep plan --out {path}.",
        };
    }

    private static string Summary(PlanFile plan) =>
        $"{plan.Content.Plan.Migrations.Count} migrations on database {plan.Content.Target.Database}, risk {plan.Content.Plan.Risk}, {plan.Content.Plan.Findings.Count} findings · sha256 {plan.Sha256}";

    private static void Write(TextWriter writer, PlanFile plan)
    {
        var (content, target) = (plan.Content, plan.Content.Target);
        PlanDocuments.Write(writer, content.Plan);
        writer.WriteLine($"-- made {content.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC by {content.CreatedBy} with Lockstep {content.ToolVersion}");
        writer.WriteLine($"-- for database {target.Database} on {target.Server} (PostgreSQL {target.PostgresVersion}), as role {target.Role}");
        foreach (var setting in PlanOptions.Words(content.Settings)) writer.WriteLine("-- " + setting);
        foreach (var approval in plan.Approvals) writer.WriteLine($"-- approved {approval.At} by {approval.By}{(approval.Comment is { } comment ? ": " + comment : "")}");
        if (plan.Approvals.Count == 0) writer.WriteLine(content.RequireApproval ? "-- not approved, and must be" : "-- not approved");
        writer.WriteLine("-- " + Summary(plan));
    }
}
