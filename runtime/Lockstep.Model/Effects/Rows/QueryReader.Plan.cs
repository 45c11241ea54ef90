using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <content>Views in their places, and what the planner makes of it all.</content>
internal sealed partial class QueryReader
{
    /// <summary>A view's query, without the view itself.</summary>
    public void View(View view)
    {
        var level = new QueryLevel();
        ReadView(view, view.Name.Name, new(null, outerIsFixed: false), level, LockMode.AccessShare);
        Decide(level);
    }

    /// <summary>The queries in an expression, and what its functions do.</summary>
    public void Expression(SqlExpression expression, string text) => Values([expression], text, new(null, outerIsFixed: false));

    /// <summary>A view's query, as if it stood where the view's name stands.</summary>
    public void ReadView(View view, string alias, QueryScope scope, QueryLevel level, LockMode mode)
    {
        if (stage == QueryStage.Parsed)
        {
            scope.Add(new(alias));
            return;
        }

        var sql = QueryEffects.Standalone(view.Query, view.Name.Name, view.Recursive);

        // A view keeps the relations that it means, whatever they are called since.
        var known = ExpressionText.Names(sql).Select(effects.Schema.Find).OfType<RowRelation>().Select(relation => relation.Name).ToList();
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is not SelectStatement query || !view.Uses.All(known.Contains))
        {
            effects.Uncertain();
            ReadWhatItUses(view, level, mode);
            scope.Add(new(alias));
        }
        else if (QueryShape.Plain(query) is { } body)
        {
            var inner = new QueryScope(null, outerIsFixed: false);
            Pull(body, query.Locking, sql, inner, level, mode);
            Values(body.Targets.Select(target => target.Value), sql, inner);
            scope.Add(new(alias) { Columns = Named(QueryShape.ColumnsOf(body, inner), view) });
        }
        else
        {
            // A condition on its columns may go into it, and then use an index.
            if (level.Bases.Count > 0 || scope.Sources.Count > 0) effects.Uncertain();
            Select(query, sql, null, outerIsFixed: false, mode);
            scope.Add(new(alias));
        }
    }

    private static Dictionary<string, ColumnOf?>? Named(Dictionary<string, ColumnOf?>? columns, View view)
    {
        if (columns is null || view.ColumnNames.IsEmpty) return columns;
        var named = new Dictionary<string, ColumnOf?>();
        foreach (var (column, at) in columns.Values.Select((column, at) => (column, at))) named[at < view.ColumnNames.Count ? view.ColumnNames[at] : string.Empty] = column;
        return named;
    }

    private void ReadWhatItUses(View view, QueryLevel level, LockMode mode)
    {
        foreach (var name in view.Uses)
        {
            if (effects.Schema.Relations.Find(name) is not { } used) continue;
            effects.Lock(used, mode);
            if (used is View { Materialized: false } inner) ReadWhatItUses(inner, level, mode);
            else level.Bases.Add(new(name.Name) { Relation = used, Mode = mode });
        }
    }

    /// <summary>The locks that planning takes, and the tables that running reads whole.</summary>
    private void Decide(QueryLevel level)
    {
        if (stage < QueryStage.Planned) return;
        var few = Few(level);
        foreach (var source in level.Bases)
        {
            foreach (var part in PartsOf(source, level))
            {
                PlannedReads.One(effects, part, source.Mode, isWithParts: !source.Only);
                if (stage != QueryStage.Executed || level.IsDead || source.IsSample || !SchemaWalk.HasFile(part)) continue;
                var use = new IndexUse(effects.Walk.IndexesOf(part.Name), source, level.On(source), few);
                if (level.EndsEarly || use.IsNarrowed)
                {
                    // How much an index narrows down depends on the rows.
                    if (!use.IsSingle) effects.Uncertain();
                    continue;
                }

                effects.Scan(part);
                effects.Because(1, $"reads {part.Name} whole: no index finds the rows");
                if (use.MayBeJoined || (effects.Version >= 18 && use.MayBeSkipped)) effects.Uncertain();
            }
        }
    }

    /// <summary>The tables of which an index finds few rows: those that are joined to them are looked up too.</summary>
    private HashSet<ReadSource> Few(QueryLevel level)
    {
        var few = new HashSet<ReadSource>();
        for (var known = -1; known < few.Count;)
        {
            known = few.Count;
            foreach (var source in level.Bases.Where(source => !few.Contains(source)).ToList())
            {
                if (new IndexUse(effects.Walk.IndexesOf(source.Relation!.Name), source, level.On(source), few).IsFew) few.Add(source);
            }
        }

        return few;
    }

    private List<Relation> PartsOf(ReadSource source, QueryLevel level) =>
        source is { Only: false, Relation: Table table } ? [.. PartitionPruning.Left(effects.Walk, table, RestrictionsOn(source, table, level))] : [source.Relation!];

    private static Dictionary<string, Restriction> RestrictionsOn(ReadSource source, Table table, QueryLevel level)
    {
        var restrictions = new Restrictions(name => table.Column(name)?.Type, isFilter: true);
        foreach (var condition in level.On(source))
        {
            var columns = ExpressionParts.All(condition.Expression).OfType<ColumnExpression>().ToList();
            if (columns.Count == 0 || !columns.TrueForAll(column => condition.Scope.Resolve(column).Column is { } known && known.Source == source && known.Name == column.Name?.Name)) continue;
            restrictions.Add(condition.Expression);
        }

        return restrictions.Columns;
    }
}
