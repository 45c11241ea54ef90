using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Queries and changes of rows.</summary>
internal static class DataEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) => false;
}
