using System.Reflection;
using Lockstep.Model.Operations;

namespace Lockstep.Planning;

/// <summary>Where a migration stands in the source.</summary>
internal static class MigrationOrigin
{
    /// <summary>
    /// The place of its attribute, or its SQL file. Reads the attribute by reflection, so only for messages; none if the class can't even be
    /// made.
    /// </summary>
    public static Origin Of(MigrationDescriptor migration)
    {
        try
        {
            var made = migration.Create();
            if (made is SqlFileMigration file) return file.Origin;
            return made.GetType().GetCustomAttribute<MigrationAttribute>() is { } attribute ? new(attribute.File, attribute.Line) : Origin.None;
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // The message that wants the place is about that very fault, or about a worse one.
            return Origin.None;
        }
    }
}
