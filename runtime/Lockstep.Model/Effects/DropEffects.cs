using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What goes with an object that is dropped.</summary>
internal static class DropEffects
{
    /// <summary>
    /// ACCESS EXCLUSIVE on each relation that goes, and on each that loses a part: a column, a default, a constraint, a trigger. Nothing if
    /// PostgreSQL refuses.
    /// </summary>
    public static void LockWhatGoes(EffectsBuilder effects, Operation drop)
    {
        var after = effects.Schema.Apply(drop).Schema;
        foreach (var relation in effects.Schema.Relations)
        {
            if (after.Relations.Find(relation.Name) is not { } left || (relation is RowRelation && left != relation)) effects.Lock(relation, LockMode.AccessExclusive);
        }
    }
}
