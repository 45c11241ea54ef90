using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>
/// What PostgreSQL compares of two indexes to tell whether one can be the other's part (<c>CompareIndexInfo</c>): the order of the rows is
/// not among it, nor are names and storage.
/// </summary>
/// <param name="Method">The access method.</param>
/// <param name="Unique">Whether equal keys are an error.</param>
/// <param name="NullsNotDistinct">Whether nulls are equal.</param>
/// <param name="Keys">The key's columns and expressions, each with collation and operator class.</param>
/// <param name="Include">Columns beside the key.</param>
/// <param name="Where">Which rows it holds; null for all.</param>
internal sealed record IndexShape(string Method, bool Unique, bool NullsNotDistinct, EquatableArray<string> Keys, EquatableArray<string> Include, string? Where)
{
    public static IndexShape Of(CreateIndex index) =>
        new(index.Method ?? "btree", index.Unique, index.NullsNotDistinct, Shapes(index.Elements), index.Include, index.Where is { } where ? SqlShape.Of(where) : null);

    public static IndexShape Of(TableIndex index) =>
        new(index.Method, index.Unique, index.NullsNotDistinct, Shapes(index.Elements), index.Include, index.Where is { } where ? SqlShape.Of(where) : null);

    private static EquatableArray<string> Shapes(EquatableArray<string> elements) => new(elements.Select(Shape));

    private static string Shape(string element) =>
        IndexKey.Of(element) is { } key ? string.Join(" ", key.Shape, key.Collation, key.OperatorClass) : SqlShape.Of(element);
}

/// <summary>A column or expression of an index's key.</summary>
/// <param name="Column">The column; null if it is an expression.</param>
/// <param name="Shape">The column's name, or the expression as <see cref="SqlShape"/> has it.</param>
/// <param name="Collation">The collation that is said; null if none.</param>
/// <param name="OperatorClass">The operator class that is said; null if none.</param>
internal sealed record IndexKey(string? Column, string Shape, string? Collation, string? OperatorClass)
{
    /// <summary>Reads an element of an index; null if it can't be read.</summary>
    public static IndexKey? Of(string element)
    {
        var sql = "CREATE INDEX ON t (" + element + ")";
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not CreateIndexStatement { Columns: [var key] }) return null;
        var shape = key.Column?.Value ?? (key.Expression is { } expression ? SqlShape.Of(expression.TextIn(sql)) : null);
        return shape is null ? null : new(key.Column?.Value, shape, key.Collation?.ToString(), key.OperatorClass?.Name);
    }
}
