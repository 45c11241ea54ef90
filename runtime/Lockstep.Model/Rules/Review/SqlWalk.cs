using Lockstep.Model.Effects;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>Finds what stands anywhere in a query or change of rows, in queries inside it too.</summary>
internal static class SqlWalk
{
    /// <summary>The statement and the statements that WITH names in it, and those in them.</summary>
    public static IEnumerable<SqlStatement> Statements(SqlStatement statement) => Named(statement).SelectMany(Statements).Prepend(statement);

    /// <summary>Every expression in the statement, each with the parts of it after it.</summary>
    public static IEnumerable<SqlExpression> Expressions(SqlStatement statement) => Roots(statement).SelectMany(Expressions);

    /// <summary>The expression and all parts of it, those of queries in it too.</summary>
    public static IEnumerable<SqlExpression> Expressions(SqlExpression expression)
    {
        yield return expression;
        foreach (var part in ExpressionParts.Of(expression).SelectMany(Expressions)) yield return part;
        foreach (var part in QueriesIn(expression).SelectMany(Expressions)) yield return part;
    }

    private static IEnumerable<SqlStatement> Named(SqlStatement statement)
    {
        var with = statement switch
        {
            SelectStatement select => select.With,
            InsertStatement insert => insert.With,
            UpdateStatement update => update.With,
            DeleteStatement delete => delete.With,
            MergeStatement merge => merge.With,
            _ => null,
        };
        return with is null ? [] : with.Tables.Select(table => table.Statement);
    }

    private static IEnumerable<SqlExpression> Roots(SqlStatement statement) => Own(statement).Concat(Named(statement).SelectMany(Roots));

    private static IEnumerable<SqlExpression> Own(SqlStatement statement) => statement switch
    {
        SelectStatement select => Of(select.Body).Concat(Of(select.OrderBy)).Concat(Known(select.Limit?.Count, select.Limit?.Offset)),
        InsertStatement insert => Of(insert.Source)
            .Concat(insert.OnConflict is { } conflict ? conflict.Assignments.Select(set => set.Value).Concat(Known(conflict.IndexWhere, conflict.Where)) : [])
            .Concat(Of(insert.Returning)),
        UpdateStatement update => update.Assignments.Select(set => set.Value).Concat(update.From.SelectMany(Of)).Concat(Known(update.Where)).Concat(Of(update.Returning)),
        DeleteStatement delete => delete.Using.SelectMany(Of).Concat(Known(delete.Where)).Concat(Of(delete.Returning)),
        MergeStatement merge => Of(merge.Source).Append(merge.On).Concat(merge.Branches.SelectMany(Of)).Concat(Of(merge.Returning)),
        CopyStatement copy => Known(copy.Where).Concat(copy.Query is { } query ? Roots(query) : []),
        CallStatement call => [call.Call],
        CreateViewStatement view => Roots(view.Query),
        CreateTableAsStatement table => Roots(table.Query),
        ExplainStatement explain => Roots(explain.Statement),
        _ => [],
    };

    private static IEnumerable<SqlExpression> Of(SelectStatement? query) => query is null ? [] : Roots(query);

    private static IEnumerable<SqlExpression> Of(QueryBody body) => body switch
    {
        SelectBody select => select.DistinctOn
            .Concat(Of(select.Targets))
            .Concat(select.From.SelectMany(Of))
            .Concat(Known(select.Where, select.Having))
            .Concat(select.GroupBy)
            .Concat(select.Windows.SelectMany(Of)),
        ValuesBody values => values.Rows,
        SetOperationBody set => Of(set.Left).Concat(Of(set.Right)),
        NestedBody nested => Roots(nested.Query),
        _ => [],
    };

    private static IEnumerable<SqlExpression> Of(TableSource source) => source switch
    {
        QuerySource query => Roots(query.Query),
        FunctionSource functions => functions.Functions,
        JoinSource join => Of(join.Left).Concat(Of(join.Right)).Concat(Known(join.On)),
        RelationSource { Sample: { } sample } => sample.Arguments.Concat(Known(sample.Repeatable)),
        _ => [],
    };

    private static IEnumerable<SqlExpression> Of(MergeBranch branch) => Known(branch.Condition).Concat(branch.Assignments.Select(set => set.Value)).Concat(branch.Values);

    private static IEnumerable<SqlExpression> Of(WindowSpecification window) => window.PartitionBy.Concat(Of(window.OrderBy)).Concat(window.FrameBounds);

    private static IEnumerable<SqlExpression> Of(IReadOnlyList<TargetItem> targets) => targets.Select(target => target.Value);

    private static IEnumerable<SqlExpression> Of(IReadOnlyList<SortItem>? items) => items is null ? [] : items.Select(item => item.Value);

    private static IEnumerable<SqlExpression> QueriesIn(SqlExpression expression) => expression switch
    {
        InExpression { Query: { } query } => Roots(query),
        QuantifiedExpression { Query: { } query } => Roots(query),
        SubqueryExpression subquery => Roots(subquery.Query),
        SpecialCallExpression { Query: { } query } => Roots(query),
        _ => [],
    };

    private static IEnumerable<SqlExpression> Known(params SqlExpression?[] expressions) => expressions.OfType<SqlExpression>();
}
