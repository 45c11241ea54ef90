using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>LOCK TABLE: of a table also its children, of a view also what it shows.</summary>
internal static class LockTableEffects
{
    public static void Add(EffectsBuilder effects, LockTables locks)
    {
        var mode = LockModes.Parse(locks.Mode);
        effects.Because(0, mode.BlocksReads() ? "nobody can read or write until the transaction ends"
            : mode.BlocksWrites() ? "nobody can write until the transaction ends"
            : "reads and writes go on");
        foreach (var name in locks.Tables) Lock(effects, effects.Schema.Find(name) ?? effects.TableOrAssumed(name), mode, locks.Only, []);
    }

    private static void Lock(EffectsBuilder effects, Relation relation, LockMode mode, bool only, HashSet<ObjectName> seen)
    {
        if (!seen.Add(relation.Name)) return;
        effects.Lock(relation, mode);
        if (relation is Table table && !only) effects.Lock(effects.Walk.WithDescendants(table), mode);
        if (relation is not View { Materialized: false } view) return;
        foreach (var shown in view.Uses.Select(effects.Schema.Relations.Find).OfType<Relation>()) Lock(effects, shown, mode, only: false, seen);
    }
}
