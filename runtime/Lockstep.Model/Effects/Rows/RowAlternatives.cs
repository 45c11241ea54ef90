using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What a table's rows are known to be, where a check leaves several possibilities.</summary>
internal static class RowAlternatives
{
    /// <summary>
    /// Whether something is proved of all rows: by what all checks say together, or for each possibility that one check leaves, as PostgreSQL goes
    /// through OR.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="isProved">Whether it is proved of rows that are restricted so.</param>
    public static bool Prove(Table table, Func<Dictionary<string, Restriction>, bool> isProved) =>
        isProved(Restrictions.OfRows(table)) || table.Constraints.Any(constraint => constraint.Definition is CheckConstraint { NotValid: false, NotEnforced: false } check && Of(table, check) is { Count: > 1 } ways && ways.All(isProved));

    /// <summary>The restrictions in each of the cases that a check leaves.</summary>
    private static IReadOnlyList<Dictionary<string, Restriction>> Of(Table table, CheckConstraint check) =>
        SqlParser.ParseExpression(check.Condition) is { } condition ? [.. Cases(condition, isDenied: false).Select(parts => Of(table, parts))] : [];

    private static Dictionary<string, Restriction> Of(Table table, (SqlExpression Condition, bool IsDenied) part)
    {
        var restrictions = new Restrictions(name => table.Column(name)?.Type, isFilter: false);
        foreach (var column in table.Columns.Where(column => column.NotNull)) restrictions.AddNotNull(column.Name);
        if (part.IsDenied)
        {
            if (Denied(part.Condition) is { } opposite) restrictions.Add(opposite);
        }
        else
        {
            foreach (var conjunct in Restrictions.Conjuncts(part.Condition)) restrictions.Add(conjunct);
        }

        return restrictions.Columns;
    }

    /// <summary>The operands of OR, also of a denied AND.</summary>
    private static IEnumerable<(SqlExpression Condition, bool IsDenied)> Cases(SqlExpression condition, bool isDenied) => condition switch
    {
        NotExpression not => Cases(not.Operand, !isDenied),
        LogicalExpression logical when logical.IsAnd == isDenied => logical.Operands.SelectMany(operand => Cases(operand, isDenied)),
        _ => [(condition, isDenied)],
    };

    /// <summary>A comparison that is true where another one is false; null if it is none.</summary>
    private static SqlExpression? Denied(SqlExpression condition)
    {
        if (condition is not BinaryExpression comparison) return null;
        var opposite = comparison.Operator.Symbol switch
        {
            "<" => ">=",
            "<=" => ">",
            ">" => "<=",
            ">=" => "<",
            "<>" or "!=" => "=",
            _ => null,
        };
        return opposite is null ? null : comparison with { Operator = comparison.Operator with { Symbol = opposite } };
    }
}
