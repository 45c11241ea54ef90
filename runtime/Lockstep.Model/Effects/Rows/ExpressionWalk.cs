using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Walks the parts of expressions.</summary>
internal static class ExpressionWalk
{
    /// <summary>The expression and all expressions in it; queries in it are given, but not entered.</summary>
    public static IEnumerable<SqlExpression> All(SqlExpression? expression)
    {
        if (expression is null) yield break;
        var rest = new Stack<SqlExpression>();
        rest.Push(expression);
        while (rest.Count > 0)
        {
            var next = rest.Pop();
            yield return next;
            foreach (var part in Parts(next)) rest.Push(part);
        }
    }

    /// <summary>The query that stands in the expression itself; null if there is none.</summary>
    public static SelectStatement? QueryIn(SqlExpression expression) => expression switch
    {
        SubqueryExpression subquery => subquery.Query,
        InExpression list => list.Query,
        QuantifiedExpression quantified => quantified.Query,
        SpecialCallExpression call => call.Query,
        _ => null,
    };

    private static IEnumerable<SqlExpression> Parts(SqlExpression expression) => expression switch
    {
        IndirectionExpression whole => [whole.Value, .. whole.Steps.SelectMany(step => Some(step.Lower, step.Upper))],
        FunctionCallExpression call => OfCall(call),
        SpecialCallExpression call => [.. call.Arguments, .. Some(call.Filter), .. OfWindow(call.Over)],
        CastExpression cast => [cast.Value],
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        LogicalExpression logical => logical.Operands,
        NotExpression not => [not.Operand],
        IsExpression test => Some(test.Value, test.Other),
        BetweenExpression between => [between.Value, between.Low, between.High],
        InExpression list => [list.Value, .. list.Items],
        LikeExpression like => Some(like.Value, like.Pattern, like.Escape),
        QuantifiedExpression quantified => Some(quantified.Value, quantified.Array),
        CaseExpression choice => [.. Some(choice.Value, choice.Else), .. choice.Branches.SelectMany(branch => Some(branch.When, branch.Then))],
        ArrayExpression array => array.Items,
        RowExpression row => row.Items,
        CollateExpression collate => [collate.Value],
        AtTimeZoneExpression time => Some(time.Value, time.Zone),
        _ => [],
    };

    private static IEnumerable<SqlExpression> OfCall(FunctionCallExpression call) =>
    [
        .. call.Arguments.Select(argument => argument.Value),
        .. (call.OrderBy ?? []).Concat(call.WithinGroup ?? []).Select(item => item.Value),
        .. Some(call.Filter),
        .. OfWindow(call.Over),
    ];

    private static IEnumerable<SqlExpression> OfWindow(WindowSpecification? window) =>
        window is null ? [] : [.. window.PartitionBy, .. window.OrderBy.Select(item => item.Value), .. window.FrameBounds];

    private static IEnumerable<SqlExpression> Some(params SqlExpression?[] parts) => parts.OfType<SqlExpression>();
}
