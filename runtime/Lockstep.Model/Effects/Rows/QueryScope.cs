using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Something that a query reads rows of, under the name that it has there.</summary>
/// <param name="name">The alias, or the relation's own name.</param>
internal sealed class ReadSource(string name)
{
    public string Name { get; } = name;

    /// <summary>The table or materialized view; null if the rows come from elsewhere: a view, another query, a function.</summary>
    public Relation? Relation { get; init; }

    /// <summary>Whether those that inherit from it are left out.</summary>
    public bool Only { get; init; }

    /// <summary>Whether only a sample of its rows is read.</summary>
    public bool IsSample { get; init; }

    /// <summary>How it is locked.</summary>
    public LockMode Mode { get; init; }

    /// <summary>Of a view or query whose tables are read in its place: which of their columns its columns are, where they are any.</summary>
    public Dictionary<string, ColumnOf?>? Columns { get; init; }
}

/// <summary>A column of a table that a query reads.</summary>
/// <param name="Source">The table.</param>
/// <param name="Name">The column.</param>
internal sealed record ColumnOf(ReadSource Source, string Name);

/// <summary>A part of a condition, with the text it stands in and the names that it sees.</summary>
/// <param name="Expression">The part.</param>
/// <param name="Text">The text.</param>
/// <param name="Scope">The names.</param>
/// <param name="For">The sources that it restricts; null for all. The condition of an outer join restricts one side.</param>
internal sealed record ReadCondition(SqlExpression Expression, string Text, QueryScope Scope, IReadOnlyCollection<ReadSource>? For);

/// <summary>The names that one query sees.</summary>
/// <param name="outer">Those of the query around it; null if there is none.</param>
/// <param name="outerIsFixed">Whether that query's row is fixed while this one runs, as for a value; not where both are joined, as for EXISTS.</param>
internal sealed class QueryScope(QueryScope? outer, bool outerIsFixed)
{
    private readonly List<ReadSource> _sources = [];

    /// <summary>The sources, in the order of FROM.</summary>
    public IReadOnlyList<ReadSource> Sources => _sources;

    public void Add(ReadSource source) => _sources.Add(source);

    /// <summary>The two sides of <c>USING (column)</c>, under the names <c>l</c> and <c>r</c>.</summary>
    /// <param name="column">The column that both have.</param>
    /// <param name="left">How many sources belong to the left side.</param>
    /// <param name="from">Where the sources of the join begin.</param>
    public QueryScope Using(string column, int from, int left)
    {
        var sides = new QueryScope(null, outerIsFixed: false);
        sides.Add(new("l") { Columns = new() { [column] = Side(_sources.Skip(from).Take(left), column) } });
        sides.Add(new("r") { Columns = new() { [column] = Side(_sources.Skip(from + left), column) } });
        return sides;
    }

    private static ColumnOf? Side(IEnumerable<ReadSource> sources, string column) => sources.FirstOrDefault(source => Has(source, column)) is { } found ? ColumnIn(found, column) : null;

    /// <summary>Whether the name is fixed for the query, and the column of a table that it is; null for a column of something else.</summary>
    public (bool IsFixed, ColumnOf? Column) Resolve(ColumnExpression expression)
    {
        if (expression.Name is not { } name) return (false, null);
        var (isHere, own) = FindHere(name);
        if (isHere) return (false, own);

        // What nobody knows is a variable, or a parameter.
        if (outer is null) return (true, null);
        var (isFixed, column) = outer.Resolve(expression);
        return outerIsFixed ? (true, null) : (isFixed, column);
    }

    private (bool IsHere, ColumnOf? Column) FindHere(SqlNamePath name)
    {
        if (name.Qualifier is { } qualifier)
        {
            return _sources.Find(source => source.Name == qualifier) is { } named ? (true, ColumnIn(named, name.Name)) : (false, null);
        }

        foreach (var source in _sources)
        {
            if (Has(source, name.Name)) return (true, ColumnIn(source, name.Name));
        }

        // It may be a column of what is not known so well.
        var open = _sources.Find(source => source is { Columns: null, Relation: not RowRelation { Columns.IsEmpty: false } });
        return open is null ? (false, null) : (true, open.Relation is null ? null : new(open, name.Name));
    }

    private static bool Has(ReadSource source, string column) =>
        source.Columns?.ContainsKey(column) == true || (source.Relation as RowRelation)?.Column(column) is not null || (source.Relation is not null && column == "ctid");

    private static ColumnOf? ColumnIn(ReadSource source, string column) =>
        source.Relation is not null ? new(source, column)
        : source.Columns is { } columns && columns.TryGetValue(column, out var known) ? known
        : null;
}
