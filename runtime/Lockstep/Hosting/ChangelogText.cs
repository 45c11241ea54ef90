using System.Globalization;
using System.Text;
using Lockstep.Reporting;

namespace Lockstep.Hosting;

/// <summary>The change log as Markdown, and its lines as text.</summary>
internal static class ChangelogText
{
    /// <summary>Writes the change log.</summary>
    public static void Write(TextWriter writer, ChangelogDocument changelog)
    {
        writer.WriteLine("# Changelog");
        foreach (var migration in changelog.Migrations)
        {
            writer.WriteLine();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"## {migration.Version} {Escape(migration.Name)}"));
            writer.WriteLine();
            var facts = Facts(migration);
            if (facts.Count > 0)
            {
                writer.WriteLine(Escape(string.Join(" · ", facts)));
                writer.WriteLine();
            }

            if (migration.Description is { } description)
            {
                writer.WriteLine(Escape(description));
                writer.WriteLine();
            }

            foreach (var change in migration.Changes) writer.WriteLine($"- {Escape(change)}");
            if (migration.Changes.Count == 0) writer.WriteLine("- changes nothing");
            if (!migration.Reversible) writer.WriteLine("- can't be taken back: it has no Down");
        }
    }

    /// <summary>Day, ticket, author, and where it stands.</summary>
    public static IReadOnlyList<string> Facts(ChangeDocument migration) =>
    [
        .. ((IEnumerable<string?>)
        [
            migration.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            migration.Ticket,
            migration.Author is { } author ? "written by " + author : null,
            migration.Applied is { } applied ? Standing(applied) : null,
        ]).OfType<string>(),
    ];

    /// <summary>Such as <c>applied 2026-11-21 09:12 UTC by ci@build-7 (role shop_migrator) in 41.2 s, 1 771 000 rows, release 1.4.0, commit 4f2c1e9</c>.</summary>
    public static string Standing(AppliedDocument applied)
    {
        var text = new StringBuilder(applied.State);
        if (applied.At is { } at) text.Append(CultureInfo.InvariantCulture, $" {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        if (applied.By is { } by) text.Append(CultureInfo.InvariantCulture, $" by {by} (role {applied.Role})");
        if (applied.Action is { } action) text.Append(CultureInfo.InvariantCulture, $", not run: {action}");
        else if (applied.Milliseconds is { } milliseconds) text.Append(CultureInfo.InvariantCulture, $" in {Figures.Time(milliseconds / 1000)}");
        if (applied.Reason is { } reason) text.Append(CultureInfo.InvariantCulture, $" ({reason})");
        if (applied.Rows is > 0 and var rows) text.Append(CultureInfo.InvariantCulture, $", {Figures.Count(rows)} {(rows == 1 ? "row" : "rows")}");
        if (applied.LockWaitMilliseconds is { } wait) text.Append(CultureInfo.InvariantCulture, $", {Figures.Time(wait / 1000)} waiting for locks");
        if (applied.ApplicationVersion is { } version) text.Append(CultureInfo.InvariantCulture, $", release {version}");
        if (applied.Commit is { } commit) text.Append(CultureInfo.InvariantCulture, $", commit {commit}");
        if (applied.Approver is { } approver) text.Append(CultureInfo.InvariantCulture, $", approved by {approver}");
        return text.ToString();
    }

    /// <summary>Text in which nothing is markup.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            if (character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '~' or '&') escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
