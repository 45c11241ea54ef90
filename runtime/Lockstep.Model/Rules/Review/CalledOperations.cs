using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Rules.Review;

/// <summary>What the functions and procedures do that a statement calls, as far as the schema has their code.</summary>
internal static class CalledOperations
{
    // A function that calls a function that calls one: nobody reads further.
    private const int MaxDepth = 4;

    /// <summary>The operations that stand in their code, in order, with the statement's place.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="schema">The schema that it meets.</param>
    public static IReadOnlyList<Operation> Of(Operation operation, DatabaseSchema schema)
    {
        if (schema.Routines.Count == 0) return [];
        var texts = operation switch
        {
            DataStatement { Incomplete: false } data => [data.Sql],
            SqlText { Kind: StatementKind.Block } block => BlockCode.Calls(block),
            SqlText text => text.Meaning.OfType<DataStatement>().Where(data => !data.Incomplete).Select(data => data.Sql),
            _ => [],
        };
        var found = new List<Operation>();
        var running = new HashSet<ObjectName>();
        foreach (var text in texts) Add(text, schema, operation.Origin, running, found);
        return found;
    }

    private static void Add(string sql, DatabaseSchema schema, Origin origin, HashSet<ObjectName> running, List<Operation> found)
    {
        foreach (var call in SqlParser.Parse(sql).Statements.SelectMany(SqlWalk.Expressions).OfType<FunctionCallExpression>())
        {
            foreach (var routine in UserFunctions.Find(schema, new(call.Name.Qualifier, call.Name.Name), call.Arguments.Count).ToList()) Add(routine, schema, origin, running, found);
        }
    }

    private static void Add(Routine routine, DatabaseSchema schema, Origin origin, HashSet<ObjectName> running, List<Operation> found)
    {
        if (routine.Definition is not CreateRoutine create || running.Count == MaxDepth || !running.Add(routine.Name)) return;
        var sql = SqlWriter.Write(create with { OrReplace = false });
        if (SqlParser.Parse(sql).Statements.FirstOrDefault() is { } statement)
        {
            foreach (var operation in ProceduralCode.Find(sql, statement)) found.Add(operation with { Origin = origin });
            foreach (var text in BlockCode.Calls(statement, sql)) Add(text, schema, origin, running, found);
        }

        running.Remove(routine.Name);
    }
}
