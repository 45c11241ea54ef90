using System.Globalization;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>FROM, and the columns that names mean.</content>
internal sealed partial class FormReader
{
    private string NextSource() => "r" + (++_sources).ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads a part of FROM and adds what it brings to the scope.</summary>
    private string From(TableSource item)
    {
        switch (item)
        {
            case RelationSource relation:
                return Relation(relation);
            case QuerySource query:
                return Derived(query);
            case FunctionSource function:
                return Functions(function);
            case JoinSource join:
                return Join(join);
            default:
                return "raw " + Words(item);
        }
    }

    private string Relation(RelationSource item)
    {
        var relation = item.Relation;
        var id = NextSource();
        var name = new QualifiedName(relation.Name.Qualifier, relation.Name.Name);
        var alias = relation.Alias?.Value;
        string form;
        if (name.Schema is null && _scope.FindTable(name.Name) is { } common)
        {
            _scope.Add(Aliased(common, alias ?? name.Name, id, relation.ColumnAliases));
            form = common.Form;
        }
        else if (context.Schema.Find(name) is RowRelation found)
        {
            References.Add(new(ReferenceKind.Relation, relation.Name.Start, relation.Name.Length, found.Name) { HasAlias = alias is not null });
            var table = Scope.Of(found, alias ?? name.Name, id);
            if (alias is not null) table = table with { Place = null };
            _scope.Add(Spelled(relation.ColumnAliases is { Count: > 0 } names ? Aliased(table, table.Alias, id, names) : table));
            form = found.Name.ToQualifiedName().ToSql();
        }
        else
        {
            _scope.Add(new(alias ?? name.Name, [], id) { IsOpen = true });
            form = context.Untold(name);
        }

        if (relation.Only) form = "only " + form;
        if (item.Sample is { } sample)
        {
            form += " sample " + sample.Method + "(" + List(sample.Arguments.Select(Form)) + "," + Form(sample.Repeatable) + ")";
        }

        return id + ":" + form;
    }

    /// <summary>The columns as SQL names them beside those of others.</summary>
    private static Source Spelled(Source item) => item.Alias is not { } alias ? item : item with
    {
        Columns = [.. item.Columns.Select(column => column with { Sql = SqlIdentifier.Quote(alias) + "." + SqlIdentifier.Quote(column.Name) })],
    };

    /// <summary>The same columns under another name, and maybe with other names.</summary>
    private static Source Aliased(Source item, string? alias, string id, IReadOnlyList<SqlName>? names) => new(
        alias,
        [.. item.Columns.Select((column, at) => at < (names?.Count ?? 0)
            ? new(names![at].Value, column.Type, id + "." + SqlIdentifier.Quote(column.Name))
            : column with { Form = id + "." + SqlIdentifier.Quote(column.Name) })],
        id)
    { IsOpen = item.IsOpen, Relation = item.Relation };

    private string Derived(QuerySource item)
    {
        var id = NextSource();
        // Without LATERAL a query does not see what stands beside it.
        var outer = _scope;
        if (!item.IsLateral)
        {
            outer = new Scope { Outer = _scope.Outer };
            foreach (var table in _scope.Tables) outer.Tables.Add(table.Key, table.Value);
        }

        var query = Query(item.Query, outer: outer);
        var rows = new Source(item.Alias?.Value, [.. query.Columns.Select((column, at) => column with { Form = id + "." + (at + 1).ToString(CultureInfo.InvariantCulture) })], id) { IsOpen = query.IsOpen };
        _scope.Add(Spelled(Renamed(rows, item.ColumnAliases)));
        return id + ":(" + query.Form + ")";
    }

    private static Source Renamed(Source item, IReadOnlyList<SqlName> names) => names.Count == 0 ? item : item with
    {
        Columns = [.. item.Columns.Select((column, at) => at < names.Count ? column with { Name = names[at].Value } : column)],
    };

    private string Functions(FunctionSource item)
    {
        var id = NextSource();
        var forms = new List<string>();
        var columns = new List<SourceColumn>();
        var isOpen = false;
        foreach (var function in item.Functions)
        {
            Callable? callable = null;
            var value = function is FunctionCallExpression call ? Called(call, out callable) : Read(function);
            forms.Add(value.Form);
            if (item.Columns.Count > 0) continue;
            var given = callable?.Columns.Count > 0 ? callable.Columns.Select(column => (column.Name, SqlType.Parse(TypeNames.Canonical(column.Type, context.FindType)))).ToList() : Fields(value.Type);
            isOpen |= given is null && (value.Type.IsUntold || value.Type.Name == "record");
            if (given is not null) columns.AddRange(given.Select(column => new SourceColumn(column.Name, column.Item2, string.Empty)));
            else columns.Add(new(item.Functions.Count == 1 && item.Alias is { } alias ? alias.Value : function is FunctionCallExpression named ? named.Name.Name : ObjectNaming.OfColumn(function), value.Type, string.Empty));
        }

        columns.AddRange(item.Columns.Select(column => new SourceColumn(column.Name.Value, column.Type is { } type ? TypeOf(type) : SqlType.Untold, string.Empty)));
        if (item.WithOrdinality) columns.Add(new("ordinality", new("int8"), string.Empty));
        var rows = new Source(item.Alias?.Value ?? columns[0].Name, [.. columns.Select((column, at) => column with { Form = id + "." + (at + 1).ToString(CultureInfo.InvariantCulture) })], id) { IsOpen = isOpen };
        _scope.Add(Spelled(Renamed(rows, item.ColumnAliases)));
        var types = item.Columns.Count > 0 ? "{" + List(columns.Select(column => SqlIdentifier.Quote(column.Name) + " " + column.Type)) + "}" : string.Empty;
        return id + ":" + List(forms) + types + (item.WithOrdinality ? " ordinality" : string.Empty);
    }

    private Value Called(FunctionCallExpression call, out Callable? callable)
    {
        var value = Read(call);
        var types = call.Arguments.Select(argument => Read(argument.Value).Type).ToList();
        callable = CallResolution.Find(Types, context.Functions(new(call.Name.Qualifier, call.Name.Name)), types)?.Callable;
        return value;
    }

    private List<(string Name, SqlType Type)>? Fields(SqlType type) => Types.Find(type.Name) switch
    {
        CompositeType composite => [.. composite.Attributes.Select(column => (column.Name, SqlType.Parse(column.Type)))],
        RowRelation rows => [.. rows.Columns.Select(column => (column.Name, SqlType.Parse(column.Type)))],
        _ => null,
    };

    private string Join(JoinSource join)
    {
        var beforeColumns = _scope.Columns.ToList();
        var beforeSources = _scope.Sources.Count;
        _scope.Columns.Clear();
        var left = From(join.Left);
        var leftColumns = _scope.Columns.ToList();
        _scope.Columns.Clear();
        // A lateral query sees what stands before it.
        _scope.Columns.AddRange(leftColumns);
        var right = From(join.Right);
        var rightColumns = _scope.Columns.Skip(leftColumns.Count).ToList();

        var common = join.IsNatural
            ? [.. leftColumns.Select(column => column.Name).Where(name => rightColumns.Exists(other => other.Name == name)).Distinct(StringComparer.Ordinal)]
            : join.Using.Select(name => name.Value).ToList();
        var condition = join.On is { } on ? " on(" + Condition(on) + ")" : string.Empty;
        var merged = new List<SourceColumn>();
        foreach (var name in common)
        {
            if (leftColumns.Find(column => column.Name == name) is not { } one || rightColumns.Find(column => column.Name == name) is not { } other) continue;
            condition += " using(" + Operate("=", new(one.Form, one.Type), new(other.Form, other.Type)).Form + ")";
            merged.Add(join.Kind switch
            {
                "full" => Merged(one, other),
                "right" => other with { Sql = null },
                _ => one with { Sql = null },
            });
        }

        _scope.Columns.Clear();
        _scope.Columns.AddRange(beforeColumns);
        List<SourceColumn> own = [.. merged, .. leftColumns.Where(column => !common.Contains(column.Name)), .. rightColumns.Where(column => !common.Contains(column.Name))];
        if (join.Alias is { } alias)
        {
            var isOpen = _scope.Sources.Skip(beforeSources).Any(item => item.IsOpen);
            // The alias of a join in parentheses hides what is in it; that of USING does not.
            if (join.Using.Count == 0) _scope.Sources.RemoveRange(beforeSources, _scope.Sources.Count - beforeSources);
            // A name that the join gives is nobody's column.
            own = [.. own.Select((column, at) => at < join.ColumnAliases.Count ? column with { Name = join.ColumnAliases[at].Value, Relation = null, Sql = SqlIdentifier.Quote(alias.Value) + "." + SqlIdentifier.Quote(join.ColumnAliases[at].Value) } : column)];
            _scope.Sources.Add(new(alias.Value, join.Using.Count == 0 ? own : merged, string.Empty) { IsOpen = isOpen });
        }

        _scope.Columns.AddRange(own);
        // CROSS JOIN is a join on nothing.
        return join.Kind.Replace("cross", "inner") + "(" + left + "," + right + condition + ")";
    }

    private SourceColumn Merged(SourceColumn left, SourceColumn right)
    {
        var type = CommonType.Of(Types, [left.Type, right.Type]) ?? SqlType.Untold;
        return new(left.Name, type, "coalesce(" + Coerce(new(left.Form, left.Type), type).Form + "," + Coerce(new(right.Form, right.Type), type).Form + ")");
    }

    private static bool IsCalled(Source item, SqlNamePath path) =>
        item.Alias == path.Name && (path.Qualifier is not { } place || item.Place == place);

    private (SourceColumn Column, bool IsOwn)? Find(string name)
    {
        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Columns.Find(column => column.Name == name) is { } found) return (found, scope == _scope);
        }

        return null;
    }

    private Value Column(ColumnExpression column)
    {
        if (column.Name is not { } path) return new("*", SqlType.Record) { HasColumn = true };
        if (column.IsStar) return Whole(path, FindSource(path));
        if (path.Parts.Count > 1) return Qualified(path);
        if (Find(path.Name) is { } found) return Referred(found.Column, path, -1, found.IsOwn);
        if (FindSource(path) is { } row) return Whole(path, row);

        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Sources.Find(item => item.IsOpen) is { } open) return new(open.Form + "." + SqlIdentifier.Quote(path.Name), SqlType.Untold) { HasColumn = true };
        }

        return new("?" + SqlIdentifier.Quote(path.Name), SqlType.Untold) { HasColumn = true };
    }

    private static Value Whole(SqlNamePath path, Source? row) =>
        new("whole " + (row?.Form ?? path.ToString()), row?.Relation is { } relation ? new(relation.ToQualifiedName().ToSql()) : SqlType.Record) { HasColumn = true };

    private Source? FindSource(SqlNamePath path)
    {
        for (var scope = _scope; scope is not null; scope = scope.Outer)
        {
            if (scope.Sources.Find(item => IsCalled(item, path)) is { } found) return found;
        }

        return null;
    }

    private Value Qualified(SqlNamePath path)
    {
        var owner = new SqlNamePath([.. path.Parts.Take(path.Parts.Count - 1)]);
        if (FindSource(owner) is not { } item) return new("?" + string.Join(".", path.Parts.Select(part => SqlIdentifier.Quote(part.Value))), SqlType.Untold) { HasColumn = true };
        var isOwn = _scope.Sources.Contains(item);
        if (item.Columns.FirstOrDefault(column => column.Name == path.Name) is not { } found) return new(item.Form + "." + SqlIdentifier.Quote(path.Name), SqlType.Untold) { HasColumn = isOwn };
        return Referred(found, path, item.Place is null ? -1 : path.Parts[0].Start, isOwn);
    }

    private Value Referred(SourceColumn column, SqlNamePath path, int qualifierAt, bool isOwn)
    {
        if (column.Relation is { } relation)
        {
            var length = qualifierAt < 0 ? 0 : path.Parts[path.Parts.Count - 2].End - qualifierAt;
            References.Add(new(ReferenceKind.Column, path.Last.Start, path.Last.Length, relation, column.Name) { QualifierAt = qualifierAt, QualifierLength = length });
        }

        return new(column.Form, column.Type) { HasColumn = isOwn, Collation = column.Collation };
    }
}
