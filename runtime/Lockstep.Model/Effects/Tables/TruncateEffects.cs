using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>TRUNCATE: tables get new, empty files, with their indexes.</summary>
internal static class TruncateEffects
{
    public static void Add(EffectsBuilder effects, Truncate truncate)
    {
        var tables = new List<Table>();
        foreach (var name in truncate.Tables)
        {
            Add(tables, effects.TableOrAssumed(name) is var table && truncate.Only ? [table] : effects.Walk.WithDescendants(table));
        }

        // The list grows while it is walked: what refers to these goes too, and what refers to that.
        for (var at = 0; truncate.Cascade && at < tables.Count; at++) Add(tables, effects.Walk.KeysTo(tables[at].Name).Select(key => key.Table));
        effects.Because(3, "new, empty files take the place of the old ones");
        foreach (var table in tables)
        {
            effects.Lock(table, LockMode.AccessExclusive);
            if (!SchemaWalk.HasFile(table)) continue;
            effects.Renew(table);
            if (!truncate.RestartIdentity) continue;
            foreach (var sequence in effects.Walk.SequencesOf(table.Name))
            {
                effects.Lock(sequence, LockMode.AccessExclusive);
                effects.Restart(sequence.Name);
            }
        }
    }

    private static void Add(List<Table> tables, IEnumerable<Table> more)
    {
        foreach (var table in more.ToList())
        {
            if (!tables.Exists(known => known.Name == table.Name)) tables.Add(table);
        }
    }
}
