using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Sql;

/// <summary>Reads SQL that is put together when a migration runs, as far as it is known.</summary>
internal static class PartlyKnownSql
{
    /// <summary>What the statements do, in order, each without its place; nothing of what can't be read.</summary>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<Operation> Read(DynamicText text)
    {
        var operations = new List<Operation>();
        if (text.IsOpaque || !text.IsKnown) return operations;
        foreach (var piece in SqlParser.Parse(text.Text, new() { Holes = text.Holes }).Pieces)
        {
            foreach (var operation in new AstLowering(text.Text).Lower(piece.Statement))
            {
                // Queries change nothing, and what they call is not known.
                if (operation is not (Query or SqlText or TransactionControl)) operations.Add(operation with { Origin = Origin.None, Incomplete = true });
            }
        }

        return operations;
    }
}
