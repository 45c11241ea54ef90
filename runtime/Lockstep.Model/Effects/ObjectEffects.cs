using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>Views, routines, triggers, types, sequences, grants and other objects.</summary>
internal static class ObjectEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) => false;
}
