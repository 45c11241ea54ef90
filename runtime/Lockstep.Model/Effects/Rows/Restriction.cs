using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Which values of a column a condition lets through. What is null is not restricted.</summary>
internal sealed record Restriction
{
    /// <summary>The only values.</summary>
    public IReadOnlyList<SqlValue>? Values { get; init; }

    /// <summary>The least value.</summary>
    public SqlValue? Low { get; init; }

    /// <summary>Whether the least value itself is not let through.</summary>
    public bool LowIsOut { get; init; }

    /// <summary>The greatest value.</summary>
    public SqlValue? High { get; init; }

    /// <summary>Whether the greatest value itself is not let through.</summary>
    public bool HighIsOut { get; init; }

    /// <summary>Whether NULL is not let through; a check lets it through unless it says so.</summary>
    public bool NotNull { get; init; }

    /// <summary>Both restrictions together.</summary>
    public Restriction And(Restriction other)
    {
        var low = Low is null || (other.Low is not null && Low.CompareTo(other.Low) is { } order && (order < 0 || (order == 0 && other.LowIsOut))) ? other : this;
        var high = High is null || (other.High is not null && High.CompareTo(other.High) is { } difference && (difference > 0 || (difference == 0 && other.HighIsOut))) ? other : this;
        return new()
        {
            Values = Values is null || other.Values is null ? Values ?? other.Values : [.. Values.Where(value => other.Values.Any(it => it.IsSame(value) != false))],
            Low = low.Low,
            LowIsOut = low.LowIsOut,
            High = high.High,
            HighIsOut = high.HighIsOut,
            NotNull = NotNull || other.NotNull,
        };
    }

    /// <summary>Whether surely no value less than that is let through.</summary>
    public bool IsFrom(SqlValue bound) => Values is { } values
        ? values.All(value => value.CompareTo(bound) >= 0)
        : Low?.CompareTo(bound) >= 0;

    /// <summary>Whether surely only values less than that are let through.</summary>
    public bool IsBelow(SqlValue bound) => Values is { } values
        ? values.All(value => value.CompareTo(bound) < 0)
        : High?.CompareTo(bound) is { } order && (order < 0 || (order == 0 && HighIsOut));
}

/// <summary>The restrictions that a condition puts on columns, by the columns' names.</summary>
internal static class Restrictions
{
    /// <summary>What the table's validated checks and NOT NULL say of its rows.</summary>
    public static Dictionary<string, Restriction> OfRows(Table table)
    {
        var restrictions = new Dictionary<string, Restriction>();
        foreach (var column in table.Columns.Where(column => column.NotNull)) Add(restrictions, column.Name, new() { NotNull = true });
        foreach (var check in table.Constraints.Select(constraint => constraint.Definition).OfType<Operations.CheckConstraint>())
        {
            if (check.NotValid || check.NotEnforced || SqlParser.ParseExpression(check.Condition) is not { } condition) continue;
            foreach (var part in Conjuncts(condition)) Add(restrictions, part, name => table.Column(name)?.Type);
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

    /// <summary>Adds what a part of a condition says of one column, if it compares it with constants.</summary>
    /// <param name="restrictions">Where to.</param>
    /// <param name="part">The part.</param>
    /// <param name="typeOf">The type of a column; null for what is no column that counts here.</param>
    public static void Add(Dictionary<string, Restriction> restrictions, SqlExpression part, Func<string, string?> typeOf)
    {
        switch (part)
        {
            case IsExpression { Test: "null", IsNot: true, Value: ColumnExpression { Name: { } name } } when typeOf(name.Name) is not null:
                Add(restrictions, name.Name, new() { NotNull = true });
                break;
            case BinaryExpression { Left: ColumnExpression { Name: { } name } } comparison when typeOf(name.Name) is { } type && SqlValue.Of(comparison.Right, type) is { } value:
                Add(restrictions, name.Name, Compared(comparison.Operator.Symbol, value));
                break;
            case BinaryExpression { Right: ColumnExpression { Name: { } name } } comparison when typeOf(name.Name) is { } type && SqlValue.Of(comparison.Left, type) is { } value:
                Add(restrictions, name.Name, Compared(Turned(comparison.Operator.Symbol), value));
                break;
            case BetweenExpression { IsNot: false, IsSymmetric: false, Value: ColumnExpression { Name: { } name } } between when typeOf(name.Name) is { } type:
                Add(restrictions, name.Name, new() { Low = SqlValue.Of(between.Low, type), High = SqlValue.Of(between.High, type) });
                break;
            case InExpression { IsNot: false, Query: null, Value: ColumnExpression { Name: { } name } } list when typeOf(name.Name) is { } type:
                AddList(restrictions, name.Name, list.Items, type);
                break;
            case QuantifiedExpression { IsAll: false, Operator.Symbol: "=", Value: ColumnExpression { Name: { } name }, Array: ArrayExpression array } when typeOf(name.Name) is { } type:
                AddList(restrictions, name.Name, array.Items, type);
                break;
        }
    }

    private static void AddList(Dictionary<string, Restriction> restrictions, string column, IReadOnlyList<SqlExpression> items, string type)
    {
        var values = items.Select(item => SqlValue.Of(item, type)).OfType<SqlValue>().ToList();
        if (values.Count == items.Count) Add(restrictions, column, new() { Values = values });
    }

    private static void Add(Dictionary<string, Restriction> restrictions, string column, Restriction restriction) =>
        restrictions[column] = restrictions.TryGetValue(column, out var known) ? known.And(restriction) : restriction;

    private static Restriction Compared(string comparison, SqlValue value) => comparison switch
    {
        "=" => new() { Values = [value] },
        "<" => new() { High = value, HighIsOut = true },
        "<=" => new() { High = value },
        ">" => new() { Low = value, LowIsOut = true },
        ">=" => new() { Low = value },
        _ => new(),
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
