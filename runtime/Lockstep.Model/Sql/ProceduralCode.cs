using Lockstep.Model.Operations;
using Lockstep.Model.Operations.Lowering;
using Lockstep.Model.Sql.Syntax;
using Lockstep.Model.Sql.Syntax.Procedural;

namespace Lockstep.Model.Sql;

/// <summary>Finds what the code of a <c>DO</c> block or of a function does.</summary>
internal static class ProceduralCode
{
    /// <summary>
    /// The operations that stand in the code, directly or as a string that is executed, with their places in <paramref name="source"/>; the
    /// string's place where they are put together only when the code runs.
    /// </summary>
    public static EquatableArray<Operation> Find(string source, SqlStatement block)
    {
        var operations = new List<Operation>();
        foreach (var embedded in EmbeddedSql.Find(block, source))
        {
            // A query reads; with INTO it fills a variable, which only looks like a new table.
            if (embedded.Statement is SelectStatement or ReturnStatement) continue;
            foreach (var operation in new AstLowering(embedded.Source).Lower(embedded.Statement))
            {
                operations.Add(operation with { Origin = Place(operation.Origin, embedded), Incomplete = embedded.HasHoles });
            }
        }

        return new(operations);
    }

    private static Origin Place(Origin inCode, EmbeddedStatement embedded) =>
        embedded.Offset is { } offset
            ? inCode with { Start = inCode.Start + offset }
            : new(string.Empty, 0, embedded.Place.Start, embedded.Place.Length);
}
