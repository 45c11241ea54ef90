using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>A call of a function or procedure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">How many arguments it gets.</param>
internal sealed record RoutineCall(QualifiedName Name, int Arguments)
{
    /// <summary>Whether it is called once each time that its statement runs: <c>SELECT f(a)</c>, but not <c>SELECT f(a) FROM t</c>.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether it always gets the same values, so that what it does to rows that these name it does to the same rows each time.</summary>
    public bool HasSameArguments { get; init; }

    /// <summary>The calls in a query, of PostgreSQL's own functions too.</summary>
    public static IEnumerable<RoutineCall> In(string sql) => SqlParser.Parse(sql).Statements.SelectMany(In);

    private static IEnumerable<RoutineCall> In(SqlStatement statement)
    {
        var expressions = SqlWalk.Expressions(statement).ToList();
        var hasInner = expressions.Exists(part => part is SubqueryExpression or InExpression { Query: not null } or QuantifiedExpression { Query: not null } or SpecialCallExpression { Query: not null });
        foreach (var call in expressions.OfType<FunctionCallExpression>())
        {
            var parts = call.Arguments.SelectMany(argument => SqlWalk.Expressions(argument.Value)).ToList();
            // A function among the arguments may give many values.
            var isPlain = !hasInner && !parts.Exists(part => part is FunctionCallExpression);
            yield return new(new(call.Name.Qualifier, call.Name.Name), call.Arguments.Count)
            {
                IsSingle = isPlain && IsDoneOnce(statement, call),
                HasSameArguments = isPlain && !parts.Exists(part => part is ColumnExpression or HoleExpression),
            };
        }
    }

    private static bool IsDoneOnce(SqlStatement statement, FunctionCallExpression call) => statement switch
    {
        CallStatement => true,
        SelectStatement { With: null, Body: SelectBody { From: [] } } => true,
        SelectStatement { With: null, Body: SelectBody { From: [FunctionSource { Functions: [var only] }] } } => ReferenceEquals(only, call),
        _ => false,
    };
}
