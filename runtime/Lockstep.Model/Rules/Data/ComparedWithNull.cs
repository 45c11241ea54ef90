using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Data;

/// <summary>LS4038.</summary>
public sealed class ComparedWithNull : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4038",
        RuleCategory.Transactions,
        RuleSeverity.Warning,
        "Nothing is compared with NULL",
        "'{0}' is never true, not even where the value is null; {1}",
        "A comparison with NULL gives null, whatever the value is: WHERE takes that for false, CHECK for true. IS NULL and IS NOT NULL ask for null.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        foreach (var text in ConditionText.In(reviewed.Operation))
        {
            var whatToDo = text.Expression switch
            {
                BinaryExpression { Operator.Symbol: "=" } equal when IsNull(equal.Left) || IsNull(equal.Right) => "write IS NULL",
                BinaryExpression { Operator.Symbol: "<>" or "!=" } unequal when IsNull(unequal.Left) || IsNull(unequal.Right) => "write IS NOT NULL",
                InExpression { IsNot: true, Query: null } list when list.Items.Any(IsNull) => "take NULL out of the list",
                _ => null,
            };
            if (whatToDo is not null) report.Add(Info, reviewed.Origin, text.Written, whatToDo);
        }
    }

    private static bool IsNull(SqlExpression value) => value is ConstantExpression { Kind: ConstantKind.Null } || (value is CastExpression cast && IsNull(cast.Value));
}
