using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Effects;

/// <summary>What DROP locks, told from what is gone after it: PostgreSQL locks each object that it drops, and each table that one belonged to.</summary>
internal static class Vanished
{
    /// <summary>Locks what the operation takes out of <see cref="EffectsBuilder.Schema"/>; nothing if PostgreSQL refuses it.</summary>
    /// <param name="effects">Where it goes.</param>
    /// <param name="drop">The operation.</param>
    public static void Add(EffectsBuilder effects, Operation drop) => Add(effects, effects.After(drop));

    /// <summary>Locks what <see cref="EffectsBuilder.Schema"/> has and the schema after does not.</summary>
    /// <param name="effects">Where it goes.</param>
    /// <param name="after">The schema after the operation.</param>
    public static void Add(EffectsBuilder effects, DatabaseSchema after)
    {
        foreach (var (relation, now) in effects.Schema.Relations.PairsThatDiffer(after.Relations))
        {
            if (relation is null) continue;
            if (now is null) effects.Lock(relation, LockMode.AccessExclusive);
            if (relation is not RowRelation rows) continue;
            var left = now as RowRelation;
            if (left is not null && IsLess(rows, left)) effects.Lock(rows, LockMode.AccessExclusive);
            if (rows is Table table) Constraints(effects, table, left as Table);
        }

        foreach (var (type, now) in effects.Schema.Types.PairsThatDiffer(after.Types))
        {
            if (type is CompositeType && now is null) effects.Lock(type.Name, LockMode.AccessExclusive);
        }
    }

    private static bool IsLess(RowRelation rows, RowRelation left) =>
        rows.Columns.Any(column => left.Column(column.Name) is not { } now || (column.Default is not null && now.Default is null)) ||
        rows.Triggers.Any(trigger => left.Triggers.All(now => now.Name != trigger.Name)) ||
        rows.Rules.Any(rule => left.Rules.All(now => now.Name != rule.Name)) ||
        (rows is Table table && left is Table now && table.Policies.Any(policy => now.Policies.All(it => it.Name != policy.Name)));

    private static void Constraints(EffectsBuilder effects, Table table, Table? left)
    {
        foreach (var constraint in table.Constraints.Where(constraint => left?.Constraint(constraint.Name) is null))
        {
            effects.Lock(table, LockMode.AccessExclusive);
            // Its triggers go from both tables; those of a partition's share are the whole's.
            if (constraint is { Inherited: false, Definition: ForeignKeyConstraint key }) ForeignKeys.LockBoth(effects, table, key, LockMode.AccessExclusive);
        }
    }
}
