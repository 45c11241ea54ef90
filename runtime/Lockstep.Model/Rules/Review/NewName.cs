using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>A name that a migration gives.</summary>
/// <param name="Kind">One of <see cref="NamingOptions.Kinds"/>.</param>
/// <param name="What">What has it, for a message.</param>
/// <param name="Name">The name.</param>
/// <param name="Table">The table's name; empty if it is about none.</param>
/// <param name="Columns">The columns' names, joined by <c>_</c>; empty if it is about none.</param>
internal sealed record NewName(string Kind, string What, string Name, string Table = "", string Columns = "")
{
    /// <summary>The names that an operation gives.</summary>
    public static IEnumerable<NewName> In(Operation operation) => operation switch
    {
        CreateTable { Temporary: false } create => [Of(create.Table), .. create.Columns.SelectMany(column => Of(create.Table, column)), .. create.Constraints.SelectMany(constraint => Of(create.Table, constraint))],
        CreateTableAs { Persistence: not Persistence.Temporary } create => [Of(create.Table)],
        CreatePartition create => [Of(create.Table)],
        AddColumn add => Of(add.Table, add.Column),
        AddConstraint add => Of(add.Table, add.Constraint),
        CreateIndex { Name: { } name } index =>
            [new(index.Unique ? "unique_indexes" : "indexes", "Index", name, index.Table.Name, string.Join("_", index.Elements.Where(element => element.All(SqlIdentifier.IsPart))))],
        RenameTable rename => [new("tables", "Table", rename.NewName)],
        RenameColumn rename => [new("columns", "Column", rename.NewName, rename.Table.Name)],
        CreateSequence create => [new("sequences", "Sequence", create.Sequence.Name)],
        CreateView { Temporary: false } create => [new("views", "View", create.View.Name)],
        CreateMaterializedView create => [new("views", "Materialized view", create.View.Name)],
        CreateRoutine create => [new("functions", create.Procedure ? "Procedure" : "Function", create.Routine.Name)],
        CreateEnumType create => [new("types", "Type", create.Type.Name)],
        CreateCompositeType create => [new("types", "Type", create.Type.Name)],
        CreateDomain create => [new("types", "Domain", create.Domain.Name)],
        CreateTrigger create => [new("triggers", "Trigger", create.Name, create.Table.Name)],
        CreatePolicy create => [new("policies", "Policy", create.Name, create.Table.Name)],
        _ => [],
    };

    private static NewName Of(QualifiedName table) => new("tables", "Table", table.Name);

    private static IEnumerable<NewName> Of(QualifiedName table, ColumnDefinition column) =>
        [new("columns", "Column", column.Name, table.Name), .. column.Constraints.SelectMany(constraint => Of(table, constraint))];

    private static IEnumerable<NewName> Of(QualifiedName table, TableConstraint constraint)
    {
        if (constraint.Name is not { } name) return [];
        var (kind, columns) = constraint switch
        {
            PrimaryKeyConstraint key => ("primary_keys", key.Columns),
            ForeignKeyConstraint key => ("foreign_keys", key.Columns),
            UniqueConstraint unique => ("unique_constraints", unique.Columns),
            CheckConstraint => ("checks", default),
            ExclusionConstraint => ("exclusions", default),
            _ => (string.Empty, default),
        };
        return kind.Length == 0 ? [] : [new(kind, "Constraint", name, table.Name, string.Join("_", columns))];
    }
}
