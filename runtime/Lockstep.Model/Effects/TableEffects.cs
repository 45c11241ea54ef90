using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Tables: made, changed, moved, emptied, dropped.</summary>
internal static class TableEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation)
    {
        switch (operation)
        {
            case TableChange:
                AlterTableEffects.Add(effects, EquatableArray.Of(operation));
                return true;
            default:
                return false;
        }
    }
}
