using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Schema.Forms;

/// <content>Statements in rules, in WITH and in functions.</content>
internal sealed partial class FormReader
{
    /// <summary>The form of a statement.</summary>
    public string Statement(SqlStatement statement, Scope outer)
    {
        _scope = outer;
        return statement switch
        {
            SelectStatement query => Query(query).Form,
            ReturnStatement result => "return " + Form(result.Value),
            _ => Change(statement).Form,
        };
    }

    private QueryForm Change(SqlStatement statement) => statement switch
    {
        InsertStatement insert => Insert(insert),
        UpdateStatement update => Update(update),
        DeleteStatement delete => Delete(delete),
        _ => new("raw " + Words(statement), []) { IsOpen = true },
    };

    private QueryForm Insert(InsertStatement insert)
    {
        var before = _scope;
        _scope = new Scope { Outer = before };
        var with = insert.With is { } clause ? With(clause) : string.Empty;
        var table = context.Schema.Find(new(insert.Relation.Name.Qualifier, insert.Relation.Name.Name)) as RowRelation;
        var target = Relation(new RelationSource(insert.Relation, null));
        var into = _scope.Sources[_scope.Sources.Count - 1];
        var names = insert.Columns.Select(column => column.Column.Value).ToList();
        foreach (var column in insert.Columns) Refer(into, column.Column);
        var count = insert.Source?.Body is ValuesBody { Rows: [var first, ..] } ? first.Items.Count : -1;
        if (names.Count == 0 && table is not null && insert.Source is not null) names = [.. table.Columns.Select(column => column.Name)];
        if (count >= 0 && insert.Columns.Count == 0) names = [.. names.Take(count)];
        var types = names.Select(name => into.Columns.FirstOrDefault(column => column.Name == name)?.Type ?? SqlType.Untold).ToList();
        // What is inserted does not see the table.
        var values = insert.Source is { } query ? Query(query, types, before) : null;
        if (insert.Columns.Count == 0 && values is not null) names = [.. names.Take(values.Columns.Count)];
        var form = with + "insert(" + target + "[" + List(names.Select(SqlIdentifier.Quote)) + "]," + (values?.Form ?? "default") + (insert.Overriding is { } over ? ",overriding " + over : string.Empty);
        if (insert.OnConflict is { } conflict) form += "," + Conflict(conflict, into);
        var returned = Returning(insert.Returning);
        _scope = before;
        return returned with { Form = form + returned.Form + ")" };
    }

    private string Conflict(OnConflictClause conflict, Source table)
    {
        _scope.Sources.Add(table with { Alias = "excluded", Place = null, Form = "excluded", Columns = [.. table.Columns.Select(column => column with { Form = "excluded." + SqlIdentifier.Quote(column.Name), Relation = null })] });
        var form = "conflict(" + (conflict.Constraint is { } name ? SqlIdentifier.Quote(name.Value) : List(conflict.Columns.Select(Element))) + ")";
        if (conflict.IndexWhere is { } predicate) form += " of(" + Condition(predicate) + ")";
        form += conflict.Assignments.Count == 0 ? " nothing" : " set(" + List(conflict.Assignments.Select(assignment => Assign(assignment, table))) + ")";
        return conflict.Where is { } where ? form + " where(" + Condition(where) + ")" : form;
    }

    private string Element(IndexElement element) =>
        (element.Column is { } column ? Form(new ColumnExpression(new SqlNamePath([column]), IsStar: false)) : Form(element.Expression)) +
        (element.Collation is { } collation ? " collate " + CollationName(collation) : string.Empty) + (element.OperatorClass is { } operators ? " " + operators.Name : string.Empty);

    private QueryForm Update(UpdateStatement update)
    {
        var before = _scope;
        _scope = new Scope { Outer = before };
        var with = update.With is { } clause ? With(clause) : string.Empty;
        var target = Relation(new RelationSource(update.Relation, null));
        var table = _scope.Sources[_scope.Sources.Count - 1];
        var from = List(update.From.Select(From));
        var form = with + "update(" + target + ",set(" + List(update.Assignments.Select(assignment => Assign(assignment, table))) + "),from(" + from + ")";
        if (update.Where is { } where) form += ",where(" + Condition(where) + ")";
        var returned = Returning(update.Returning);
        _scope = before;
        return returned with { Form = form + returned.Form + ")" };
    }

    private string Assign(Assignment assignment, Source table)
    {
        foreach (var target in assignment.Targets) Refer(table, target.Column);
        var names = List(assignment.Targets.Select(target => SqlIdentifier.Quote(target.Column.Value) + (target.Steps.Count > 0 ? Words(target, target.Column) : string.Empty)));
        var type = assignment.Targets.Count == 1 && assignment.Targets[0].Steps.Count == 0 ? table.Columns.FirstOrDefault(column => column.Name == assignment.Targets[0].Column.Value)?.Type : null;
        var value = assignment.Value is DefaultExpression ? new("default", SqlType.Untold) : Read(assignment.Value);
        return names + "=" + (type is { } known && (value.Literal is not null || value.IsNull) ? Coerce(value, new(Types.Base(known).Name)) : Settled(value)).Form;
    }

    private QueryForm Delete(DeleteStatement delete)
    {
        var before = _scope;
        _scope = new Scope { Outer = before };
        var with = delete.With is { } clause ? With(clause) : string.Empty;
        var form = with + "delete(" + Relation(new RelationSource(delete.Relation, null)) + ",using(" + List(delete.Using.Select(From)) + ")";
        if (delete.Where is { } where) form += ",where(" + Condition(where) + ")";
        var returned = Returning(delete.Returning);
        _scope = before;
        return returned with { Form = form + returned.Form + ")" };
    }

    private QueryForm Returning(IReadOnlyList<TargetItem> items)
    {
        if (items.Count == 0) return new(string.Empty, []);
        var (values, names, isOpen) = Targets(items);
        return new(",returning(" + List(values.Select(value => Settled(value).Form)) + ")", [.. names.Select((name, at) => new SourceColumn(name, Named(values[at].Type), string.Empty))]) { IsOpen = isOpen };
    }

    private void Refer(Source table, SqlName column)
    {
        if (table.Relation is { } relation && table.Columns.Any(known => known.Name == column.Value)) References.Add(new(ReferenceKind.Column, column.Start, column.Length, relation, column.Value));
    }
}
