using System.CommandLine;
using Lockstep.Planning;
using Lockstep.Verification;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary><c>verify</c>: is the database as the migrations say?</summary>
internal static class VerifyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var command = new Command(
            "verify",
            "Looks whether every migration is applied and unchanged, and for invalid indexes and unvalidated constraints. Exit code 1 if something is wrong.")
        {
            shared.Connection,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => VerifyAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    /// <summary>Verifies at the end of a run, in events.</summary>
    /// <param name="output">Where events go.</param>
    /// <param name="connection">The database.</param>
    /// <param name="migrations">The project's migrations.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="known">What was wrong before the run, and so is not its doing: it is told, and does not count; null if all counts.</param>
    /// <returns>Whether all is as it should be.</returns>
    public static async Task<bool> ReportAsync(
        IOutput output, NpgsqlConnection connection, MigrationSet migrations, CancellationToken cancellationToken, IReadOnlyList<Problem>? known = null)
    {
        var result = await Verifier.VerifyAsync(connection, migrations, cancellationToken).ConfigureAwait(false);
        foreach (var problem in result.Problems)
        {
            output.Event(new(problem.IsError ? "error" : "warning", problem.Text) { Code = ToolkitCode.Verification, Next = problem.Next });
        }

        var ok = !result.Problems.Any(problem => problem.IsError && known?.Contains(problem) != true);
        if (ok) output.Event(new("verified", string.Join(" · ", result.Checks)));
        return ok;
    }

    private static async Task<ExitCode> VerifyAsync(HostContext context, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations();
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var result = await Verifier.VerifyAsync(connection, migrations, cancellationToken).ConfigureAwait(false);
        var ok = !result.Problems.Any(problem => problem.IsError);
        var answer = new VerifyDocument(
            found.Database.Name,
            ok,
            [.. result.Problems.Select(problem => new ProblemDocument(problem.Check, problem.IsError ? "error" : "warning", problem.Text, problem.Next))]);
        context.Output.Answer(answer, writer =>
        {
            foreach (var problem in answer.Problems)
            {
                writer.WriteLine($"{problem.Severity} {ToolkitCode.Verification}: {problem.Text}");
                writer.WriteLine($"  next: {problem.Next}");
            }

            writer.WriteLine($"Lockstep: {(ok ? "verified" : "not ok"),-11} {string.Join(" · ", result.Checks)}");
        });
        return ok ? ExitCode.Success : ExitCode.Failed;
    }
}
