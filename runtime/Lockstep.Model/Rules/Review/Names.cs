using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>Names as written to whole names.</summary>
internal static class Names
{
    /// <summary>The whole name that a relation has, or would have if the schema does not hold it.</summary>
    public static ObjectName Whole(QualifiedName name, DatabaseSchema schema)
    {
        if (name.Schema is { } given) return new(given, name.Name);
        if (schema.Find(name) is { } found) return found.Name;
        return new(schema.SearchPath.IsEmpty ? "public" : schema.SearchPath[0], name.Name);
    }
}
