using Lockstep.Model.Operations;

namespace Lockstep.Model.Effects;

/// <summary>VACUUM, ANALYZE, REINDEX, CLUSTER, REFRESH.</summary>
internal static class MaintenanceEffects
{
    public static bool TryAdd(EffectsBuilder effects, Operation operation) => false;
}
