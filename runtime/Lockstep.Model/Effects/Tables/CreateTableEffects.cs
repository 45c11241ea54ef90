using Lockstep.Model.Operations;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>CREATE TABLE: what it takes from tables and types that are there.</summary>
internal static class CreateTableEffects
{
    public static void Add(EffectsBuilder effects, CreateTable create)
    {
        effects.Because(0, "a new table that nobody uses yet");
        if (create.IfNotExists && effects.Schema.Find(create.Table) is not null) return;
        foreach (var like in create.Like) effects.Lock(effects.NameOrAssumed(like.Table), LockMode.AccessShare);
        foreach (var parent in create.Inherits) effects.Lock(effects.NameOrAssumed(parent), LockMode.ShareUpdateExclusive);
        if (create.OfType is { } type) effects.LockType(type, LockMode.AccessShare);
        foreach (var key in create.Columns.SelectMany(column => column.AllConstraints()).Concat(create.Constraints).OfType<ForeignKeyConstraint>())
        {
            if (IsItself(key.Target.Table, create.Table)) continue;
            ForeignKeys.LockTarget(effects, key, LockMode.ShareRowExclusive);
            effects.Because(1, $"a foreign key to \"{key.Target.Table}\": writes to that wait");
        }
    }

    private static bool IsItself(QualifiedName target, QualifiedName table) => target.Name == table.Name && (target.Schema is null || target.Schema == table.Schema);
}
