using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2041.</summary>
public sealed class RequiredColumnWithoutDefault : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2041",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A column that is added as NOT NULL has a default",
        "Column '{0}.{1}' is NOT NULL and has no default: PostgreSQL refuses it as soon as '{0}' has a row (error 23502); give it a constant default, which " +
        "costs nothing, or add it nullable, fill it in batches, and make it NOT NULL then",
        "The rows that are there would have null in the new column. On an empty table it works, so tests do not show it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn add || ColumnRewrites.IsThere(add, reviewed) || reviewed.IsNew(add.Table)) return;
        if (IsRequired(add.Column, reviewed) && !HasValue(add.Column, reviewed)) report.Add(Info, add.Origin, add.Table.ToString(), add.Column.Name);
    }

    private static bool IsRequired(ColumnDefinition column, ReviewedOperation reviewed)
    {
        if (column.NotNull || column.PrimaryKey || column.Constraints.Any(constraint => constraint is NotNullConstraint { NotValid: false } or PrimaryKeyConstraint)) return true;
        var types = new TypeCatalog(reviewed.Before);
        return types.DomainOf(types.Read(column.Type)) is { NotNull: true };
    }

    private static bool HasValue(ColumnDefinition column, ReviewedOperation reviewed)
    {
        if (column.GeneratedAs is not null || ColumnRewrites.IsNumbered(column)) return true;
        var types = new TypeCatalog(reviewed.Before);
        var value = column.Default ?? types.DefaultOf(types.Read(column.Type));
        return value is not null && !value.Trim().Equals("NULL", StringComparison.OrdinalIgnoreCase);
    }
}
