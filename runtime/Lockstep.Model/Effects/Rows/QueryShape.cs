using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What kind of query it is.</summary>
internal static class QueryShape
{
    private static readonly HashSet<string> s_aggregates =
    [
        "count", "sum", "avg", "min", "max", "every", "bool_and", "bool_or", "bit_and", "bit_or", "bit_xor", "array_agg", "string_agg", "json_agg", "jsonb_agg",
        "json_object_agg", "jsonb_object_agg", "xmlagg", "any_value", "range_agg", "range_intersect_agg", "corr", "covar_pop", "covar_samp", "stddev", "stddev_pop",
        "stddev_samp", "variance", "var_pop", "var_samp", "mode", "percentile_cont", "percentile_disc", "regr_count", "regr_slope", "regr_intercept", "regr_r2",
        "json_arrayagg", "json_objectagg",
    ];

    /// <summary>
    /// The query, if the planner puts its tables in its place: nothing needs all its rows first (<c>is_simple_subquery</c>). Null if not.
    /// </summary>
    public static SelectBody? Plain(SelectStatement query) => query switch
    {
        { With: not null } or { Limit: not null } or { OrderBy.Count: > 0 } => null,
        { Body: NestedBody nested } => Plain(nested.Query),
        { Body: SelectBody body } when !NeedsAllRows(body) && body.From.Count > 0 => body,
        _ => null,
    };

    /// <summary>Whether rows are put together or left out only when all are known.</summary>
    public static bool NeedsAllRows(SelectBody body) =>
        body.IsDistinct || body.DistinctOn.Count > 0 || body.GroupBy.Count > 0 || body.Having is not null || body.Into is not null || body.Windows.Count > 0 ||
        body.Targets.Any(target => ExpressionParts.All(target.Value).Any(IsAggregate));

    /// <summary>Which columns of the tables the query's columns are; null if they can't be told.</summary>
    /// <param name="body">The query.</param>
    /// <param name="scope">The names that it sees.</param>
    public static Dictionary<string, ColumnOf?>? ColumnsOf(SelectBody body, QueryScope scope)
    {
        var columns = new Dictionary<string, ColumnOf?>();
        foreach (var target in body.Targets)
        {
            if (target.Value is ColumnExpression { IsStar: true } star)
            {
                foreach (var source in scope.Sources.Where(source => star.Name is null || source.Name == star.Name.Name))
                {
                    if (source.Columns is { } known)
                    {
                        foreach (var column in known) columns[column.Key] = column.Value;
                    }
                    else if (source.Relation is RowRelation relation)
                    {
                        foreach (var column in relation.Columns) columns[column.Name] = new(source, column.Name);
                    }
                    else
                    {
                        return null;
                    }
                }

                continue;
            }

            var plain = target.Value as ColumnExpression;
            var name = target.Label?.Value ?? plain?.Name?.Name ?? (target.Value as FunctionCallExpression)?.Name.Name ?? "?column?";
            columns[name] = plain is null ? null : scope.Resolve(plain).Column;
        }

        return columns;
    }

    /// <summary>Whether the query ends before it read its table whole.</summary>
    public static bool EndsEarly(EffectsBuilder effects, SelectStatement query, SelectBody body, QueryScope scope, QueryLevel level)
    {
        if (level.Bases is not [var only] || level.Conditions.Count > 0) return false;
        if (query.Limit is { Count: ConstantExpression { Kind: ConstantKind.Integer }, WithTies: false } && !NeedsAllRows(body))
        {
            return query.OrderBy.Count == 0 || IsFirstOfIndex(effects, query.OrderBy[0].Value, only, scope);
        }

        // The least and the greatest stand at an end of the index.
        return body.GroupBy.Count == 0 && body.Having is null && body.Targets.Count > 0 && body.Targets.All(target =>
            target.Value is FunctionCallExpression { Name.Name: "min" or "max", Arguments: [{ Value: var value }], IsDistinct: false, Filter: null, Over: null } &&
            IsFirstOfIndex(effects, value, only, scope));
    }

    private static bool IsFirstOfIndex(EffectsBuilder effects, SqlExpression value, ReadSource source, QueryScope scope) =>
        value is ColumnExpression column && scope.Resolve(column).Column is { } known && known.Source == source &&
        effects.Walk.IndexesOf(source.Relation!.Name).Any(index => index is { Method: "btree", Where: null } && IndexKey.Of(index.Elements[0])?.Column == known.Name);

    private static bool IsAggregate(SqlExpression expression) => expression switch
    {
        FunctionCallExpression call => call.Over is not null || call.IsStar || call.IsDistinct || call.WithinGroup is { Count: > 0 } || s_aggregates.Contains(call.Name.Name),
        SpecialCallExpression call => call.Over is not null || s_aggregates.Contains(call.Name),
        _ => false,
    };
}
