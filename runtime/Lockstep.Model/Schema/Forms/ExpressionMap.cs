using Lockstep.Model.Operations;

namespace Lockstep.Model.Schema.Forms;

/// <summary>Goes over all expressions and queries that objects hold, and puts what becomes of them in their places.</summary>
internal abstract class ExpressionMap
{
    protected abstract DatabaseSchema Schema { get; }

    /// <summary>An expression.</summary>
    /// <param name="sql">The expression.</param>
    /// <param name="scope">The columns that it may name.</param>
    /// <param name="target">What it is needed as; null if nothing is said.</param>
    protected abstract string Expression(string sql, Scope scope, SqlType? target);

    /// <summary>A query.</summary>
    protected abstract string Query(string sql);

    /// <summary>A column or expression of an index, a partition key or statistics.</summary>
    /// <param name="sql">The element.</param>
    /// <param name="scope">The table's columns.</param>
    /// <param name="method">The index's access method; null if there is no index.</param>
    protected abstract string Element(string sql, Scope scope, string? method);

    /// <summary>A statement.</summary>
    protected abstract string Statement(string sql, Scope scope);

    /// <summary>The bounds of a partition.</summary>
    protected virtual string Bounds(string sql, Table parent) => sql;

    private string? ExpressionOrNull(string? sql, Scope scope, SqlType? target) => sql is null ? null : Expression(sql, scope, target);

    public virtual Relation Map(Relation relation)
    {
        switch (relation)
        {
            case Table table:
                return Map(table);
            case View view:
                var shown = view with { Query = Query(view.Query), Columns = Each(view.Columns, column => Map(column, new())) };
                return Parts(shown, Scope.Of(shown, shown.Name.Name));
            case TableIndex index when Schema.Relations.Find(index.Table) is RowRelation owner:
                var scope = Scope.Of(owner, owner.Name.Name);
                return index with { Elements = Each(index.Elements, element => Element(element, scope, index.Method)), Where = ExpressionOrNull(index.Where, scope, SqlType.Bool) };
            default:
                return relation;
        }
    }

    public virtual UserType Map(UserType type)
    {
        if (type is not DomainType domain) return type;
        var scope = new Scope();
        scope.Add(new(null, [new SourceColumn("value", SqlType.Parse(domain.Type), "value")], string.Empty));
        return domain with
        {
            Default = ExpressionOrNull(domain.Default, new(), SqlType.Parse(domain.Type)),
            Constraints = Each(domain.Constraints, check => check with { Definition = Map(check.Definition, scope) }),
        };
    }

    public virtual Routine Map(Routine routine)
    {
        if (routine.Definition is not CreateRoutine create) return routine;
        var scope = Parameters(create, routine.Name);
        return routine with
        {
            Definition = create with
            {
                Parameters = Each(create.Parameters, parameter => parameter.Default is null ? parameter : parameter with { Default = Expression(parameter.Default, new(), TypeOf(parameter.Type)) }),
                SqlBody = create.SqlBody is { } body ? Statement(body, scope) : null,
            },
        };
    }

    public virtual OtherObject Map(OtherObject other) => other.Definition switch
    {
        CreateStatistics statistics when Schema.Find(statistics.Table) is RowRelation table =>
            other with { Definition = statistics with { Elements = Each(statistics.Elements, element => Element(element, Scope.Of(table, table.Name.Name), null)) } },
        CreatePublication publication => other with { Definition = publication with { Objects = Each(publication.Objects, Map) } },
        _ => other,
    };

    private PublishedObject Map(PublishedObject item) =>
        item is { Where: { } where, Table: { } name } && Schema.Find(name) is RowRelation table ? item with { Where = Expression(where, Scope.Of(table, table.Name.Name), SqlType.Bool) } : item;

    private SqlType TypeOf(string sql) => SqlType.Parse(TypeNames.Canonical(sql, Schema.Names.FindType));

    /// <summary>The parameters, which a body names or numbers.</summary>
    private Scope Parameters(CreateRoutine create, ObjectName name)
    {
        var scope = new Scope();
        var columns = create.Parameters
            .Where(parameter => parameter.Mode is not ParameterMode.Table)
            .Select((parameter, at) => new SourceColumn(parameter.Name ?? string.Empty, TypeOf(parameter.Type), "$" + (at + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        scope.Add(new(name.Name, [.. columns], "parameters"));
        return scope;
    }

    private Table Map(Table table)
    {
        var scope = Scope.Of(table, table.Name.Name);
        var parent = table.Bounds is not null && table.Inherits.Count > 0 ? Schema.Relations.Find(table.Inherits[0]) as Table : null;
        var mapped = table with
        {
            Columns = Each(table.Columns, column => Map(column, scope)),
            Constraints = Each(table.Constraints, constraint => constraint with { Definition = Map(constraint.Definition, scope) }),
            Policies = Each(table.Policies, policy => policy with
            {
                Definition = policy.Definition with
                {
                    Using = ExpressionOrNull(policy.Definition.Using, scope, SqlType.Bool),
                    WithCheck = ExpressionOrNull(policy.Definition.WithCheck, scope, SqlType.Bool),
                },
            }),
            PartitionBy = table.PartitionBy is { } key ? Key(key, scope) : null,
            Bounds = table.Bounds is { } bounds && parent is not null ? Bounds(bounds, parent) : table.Bounds,
        };
        return (Table)Parts(mapped, scope);
    }

    /// <summary><c>RANGE (a, lower(b))</c>.</summary>
    private string Key(string key, Scope scope)
    {
        var open = key.IndexOf('(');
        if (open < 0) return key;
        var elements = PartitionKeys.Elements(key);
        return key.Substring(0, open).Trim() + " (" + string.Join(", ", elements.Select(element => Element(element, scope, null))) + ")";
    }

    private RowRelation Parts(RowRelation relation, Scope scope)
    {
        if (relation.Triggers.IsEmpty && relation.Rules.IsEmpty) return relation;
        var both = new Scope();
        foreach (var name in new[] { "old", "new" }) both.Add(new(name, [.. scope.Sources[0].Columns.Select(column => column with { Form = name + column.Form })], name) { Relation = relation.Name, IsOpen = scope.Sources[0].IsOpen });
        return relation with
        {
            Triggers = Each(relation.Triggers, trigger => trigger with { Definition = trigger.Definition with { When = ExpressionOrNull(trigger.Definition.When, both, SqlType.Bool) } }),
            Rules = Each(relation.Rules, rule => rule with
            {
                Definition = rule.Definition with { Where = ExpressionOrNull(rule.Definition.Where, both, SqlType.Bool), Actions = Each(rule.Definition.Actions, action => Statement(action, both)) },
            }),
        };
    }

    private Column Map(Column column, Scope scope) => column.Default is null && column.GeneratedAs is null ? column : column with
    {
        Default = ExpressionOrNull(column.Default, new(), SqlType.Parse(column.Type)),
        GeneratedAs = ExpressionOrNull(column.GeneratedAs, scope, SqlType.Parse(column.Type)),
    };

    private TableConstraint Map(TableConstraint constraint, Scope scope) => constraint switch
    {
        CheckConstraint check => check with { Condition = Expression(check.Condition, scope, SqlType.Bool) },
        ExclusionConstraint exclusion => exclusion with
        {
            Elements = Each(exclusion.Elements, element => Exclusion(element, scope, exclusion.Method ?? "btree")),
            Where = ExpressionOrNull(exclusion.Where, scope, SqlType.Bool),
        },
        _ => constraint,
    };

    private string Exclusion(string element, Scope scope, string method)
    {
        var with = element.LastIndexOf(" WITH ", StringComparison.OrdinalIgnoreCase);
        return with < 0 ? element : Element(element.Substring(0, with), scope, method) + " WITH " + element.Substring(with + 6).Trim();
    }

    protected static EquatableArray<T> Each<T>(EquatableArray<T> items, Func<T, T> change)
        where T : IEquatable<T> => items.IsEmpty ? items : new(items.Select(change));
}
