using Lockstep.Model.Effects;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>How tables and their partitions are related.</summary>
internal static class Partitioning
{
    /// <summary>The default partition; null if there is none, or the schema does not hold it.</summary>
    public static Table? DefaultOf(ObjectName table, DatabaseSchema schema) => new SchemaWalk(schema).ChildrenOf(table).FirstOrDefault(child => IsDefault(child.Bounds));

    /// <summary>Whether the bounds are those of a default partition.</summary>
    public static bool IsDefault(string? bounds) => bounds is not null && bounds.Trim().Equals("DEFAULT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Those of the tables that are the table or belong to it, on whatever level.</summary>
    public static IEnumerable<ObjectName> Within(Table table, IEnumerable<ObjectName> tables, DatabaseSchema schema)
    {
        var members = new HashSet<ObjectName>(new SchemaWalk(schema).WithDescendants(table).Select(member => member.Name));
        return tables.Where(members.Contains);
    }

    /// <summary>Whether the operation reads the default partition of a table while others wait for it.</summary>
    public static Table? ScannedDefault(ReviewedOperation reviewed, ObjectName parent, MigrationReview review) =>
        DefaultOf(parent, reviewed.Before) is { } rest && Within(rest, reviewed.Busy(reviewed.Effects.Scans, review), reviewed.Before).Any() ? rest : null;
}
