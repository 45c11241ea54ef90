using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>An operation in the code of a function or procedure that is called.</summary>
/// <param name="Operation">The operation, with the place of the statement that calls.</param>
/// <param name="Code">The code that it stands in.</param>
/// <param name="Repeats">Whether it may be done many times, with other values of the parameters each time.</param>
internal sealed record CalledOperation(Operation Operation, RoutineCode Code, bool Repeats);

/// <summary>What the functions and procedures do that a statement calls, as far as the schema has their code.</summary>
internal static class CalledOperations
{
    // A function that calls a function that calls one: nobody reads further.
    private const int MaxDepth = 4;

    /// <summary>The operations that stand in their code, in order.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="schema">The schema that it meets.</param>
    public static IReadOnlyList<CalledOperation> Of(Operation operation, DatabaseSchema schema)
    {
        if (schema.Routines.Count == 0) return [];
        var texts = operation switch
        {
            DataStatement { Incomplete: false } data => [data.Sql],
            SqlText { Kind: StatementKind.Block } block => BlockCode.Calls(block),
            SqlText text => text.Meaning.OfType<DataStatement>().Where(data => !data.Incomplete).Select(data => data.Sql),
            _ => [],
        };
        var reader = new Reader(schema, operation.Origin);
        reader.Add(texts.SelectMany(RoutineCall.In), BlockCode.Loops(operation));
        return reader.Found;
    }

    private sealed class Reader(DatabaseSchema schema, Origin origin)
    {
        private readonly HashSet<ObjectName> _running = [];

        public List<CalledOperation> Found { get; } = [];

        /// <summary>Takes what calls do.</summary>
        /// <param name="calls">The calls.</param>
        /// <param name="repeats">Whether the code that they stand in may run many times.</param>
        public void Add(IEnumerable<RoutineCall> calls, bool repeats)
        {
            foreach (var call in calls)
            {
                foreach (var routine in UserFunctions.Find(schema, call.Name, call.Arguments).ToList()) Add(routine, !call.HasSameArguments && (repeats || !call.IsSingle));
            }
        }

        private void Add(Routine routine, bool repeats)
        {
            if (routine.Definition is not CreateRoutine create || _running.Count == MaxDepth || !_running.Add(routine.Name)) return;
            var code = RoutineCode.Of(create);
            foreach (var operation in code.Operations) Found.Add(new(operation with { Origin = origin }, code, repeats || code.Loops));
            Add(code.Calls, repeats || code.Loops);
            _running.Remove(routine.Name);
        }
    }
}
