using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>How many rows a change reaches, as far as its condition tells.</summary>
internal enum RowReach
{
    /// <summary>A few that are named, or a batch of them.</summary>
    Few,

    /// <summary>As many as the condition happens to hold for.</summary>
    Many,

    /// <summary>All.</summary>
    All,
}

/// <summary>An UPDATE or DELETE, also one that stands in WITH.</summary>
/// <param name="Table">The table.</param>
/// <param name="Deletes">Whether rows go.</param>
/// <param name="Reach">How many rows it reaches.</param>
/// <param name="HasWhere">Whether a WHERE stands there, whatever it says.</param>
internal sealed record RowChange(QualifiedName Table, bool Deletes, RowReach Reach, bool HasWhere)
{
    /// <summary>
    /// Whether its WHERE is one that is taken to hold for most rows: it is made, with AND, OR and NOT, of nothing but tests whether a column is null or differs from a
    /// value (<c>IS [NOT] NULL</c>, <c>&lt;&gt;</c>, <c>IS [NOT] DISTINCT FROM</c>), whichever column and value these are, and of what is the same for every row. Right
    /// behind ADD COLUMN <c>total IS NULL</c> is every row; <c>NOT state &lt;&gt; 'x'</c>, which is few, is taken for the same. False without a WHERE.
    /// </summary>
    public bool MayHoldForMost { get; init; }

    /// <summary>Whether it is the ON CONFLICT of an INSERT.</summary>
    public bool OnConflict { get; init; }

    /// <summary>The changes in an operation; of a DO block those in its queries, for its other statements are operations.</summary>
    public static IEnumerable<RowChange> In(ReviewedOperation reviewed)
    {
        IEnumerable<SqlStatement> wholes = reviewed.Operation switch
        {
            DataStatement { Incomplete: false } data => SqlParser.Parse(data.Sql).Statements.Take(1),
            SqlText { Kind: StatementKind.Block } block => BlockCode.Queries(block),
            _ => [],
        };
        if (reviewed.Operation is UpdateRows or DeleteRows && reviewed.Operation is DataStatement { Incomplete: true } parts && PutTogether.HasNoWhere(parts.Sql))
        {
            yield return new(parts is DeleteRows deleted ? deleted.Table : ((UpdateRows)parts).Table, parts is DeleteRows, RowReach.All, HasWhere: false);
        }

        foreach (var statement in wholes.SelectMany(SqlWalk.Statements))
        {
            switch (statement)
            {
                // As many as the query gives, if they are there.
                case InsertStatement { OnConflict.Assignments.Count: > 0, Source: { Limit: null, Body: not (ValuesBody or SelectBody { From.Count: 0 }) } } insert:
                    yield return new(Name(insert.Relation), Deletes: false, RowReach.Many, HasWhere: true) { OnConflict = true };
                    break;
                case UpdateStatement update:
                    yield return Of(update.Relation, false, update.Where, reviewed);
                    break;
                case DeleteStatement delete:
                    yield return Of(delete.Relation, true, delete.Where, reviewed);
                    break;
                case MergeStatement merge when merge.Branches.Any(branch => branch.Action is "update" or "delete"):
                    yield return new(Name(merge.Relation), merge.Branches.Any(branch => branch.Action == "delete"), RowReach.Many, HasWhere: true);
                    break;
            }
        }
    }

    private static QualifiedName Name(SqlRelation relation) => new(relation.Name.Qualifier, relation.Name.Name);

    private static RowChange Of(SqlRelation relation, bool deletes, SqlExpression? where, ReviewedOperation reviewed)
    {
        var name = Name(relation);
        return new(name, deletes, ReachOf(where, name, reviewed), where is not null) { MayHoldForMost = where is not null && AsksOnlyNullOrDifference(where) };
    }

    /// <summary>Whether a condition is as <see cref="MayHoldForMost"/> says.</summary>
    private static bool AsksOnlyNullOrDifference(SqlExpression where) => where switch
    {
        LogicalExpression logical => logical.Operands.All(AsksOnlyNullOrDifference),
        NotExpression not => AsksOnlyNullOrDifference(not.Operand),
        IsExpression { Test: "null" or "distinct from", Value: ColumnExpression } => true,
        BinaryExpression { Operator.Symbol: "<>" or "!=", Left: ColumnExpression } => true,
        _ => Truth(where) is not null,
    };

    private static RowReach ReachOf(SqlExpression? where, QualifiedName table, ReviewedOperation reviewed)
    {
        if (where is null || Truth(where) == true) return RowReach.All;
        if (Truth(where) == false) return RowReach.Few;
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in where is LogicalExpression { IsAnd: true } all ? all.Operands : [where])
        {
            if (part is CurrentOfExpression || IsBatch(part)) return BlockCode.Loops(reviewed.Statement.Operation) ? RowReach.Many : RowReach.Few;
            if (NamedColumn(part, (value, column) => IsGiven(value, column, table, reviewed)) is { } name) named.Add(name);
        }

        return IsKey(named, table, reviewed) || IsRange(where, table, reviewed) ? RowReach.Few : RowReach.Many;
    }

    /// <summary>Whether only so many keys are taken: <c>id BETWEEN 1 AND 1000</c>, <c>id &gt;= 1 AND id &lt; 1000</c>.</summary>
    private static bool IsRange(SqlExpression where, QualifiedName table, ReviewedOperation reviewed)
    {
        var (above, below) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var part in where is LogicalExpression { IsAnd: true } all ? all.Operands : [where])
        {
            switch (part)
            {
                case BetweenExpression { IsNot: false, Value: ColumnExpression { Name: { } name } } between when IsFixed(between.Low) && IsFixed(between.High):
                    above.Add(name.Name);
                    below.Add(name.Name);
                    break;
                case BinaryExpression { Operator.Symbol: ">" or ">=", Left: ColumnExpression { Name: { } name } } comparison when IsFixed(comparison.Right):
                    above.Add(name.Name);
                    break;
                case BinaryExpression { Operator.Symbol: "<" or "<=", Left: ColumnExpression { Name: { } name } } comparison when IsFixed(comparison.Right):
                    below.Add(name.Name);
                    break;
            }
        }

        above.IntersectWith(below);
        return above.Any(column => IsKey([column], table, reviewed));
    }

    /// <summary>Whether the columns together are given in one row at most.</summary>
    private static bool IsKey(HashSet<string> columns, QualifiedName name, ReviewedOperation reviewed)
    {
        if (columns.Count == 0) return false;
        // Of a table that no migration made, nobody knows the key; what it is mostly called must do.
        if (reviewed.Table(name) is not { } table) return columns.Contains("id") || columns.Contains("ctid");
        if (columns.Contains("ctid")) return true;
        return table.Constraints.Any(constraint => constraint.Definition switch
        {
            PrimaryKeyConstraint key => key.Columns.All(columns.Contains),
            UniqueConstraint key => key.Columns.All(columns.Contains),
            _ => false,
        }) || reviewed.Before.IndexesOf(table.Name).Any(index => index is { Unique: true, Where: null } && index.Elements.All(element => ExpressionText.ColumnOf(element) is { } column && columns.Contains(column)));
    }

    /// <summary>The column that is compared with one value, or with a list of them.</summary>
    private static string? NamedColumn(SqlExpression condition, Func<SqlExpression, string, bool> isGiven) => condition switch
    {
        BinaryExpression { Operator.Symbol: "=", Left: ColumnExpression { Name: { } left }, Right: var value } when isGiven(value, left.Name) => left.Name,
        BinaryExpression { Operator.Symbol: "=", Left: var value, Right: ColumnExpression { Name: { } right } } when isGiven(value, right.Name) => right.Name,
        InExpression { IsNot: false, Query: null, Value: ColumnExpression { Name: { } column }, Items: var items } when items.All(value => isGiven(value, column.Name)) => column.Name,
        QuantifiedExpression { IsAll: false, Operator.Symbol: "=", Value: ColumnExpression { Name: { } column }, Array: ArrayExpression or CastExpression { Value: ArrayExpression } } => column.Name,
        _ => null,
    };

    /// <summary>
    /// Whether the value that a column is compared with is one and the same for the whole transaction. A parameter of a called function is, unless the change may be
    /// done many times, for other values; but a column of the same name goes before it.
    /// </summary>
    private static bool IsGiven(SqlExpression value, string column, QualifiedName table, ReviewedOperation reviewed) =>
        value is SubqueryExpression { Kind: SubqueryKind.Value } || SqlWalk.Expressions(value).All(part => part switch
        {
            ColumnExpression { Name: { } name, IsStar: false } =>
                reviewed.Called is { Repeats: false, Code: var code } && code.HasParameter(name) &&
                (name.Qualifier is not null || (name.Name != column && reviewed.Column(table, name.Name) is null)),
            ColumnExpression or SubqueryExpression or InExpression { Query: not null } => false,
            ParameterExpression => reviewed.Called is not { Repeats: true },
            _ => true,
        });

    private static bool IsFixed(SqlExpression value) => SqlWalk.Expressions(value).All(part => part is not (ColumnExpression or SubqueryExpression or InExpression { Query: not null })) ||
        // A query for one value.
        value is SubqueryExpression { Kind: SubqueryKind.Value };

    /// <summary>Whether only so many rows are taken: <c>id IN (SELECT … LIMIT 1000)</c>.</summary>
    private static bool IsBatch(SqlExpression condition) => condition switch
    {
        InExpression { IsNot: false, Query.Limit.Count: ConstantExpression or ParameterExpression } => true,
        QuantifiedExpression { IsAll: false, Query.Limit.Count: ConstantExpression or ParameterExpression } => true,
        QuantifiedExpression { IsAll: false, Array: SubqueryExpression { Query.Limit.Count: ConstantExpression or ParameterExpression } } => true,
        _ => false,
    };

    /// <summary>Whether a condition holds, or does not, for every row; null if that depends on the row.</summary>
    private static bool? Truth(SqlExpression condition)
    {
        switch (condition)
        {
            case ConstantExpression { Kind: ConstantKind.Boolean } constant:
                return constant.Value.Equals("true", StringComparison.OrdinalIgnoreCase);
            case NotExpression not:
                return !Truth(not.Operand);
            case LogicalExpression logical:
                var operands = logical.Operands.Select(Truth).ToList();
                if (operands.Contains(!logical.IsAnd)) return !logical.IsAnd;
                return operands.Contains(null) ? null : logical.IsAnd;
            case BinaryExpression { Operator.Symbol: "=", Left: ConstantExpression left, Right: ConstantExpression right } when left.Kind == right.Kind && left.Kind != ConstantKind.Null:
                return left.Value == right.Value;
            default:
                return null;
        }
    }
}
