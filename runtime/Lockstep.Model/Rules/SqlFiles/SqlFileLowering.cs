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
            Documentation = new(file.Name, Purpose(source), file.Headers.Ticket ?? string.Empty),
        };
    }

    /// <summary>A plain script, or another tool's migration, as rules see it.</summary>
    /// <param name="source">The file.</param>
    /// <param name="joints">Where a statement is put into one message with the next.</param>
    public static MigrationScript LowerScript(SqlFileText source, IReadOnlyList<int> joints)
    {
        var script = Lower(source);
        return script with
        {
            Name = source.File.Path.Substring(source.File.Path.LastIndexOf('/') + 1),
            Up = Joined(script.Up, joints),
            Down = Joined(script.Down, joints),
            DownState = DownState.NotWanted,
            Runner = ScriptRunner.StatementByStatement,
            SingleTransaction = false,
        };
    }

    private static EquatableArray<Operation> Joined(EquatableArray<Operation> operations, IReadOnlyList<int> joints)
    {
        if (joints.Count == 0) return operations;
        var joined = new List<Operation>(operations);
        for (var at = 1; at < joined.Count; at++)
        {
            var (end, next) = (joined[at - 1].Origin.Start + joined[at - 1].Origin.Length, joined[at].Origin.Start);
            if (!joints.Any(joint => joint >= end && joint < next) || joined[at] is not SqlText text) continue;
            if (joined[at - 1] is SqlText { Message: 0 } first) joined[at - 1] = first with { Message = at };
            joined[at] = text with { Message = joined[at - 1] is SqlText { Message: var message } ? message : at };
        }

        return new(joined);
    }

    /// <summary>The prose above the first statement: what is no header, no marker and nothing that Lockstep reads.</summary>
    private static string Purpose(SqlFileText source)
    {
        var prose = new List<string>();
        for (var line = 0; line < source.LineCount && source.LineStart(line) < source.File.Up.Start; line++)
        {
            var text = source.Line(line).Trim();
            if (!text.StartsWith("--", StringComparison.Ordinal)) continue;
            text = text.TrimStart('-').Trim();
            if (text.Length == 0 || text is "up" or "down" || text.StartsWith("lockstep:", StringComparison.Ordinal) || IsHeader(text)) continue;
            prose.Add(text);
        }

        return string.Join(" ", prose);
    }

    /// <summary><c>ticket: OPS-142</c>, and not a sentence with a colon in it.</summary>
    private static bool IsHeader(string text)
    {
        var colon = text.IndexOf(':');
        return text == "single-transaction" || (colon > 0 && text.IndexOf(' ') is var space && (space < 0 || space > colon));
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
