using System.CommandLine;
using System.Globalization;
using Lockstep.Configuration;
using Lockstep.Execution;
using Lockstep.Planning;

namespace Lockstep.Hosting.Commands;

/// <summary><c>show</c>: what one migration does, and where it stands.</summary>
internal static class ShowCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(SharedOptions shared, HostRunner runner)
    {
        var version = new Argument<long>("version") { Description = "The migration." };
        var offline = new Option<bool>("--offline") { Description = "Ask no database, even if the environment names one." };
        var command = new Command("show", "Shows what a migration does, the SQL of its Up and Down in steps, and where it stands on the database, if one is named.")
        {
            version, offline, shared.Connection,
        };
        command.SetAction((arguments, cancellationToken) => runner.RunAsync(
            arguments,
            context => ShowAsync(
                context,
                arguments.GetValue(version),
                !arguments.GetValue(offline) && ConnectionSettings.IsNamed(arguments.GetValue(shared.Connection), Environment.GetEnvironmentVariable),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<ExitCode> ShowAsync(HostContext context, long version, bool connect, CancellationToken cancellationToken)
    {
        var migrations = context.Migrations(out var describe);
        var migration = migrations.Find(version) ?? throw MigrationRunner.UnknownVersion(migrations, version);
        var (database, standings) = connect ? await Standing.ReadAsync(context, migrations, cancellationToken).ConfigureAwait(false) : (null, null);
        var up = Planner.Plan(migration, Direction.Up);
        var down = Planner.HasDown(migration) ? Planner.Plan(migration, Direction.Down) : null;
        var authors = await GitAuthors.OfAsync([migration], cancellationToken).ConfigureAwait(false);
        var origin = MigrationOrigin.Of(migration);
        var answer = new ShowDocument(
            database,
            ChangeDocument.Of(migration, describe(version), authors.GetValueOrDefault(version), standings?[version]),
            origin.File is { Length: > 0 } file ? file : null,
            origin.Line > 0 ? origin.Line : null,
            migration.Fingerprint,
            PlanDocuments.Steps(up),
            down is null ? null : PlanDocuments.Steps(down));
        context.Output.Answer(answer, writer => Write(writer, answer));
        return ExitCode.Success;
    }

    private static void Write(TextWriter writer, ShowDocument answer)
    {
        var migration = answer.Migration;
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{migration.Version} {migration.Name}"));
        if (migration.Description is { } description) Row("", description.ReplaceLineEndings(" "));
        Row("ticket", migration.Ticket);
        Row("author", migration.Author);
        Row("written", migration.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Row("source", answer.File is null ? null : string.Create(CultureInfo.InvariantCulture, $"{answer.File}{(answer.Line is { } line ? $"({line})" : "")}"));
        Row("changes", migration.Changes.Count == 0 ? "nothing" : string.Join("; ", migration.Changes));
        if (migration.Applied is { } applied)
        {
            Row(answer.Database!, ChangelogText.Standing(applied));
            Row("run", applied.RunId);
            Row("fingerprint", applied.Source switch
            {
                "same" => "equal: the source is what was applied",
                "same statements" => "not equal, but the statements are: the source was only written otherwise since",
                "changed" => "not equal: the source was changed since, and would now run other statements",
                _ => null,
            });
        }

        Steps("Up", answer.Up);
        if (answer.Down is { } down) Steps("Down", down);
        else writer.WriteLine($"{Environment.NewLine}-- Down: it has none, so it can't be taken back");

        void Row(string label, string? text)
        {
            if (text is not null) writer.WriteLine($"  {label,-11} {text}".TrimEnd());
        }

        void Steps(string direction, IReadOnlyList<StepDocument> steps)
        {
            writer.WriteLine($"{Environment.NewLine}-- {direction}{(steps.Count == 0 ? ": nothing to run" : "")}");
            PlanDocuments.WriteSteps(writer, steps, done: 0);
        }
    }
}
