using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>The constraints and indexes that an operation makes.</summary>
internal static class NewConstraints
{
    /// <summary>The table that an operation makes constraints or indexes for; null if it makes none.</summary>
    public static QualifiedName? TableOf(Operation operation) => operation switch
    {
        CreateTable create => create.Table,
        CreatePartition create => create.Table,
        AddColumn add => add.Table,
        AddConstraint add => add.Table,
        CreateIndex create => create.Table,
        _ => null,
    };

    /// <summary>The constraints as they were written; NOT NULL without a name is none.</summary>
    public static IEnumerable<TableConstraint> Written(Operation operation) => operation switch
    {
        CreateTable create => create.Columns.SelectMany(column => column.AllConstraints()).Concat(create.Constraints),
        CreatePartition create => create.Columns.SelectMany(column => column.AllConstraints()).Concat(create.Constraints),
        AddColumn add => add.Column.AllConstraints(),
        AddConstraint add => [add.Constraint],
        _ => [],
    };

    /// <summary>The table's new foreign keys, with names, columns and types resolved; none if the schema can't follow the operation.</summary>
    public static IEnumerable<(Table Table, SchemaConstraint Constraint, ForeignKeyConstraint Key)> ForeignKeys(ReviewedOperation reviewed)
    {
        if (!Written(reviewed.Operation).OfType<ForeignKeyConstraint>().Any() || TableOf(reviewed.Operation) is not { } name || reviewed.After.FindTable(name) is not { } table) yield break;
        var before = reviewed.Before.Relations.Find(table.Name) as Table;
        foreach (var constraint in table.Constraints)
        {
            if (constraint.Definition is ForeignKeyConstraint key && before?.Constraint(constraint.Name) is null && !constraint.Inherited) yield return (table, constraint, key);
        }
    }

    /// <summary>The table's new indexes, the primary key's first; not those of its partitions.</summary>
    public static IEnumerable<(RowRelation Table, TableIndex Index)> Indexes(ReviewedOperation reviewed)
    {
        var makes = reviewed.Operation is CreateIndex || Written(reviewed.Operation).Any(constraint => constraint is IndexConstraint) || reviewed.Operation is CreateTable { Like.IsEmpty: false };
        if (!makes || TableOf(reviewed.Operation) is not { } name || reviewed.After.Find(name) is not RowRelation table) return [];
        return reviewed.After.IndexesOf(table.Name)
            .Where(index => index.Parent is null && reviewed.Before.Relations.Find(index.Name) is null)
            .OrderBy(index => (table as Table)?.Constraint(index.Constraint ?? string.Empty)?.Definition is PrimaryKeyConstraint ? 0 : 1)
            .Select(index => (table, index));
    }
}
