using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Whether an expression is volatile, and because of which function.</summary>
/// <param name="Volatility">Whether it is.</param>
/// <param name="Function">The function's name; null if it is none.</param>
internal readonly record struct VolatilityFinding(Volatility Volatility, string? Function);

/// <summary>Tells whether expressions are volatile, as PostgreSQL's planner does: after constants are folded and SQL functions inlined.</summary>
/// <param name="schema">The schema, which holds the user's functions.</param>
/// <param name="version">The server's major version.</param>
internal sealed class ExpressionVolatility(DatabaseSchema schema, int version)
{
    /// <summary>Functions that are inlined into each other without end are not looked into further.</summary>
    private const int MaximumDepth = 20;

    private static readonly VolatilityFinding s_not = new(Volatility.NotVolatile, null);

    /// <summary>Whether the expression is volatile.</summary>
    /// <param name="sql">The expression as SQL.</param>
    public VolatilityFinding Of(string sql) =>
        SqlParser.ParseExpression(sql) is { } expression ? Of(expression, 0) : new(Volatility.Unknown, null);

    private VolatilityFinding Of(SqlExpression expression, int depth)
    {
        switch (expression)
        {
            case FunctionCallExpression call:
                return Worst(OfFunction(call, depth), OfAll(ExpressionParts.Of(call), depth));
            case SpecialCallExpression { Name: "coalesce" } call:
                return OfAll(Reached(call.Arguments), depth);
            case LogicalExpression logical when logical.Operands.Any(operand => IsConstant(operand, logical.IsAnd ? "false" : "true")):
                return s_not;
            case CaseExpression { Value: null } choice:
                return OfAll(Reached(choice), depth);
            case SubqueryExpression or HoleExpression or SpecialCallExpression { Query: not null }:
                return new(Volatility.Unknown, null);
            default:
                return OfAll(ExpressionParts.Of(expression), depth);
        }
    }

    private VolatilityFinding OfAll(IEnumerable<SqlExpression> expressions, int depth) =>
        expressions.Aggregate(s_not, (worst, expression) => Worst(worst, Of(expression, depth)));

    private static VolatilityFinding Worst(VolatilityFinding one, VolatilityFinding other) => other.Volatility > one.Volatility ? other : one;

    /// <summary>The arguments that COALESCE may come to: none after a constant that is not null.</summary>
    private static IEnumerable<SqlExpression> Reached(IReadOnlyList<SqlExpression> arguments)
    {
        foreach (var argument in arguments)
        {
            yield return argument;
            if (argument is ConstantExpression { Kind: not ConstantKind.Null }) yield break;
        }
    }

    /// <summary>The branches of CASE that may be taken.</summary>
    private static IEnumerable<SqlExpression> Reached(CaseExpression choice)
    {
        foreach (var branch in choice.Branches)
        {
            if (IsConstant(branch.When, "false") || branch.When is ConstantExpression { Kind: ConstantKind.Null }) continue;
            yield return branch.Then;
            if (IsConstant(branch.When, "true")) yield break;
            yield return branch.When;
        }

        if (choice.Else is { } otherwise) yield return otherwise;
    }

    private static bool IsConstant(SqlExpression expression, string value) =>
        expression is ConstantExpression { Kind: ConstantKind.Boolean } constant && string.Equals(constant.Value, value, StringComparison.OrdinalIgnoreCase);

    private VolatilityFinding OfFunction(FunctionCallExpression call, int depth)
    {
        var name = call.Name.Name;
        if (call.Name.Qualifier is null or "pg_catalog")
        {
            var own = BuiltInFunctions.Of(name, call.Arguments.Count, version);
            if (own != Volatility.Unknown) return new(own, name);
        }

        var known = UserFunctions.Find(schema, new(call.Name.Qualifier, name), call.Arguments.Count).ToList();
        if (known.Count == 0) return new(ExtensionFunctions.Of(name), name);
        return known.Select(function => OfUserFunction(function, name, depth)).Aggregate(s_not, Worst);
    }

    private VolatilityFinding OfUserFunction(Routine function, string name, int depth)
    {
        if (!UserFunctions.IsVolatile(function)) return s_not;
        return depth < MaximumDepth && UserFunctions.Inlined(function) is { } body ? Of(body, depth + 1) : new(Volatility.Volatile, name);
    }
}
