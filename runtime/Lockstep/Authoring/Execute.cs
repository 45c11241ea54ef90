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
    /// transaction becomes a step of its own.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Sql(string sql, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        foreach (var statement in SqlReader.Read(sql)) _recorder.Add(statement with { Origin = new(file, line) });
    }
}
