using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>What a statement does, whichever family it is of.</summary>
internal static class StatementEffects
{
    public static void Add(EffectsBuilder effects, Operation operation)
    {
        if (!operation.Transactional) effects.OutsideTransaction();
        if (operation.Incomplete) effects.Uncertain();
        switch (operation)
        {
            case SqlText { Kind: StatementKind.Block } block:
                effects.Uncertain();
                effects.Because(0, "what the block does depends on its run");
                foreach (var part in block.Meaning) AddPart(effects, part);
                break;
            case SqlText { Meaning.IsEmpty: true } text when DataEffects.TryAddText(effects, text.Sql) || AlterTableEffects.TryAddText(effects, text.Sql):
                break;
            case SqlText text when KeptAsText.Meaning(text) is { } whole:
                effects.Uncertain();
                One(effects, whole);
                break;
            case SqlText { Meaning.IsEmpty: true } or UnknownSql:
                effects.Uncertain();
                effects.Because(0, "what it does is not known");
                break;
            case SqlText text when AlterTableEffects.IsOne(text.Meaning):
                AlterTableEffects.Add(effects, text.Meaning);
                break;
            case SqlText text:
                foreach (var part in text.Meaning) AddPart(effects, part);
                break;
            default:
                One(effects, operation);
                break;
        }
    }

    /// <summary>What a part of a statement does, and goes on to the schema after it.</summary>
    public static void AddPart(EffectsBuilder effects, Operation part)
    {
        Add(effects, part);
        effects.Done(part);
    }

    private static void One(EffectsBuilder effects, Operation operation)
    {
        if (PartitionEffects.TryAdd(effects, operation) ||
            IndexEffects.TryAdd(effects, operation) ||
            MaintenanceEffects.TryAdd(effects, operation) ||
            ObjectEffects.TryAdd(effects, operation) ||
            DataEffects.TryAdd(effects, operation) ||
            TableEffects.TryAdd(effects, operation))
        {
            return;
        }

        effects.Uncertain();
        effects.Because(0, "what it does is not known");
    }
}
