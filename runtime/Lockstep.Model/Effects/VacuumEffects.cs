using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>VACUUM and ANALYZE.</summary>
internal static class VacuumEffects
{
    public static void Add(EffectsBuilder effects, Vacuum vacuum)
    {
        if (IsOn(vacuum.Options, "only_database_stats"))
        {
            effects.Because(0, "locks no relation of the schema");
            return;
        }

        var isFull = IsOn(vacuum.Options, "full");
        var analyzes = IsOn(vacuum.Options, "analyze") || IsOn(vacuum.Options, "analyse");
        foreach (var (relation, isOnly) in Targets(effects, vacuum.Targets))
        {
            if (relation is Table { PartitionBy: not null } whole)
            {
                // Only the partitions have rows. The whole is locked while they are looked up.
                if (isOnly) continue;
                if (analyzes) Gather(effects, whole);
                else effects.Lock(whole, LockMode.AccessShare);
            }

            foreach (var part in Parts(effects, relation, isOnly).Where(SchemaWalk.HasFile))
            {
                if (isFull) Rewrite(effects, part);
                else if (!IsOff(vacuum.Options, "process_main")) Clean(effects, part);
                else effects.Lock(part, LockMode.ShareUpdateExclusive);
                if (analyzes) Gather(effects, part);
            }
        }

        effects.Because(isFull ? 3 : 0, isFull
            ? "writes the table and all its indexes anew; nobody can read or write it until that is done"
            : "reads go on and so do writes; only other changes of the table wait");
    }

    public static void Add(EffectsBuilder effects, Analyze analyze)
    {
        foreach (var (relation, isOnly) in Targets(effects, analyze.Targets))
        {
            foreach (var part in Parts(effects, relation, isOnly)) Gather(effects, part);
        }

        effects.Because(0, "reads a sample of the rows; reads and writes go on");
    }

    /// <summary>The statistics of a table with children are those of all their rows too, so they are locked whether or not they have their turn.</summary>
    private static void Gather(EffectsBuilder effects, Relation relation)
    {
        effects.Lock(relation, LockMode.ShareUpdateExclusive);
        if (relation is Table table) effects.Lock(effects.Walk.WithDescendants(table), LockMode.AccessShare);
        if (relation is not Table { PartitionBy: not null }) effects.Lock(effects.Walk.IndexesOf(relation.Name), LockMode.AccessShare);
    }

    private static void Clean(EffectsBuilder effects, Relation relation)
    {
        effects.Lock(relation, LockMode.ShareUpdateExclusive);
        effects.Lock(effects.Walk.IndexesOf(relation.Name), LockMode.RowExclusive);
    }

    private static void Rewrite(EffectsBuilder effects, Relation relation)
    {
        effects.Lock(relation, LockMode.AccessExclusive);
        effects.Rewrite(relation);
    }

    /// <summary>A partitioned table stands for its partitions; since PostgreSQL 18 any table stands for its children too.</summary>
    private static IEnumerable<Relation> Parts(EffectsBuilder effects, Relation relation, bool isOnly) =>
        relation is Table table && !isOnly && (table.PartitionBy is not null || effects.Version >= 18) ? effects.Walk.WithDescendants(table) : [relation];

    private static IEnumerable<(Relation Relation, bool IsOnly)> Targets(EffectsBuilder effects, EquatableArray<MaintenanceTarget> targets) => targets.IsEmpty
        ? effects.Schema.Relations.Where(relation => relation is Table { Server: null } or View { Materialized: true }).Select(relation => (relation, true)).ToList()
        : targets.Select(target => (effects.Schema.Find(target.Table) ?? effects.TableOrAssumed(target.Table), target.Only)).ToList();

    private static bool IsOn(EquatableArray<OptionSetting> options, string name) =>
        options.Any(option => option.Name == name && option.Value?.Trim('\'').ToLowerInvariant() is null or "true" or "on" or "1");

    private static bool IsOff(EquatableArray<OptionSetting> options, string name) =>
        options.Any(option => option.Name == name && option.Value?.Trim('\'').ToLowerInvariant() is "false" or "off" or "0");
}
