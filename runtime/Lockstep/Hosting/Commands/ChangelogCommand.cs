using System.CommandLine;
using System.Text.Json;

namespace Lockstep.Hosting.Commands;

/// <summary><c>changelog</c>: what the migrations change, for people.</summary>
internal static class ChangelogCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var from = new Option<long?>("--from") { Description = "The first version to tell of; without it, the first of all.", HelpName = "version" };
        var to = new Option<long?>("--to") { Description = "The last version to tell of; without it, the last of all.", HelpName = "version" };
        var format = new Option<string>("--format") { Description = "markdown, or json.", DefaultValueFactory = _ => "markdown" };
        format.AcceptOnlyFromAmong("markdown", "json");
        var applied = new Option<bool>("--applied") { Description = "Tell also where each stands on the database that the environment names; --connection names another." };
        var command = new Command("changelog", "Writes a change log of the migrations, the latest first. Asks no database unless one is named with --connection, or with --applied.")
        {
            from, to, format, applied, shared.Connection,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => WriteAsync(
                context,
                (arguments.GetValue(from) ?? long.MinValue, arguments.GetValue(to) ?? long.MaxValue),
                arguments.GetValue(format) == "json",
                arguments.GetValue(applied) || arguments.GetValue(shared.Connection) is not null,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<ExitCode> WriteAsync(HostContext context, (long From, long To) range, bool json, bool applied, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations(out var describe);
        var (database, standings) = applied ? await Standing.ReadAsync(context, migrations, cancellationToken).ConfigureAwait(false) : (null, null);
        List<MigrationDescriptor> chosen = [.. migrations.All.Reverse().Where(migration => migration.Version >= range.From && migration.Version <= range.To)];
        var authors = await GitAuthors.OfAsync(chosen, cancellationToken).ConfigureAwait(false);
        var answer = new ChangelogDocument(
            database, [.. chosen.Select(migration => ChangeDocument.Of(migration, describe(migration.Version), authors.GetValueOrDefault(migration.Version), standings?[migration.Version]))]);
        context.Output.Answer(answer, writer =>
        {
            if (json) writer.WriteLine(JsonSerializer.Serialize(answer, HostJson.Default.ChangelogDocument));
            else ChangelogText.Write(writer, answer);
        });
        return ExitCode.Success;
    }
}
