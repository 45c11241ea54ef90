using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Reads one statement's queries: what they lock, and which tables they read whole.</summary>
/// <param name="effects">Where to.</param>
/// <param name="stage">How far PostgreSQL goes.</param>
/// <param name="code">The functions that run.</param>
internal sealed partial class QueryReader(EffectsBuilder effects, QueryStage stage, CalledCode code)
{
    /// <summary>The names that WITH gives, where they can be seen.</summary>
    private readonly List<string> _commonTables = [];

    /// <summary>A query, as a statement or as a part of another query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="text">The text that it was read from.</param>
    /// <param name="outer">The names of the query around it.</param>
    /// <param name="outerIsFixed">Whether the row of that is fixed while this one runs.</param>
    /// <param name="mode">How its tables are locked.</param>
    public void Select(SelectStatement query, string text, QueryScope? outer, bool outerIsFixed, LockMode mode)
    {
        var known = _commonTables.Count;
        CommonTables(query.With, text, outer);
        Body(query.Body, query, text, outer, outerIsFixed, mode);
        _commonTables.RemoveRange(known, _commonTables.Count - known);
    }

    private void CommonTables(WithClause? with, string text, QueryScope? outer)
    {
        if (with is null) return;
        if (with.IsRecursive) _commonTables.AddRange(with.Tables.Select(table => table.Name.Value));
        foreach (var table in with.Tables)
        {
            if (table.Statement is SelectStatement query) Select(query, text, outer, outerIsFixed: false, LockMode.AccessShare);
            else Change(table.Statement, text);
            _commonTables.Add(table.Name.Value);
        }
    }

    private void Body(QueryBody body, SelectStatement query, string text, QueryScope? outer, bool outerIsFixed, LockMode mode)
    {
        var scope = new QueryScope(outer, outerIsFixed);
        switch (body)
        {
            case SelectBody select:
                var level = new QueryLevel();
                Pull(select, query.Locking, text, scope, level, mode);
                Values(ExpressionsOf(select, query), text, scope);
                level.EndsEarly = QueryShape.EndsEarly(effects, query, select, scope, level);
                Decide(level);
                break;
            case ValuesBody values:
                Values(values.Rows, text, scope);
                break;
            case TableBody table:
                var whole = new QueryLevel();
                Relation(table.Relation, text, scope, whole, mode, query.Locking);
                Decide(whole);
                break;
            case SetOperationBody set:
                Body(set.Left, query, text, outer, outerIsFixed, mode);
                Body(set.Right, query, text, outer, outerIsFixed, mode);
                break;
            case NestedBody nested:
                Select(nested.Query, text, outer, outerIsFixed, mode);
                break;
        }
    }

    private static IEnumerable<SqlExpression?> ExpressionsOf(SelectBody select, SelectStatement query) =>
    [
        .. select.Targets.Select(target => target.Value), .. select.DistinctOn, .. select.GroupBy, select.Having,
        .. query.OrderBy.Select(item => item.Value), query.Limit?.Count, query.Limit?.Offset,
    ];

    /// <summary>Takes the tables and conditions of a query into a plan.</summary>
    private void Pull(SelectBody select, IReadOnlyList<LockingClause> locking, string text, QueryScope scope, QueryLevel level, LockMode mode)
    {
        foreach (var source in select.From) Source(source, text, scope, level, mode, locking);
        Where(select.Where, text, scope, level);
    }

    private void Where(SqlExpression? condition, string text, QueryScope scope, QueryLevel level, IReadOnlyCollection<ReadSource>? restricted = null)
    {
        level.Add(condition, text, scope, restricted);
        Values([condition], text, scope);
    }

    /// <summary>Expressions: the queries in them, and what the functions do that they call.</summary>
    private void Values(IEnumerable<SqlExpression?> expressions, string text, QueryScope scope)
    {
        foreach (var expression in expressions.OfType<SqlExpression>().SelectMany(ExpressionParts.All))
        {
            if (ExpressionParts.QueryIn(expression) is { } query)
            {
                // EXISTS and IN are joins; a value is asked for one row after the other.
                var isJoin = expression is InExpression or QuantifiedExpression or SubqueryExpression { Kind: SubqueryKind.Exists };
                Select(query, text, scope, outerIsFixed: !isJoin, LockMode.AccessShare);
            }
            else if (expression is FunctionCallExpression call && stage == QueryStage.Executed)
            {
                code.Call(effects, call);
            }
        }
    }

    private void Source(TableSource item, string text, QueryScope scope, QueryLevel level, LockMode mode, IReadOnlyList<LockingClause> locking)
    {
        switch (item)
        {
            case RelationSource { Relation: var relation } named:
                Relation(relation, text, scope, level, mode, locking, named.Sample is not null);
                break;
            case Sql.Syntax.QuerySource query:
                Query(query, text, scope, level, Locked(mode, locking, query.Alias?.Value), locking);
                break;
            case FunctionSource functions:
                Values(functions.Functions, text, scope);
                scope.Add(new(functions.Alias?.Value ?? (functions.Functions is [FunctionCallExpression call, ..] ? call.Name.Name : null) ?? string.Empty));
                break;
            case JoinSource join:
                Join(join, text, scope, level, mode, locking);
                break;
        }
    }

    private void Join(JoinSource join, string text, QueryScope scope, QueryLevel level, LockMode mode, IReadOnlyList<LockingClause> locking)
    {
        var (from, others) = (scope.Sources.Count, level.Bases.Count);
        Source(join.Left, text, scope, level, mode, locking);
        var (left, before) = (scope.Sources.Count - from, level.Bases.ToList());
        Source(join.Right, text, scope, level, mode, locking);
        IReadOnlyCollection<ReadSource>? restricted = join.Kind switch
        {
            "left" => level.Bases.Except(before).ToList(),
            "right" => before.Skip(others).ToList(),
            "full" => [],
            _ => null,
        };
        Where(join.On, text, scope, level, restricted);
        foreach (var column in join.Using.Select(name => name.Value))
        {
            var quoted = SqlIdentifier.Quote(column);
            var equality = $"l.{quoted} = r.{quoted}";
            level.Add(SqlParser.ParseExpression(equality), equality, scope.Using(column, from, left), restricted);
        }
    }

    private void Query(Sql.Syntax.QuerySource source, string text, QueryScope scope, QueryLevel level, LockMode mode, IReadOnlyList<LockingClause> locking)
    {
        var name = source.Alias?.Value ?? string.Empty;
        if (source.ColumnAliases.Count == 0 && QueryShape.Plain(source.Query) is { } body)
        {
            var inner = new QueryScope(source.IsLateral ? scope : null, outerIsFixed: false);
            Pull(body, mode == LockMode.RowShare ? [] : locking.Count == 0 ? source.Query.Locking : [], text, inner, level, mode);
            Values(body.Targets.Select(target => target.Value), text, inner);
            scope.Add(new(name) { Columns = QueryShape.ColumnsOf(body, inner) });
            return;
        }

        // A condition on its columns may go into it, and then use an index.
        effects.Uncertain();
        Select(source.Query, text, source.IsLateral ? scope : null, outerIsFixed: source.IsLateral, mode);
        scope.Add(new(name));
    }

    private void Relation(SqlRelation relation, string text, QueryScope scope, QueryLevel level, LockMode mode, IReadOnlyList<LockingClause> locking, bool isSample = false)
    {
        var name = new QualifiedName(relation.Name.Qualifier, relation.Name.Name);
        var alias = relation.Alias?.Value ?? name.Name;
        if ((name.Schema is null && _commonTables.Contains(name.Name)) || IsPostgres(name))
        {
            scope.Add(new(alias));
            return;
        }

        mode = Locked(mode, locking, alias);
        switch (effects.Schema.Find(name))
        {
            case View { Materialized: false } view:
                effects.Lock(view, mode);
                ReadView(view, alias, scope, level, mode);
                break;
            case Sequence sequence:
                effects.Lock(sequence, mode);
                scope.Add(new(alias));
                break;
            case var found:
                AddBase(new(alias) { Relation = found ?? effects.TableOrAssumed(name), Only = relation.Only, Mode = mode, IsSample = isSample }, scope, level);
                break;
        }
    }

    private void AddBase(ReadSource source, QueryScope scope, QueryLevel level)
    {
        effects.Lock(source.Relation!, source.Mode);
        scope.Add(source);
        level.Bases.Add(source);
    }

    /// <summary>PostgreSQL's own catalogs, which no migration changes.</summary>
    private bool IsPostgres(QualifiedName name) =>
        name.Schema is "pg_catalog" or "information_schema" || (name.Schema is null && name.Name.StartsWith("pg_", StringComparison.Ordinal) && effects.Schema.Find(name) is null);

    private static LockMode Locked(LockMode mode, IReadOnlyList<LockingClause> locking, string? alias) =>
        locking.Any(clause => clause.Of.Count == 0 || clause.Of.Any(named => named.Name.Name == alias)) ? LockMode.RowShare : mode;
}
