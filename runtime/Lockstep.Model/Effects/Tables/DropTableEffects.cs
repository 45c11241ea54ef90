using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>DROP of tables and schemas: it locks what goes, and the tables that something of it belonged to.</summary>
internal static class DropTableEffects
{
    public static void Add(EffectsBuilder effects, Operation drop)
    {
        var (name, kind, ifExists) = drop switch
        {
            DropTable table => (table.Table, ObjectKind.Table, table.IfExists),
            DropObject other => (other.Object.Name, other.Object.Kind, other.IfExists),
            _ => throw new InvalidOperationException("No DROP: " + drop.GetType().Name),
        };
        if (IsRelation(kind))
        {
            var relation = effects.Schema.Find(name);
            if (relation is null && ifExists)
            {
                effects.Uncertain();
                effects.Because(1, $"nothing if there is no {name}, and the schema has none");
                return;
            }

            effects.Lock(relation?.Name ?? effects.NameOrAssumed(name), LockMode.AccessExclusive);
            if (relation is Table { Bounds: not null } partition) Leave(effects, partition);
        }

        Vanished.Add(effects, drop);
    }

    /// <summary>A partition leaves its table, and the default partition may get rows from now on that it could not have.</summary>
    private static void Leave(EffectsBuilder effects, Table partition)
    {
        foreach (var parent in partition.Inherits)
        {
            effects.Lock(parent, LockMode.AccessExclusive);
            effects.Lock(effects.Walk.ChildrenOf(parent).Where(SchemaWalk.IsDefault), LockMode.AccessExclusive);
        }
    }

    private static bool IsRelation(ObjectKind kind) =>
        kind is ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index;
}
