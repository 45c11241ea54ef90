using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2031.</summary>
public sealed class UsingIndexRefused : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2031",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "USING INDEX names an index that can be a constraint's",
        "PostgreSQL refuses {0} of '{1}' USING INDEX '{2}': {3}",
        "A constraint can take over a unique b-tree index of all rows, over plain columns in their default order. Not a partial one, nor one over " +
        "expressions, nor one of a partitioned table.");

    /// <summary>Why the index can't be the constraint's, and what to do; null if it can, as far as is known.</summary>
    internal static string? Refusal(ReviewedOperation reviewed)
    {
        if (reviewed.Operation is not AddConstraint { Constraint: IndexConstraint { UsingIndex: { } name } key } add) return null;
        var table = reviewed.Table(add.Table);
        if (table is { PartitionBy: not null }) return "it has that for no partitioned table; " + Split(UniqueConstraintBuilt.KeyByPartition(add.Table.ToString()));
        if (reviewed.Before.IndexOrAssumed(new(reviewed.NameOf(add.Table).Schema, name)) is not { } index) return null;
        return Problem(index, reviewed.NameOf(add.Table)) ?? (key is PrimaryKeyConstraint ? UnvalidatedNotNull(index, add, reviewed) : null);
    }

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (Refusal(reviewed) is not { } why || reviewed.Operation is not AddConstraint { Constraint: IndexConstraint { UsingIndex: { } index } key } add) return;
        report.Add(Info, add.Origin, key is PrimaryKeyConstraint ? "a primary key" : "a unique constraint", add.Table.ToString(), index, why);
    }

    private static string Split(string advice) => advice.Substring(advice.IndexOf(':') + 2);

    private static string? Problem(TableIndex index, ObjectName table)
    {
        if (index.Table != table) return $"the index is of '{index.Table}'; name a unique index of '{table}'";
        if (index.Constraint is { } constraint) return $"the index is constraint '{constraint}''s already; name another one";
        if (!index.Unique) return "the index is not unique; create a unique one concurrently";
        if (index.Where is not null) return "the index is partial; create one without WHERE, or keep the index and go without the constraint";
        foreach (var element in index.Elements)
        {
            if (ExpressionText.ColumnOf(element) is null) return $"the index is over an expression ({element}); keep the index and go without the constraint";
            if (!IsInDefaultOrder(element)) return $"the index does not sort in the default way ({element}); create one over the plain columns concurrently";
        }

        return index.Method == "btree" ? null : $"the index is no b-tree but {index.Method}; create a unique b-tree index concurrently";
    }

    /// <summary>A constraint's index sorts as the column's type does: ascending, nulls last, with the column's own collation and the type's operators.</summary>
    private static bool IsInDefaultOrder(string element) =>
        SqlParser.Parse("CREATE INDEX ON t (" + element + ")").Statements.FirstOrDefault() is not CreateIndexStatement { Columns: [var key] } ||
        (key.Direction is null or "asc" && key.NullsFirst is not true && key.Collation is null && key.OperatorClass is null);

    private static SchemaConstraint? AssumedNotNull(Table? table, string column) =>
        table?.Constraints.FirstOrDefault(constraint => constraint.Definition is NotNullConstraint notNull && notNull.Column == column);

    /// <summary>Since PostgreSQL 18 NOT NULL can be NOT VALID, which is not enough for a primary key.</summary>
    private static string? UnvalidatedNotNull(TableIndex index, AddConstraint add, ReviewedOperation reviewed) => index.Elements
        .Select(ExpressionText.ColumnOf)
        .OfType<string>()
        .Select(column => reviewed.Column(add.Table, column)?.NotNullConstraint ?? AssumedNotNull(reviewed.Before.FindOrAssumed(add.Table), column))
        .Where(notNull => notNull is { Definition.NotValid: true })
        .Select(notNull => $"NOT NULL constraint '{notNull!.Name}' is NOT VALID; validate it before")
        .FirstOrDefault();
}
