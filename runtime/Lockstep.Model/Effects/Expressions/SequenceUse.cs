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
            if (Text(call.Arguments[0].Value) is { } name && SqlParser.ParseType(name) is { } path) yield return new(path.Name.Qualifier, path.Name.Name);
        }
    }

    private static string? Text(SqlExpression argument) => argument switch
    {
        ConstantExpression { Kind: ConstantKind.String } constant => constant.Value,
        TypedConstantExpression constant => constant.Value,
        CastExpression cast => Text(cast.Value),
        _ => null,
    };
}
