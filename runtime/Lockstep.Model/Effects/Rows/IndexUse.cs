using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Whether rows of a table can be looked up by an index. What the planner chooses depends on the rows too; only whether it can is told.</summary>
/// <param name="indexes">The indexes of the table that is read.</param>
/// <param name="source">The table as the query names it.</param>
/// <param name="conditions">The conditions on it.</param>
/// <param name="few">The tables of the query of which few rows are read: their columns are as good as constants.</param>
internal sealed class IndexUse(IEnumerable<TableIndex> indexes, ReadSource source, IEnumerable<ReadCondition> conditions, ISet<ReadSource> few)
{
    private readonly List<ReadCondition> _conditions = [.. conditions];
    private readonly List<TableIndex> _indexes = [.. indexes];

    /// <summary>Whether at most one row is read, since all columns of a unique key are given.</summary>
    public bool IsSingle => _conditions.Exists(IsPlace) ||
        _indexes.Exists(index => index is { Unique: true } && IsApplicable(index) && Keys(index).All(key => _conditions.Exists(condition => IsEquality(condition, key))));

    /// <summary>Whether few rows are read, since the first column of an index is given.</summary>
    public bool IsFew => IsSingle ||
        _indexes.Exists(index => index.Method is "btree" or "hash" && IsApplicable(index) && Keys(index).Take(1).Any(key => _conditions.Exists(condition => IsEquality(condition, key))));

    /// <summary>Whether an index narrows down what is read.</summary>
    public bool IsNarrowed => IsSingle || _conditions.Exists(condition => IsUsable(condition, condition.Expression));

    /// <summary>Whether an index might do so in a join, which depends on how many rows the other side has.</summary>
    public bool MayBeJoined => _conditions.Exists(condition => _indexes.Exists(index => IsApplicable(index) && Keys(index).FirstOrDefault() is { } key && condition.Expression switch
    {
        BinaryExpression { Operator.Symbol: "=" } equality => IsKey(condition, equality.Left, key) || IsKey(condition, equality.Right, key),
        InExpression { IsNot: false, Query: not null } list => IsKey(condition, list.Value, key),
        QuantifiedExpression { IsAll: false, Query: not null } any => IsKey(condition, any.Value, key),
        SubqueryExpression { Kind: SubqueryKind.Exists } => true,
        _ => false,
    }));

    /// <summary>Whether a column of an index is given that is not its first: since PostgreSQL 18 the values before it may be gone through one by one.</summary>
    public bool MayBeSkipped => _indexes.Exists(index => index.Method == "btree" && IsApplicable(index) && Keys(index).Skip(1).Any(key => _conditions.Exists(condition => IsEquality(condition, key))));

    private static List<IndexKey> Keys(TableIndex index) => [.. index.Elements.Select(element => IndexKey.Of(element) ?? new(null, SqlShape.Of(element), null, null))];

    /// <summary>Of an index on some rows, the query has to say that it wants only those.</summary>
    private bool IsApplicable(TableIndex index) => index.Where is null || (SqlParser.ParseExpression(index.Where) is { } where &&
        Restrictions.Conjuncts(where).All(part => IsSaid(part, index.Where)));

    private bool IsSaid(SqlExpression part, string text)
    {
        var shape = SqlShape.Of(part.TextIn(text));
        return _conditions.Exists(condition => SqlShape.Of(condition.Expression.TextIn(condition.Text)) == shape) ||
            (part is IsExpression { Test: "null", IsNot: true, Value: ColumnExpression { Name: { } column } } &&
                _conditions.Exists(condition => condition.Expression is BinaryExpression comparison && (IsColumn(condition, comparison.Left, column.Name) || IsColumn(condition, comparison.Right, column.Name))));
    }

    private bool IsUsable(ReadCondition condition, SqlExpression expression) => expression is LogicalExpression logical
        ? logical.IsAnd ? logical.Operands.Any(operand => IsUsable(condition, operand)) : logical.Operands.All(operand => IsUsable(condition, operand))
        : IsPlace(condition, expression) || _indexes.Exists(index => IsApplicable(index) && IsUsable(condition, expression, index));

    private bool IsUsable(ReadCondition condition, SqlExpression expression, TableIndex index)
    {
        var keys = Keys(index);
        if (index.Method is "btree" or "hash") keys = [.. keys.Take(1)];
        return keys.Exists(key => expression switch
        {
            BinaryExpression comparison => IsOperator(index.Method, comparison.Operator.Symbol) &&
                ((IsKey(condition, comparison.Left, key) && IsFixed(condition, comparison.Right)) || (IsKey(condition, comparison.Right, key) && IsFixed(condition, comparison.Left))),
            BetweenExpression between => index.Method is "btree" or "gist" or "brin" && !between.IsNot && IsKey(condition, between.Value, key) &&
                IsFixed(condition, between.Low) && IsFixed(condition, between.High),
            InExpression list => !list.IsNot && IsOperator(index.Method, "=") && IsKey(condition, list.Value, key) &&
                (list.Query is null ? list.Items.All(item => IsFixed(condition, item)) : list.Query.Limit is not null),
            QuantifiedExpression { IsAll: false, Array: { } array } any => IsOperator(index.Method, any.Operator.Symbol) && IsKey(condition, any.Value, key) && IsFixed(condition, array),
            IsExpression { Test: "null", IsNot: false } test => index.Method is not ("hash" or "gin") && IsKey(condition, test.Value, key),
            LikeExpression { IsNot: false } like => IsKey(condition, like.Value, key) && IsFixed(condition, like.Pattern) && IsLike(index.Method, key, like),
            NotExpression { Operand: ColumnExpression } not => index.Method == "btree" && IsKey(condition, not.Operand, key),
            ColumnExpression => index.Method == "btree" && IsKey(condition, expression, key),
            _ => false,
        });
    }

    private static bool IsOperator(string method, string symbol) => method switch
    {
        "btree" or "brin" => symbol is "=" or "<" or "<=" or ">" or ">=",
        "hash" => symbol == "=",
        _ => symbol is not ("<>" or "!="),
    };

    /// <summary>Trigrams find any pattern; an order by bytes finds one whose beginning is given.</summary>
    private static bool IsLike(string method, IndexKey key, LikeExpression like) => method is "gin" or "gist" ||
        (like.Kind == "like" && method == "btree" && (key.Collation is "C" or "POSIX" || key.OperatorClass?.EndsWith("_pattern_ops", StringComparison.Ordinal) == true) &&
            like.Pattern is ConstantExpression { Value: { Length: > 0 } pattern } && pattern[0] is not ('%' or '_'));

    private bool IsEquality(ReadCondition condition, IndexKey key) => condition.Expression is BinaryExpression { Operator.Symbol: "=" } equality &&
        ((IsKey(condition, equality.Left, key) && IsFixed(condition, equality.Right)) || (IsKey(condition, equality.Right, key) && IsFixed(condition, equality.Left)));

    /// <summary>Rows by their place in the table need no index.</summary>
    private bool IsPlace(ReadCondition condition) => IsPlace(condition, condition.Expression);

    private bool IsPlace(ReadCondition condition, SqlExpression expression) => expression switch
    {
        BinaryExpression { Operator.Symbol: "=" } equality => IsColumn(condition, equality.Left, "ctid") && IsFixed(condition, equality.Right),
        QuantifiedExpression { IsAll: false, Operator.Symbol: "=" } any => IsColumn(condition, any.Value, "ctid") && (any.Array is not { } array || IsFixed(condition, array)),
        InExpression { IsNot: false } list => IsColumn(condition, list.Value, "ctid") && list.Query is null or { Limit: not null },
        CurrentOfExpression => true,
        _ => false,
    };

    private bool IsKey(ReadCondition condition, SqlExpression expression, IndexKey key) => key.Column is { } column
        ? IsColumn(condition, expression, column)
        : SqlShape.Of(expression.TextIn(condition.Text)) == key.Shape && ExpressionParts.All(expression).OfType<ColumnExpression>().All(used => condition.Scope.Resolve(used).Column?.Source == source);

    private bool IsColumn(ReadCondition condition, SqlExpression expression, string column) => expression is ColumnExpression used
        ? condition.Scope.Resolve(used).Column is { } known && known.Source == source && known.Name == column
        : expression is CastExpression { Value: ColumnExpression inner, Type.Name.Name: "text" } && IsColumn(condition, inner, column);

    /// <summary>Whether the value is the same for all rows: no column of a table that gives more than one.</summary>
    private bool IsFixed(ReadCondition condition, SqlExpression expression) =>
        ExpressionParts.All(expression).OfType<ColumnExpression>().All(used =>
        {
            var (isFixed, column) = condition.Scope.Resolve(used);
            return isFixed || (column is not null && column.Source != source && few.Contains(column.Source));
        });
}
