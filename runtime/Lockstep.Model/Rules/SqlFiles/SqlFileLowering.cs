using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Lockstep.Model.SqlFiles;

namespace Lockstep.Model.Rules.SqlFiles;

/// <summary>Lowers SQL files.</summary>
internal static class SqlFileLowering
{
    /// <summary>The file as rules see it, with places in the file.</summary>
    public static MigrationScript Lower(SqlFileText source)
    {
        var file = source.File;
        var (start, length) = SqlFileReader.Head(source.Text);
        return new(file.Name, Place(source, start, length), Read(source, file.Up), Read(source, file.Down))
        {
            DownState = file.Down switch
            {
                null => DownState.Missing,
                { Length: 0 } => DownState.Empty,
                _ => DownState.Present,
            },
            SingleTransaction = file.Headers.SingleTransaction,
            Version = Math.Max(0, file.Version),
        };
    }

    private static EquatableArray<Operation> Read(SqlFileText source, SqlFilePart? part)
    {
        if (part is null) return default;
        return new(SqlReader.Read(source.Text.Substring(part.Start, part.Length)).Select(Move));

        // The reader counts from the part's start.
        Operation Move(Operation operation)
        {
            var origin = Place(source, part.Start + operation.Origin.Start, operation.Origin.Length);
            return operation is SqlText { Meaning.IsEmpty: false } text
                ? text with { Origin = origin, Meaning = new EquatableArray<Operation>(text.Meaning.Select(Move)) }
                : operation with { Origin = origin };
        }
    }

    /// <summary>A place in the file.</summary>
    public static Origin Place(SqlFileText source, int start, int length) =>
        new(source.File.Path, source.LineOf(start) + 1, start, length);
}
