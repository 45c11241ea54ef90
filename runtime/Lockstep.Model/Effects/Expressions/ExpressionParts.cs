using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>The expressions that an expression is made of.</summary>
internal static class ExpressionParts
{
    /// <summary>The direct parts. A query in an expression is none.</summary>
    public static IEnumerable<SqlExpression> Of(SqlExpression expression)
    {
        switch (expression)
        {
            case IndirectionExpression indirection:
                return indirection.Steps.SelectMany(step => Known(step.Lower, step.Upper)).Prepend(indirection.Value);
            case FunctionCallExpression call:
                return
                [
                    .. call.Arguments.Select(argument => argument.Value),
                    .. (call.OrderBy ?? []).Concat(call.WithinGroup ?? []).Select(item => item.Value),
                    .. Known(call.Filter),
                    .. OfWindow(call.Over),
                ];
            case SpecialCallExpression call:
                return [.. call.Arguments, .. Known(call.Filter), .. OfWindow(call.Over)];
            case CastExpression cast:
                return [cast.Value];
            case UnaryExpression unary:
                return [unary.Operand];
            case BinaryExpression binary:
                return [binary.Left, binary.Right];
            case LogicalExpression logical:
                return logical.Operands;
            case NotExpression not:
                return [not.Operand];
            case IsExpression test:
                return Known(test.Value, test.Other);
            case BetweenExpression between:
                return [between.Value, between.Low, between.High];
            case InExpression list:
                return list.Items.Prepend(list.Value);
            case LikeExpression like:
                return Known(like.Value, like.Pattern, like.Escape);
            case QuantifiedExpression quantified:
                return Known(quantified.Value, quantified.Array);
            case CaseExpression choice:
                return Known(choice.Value, choice.Else).Concat(choice.Branches.SelectMany(branch => Known(branch.When, branch.Then)));
            case ArrayExpression array:
                return array.Items;
            case RowExpression row:
                return row.Items;
            case CollateExpression collate:
                return [collate.Value];
            case AtTimeZoneExpression zone:
                return Known(zone.Value, zone.Zone);
            default:
                return [];
        }
    }

    /// <summary>The expression itself and all parts of it on all levels.</summary>
    public static IEnumerable<SqlExpression> All(SqlExpression expression) => Of(expression).SelectMany(All).Prepend(expression);

    /// <summary>The query that stands in the expression itself; null if there is none.</summary>
    public static SelectStatement? QueryIn(SqlExpression expression) => expression switch
    {
        SubqueryExpression subquery => subquery.Query,
        InExpression list => list.Query,
        QuantifiedExpression quantified => quantified.Query,
        SpecialCallExpression call => call.Query,
        _ => null,
    };

    private static IEnumerable<SqlExpression> OfWindow(WindowSpecification? window) =>
        window is null ? [] : [.. window.PartitionBy, .. window.OrderBy.Select(item => item.Value), .. window.FrameBounds];

    private static IEnumerable<SqlExpression> Known(params SqlExpression?[] expressions) => expressions.OfType<SqlExpression>();
}
