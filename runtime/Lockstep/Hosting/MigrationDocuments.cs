using System.Globalization;
using Lockstep.History;
using Spectre.Console;

namespace Lockstep.Hosting;

/// <summary>Migrations as data and as a table.</summary>
internal static class MigrationDocuments
{
    // Wide enough for any terminal: a table that goes to a file or another program must not be cut.
    private const int UnboundedWidth = 400;

    /// <summary>A migration of the project, with its row if it has one.</summary>
    public static MigrationDocument Of(MigrationStatus status) => status.Row is { } row
        ? Of(row, State(row)) with { Name = status.Migration.Name, Ticket = status.Migration.Ticket }
        : new(status.Migration.Version, status.Migration.Name, "pending", null, null, status.Migration.Ticket, null, null);

    /// <summary>A row of the history.</summary>
    public static MigrationDocument Of(AppliedMigration row, string? state = null) =>
        new(row.Version, row.Name, state ?? State(row), row.AppliedAt, row.DurationMs, row.Ticket, row.AppliedBy, row.Host);

    /// <summary>Writes a table.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<MigrationDocument> migrations)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in (ReadOnlySpan<string>)["version", "name", "state", "applied", "took", "by", "ticket"])
        {
            table.AddColumn(new TableColumn(column) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        }

        foreach (var migration in migrations)
        {
            table.AddRow(
                migration.Version.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(migration.Name),
                migration.State,
                migration.AppliedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "",
                migration.Milliseconds is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms / 1000:0.00} s") : "",
                Markup.Escape(migration.AppliedBy ?? ""),
                Markup.Escape(migration.Ticket ?? ""));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = UnboundedWidth;
        console.Write(table);
    }

    private static string State(AppliedMigration row) => row.State switch
    {
        MigrationState.Applied => "applied",
        MigrationState.Skipped => "skipped",
        MigrationState.Applying => $"step {row.Step}/{row.Steps}",
        _ => $"rolling back {row.Step}/{row.Steps}",
    };
}
