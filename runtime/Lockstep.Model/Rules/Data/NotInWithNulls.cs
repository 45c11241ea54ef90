using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4039.</summary>
public sealed class NotInWithNulls : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4039",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "NOT IN is not asked of a query that may give null",
        "NOT IN of '{0}', which may be null: if one of its rows is, the condition holds for no row at all; use NOT EXISTS, or add WHERE {1} IS NOT NULL to the inner query",
        "x NOT IN (1, NULL) is null for every x, since the unknown value might be x. One null in the inner query, and the statement does nothing, without an error. It is " +
        "also slow: NOT EXISTS can be planned as a join, NOT IN can't.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var text in ConditionText.In(reviewed.Operation))
        {
            if (text.Expression is not InExpression { IsNot: true, Query.Body: SelectBody { Targets: [{ Value: ColumnExpression { IsStar: false, Name: { } column } }] } query }) continue;
            if (query.From is not [RelationSource { Relation: var relation }] || IsLeftOut(query.Where, column.Name)) continue;
            if (reviewed.Column(new QualifiedName(relation.Name.Qualifier, relation.Name.Name), column.Name) is { NotNull: true }) continue;
            report.Add(Info, reviewed.Origin, $"{relation.Name}.{column.Name}", column.Name);
        }
    }

    /// <summary>Whether the condition lets no null through.</summary>
    private static bool IsLeftOut(SqlExpression? where, string column) => where switch
    {
        null => false,
        LogicalExpression { IsAnd: true } all => all.Operands.Any(part => IsLeftOut(part, column)),
        IsExpression { Test: "null", IsNot: true, Value: ColumnExpression { Name.Name: var name } } => name == column,
        // A comparison is null for null.
        BinaryExpression { Operator.Symbol: "=" or "<" or ">" or "<=" or ">=" or "<>", Left: ColumnExpression { Name.Name: var name } } => name == column,
        _ => false,
    };
}
