using System.Text;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Fixes;

/// <summary>Writes operations as statements of a file.</summary>
/// <param name="newLine">The file's line end.</param>
/// <param name="indent">What stands before each line.</param>
/// <param name="hasSteps">Whether the file's steps are marked, as Lockstep's are.</param>
internal sealed class SqlStatements(string newLine, string indent, bool hasSteps)
{
    /// <summary>The statements, each with its semicolon and on a line of its own.</summary>
    public string Lines(IEnumerable<Operation> operations, bool isFirst)
    {
        var text = new StringBuilder();
        foreach (var operation in operations)
        {
            if (hasSteps && operation.StartsStep && !isFirst) text.Append(indent).Append("-- step").Append(newLine);
            if (BackfillMark.Write(operation) is { } mark) text.Append(indent).Append(mark).Append(newLine);
            text.Append(indent).Append(Text(operation)).Append(';').Append(newLine);
            isFirst = false;
        }

        return text.ToString();
    }

    /// <summary>The statement with the file's line ends.</summary>
    public string Text(Operation operation)
    {
        var sql = SqlWriter.Write(operation);
        // Code of ours has lines; a line end in a string is the author's.
        return operation is SqlText ? sql.Replace("\r\n", "\n").Replace("\n", newLine) : sql;
    }
}
