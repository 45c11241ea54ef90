using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Effects;

/// <summary>Triggers, rules, policies: what is done or looked at whenever rows of a table are used.</summary>
internal static class TriggerEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreateTrigger create:
                Create(effects, create);
                return true;
            case SetTriggerState set:
                SetState(effects, set);
                return true;
            case CreateRule create:
                Exclusive(effects, create.Table);
                foreach (var action in create.Actions) QueryEffects.AddSql(effects, action, QueryStage.Parsed);
                QueryEffects.AddConditions(effects, create.Where);
                return true;
            case CreatePolicy create:
                Exclusive(effects, create.Table);
                QueryEffects.AddConditions(effects, create.Using, create.WithCheck);
                return true;
            case AlterPolicy alter:
                Exclusive(effects, alter.Table);
                QueryEffects.AddConditions(effects, alter.Using, alter.WithCheck);
                return true;
            case SetRuleState or SetRowSecurity or SetRowSecurityForced:
                if (operation is TableChange change && !effects.IsSkipped(change.IfTableExists, change.Table)) Exclusive(effects, change.Table);
                return true;
            case DropObject { Object: { Kind: ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy, Of: { } table } item } drop:
                Drop(effects, drop, item, table);
                return true;
            case RenameObject { Object: { Kind: ObjectKind.Rule or ObjectKind.Policy, Of: { } table } } rename:
                if (!(rename.IfExists && effects.Schema.Find(table) is null)) Exclusive(effects, table);
                return true;
            case RenameObject { Object: { Kind: ObjectKind.Trigger, Of: { } table } item }:
                Exclusive(effects, table);
                // Before PostgreSQL 15 those of the partitions kept their names.
                if (effects.Version >= 15) effects.Lock(Clones(effects, effects.TableOrAssumed(table), item.Name.Name), LockMode.AccessExclusive);
                return true;
            case SetExtensionDependency { Object: { Kind: ObjectKind.Trigger, Of: { } table } }:
                effects.Lock(effects.NameOrAssumed(table), LockMode.AccessShare);
                effects.Because(0, "metadata only");
                return true;
            default:
                return false;
        }
    }

    private static void Exclusive(EffectsBuilder effects, QualifiedName table)
    {
        effects.Lock(effects.NameOrAssumed(table), LockMode.AccessExclusive);
        effects.Because(0, "metadata only; waits behind long transactions, and everything else waits behind it");
    }

    private static void Create(EffectsBuilder effects, CreateTrigger create)
    {
        var relation = effects.Schema.Find(create.Table) ?? effects.TableOrAssumed(create.Table);
        effects.Lock(relation, LockMode.ShareRowExclusive);
        // Each partition gets one of its own.
        if (create.ForEachRow && relation is Table { PartitionBy: not null } whole) effects.Lock(effects.Walk.WithDescendants(whole), LockMode.ShareRowExclusive);
        if (create.From is { } other) effects.Lock(effects.NameOrAssumed(other), LockMode.AccessShare);
        effects.Because(0, "metadata only; writes wait behind it, reads do not");
    }

    private static void SetState(EffectsBuilder effects, SetTriggerState set)
    {
        if (effects.IsSkipped(set.IfTableExists, set.Table)) return;
        var table = effects.TableOrAssumed(set.Table);
        effects.Lock(table, LockMode.ShareRowExclusive);
        if (!set.Only && table.PartitionBy is not null)
        {
            var isOnRows = table.Triggers.Any(trigger => trigger.Definition.ForEachRow && (set.Trigger is null || trigger.Name == set.Trigger)) ||
                (set is { Trigger: null, UserOnly: false } && (effects.Walk.KeysOf(table).Any() || effects.Walk.KeysTo(table.Name).Any()));
            if (isOnRows) effects.Lock(effects.Walk.WithDescendants(table), LockMode.ShareRowExclusive);
        }

        effects.Because(0, "metadata only; writes wait behind it, reads do not");
    }

    private static void Drop(EffectsBuilder effects, DropObject drop, DatabaseObject item, QualifiedName table)
    {
        var name = item.Name.Name;
        var isThere = effects.Schema.Find(table) switch
        {
            RowRelation relation when item.Kind == ObjectKind.Trigger => relation.Triggers.Any(trigger => trigger.Name == name),
            RowRelation relation when item.Kind == ObjectKind.Rule => relation.Rules.Any(rule => rule.Name == name),
            Table secured => secured.Policies.Any(policy => policy.Name == name),
            _ => !drop.IfExists,
        };
        if (!isThere && drop.IfExists)
        {
            effects.Because(0, $"nothing to do: there is no {name} on {table}");
            return;
        }

        Exclusive(effects, table);
        Vanished.Add(effects, drop);
    }

    private static IEnumerable<Relation> Clones(EffectsBuilder effects, Table table, string trigger) =>
        effects.Walk.WithDescendants(table).Where(part => part.Triggers.Any(it => it.Name == trigger && it.Inherited));
}
