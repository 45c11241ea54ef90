using System.Globalization;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>Queries.</content>
internal sealed partial class FormReader
{
    /// <summary>What a WITH RECURSIVE query is told once the columns of its first part are known.</summary>
    private Action<IReadOnlyList<SourceColumn>>? _afterFirst;

    /// <summary>The form of a whole query.</summary>
    public QueryForm Query(SelectStatement query, Scope outer)
    {
        _scope = outer;
        return Query(query);
    }

    private QueryForm Query(SelectStatement query, IReadOnlyList<SqlType>? wanted = null, Scope? outer = null)
    {
        var before = _scope;
        _scope = new Scope { Outer = outer ?? before };
        var with = query.With is { } clause ? With(clause) : string.Empty;
        var body = Body(query.Body);
        var form = with + body.Build(wanted);
        if (query.OrderBy.Count > 0) form += " order(" + List(query.OrderBy.Select(item => body.Label(Bare(item.Value)) is { } label ? label + Direction(item) : Sort(item))) + ")";
        if (query.Limit is { } limit)
        {
            string Rows(SqlExpression? count) => count is null ? string.Empty : Coerce(Read(count), new("int8")).Form;
            form += " limit(" + Rows(limit.Count) + "," + Rows(limit.Offset) + (limit.WithTies ? ",ties)" : ")");
        }

        foreach (var locking in query.Locking) form += " for " + locking.Strength + " " + locking.Wait + "(" + List(locking.Of.Select(of => _scope.Sources.Find(item => item.Alias == of.Name.Name)?.Form ?? of.Name.Name)) + ")";
        _scope = before;
        var columns = body.Names.Select((name, at) => new SourceColumn(name, wanted is not null && at < wanted.Count && body.Values[at].Type.IsUnknown ? wanted[at] : Named(body.Values[at].Type), string.Empty) { Collation = body.Values[at].Collation }).ToList();
        return new(form, columns) { IsOpen = body.IsOpen };
    }

    private static SqlType Named(SqlType type) => type.IsUnknown ? SqlType.Text : type;

    /// <summary>What ORDER BY and GROUP BY may mean a column of the result by: a name or a number.</summary>
    private static string Bare(SqlExpression expression) => expression switch
    {
        ColumnExpression { IsStar: false, Name.Parts.Count: 1 } column => SqlIdentifier.Quote(column.Name.Name),
        ConstantExpression { Kind: ConstantKind.Integer } number => number.Value,
        _ => string.Empty,
    };

    private BodyForm Body(QueryBody body) => body switch
    {
        SelectBody select => Select(select),
        ValuesBody values => Values(values),
        TableBody table => Select(new SelectBody(false, [], [new TargetItem(new ColumnExpression(null, IsStar: true), null)], null, [new RelationSource(table.Relation, null)], null, [], null, [])),
        SetOperationBody operation => SetOperation(operation),
        NestedBody { Query: { With: null, OrderBy.Count: 0, Limit: null, Locking.Count: 0 } nested } => Body(nested.Body),
        NestedBody nested => Whole(Query(nested.Query)),
        _ => new([], [], _ => "raw " + Words(body)),
    };

    private static BodyForm Whole(QueryForm query) =>
        new([.. query.Columns.Select(column => new Value(string.Empty, column.Type))], [.. query.Columns.Select(column => column.Name)], _ => "(" + query.Form + ")") { IsOpen = query.IsOpen };

    private BodyForm SetOperation(SetOperationBody operation)
    {
        var after = _afterFirst;
        _afterFirst = null;
        var left = Branch(operation.Left);
        after?.Invoke([.. left.Names.Select((name, at) => new SourceColumn(name, Named(left.Values[at].Type), string.Empty))]);
        var right = Branch(operation.Right);
        var types = left.Values.Select((value, at) => at < right.Values.Count ? CommonType.Of(Types, [value.Type, right.Values[at].Type]) ?? SqlType.Untold : value.Type).ToList();
        var head = operation.Operation + (operation.IsAll ? " all(" : "(");
        return new([.. types.Select(type => new Value(string.Empty, type))], left.Names, wanted => head + left.Build(wanted ?? types) + "," + right.Build(wanted ?? types) + ")")
        {
            IsOpen = left.IsOpen || right.IsOpen,
            Label = label => Number(label) ?? Index(left.Names, label),
        };
    }

    private static string? Number(string label) => label.Length > 0 && char.IsDigit(label[0]) ? "#" + label : null;

    private static string? Index(IReadOnlyList<string> names, string label)
    {
        for (var at = 0; at < names.Count; at++)
        {
            if (SqlIdentifier.Quote(names[at]) == label) return "#" + (at + 1).ToString(CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>Each branch has names of its own.</summary>
    private BodyForm Branch(QueryBody body)
    {
        var before = _scope;
        _scope = new Scope { Outer = before };
        var branch = Body(body);
        _scope = before;
        return branch;
    }

    private BodyForm Values(ValuesBody values)
    {
        var rows = values.Rows.Select(row => row.Items.Select(Read).ToList()).ToList();
        var count = rows.Count == 0 ? 0 : rows[0].Count;
        var types = Enumerable.Range(0, count).Select(at => CommonType.Of(Types, rows.Where(row => at < row.Count).Select(row => row[at].Type)) ?? SqlType.Untold).ToList();
        var isKnown = Enumerable.Range(0, count).Select(at => rows.Exists(row => at < row.Count && !row[at].Type.IsUnknown)).ToList();
        return new(
            [.. types.Select((type, at) => new Value(string.Empty, isKnown[at] ? type : SqlType.Unknown))],
            [.. types.Select((_, at) => "column" + (at + 1).ToString(CultureInfo.InvariantCulture))],
            wanted =>
            {
                SqlType Type(int at) => !isKnown[at] && wanted is not null && at < wanted.Count ? wanted[at] : new(types[at].Name);
                return "values(" + List(rows.Select(row => "[" + List(row.Select((value, at) => at < count ? Coerce(value, Type(at)).Form : value.Form)) + "]")) + ")";
            })
        { Label = label => Number(label) ?? (label.StartsWith("column", StringComparison.Ordinal) ? "#" + label.Substring(6) : null) };
    }

    private BodyForm Select(SelectBody select)
    {
        var from = List(select.From.Select(item => From(item)));
        foreach (var window in select.Windows) _scope.Windows[window.Name!.Value] = window;
        var (values, names, isOpen) = Targets(select.Targets);
        string? Result(string label) => Number(label) is not null && int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number >= 1 && number <= values.Count ? Settled(values[number - 1]).Form : null
            : Index(names, label) is { } index ? Settled(values[int.Parse(index.Substring(1), CultureInfo.InvariantCulture) - 1]).Form : null;
        var rest = string.Empty;
        if (select.Where is { } where) rest += " where(" + Condition(where) + ")";
        if (select.GroupBy.Count > 0) rest += " group" + GroupWords(select) + "(" + List(select.GroupBy.Select(item => Group(item, Result))) + ")";
        if (select.Having is { } having) rest += " having(" + Condition(having) + ")";
        if (select.IsDistinct) rest += " distinct(" + List(select.DistinctOn.Select(item => Result(Bare(item)) ?? Form(item))) + ")";
        return new(values, names, wanted =>
        {
            var targets = values.Select((value, at) => value.Type.IsUnknown && wanted is not null && at < wanted.Count ? Coerce(value, wanted[at]).Form : Settled(value).Form);
            return "select(" + List(targets) + " from(" + from + ")" + rest + ")";
        })
        { IsOpen = isOpen, Label = Result };
    }

    /// <summary>GROUP BY ALL and DISTINCT leave no trace in the syntax tree.</summary>
    private string GroupWords(SelectBody select)
    {
        var before = select.Where?.End ?? (select.From.Count > 0 ? select.From[select.From.Count - 1].End : select.Start);
        var end = select.GroupBy[0].Start;
        return before < end && Words(before, end, []).Contains("distinct") ? " distinct" : string.Empty;
    }

    private string Group(SqlExpression item, Func<string, string?> result)
    {
        switch (item)
        {
            case SpecialCallExpression { Name: "grouping sets" } sets:
                return "sets(" + List(sets.Arguments.Select(set => Group(set, result))) + ")";
            case FunctionCallExpression { Name: { Parts.Count: 1, Name: "cube" or "rollup" } } call:
                return call.Name.Name + "(" + List(call.Arguments.Select(argument => Group(argument.Value, result))) + ")";
            case RowExpression { IsExplicit: false } row:
                return "(" + List(row.Items.Select(each => Group(each, result))) + ")";
            // A column of the tables comes before one of the result.
            case ColumnExpression { IsStar: false, Name.Parts.Count: 1 } column when Find(column.Name.Name) is not null:
                return Form(item);
            default:
                return result(Bare(item)) ?? Form(item);
        }
    }

    private (List<Value> Values, List<string> Names, bool IsOpen) Targets(IReadOnlyList<TargetItem> targets)
    {
        var values = new List<Value>();
        var names = new List<string>();
        var isOpen = false;
        foreach (var target in targets)
        {
            if (target.Value is ColumnExpression { IsStar: true } star)
            {
                isOpen |= !Star(star, values, names);
                continue;
            }

            var count = References.Count;
            values.Add(Read(target.Value));
            names.Add(target.Label?.Value ?? ObjectNaming.OfColumn(target.Value));
            // A column without another name shows its own, which a new name of it must not change.
            if (target is { Label: null, Value: ColumnExpression } && References.Count == count + 1) References[count] = References[count] with { LabelAt = target.End };
        }

        return (values, names, isOpen);
    }

    /// <summary>Spreads a star over the columns that it stands for; false if they are not known.</summary>
    private bool Star(ColumnExpression star, List<Value> values, List<string> names)
    {
        var sources = star.Name is { } path ? _scope.Sources.FindAll(item => IsCalled(item, path)) : _scope.Sources;
        var columns = star.Name is null ? _scope.Columns : sources.SelectMany(item => item.Columns).ToList();
        if (sources.Exists(item => item.IsOpen) || columns.Count == 0)
        {
            values.Add(new("*" + List(sources.Select(item => item.Form)), SqlType.Untold));
            names.Add("*");
            return false;
        }

        values.AddRange(columns.Select(column => new Value(column.Form, column.Type) { Collation = column.Collation }));
        names.AddRange(columns.Select(column => column.Name));
        var isAlone = _scope.Sources.Count == 1;
        if (star.Length > 0) Stars.Add((star.Start, star.Length, string.Join(", ", columns.Select(column => isAlone || column.Sql is null ? SqlIdentifier.Quote(column.Name) : column.Sql))));
        return true;
    }

    private string Sort(SortItem item) => Form(item.Value) + Direction(item);

    private static string Direction(SortItem item)
    {
        var isDescending = item.Direction == "desc";
        var order = item.Direction is null or "asc" ? string.Empty : " " + item.Direction;
        return order + (item.NullsFirst is { } first && first != isDescending ? first ? " nulls first" : " nulls last" : string.Empty);
    }

    private string Window(WindowSpecification window)
    {
        var based = window.BasedOn ?? (source[window.Start] == '(' ? null : window.Name);
        var before = based is not null && FindWindow(based.Value) is { } known ? Window(known) + " " : string.Empty;
        if (window.BasedOn is null && before.Length > 0) return before.TrimEnd();
        var form = before;
        if (window.PartitionBy.Count > 0) form += "by(" + List(window.PartitionBy.Select(Form)) + ")";
        if (window.OrderBy.Count > 0) form += "order(" + List(window.OrderBy.Select(Sort)) + ")";
        if (window.FrameMode is not { } mode) return form;
        // The bounds' words leave no trace in the syntax tree.
        var frame = Words(window, [.. window.PartitionBy, .. window.OrderBy, .. window.FrameBounds]).Split(' ').ToList();
        var words = string.Join(" ", frame.Skip(frame.LastIndexOf(mode))).Replace(" exclude no others", string.Empty);
        if (words.IndexOf(" between ", StringComparison.Ordinal) < 0) words = words.Replace(mode, mode + " between") + " and current row";
        return form + words + "(" + List(window.FrameBounds.Select(Form)) + ")";
    }

    private WindowSpecification? FindWindow(string name) => _scope.Windows.TryGetValue(name, out var found) ? found : null;

    private string With(WithClause with)
    {
        var forms = new List<string>();
        foreach (var table in with.Tables)
        {
            var id = "w" + (++_sources).ToString(CultureInfo.InvariantCulture);
            Source Of(IReadOnlyList<SourceColumn> columns, bool isOpen) => new(table.Name.Value, [.. columns.Select((column, at) => column with { Name = at < table.Columns.Count ? table.Columns[at].Value : column.Name })], id) { IsOpen = isOpen };
            if (with.IsRecursive)
            {
                _scope.Tables[table.Name.Value] = Of([], isOpen: true);
                _afterFirst = columns => _scope.Tables[table.Name.Value] = Of(columns, isOpen: false);
            }

            var scope = _scope;
            if (with.IsRecursive) _afterFirst = columns => scope.Tables[table.Name.Value] = Of(columns, isOpen: false);
            var query = table.Statement is SelectStatement select ? Query(select) : Change(table.Statement);
            _afterFirst = null;
            _scope.Tables[table.Name.Value] = Of(query.Columns, query.IsOpen);
            // SEARCH and CYCLE stand behind the query.
            var rest = Words(table.Statement.End, table.End, []);
            forms.Add(id + (table.IsMaterialized is { } kept ? kept ? " kept" : " not kept" : string.Empty) + "(" + query.Form + ")" + (rest.Length > 0 ? "{" + rest + "}" : string.Empty));
        }

        return "with" + (with.IsRecursive ? " recursive" : string.Empty) + "[" + List(forms) + "]";
    }

    private Value Subquery(SubqueryExpression subquery)
    {
        var query = Query(subquery.Query);
        return subquery.Kind switch
        {
            SubqueryKind.Exists => new("exists(" + query.Form + ")", SqlType.Bool),
            SubqueryKind.Array => new("array(" + query.Form + ")", query.Columns.Count > 0 ? query.Columns[0].Type.Array : SqlType.Untold),
            SubqueryKind.Value => new("value(" + query.Form + ")", query.Columns.Count > 0 ? query.Columns[0].Type : SqlType.Untold),
            _ => new("unique(" + query.Form + ")", SqlType.Bool),
        };
    }
}
