using Lockstep.Model.Sql;

namespace Lockstep.Model.Operations;

/// <summary>Writes the operation that undoes another one.</summary>
public static partial class Inverse
{
    /// <summary>
    /// The operation that takes back what <paramref name="operation"/> did; null if it does not tell all that would be needed (what a
    /// dropped column was, say).
    /// </summary>
    public static Operation? Of(Operation operation) => operation switch
    {
        { Incomplete: true } => null,
        // With IF NOT EXISTS nobody knows whether it was this operation that made the object.
        CreateTable { IfNotExists: false } create => new DropTable(create.Table),
        CreatePartition create => new DropTable(create.Table),
        AddColumn { IfNotExists: false } add => new DropColumn(add.Table, add.Column.Name),
        CreateIndex { IfNotExists: false, Name: { } name } create =>
            // An index lives in its table's schema.
            new DropIndex(new QualifiedName(create.Table.Schema, name)) { Concurrently = create.Concurrently },
        _ => null,
    };

    /// <summary>
    /// The operations that undo all the given ones, last first; null if one of them can't be undone. A statement in SQL counts as what it
    /// does, if all of that is known.
    /// </summary>
    public static IReadOnlyList<Operation>? Of(IReadOnlyList<Operation> statements)
    {
        var operations = new List<Operation>();
        foreach (var statement in statements)
        {
            if (statement is not SqlText text) operations.Add(statement);
            else if (StatementReading.IsWhole(text)) operations.AddRange(text.Meaning);
            else return null;
        }

        var inverses = new List<Operation>();
        for (var i = operations.Count - 1; i >= 0; i--)
        {
            if (Of(operations[i]) is not { } inverse) return null;
            inverses.Add(inverse);
        }

        // What a dropped table takes along need not be dropped before it.
        var dropped = inverses.OfType<DropTable>().Select(drop => drop.Table).ToList();
        var ofDropped = new HashSet<Operation>(
            operations
                .Where(operation => TableOf(operation) is { } table && dropped.Contains(table))
                .Select(Of)
                .OfType<Operation>()
                .Where(inverse => inverse is not DropTable));
        inverses.RemoveAll(ofDropped.Contains);
        return inverses;
    }

    private static QualifiedName? TableOf(Operation operation) => operation switch
    {
        AddColumn add => add.Table,
        CreateIndex create => create.Table,
        _ => null,
    };
}
