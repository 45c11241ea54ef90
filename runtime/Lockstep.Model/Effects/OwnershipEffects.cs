using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql.Syntax;

namespace Lockstep.Model.Effects;

/// <summary>Roles, what they own, and what is granted to them.</summary>
internal static class OwnershipEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case GrantPrivileges grant:
                LockTargets(effects, grant.Target);
                break;
            case RevokePrivileges revoke:
                LockTargets(effects, revoke.Target);
                break;
            case ReassignOwned reassign:
                foreach (var relation in OwnedBy(effects, reassign.Roles)) Reassign(effects, relation);
                break;
            case DropOwned drop:
                foreach (var relation in OwnedBy(effects, drop.Roles)) Drop(effects, relation);
                break;
            case GrantRoles or RevokeRoles or AlterDefaultPrivileges or CreateRole:
                break;
            default:
                return false;
        }

        effects.Because(0, "metadata only");
        return true;
    }

    /// <summary>Since PostgreSQL 18 relations that are named are locked while their privileges change; those of a whole schema are not.</summary>
    private static void LockTargets(EffectsBuilder effects, GrantTarget target)
    {
        if (effects.Version < 18 || target.AllInSchemas || target.Kind is not ("TABLE" or "SEQUENCE")) return;
        foreach (var name in target.Names)
        {
            if (SqlParser.ParseExpression(name) is ColumnExpression { Name: { } path }) effects.Lock(effects.NameOrAssumed(new(path.Qualifier, path.Name)), LockMode.AccessShare);
            else effects.Uncertain();
        }
    }

    private static List<Relation> OwnedBy(EffectsBuilder effects, EquatableArray<string> roles)
    {
        // Who that is depends on who runs it.
        if (roles.Any(role => role is "CURRENT_USER" or "CURRENT_ROLE" or "SESSION_USER")) effects.Uncertain();
        return [.. effects.Schema.Relations.Where(relation => relation.Owner is { } owner && roles.Contains(owner))];
    }

    private static void Reassign(EffectsBuilder effects, Relation relation)
    {
        effects.Lock(relation, LockMode.AccessExclusive);
        effects.Lock(effects.Walk.IndexesOf(relation.Name), LockMode.AccessExclusive);
        effects.Lock(effects.Walk.SequencesOf(relation.Name), LockMode.AccessExclusive);
    }

    private static void Drop(EffectsBuilder effects, Relation relation)
    {
        var name = relation.Name.ToQualifiedName();
        effects.Lock(relation, LockMode.AccessExclusive);
        Vanished.Add(effects, relation switch
        {
            Table { Server: null } => new DropTable(name) { Cascade = true },
            TableIndex => new DropIndex(name) { Cascade = true },
            _ => new DropObject(new(relation switch { Table => ObjectKind.ForeignTable, Sequence => ObjectKind.Sequence, View { Materialized: true } => ObjectKind.MaterializedView, _ => ObjectKind.View }, name)) { Cascade = true },
        });
    }
}
