using System.CommandLine;
using System.Globalization;
using Lockstep.History;
using Npgsql;

namespace Lockstep.Hosting.Commands;

/// <summary><c>audit</c>: everything that was ever done, and whether somebody has changed what is written of it.</summary>
internal static class AuditCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var head = new Option<string?>("--head")
        {
            Description = "A hash that an earlier verification told: the row that it is of must still be there.",
            HelpName = "hash",
        };
        var verify = new Command("verify", "Computes the chain of hashes anew. Exit code 1, and where, if it breaks.") { shared.Connection, head };
        verify.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments, context => VerifyAsync(context, arguments.GetValue(head), cancellationToken), cancellationToken));
        var command = new Command("audit", "Shows everything that was done: when, by whom, on whose word, how it ended.") { shared.Connection, verify };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(arguments, context => ShowAsync(context, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var rows = await AuditChain.ReadAsync(connection, cancellationToken).ConfigureAwait(false) ?? [];
        var answer = new AuditDocument(found.Database.Name, [.. rows.Select(AuditRowDocument.Of)]);
        context.Output.Answer(answer, writer =>
        {
            if (rows.Count == 0) writer.WriteLine($"Lockstep: audit       nothing was done to {answer.Database} yet");
            foreach (var row in answer.Rows) writer.WriteLine(Line(row));
        });
        return ExitCode.Success;
    }

    private static string Line(AuditRowDocument row)
    {
        var step = row is { Step: { } number, Steps: > 1 } ? string.Create(CultureInfo.InvariantCulture, $" [{number}/{row.Steps}]") : "";
        List<string?> more =
        [
            row.Outcome == "done" ? null : row.Outcome + (row.Error is null ? "" : ": " + row.Error),
            row.Rows is { } rows ? string.Create(CultureInfo.InvariantCulture, $"{rows} rows") : null,
            string.Create(CultureInfo.InvariantCulture, $"{row.Milliseconds / 1000:0.00} s"),
            $"{row.LoginRole}{(row.Role == row.LoginRole ? "" : $" as {row.Role}")}, {row.OsUser}@{row.Host}",
            row.Ticket,
            row.Approver is null ? null : "approved by " + row.Approver,
            row.Commit is null ? null : "commit " + row.Commit,
            row.Reason,
        ];
        return string.Create(CultureInfo.InvariantCulture, $"{row.Seq,5}  {row.StartedAt[..19]}Z  {row.Action} {row.Version} {row.Name}{step}  {string.Join(" · ", more.Where(text => text is not null))}");
    }

    private static async Task<ExitCode> VerifyAsync(HostContext context, string? head, CancellationToken cancellationToken)
    {
        await using var found = await context.FindDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await found.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var rows = await AuditChain.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
        var problem = AuditChain.Break(rows ?? [], head) ?? (rows is null ? await MissingAsync(connection, cancellationToken).ConfigureAwait(false) : null);
        var last = rows is { Count: > 0 } ? rows[^1].Hash : null;
        var answer = new AuditVerifyDocument(found.Database.Name, problem is null, rows?.Count ?? 0, last, problem);
        context.Output.Answer(answer, writer =>
        {
            if (problem is null)
            {
                writer.WriteLine($"Lockstep: audit       {answer.Rows} rows, unbroken{(last is null ? "" : $" · head {last}")}");
                return;
            }

            writer.WriteLine($"error {ToolkitCode.Audit}: {problem}");
            writer.WriteLine("  next: Compare the audit with a backup. Who owns schema lockstep can change it; keep the head that audit verify tells where they can't.");
        });
        return problem is null ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>A history without an audit had one that was dropped, or is older than the audit.</summary>
    private static async Task<string?> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await HistoryTable.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is { Count: > 0 } ? "Migrations are applied, and there is no table lockstep.audit." : null;
}
