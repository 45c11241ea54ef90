using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>The restrictions that conditions put on columns, by the columns' names.</summary>
/// <param name="typeOf">The type of a column, as the catalog calls it; null for what is no column that counts here.</param>
/// <param name="isFilter">Whether a row is kept only if a condition is true, as by WHERE; a check is content with NULL.</param>
internal sealed class Restrictions(Func<string, string?> typeOf, bool isFilter)
{
    private readonly Dictionary<string, Restriction> _columns = [];

    /// <summary>The restrictions that are known so far.</summary>
    public Dictionary<string, Restriction> Columns => _columns;

    /// <summary>What the table's validated checks and NOT NULL say of its rows.</summary>
    public static Dictionary<string, Restriction> OfRows(Table table)
    {
        var restrictions = new Restrictions(name => table.Column(name)?.Type, isFilter: false);
        foreach (var column in table.Columns.Where(column => column.NotNull)) restrictions.And(column.Name, new() { NotNull = true });
        foreach (var check in table.Constraints.Select(constraint => constraint.Definition).OfType<Operations.CheckConstraint>())
        {
            if (check.NotValid || check.NotEnforced || SqlParser.ParseExpression(check.Condition) is not { } condition) continue;
            foreach (var part in Conjuncts(condition)) restrictions.Add(part);
        }

        return restrictions.Columns;
    }

    /// <summary>What is known of a row that is added.</summary>
    /// <param name="row">The expressions of its columns; one that is not there is NULL.</param>
    /// <param name="columns">The columns that count, with their types.</param>
    public static Dictionary<string, Restriction> OfRow(Dictionary<string, SqlExpression> row, IEnumerable<Column> columns)
    {
        var restrictions = new Dictionary<string, Restriction>();
        foreach (var column in columns)
        {
            var isGiven = row.TryGetValue(column.Name, out var value);
            if (isGiven ? IsNullConstant(value!) : column is { Default: null, GeneratedAs: null, Identity: Operations.Identity.None }) restrictions[column.Name] = new() { IsNull = true };
            else if (isGiven && SqlValue.Of(value!, column.Type) is { } known) restrictions[column.Name] = new() { Values = [known], NotNull = true };
        }

        return restrictions;
    }

    /// <summary>The parts of a condition that must all hold.</summary>
    public static IEnumerable<SqlExpression> Conjuncts(SqlExpression? condition) => condition switch
    {
        null => [],
        LogicalExpression { IsAnd: true } both => both.Operands.SelectMany(Conjuncts),
        _ => [condition],
    };

    /// <summary>Whether it is the constant NULL.</summary>
    public static bool IsNullConstant(SqlExpression expression) =>
        expression is ConstantExpression { Kind: ConstantKind.Null } or CastExpression { Value: ConstantExpression { Kind: ConstantKind.Null } };

    /// <summary>Adds what a part of a condition says of one column, if it compares it with constants.</summary>
    public void Add(SqlExpression part)
    {
        switch (part)
        {
            case IsExpression { Test: "null", Value: ColumnExpression { Name: { } name } } test when typeOf(name.Name) is not null:
                And(name.Name, test.IsNot ? new() { NotNull = true } : new() { IsNull = true });
                break;
            case BinaryExpression { Left: ColumnExpression { Name: { } name } } comparison when typeOf(name.Name) is { } type && SqlValue.Of(comparison.Right, type) is { } value:
                Compare(name.Name, Compared(comparison.Operator.Symbol, value));
                break;
            case BinaryExpression { Right: ColumnExpression { Name: { } name } } comparison when typeOf(name.Name) is { } type && SqlValue.Of(comparison.Left, type) is { } value:
                Compare(name.Name, Compared(Turned(comparison.Operator.Symbol), value));
                break;
            case BetweenExpression { IsNot: false, IsSymmetric: false, Value: ColumnExpression { Name: { } name } } between when typeOf(name.Name) is { } type:
                Compare(name.Name, new() { Low = SqlValue.Of(between.Low, type), High = SqlValue.Of(between.High, type) });
                break;
            case InExpression { IsNot: true, Query: null, Value: ColumnExpression { Name: { } name } } list when typeOf(name.Name) is { } type:
                AddExcluded(name.Name, list.Items, type);
                break;
            case QuantifiedExpression { IsAll: true, Operator.Symbol: "<>" or "!=", Value: ColumnExpression { Name: { } name }, Array: ArrayExpression array } when typeOf(name.Name) is { } type:
                AddExcluded(name.Name, array.Items, type);
                break;
            case InExpression { IsNot: false, Query: null, Value: ColumnExpression { Name: { } name } } list when typeOf(name.Name) is { } type:
                AddList(name.Name, list.Items, type);
                break;
            case QuantifiedExpression { IsAll: false, Operator.Symbol: "=", Value: ColumnExpression { Name: { } name }, Array: ArrayExpression array } when typeOf(name.Name) is { } type:
                AddList(name.Name, array.Items, type);
                break;
        }
    }

    /// <summary>Adds that a column has no nulls.</summary>
    public void AddNotNull(string column) => And(column, new() { NotNull = true });

    /// <summary>The list behind NOT IN or &lt;&gt; ALL, or what behind &lt;&gt;, is not among the values.</summary>
    private void AddExcluded(string column, IReadOnlyList<SqlExpression> items, string type)
    {
        var values = items.Select(item => SqlValue.Of(item, type)).OfType<SqlValue>().ToList();
        if (values.Count == items.Count) Compare(column, new() { Except = values });
    }

    private void AddList(string column, IReadOnlyList<SqlExpression> items, string type)
    {
        var values = items.Select(item => SqlValue.Of(item, type)).OfType<SqlValue>().ToList();
        if (values.Count == items.Count) Compare(column, new() { Values = values });
    }

    private void Compare(string column, Restriction? restriction)
    {
        if (restriction is not null) And(column, isFilter ? restriction with { NotNull = true } : restriction);
    }

    private void And(string column, Restriction restriction) =>
        _columns[column] = _columns.TryGetValue(column, out var known) ? known.And(restriction) : restriction;

    private static Restriction? Compared(string comparison, SqlValue value) => comparison switch
    {
        "=" => new() { Values = [value] },
        "<" => new() { High = value, HighIsOut = true },
        "<=" => new() { High = value },
        ">" => new() { Low = value, LowIsOut = true },
        ">=" => new() { Low = value },
        "<>" or "!=" => new() { Except = [value] },
        _ => null,
    };

    private static string Turned(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparison,
    };
}
