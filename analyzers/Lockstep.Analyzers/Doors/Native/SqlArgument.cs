using Lockstep.Model;
using Lockstep.Model.Operations;
using Lockstep.Model.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lockstep.Analyzers.Doors.Native;

/// <summary>Reads the SQL in an argument, with each statement's place in the file.</summary>
internal static class SqlArgument
{
    /// <summary>The statements.</summary>
    /// <param name="sql">The argument's value.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="elsewhere">If the argument stands in another class: where to say the statements stand.</param>
    /// <param name="isElsewhere">Whether it does.</param>
    /// <param name="sources">Makes origins.</param>
    public static IEnumerable<SqlText> Read(string sql, SyntaxNode argument, Place? elsewhere, bool isElsewhere, SourceMap sources)
    {
        var positions = isElsewhere ? null : LiteralPositions.Of(argument);
        if (positions is not null && positions.Length != sql.Length + 1) positions = null;
        var whole = !isElsewhere ? sources.Add(argument.SyntaxTree, argument.Span)
            : elsewhere is not null ? sources.Add(elsewhere.Tree, elsewhere.Span)
            : Origin.None;
        foreach (var statement in SqlReader.Read(sql)) yield return (SqlText)Place(statement);

        Operation Place(Operation operation)
        {
            var origin = positions is null
                ? whole
                : sources.Add(argument.SyntaxTree, Span(positions, operation.Origin));
            return operation is SqlText { Meaning.IsEmpty: false } text
                ? text with { Origin = origin, Meaning = new EquatableArray<Operation>(text.Meaning.Select(Place)) }
                : operation with { Origin = origin };
        }
    }

    private static TextSpan Span(int[] positions, Origin inSql) =>
        TextSpan.FromBounds(positions[inSql.Start], positions[inSql.Start + inSql.Length]);
}
