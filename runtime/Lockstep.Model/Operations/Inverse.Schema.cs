using Lockstep.Model.Schema;

namespace Lockstep.Model.Operations;

/// <content>With the schema that the operation was applied to, which knows what a dropped column was.</content>
public static partial class Inverse
{
    /// <summary>
    /// What brings the schema back to what it was before an operation: a dropped column with its type, default, constraints, indexes and comments.
    /// What is given back was tried: applied to the schema after the operation it leads to the one before it.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="before">The schema before it.</param>
    public static InverseResult Of(Operation operation, DatabaseSchema before)
    {
        if (operation is UnknownSql || operation.Incomplete) return new(null, "a part of the operation is known only when it runs");
        if (operation is SqlText { Meaning.IsEmpty: true } or SqlText { Kind: StatementKind.Block }) return new(null, "what the SQL does to the schema is not wholly known");
        if (Rows(operation) is { } rows) return new(null, rows);
        var replay = before.Apply(operation);
        if (replay.Problems.Count > 0) return new(null, replay.Problems[0].Message);
        var operations = Renamed(operation, before) ?? SchemaTransition.Between(replay.Schema, before);
        var back = replay.Schema.Apply(operations);
        var differences = SchemaDiff.Between(before, back.Schema);
        var problem = back.Problems.FirstOrDefault(problem => !problem.IsNote)?.Message ?? (differences.Count > 0 ? differences[0] : null);
        return problem is null ? new(operations, null) { Loss = Loss(operation, before) } : new(null, "no operation brings it back: " + problem);
    }

    private static string? Rows(Operation operation) => operation switch
    {
        SqlText { Meaning: [var only] } => Rows(only),
        Query or CallProcedure => "what a query's functions do is not known",
        InsertRows insert => $"which rows were there before in {insert.Table} is not known",
        DataStatement or Truncate => "the rows as they were are not kept",
        _ => null,
    };

    /// <summary>A new name is taken back by the old one; comparing would drop and make anew.</summary>
    private static IReadOnlyList<Operation>? Renamed(Operation operation, DatabaseSchema before) => operation switch
    {
        SqlText { Meaning: [var only] } => Renamed(only, before),
        RenameTable rename => [rename with { Table = rename.Table with { Name = rename.NewName }, NewName = rename.Table.Name, Origin = Origin.None }],
        RenameColumn rename => [rename with { Column = rename.NewName, NewName = rename.Column, Origin = Origin.None }],
        RenameConstraint rename => [rename with { Name = rename.NewName, NewName = rename.Name, Origin = Origin.None }],
        RenameEnumValue rename => [rename with { Value = rename.NewValue, NewValue = rename.Value, Origin = Origin.None }],
        RenameObject rename =>
        [
            rename with
            {
                Object = rename.Object with { Name = rename.Object.Name with { Name = rename.NewName } },
                NewName = rename.Object.Name.Name,
                Origin = Origin.None,
            },
        ],
        SetTableSchema set when before.Find(set.Table) is { } relation =>
            [set with { Table = new(set.Schema, set.Table.Name), Schema = relation.Name.Schema, Origin = Origin.None }],
        _ => null,
    };

    private static string? Loss(Operation operation, DatabaseSchema before) => operation switch
    {
        SqlText { Meaning: [var only] } => Loss(only, before),
        DropColumn drop when before.FindTable(drop.Table)?.Column(drop.Column) is not null => $"the values of {drop.Table}.{drop.Column}",
        DropTable drop when before.FindTable(drop.Table) is not null => $"the rows of {drop.Table}",
        AlterColumnType alter => $"what {alter.Table}.{alter.Column} can't say in its new type",
        _ => null,
    };
}
