using System.Globalization;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>What one plan reads: the tables of a query and of the views in it, and the conditions on them.</summary>
internal sealed class QueryLevel
{
    /// <summary>The tables and materialized views.</summary>
    public List<ReadSource> Bases { get; } = [];

    /// <summary>The conditions that must all hold.</summary>
    public List<ReadCondition> Conditions { get; } = [];

    /// <summary>Whether it ends before it read all: LIMIT without anything that needs all rows first.</summary>
    public bool EndsEarly { get; set; }

    /// <summary>Whether a condition never holds, so that nothing is read.</summary>
    public bool IsDead => Conditions.Exists(condition => condition.For is null && condition.Expression switch
    {
        ConstantExpression { Kind: ConstantKind.Null } => true,
        ConstantExpression { Kind: ConstantKind.Boolean, Value: var value } => !string.Equals(value, "true", StringComparison.OrdinalIgnoreCase),
        BinaryExpression { Left: ConstantExpression { Kind: ConstantKind.Integer } left, Right: ConstantExpression { Kind: ConstantKind.Integer } right } comparison =>
            IsNever(comparison.Operator.Symbol, long.Parse(left.Value, CultureInfo.InvariantCulture).CompareTo(long.Parse(right.Value, CultureInfo.InvariantCulture))),
        _ => false,
    });

    private static bool IsNever(string comparison, int order) => comparison switch
    {
        "=" => order != 0,
        "<>" => order == 0,
        "<" => order >= 0,
        "<=" => order > 0,
        ">" => order <= 0,
        ">=" => order < 0,
        _ => false,
    };

    public void Add(SqlExpression? condition, string text, QueryScope scope, IReadOnlyCollection<ReadSource>? restricted = null)
    {
        foreach (var part in Restrictions.Conjuncts(condition)) Conditions.Add(new(part, text, scope, restricted));
    }

    /// <summary>The conditions that may restrict the source.</summary>
    public IEnumerable<ReadCondition> On(ReadSource source) => Conditions.Where(condition => condition.For?.Contains(source) != false);
}
