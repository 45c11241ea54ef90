using Lockstep.Linting.Settings;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Rules.SqlFiles;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Linting;

/// <summary>A file that has been read into what it does.</summary>
internal sealed class LintedFile
{
    private LintedFile(LintSource source, FileSettings settings, SqlFileText content, MigrationScript script, bool isMigration)
    {
        Source = source;
        Settings = settings;
        Content = content;
        Script = script;
        IsMigration = isMigration;
    }

    /// <summary>Where it came from.</summary>
    public LintSource Source { get; }

    /// <summary>How it is to be judged.</summary>
    public FileSettings Settings { get; }

    /// <summary>Its SQL, and its lines.</summary>
    public SqlFileText Content { get; }

    /// <summary>What it does.</summary>
    public MigrationScript Script { get; }

    /// <summary>Whether it is one of Lockstep's migrations, with <c>-- up</c> or <c>-- down</c>.</summary>
    public bool IsMigration { get; }

    /// <summary>Its version; 0 if its name has none.</summary>
    public long Version => Content.File.Version;

    /// <summary>What it does in the light of what came before; null where that is not known because of its form.</summary>
    public MigrationReview? Review { get; set; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<LintFinding> Findings { get; set; } = [];

    /// <summary>Whether its statements can be judged: what is Up and what is Down is known.</summary>
    public bool CanBeJudged => !IsMigration || Content.File.IsMigration;

    /// <summary>A line as it stands in the file, as far as a length; what was judged may be without psql's commands.</summary>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="maximum">How much of it.</param>
    public string SourceLine(int line, int maximum) => Source.Text.Substring(Content.LineStart(line - 1), Math.Min(maximum, Content.LineLength(line - 1)));

    /// <summary>Reads the text of a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="settings">How it is to be judged.</param>
    /// <param name="isLinted">Whether a file, by its whole path, is judged too.</param>
    public static LintedFile Read(LintSource source, FileSettings settings, Func<string, bool> isLinted)
    {
        var content = new SqlFileText(source.Path, source.Text);
        if (content.File is { Up.Marker: >= 0 } or { Down: not null }) return new(source, settings, content, SqlFileLowering.Lower(content), isMigration: true);

        // No migration of ours, but perhaps another tool's, which parts up and down in its own way.
        var script = PsqlText.Read(OtherMarkers.ToOurs(source.Text));
        if (script.Sql != source.Text) content = new(source.Path, script.Sql);
        var elsewhere = script.Elsewhere.Where(command => !IsLinted(command, source, isLinted))
            .Select(command => new CodeElsewhere(SqlFileLowering.Place(content, command.Start, command.Length), command.File));
        return new(source, settings, content, SqlFileLowering.LowerScript(content, script.Joints) with { Elsewhere = new(elsewhere) }, isMigration: false);
    }

    /// <summary>psql looks for a file where it was started, which nobody knows, or beside the script: wherever it is, it is judged.</summary>
    private static bool IsLinted(PsqlElsewhere command, LintSource source, Func<string, bool> isLinted)
    {
        // A variable in the name may stand for anything.
        if (command.File is not { Length: > 0 } file || file.Contains(':', StringComparison.Ordinal) || source.FullPath is not { } script) return false;
        var beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(script) ?? string.Empty, file));
        return isLinted(beside) || (!command.IsBesideScript && isLinted(Path.GetFullPath(file)));
    }
}
