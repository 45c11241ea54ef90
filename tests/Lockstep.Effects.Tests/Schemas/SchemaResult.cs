using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>What a server said against a statement.</summary>
/// <param name="State">The SQLSTATE.</param>
/// <param name="Message">In words.</param>
internal sealed record Refusal(string State, string Message)
{
    /// <summary>Whether the statement may work, but not here and now: in a transaction block.</summary>
    internal bool IsOfTransaction => State is "25001" or "55P04";

    /// <summary>Whether rows are what is wrong: the schema holds none, so it can't know.</summary>
    internal bool IsOfRows => State.StartsWith("22", StringComparison.Ordinal) || State.StartsWith("23", StringComparison.Ordinal);

    public override string ToString() => State + " " + Message;
}

/// <summary>What came of a statement of the catalogue, on a server and in the replay.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Refusal">What the server said against it; null if it did it.</param>
/// <param name="Replay">What the replay made of it.</param>
/// <param name="Differences">Between the replayed schema and the server's, after the statement, or if that is refused, before it.</param>
internal sealed record SchemaResult(CatalogueStatement Statement, Refusal? Refusal, SchemaReplay Replay, IReadOnlyList<string> Differences)
{
    /// <summary>What undoes it; null if nothing does, or that is not tried.</summary>
    internal IReadOnlyList<Operation>? Inverse { get; init; }

    /// <summary>What the server said against undoing it; null if it did it.</summary>
    internal Refusal? InverseRefusal { get; init; }

    /// <summary>Between the replayed schema before the statement and the server's after it was undone.</summary>
    internal IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Why the replay says that the server refuses the statement; null if it does not.</summary>
    internal string? RefusalByReplay => Replay.Problems.FirstOrDefault(problem => !problem.IsNote)?.Message;

    /// <summary>Whether the replay says that it does not know all that the statement does.</summary>
    internal bool IsUncertain => Replay.Problems.Any(problem => problem.IsNote);

    /// <summary>What is wrong with the replay; null if nothing is.</summary>
    internal string? Wrong =>
        Refusal is null && RefusalByReplay is { } why ? Told("the replay refuses it: " + why)
        : Differences.Count > 0 && Refusal is not { IsOfRows: true } ? Told((Refusal is null ? "" : "refused: " + Refusal + "; ") + string.Join("\n    ", Differences))
        // What a block does depends on its run; the others are no statements that change a schema.
        : IsUncertain && Assert.Single(SqlReader.Read(Statement.Sql)) is { Kind: not StatementKind.Block, Meaning.IsEmpty: false } ? Told("uncertain: " + Replay.Problems[0].Message)
        : null;

    /// <summary>What is wrong with what undoes it; null if nothing is.</summary>
    internal string? WrongInverse =>
        InverseRefusal is { IsOfRows: false } refusal ? Told($"undoing it is refused: {refusal}\n    {Sql}")
        : Left.Count > 0 && InverseRefusal is null ? Told($"undone:\n    {string.Join("\n    ", Left)}\n    {Sql}")
        : null;

    private string Sql => string.Join("; ", (Inverse ?? []).Select(SqlWriter.Write));

    private string Told(string what) => $"{Statement}\n    {what}";
}
