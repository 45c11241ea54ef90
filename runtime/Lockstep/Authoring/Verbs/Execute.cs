using System.Runtime.CompilerServices;
using Lockstep.Model.Sql;

namespace Lockstep.Authoring;

/// <summary>The verbs that run SQL.</summary>
public readonly struct Execute
{
    private readonly OperationRecorder _recorder;

    internal Execute(OperationRecorder recorder) => _recorder = recorder;

    /// <summary>Runs one or more statements as they are written.</summary>
    /// <param name="sql">
    /// The statements. Lockstep makes the transactions: <c>BEGIN</c> and <c>COMMIT</c> are refused, and a statement that can't be in a
    /// transaction becomes a step of its own. A line <c>-- step</c> between two statements begins a step as <c>NewStep()</c> does.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Sql(string sql, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        foreach (var statement in SqlReader.Read(sql)) _recorder.Add(statement with { Origin = new(file, line) });
    }

    /// <summary>Runs the statements of a file, each with its own line.</summary>
    /// <param name="sql">The statements; line ends are <c>\n</c>.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">The line on which they start, counted from 1.</param>
    internal void File(string sql, string file, int line)
    {
        var at = 0;
        foreach (var statement in SqlReader.Read(sql))
        {
            for (; at < statement.Origin.Start; at++) line += sql[at] == '\n' ? 1 : 0;
            _recorder.Add(statement with { Origin = new(file, line) });
        }
    }
}
