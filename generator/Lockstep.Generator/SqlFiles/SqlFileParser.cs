using Lockstep.Model.SqlFiles;
using Microsoft.CodeAnalysis;

namespace Lockstep.Generator.SqlFiles;

/// <summary>SQL files to specs.</summary>
internal static class SqlFileParser
{
    /// <summary>The class at run time that runs a file.</summary>
    private const string Runner = "global::Lockstep.SqlFileMigration";

    /// <summary>The spec of a file; null if it can't be read, or if the analyzer rejects it.</summary>
    public static MigrationSpec? Parse(AdditionalText file, string path, CancellationToken cancellationToken)
    {
        if (file.GetText(cancellationToken)?.ToString() is not { } text) return null;
        var migration = SqlFileReader.Read(path, text);
        if (!migration.IsMigration) return null;
        return new(
            migration.Version,
            migration.Name,
            Runner,
            SqlFileFingerprint.Of(migration, text),
            migration.Headers.Ticket,
            migration.Headers.SingleTransaction)
        {
            Description = DescriptionText.OfFile(text.Substring(0, migration.Up.Start)),
            Checkpoint = migration.Headers.Checkpoint,
            Sql = new(path, Text(migration.Up), migration.Up.Line, migration.Down is { } down ? Text(down) : null, migration.Down?.Line ?? 0),
        };

        string Text(SqlFilePart part) => text.Substring(part.Start, part.Length).Replace("\r\n", "\n").Replace('\r', '\n');
    }
}
