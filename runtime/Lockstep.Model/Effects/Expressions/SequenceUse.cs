using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Finds the sequences that an expression draws from.</summary>
internal static class SequenceUse
{
    /// <summary>The sequences that are named in calls of <c>nextval</c> and its like.</summary>
    /// <param name="sql">The expression.</param>
    public static IEnumerable<QualifiedName> Of(string sql)
    {
        if (SqlParser.ParseExpression(sql) is not { } expression) yield break;
        foreach (var call in ExpressionParts.All(expression).OfType<FunctionCallExpression>())
        {
            if (call.Name.Name is not ("nextval" or "setval" or "currval") || call.Arguments.Count == 0) continue;
            if (Named(call.Arguments[0].Value) is { } sequence) yield return sequence;
        }
    }

    /// <summary>The sequence that an argument names; null if that is known only when it runs.</summary>
    public static QualifiedName? Named(SqlExpression argument) => Text(argument) is { } name && SqlParser.ParseType(name) is { } path ? new(path.Name.Qualifier, path.Name.Name) : null;

    private static string? Text(SqlExpression argument) => argument switch
    {
        ConstantExpression { Kind: ConstantKind.String } constant => constant.Value,
        TypedConstantExpression constant => constant.Value,
        CastExpression cast => Text(cast.Value),
        _ => null,
    };
}
