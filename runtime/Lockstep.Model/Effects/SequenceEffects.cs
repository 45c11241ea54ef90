using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;
using Lockstep.Model.Sql.Syntax;
using Persistence = Lockstep.Model.Operations.Persistence;

namespace Lockstep.Model.Effects;

/// <summary>Sequences: made and changed.</summary>
internal static class SequenceEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case CreateSequence create:
                if (!(create.IfNotExists && effects.Schema.Find(create.Sequence) is not null)) LockOwner(effects, create.Options);
                effects.Because(0, "metadata only");
                return true;
            case AlterSequence { IfExists: true } alter when effects.Schema.Find(alter.Sequence) is null:
                effects.Because(0, $"nothing to do: there is no {alter.Sequence}");
                return true;
            case AlterSequence alter:
                Alter(effects, alter);
                return true;
            case TableChange change when effects.Schema.Find(change.Table) is Sequence sequence:
                Alter(effects, change, sequence.Name, sequence.Persistence);
                return true;
            case TableChange { Relation: RelationKind.Sequence } change when effects.Schema.Find(change.Table) is null:
                if (!effects.IsSkipped(change.IfTableExists, change.Table)) Alter(effects, change, effects.NameOrAssumed(change.Table), null);
                return true;
            case SetOwner { Object: { Kind: ObjectKind.Sequence } item } set:
                if (!set.IfExists || effects.Schema.Find(item.Name) is not null) effects.Lock(effects.NameOrAssumed(item.Name), LockMode.AccessExclusive);
                effects.Because(0, "metadata only");
                return true;
            default:
                return false;
        }
    }

    /// <summary>All options but the owner are kept with the last value, which moves to a new file so that a rollback finds the old one.</summary>
    private static void Alter(EffectsBuilder effects, AlterSequence alter)
    {
        var sequence = effects.NameOrAssumed(alter.Sequence);
        effects.Lock(sequence, LockMode.ShareRowExclusive);
        LockOwner(effects, alter.Options);
        var isRestarted = alter.Options with { OwnedBy = null } != SequenceOptions.None;
        if (isRestarted) effects.Restart(sequence);
        effects.Because(0, isRestarted ? "whoever wants the sequence's next value waits" : "metadata only");
    }

    private static void Alter(EffectsBuilder effects, TableChange change, ObjectName sequence, Persistence? persistence)
    {
        effects.Lock(sequence, LockMode.AccessExclusive);
        if (change is SetTableLogged set && persistence != (set.Logged ? Persistence.Permanent : Persistence.Unlogged)) effects.Restart(sequence);
        effects.Because(0, "metadata only; whoever wants the sequence's next value waits");
    }

    private static void LockOwner(EffectsBuilder effects, SequenceOptions options)
    {
        if (options.OwnedBy is not { } owner || owner == "NONE" || SqlParser.ParseExpression(owner) is not ColumnExpression { Name.Parts: { Count: > 1 } parts }) return;
        var table = new QualifiedName(parts.Count > 2 ? parts[parts.Count - 3].Value : null, parts[parts.Count - 2].Value);
        effects.Lock(effects.NameOrAssumed(table), LockMode.AccessShare);
    }
}
