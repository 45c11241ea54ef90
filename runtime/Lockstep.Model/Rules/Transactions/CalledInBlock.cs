using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>Functions that a DO block runs, by PERFORM or in a query, as far as the schema has their code.</summary>
internal static class CalledInBlock
{
    /// <summary>The strongest lock that keeps others from writing and that only the code of a function takes; null if there is none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="statement">Where it stands.</param>
    /// <param name="isComplete">Whether what the schema lacks does not exist.</param>
    public static RelationLock? Lock(SqlText block, ReviewedStatement statement, bool isComplete)
    {
        RelationLock? strongest = null;
        foreach (var query in BlockCode.Calls(block))
        {
            var effects = OperationEffects.Of(new Query(query), statement.Before, statement.Server);
            foreach (var held in effects.Locks.Where(held => held.Mode.BlocksWrites() && (!isComplete || statement.Before.Relations.Find(held.Relation) is not null)))
            {
                if (statement.Operations.All(operation => !operation.IsNew(held.Relation)) && (strongest is null || held.Mode > strongest.Mode)) strongest = held;
            }
        }

        return strongest;
    }
}
