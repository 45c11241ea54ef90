using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>ALTER TABLE with one action or several, which PostgreSQL does in passes.</summary>
internal static class AlterTableEffects
{
    /// <summary>Whether the operations are the actions of one ALTER TABLE.</summary>
    public static bool IsOne(EquatableArray<Operation> actions) => actions.Count > 1 && actions.All(action => action is TableChange or SetOwner);

    public static void Add(EffectsBuilder effects, EquatableArray<Operation> actions)
    {
        foreach (var action in actions.OfType<TableChange>()) effects.Lock(effects.NameOrAssumed(action.Table), LockMode.AccessExclusive);
    }
}
