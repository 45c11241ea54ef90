using System.Text;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>The text of a file that finishes what a mended one begins.</summary>
/// <param name="first">The mended file.</param>
/// <param name="text">Its text as it stands on the disk, whose markers may be another tool's.</param>
/// <param name="isMigration">Whether it is one of Lockstep's.</param>
internal sealed class LaterFile(SqlFile first, string text, bool isMigration)
{
    private readonly string _newLine = text.Contains("\r\n") ? "\r\n" : "\n";

    /// <summary>Writes it.</summary>
    public SqlNewFile Of(LaterMigration later)
    {
        var statements = new SqlStatements(_newLine, string.Empty, isMigration);
        var file = new StringBuilder();
        Line("-- Follows " + first.Path.Substring(first.Path.LastIndexOf('/') + 1) + ": " + char.ToLowerInvariant(later.Description[0]) + later.Description.Substring(1) + ".");
        if (later.Precondition is { } condition) Line("-- Deploy it only when this is so: " + char.ToLowerInvariant(condition[0]) + condition.Substring(1));
        if (!later.Deprecates.IsEmpty) Line("-- deprecates: " + string.Join(", ", later.Deprecates));
        if (Marker(first.Up) is { } up) Line(up);
        file.Append(statements.Lines(later.Up, isFirst: true));
        if (first.Down is { } part && Marker(part) is { } down)
        {
            Line(down);
            file.Append(statements.Lines(later.Down, isFirst: true));
        }

        return new(later.Description, file.ToString());

        void Line(string line) => file.Append(line).Append(_newLine);
    }

    /// <summary>The comment that begins the part, in the words of the file; null if none does.</summary>
    private string? Marker(SqlFilePart part)
    {
        if (part.Marker < 0) return null;
        var end = text.IndexOfAny(['\r', '\n'], part.Marker);
        return (end < 0 ? text.Substring(part.Marker) : text.Substring(part.Marker, end - part.Marker)).TrimEnd();
    }
}
