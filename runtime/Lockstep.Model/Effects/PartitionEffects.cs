using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Partitions: made, attached, detached.</summary>
internal static class PartitionEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) => false;
}
