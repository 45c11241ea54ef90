using System.Reflection;
using Lockstep.Model.Operations;

namespace Lockstep.Planning;

/// <summary>Where a migration stands in the source.</summary>
internal static class MigrationOrigin
{
    /// <summary>The place of its attribute. Reads it by reflection, so only for messages.</summary>
    public static Origin Of(MigrationDescriptor migration) =>
        migration.Create().GetType().GetCustomAttribute<MigrationAttribute>() is { } attribute
            ? new(attribute.File, attribute.Line)
            : Origin.None;
}
