using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Indexes: made, changed, dropped; also what ALTER INDEX does.</summary>
internal static class IndexEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) => false;
}
