using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>Finds in a schema what is no relation.</summary>
internal static class SchemaLookup
{
    /// <summary>The type that a name means; null if the schema has none.</summary>
    public static UserType? Type(DatabaseSchema schema, QualifiedName name) => Places(schema, name).Select(schema.Types.Find).FirstOrDefault(type => type is not null);

    /// <summary>The routines of a name, whatever their arguments.</summary>
    public static IReadOnlyList<Routine> Routines(DatabaseSchema schema, QualifiedName name) =>
        [.. schema.Routines.Where(routine => routine.Name.Name == name.Name && (name.Schema is { } given ? routine.Name.Schema == given : schema.SearchPath.Contains(routine.Name.Schema)))];

    /// <summary>Whether the migration itself makes the type.</summary>
    public static bool IsMadeHere(ReviewedOperation reviewed, QualifiedName type, MigrationReview review) =>
        Type(reviewed.Before, type) is { } known && review.Before.Types.Find(known.Name) is null;

    /// <summary>Whether the migration itself makes the object, so that no application version knows it.</summary>
    public static bool IsMadeHere(ReviewedOperation reviewed, DatabaseObject item, MigrationReview review) => item.Kind switch
    {
        ObjectKind.Type or ObjectKind.Domain => IsMadeHere(reviewed, item.Name, review),
        ObjectKind.Attribute => item.Of is { } type && IsMadeHere(reviewed, type, review),
        ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Routine or ObjectKind.Aggregate =>
            Routines(reviewed.Before, item.Name) is { Count: > 0 } known && known.All(routine => review.Before.Routines.Find(routine.Name) is null),
        ObjectKind.Schema => IsNewSchema(item.Name.Name, reviewed.Before, review),
        ObjectKind.Sequence or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => reviewed.IsMadeHere(item.Name),
        _ => reviewed.Before.Others.Any(other => Is(other, item)) && !review.Before.Others.Any(other => Is(other, item)),
    };

    private static bool IsNewSchema(string name, DatabaseSchema before, MigrationReview review)
    {
        var whole = new ObjectName(string.Empty, name);
        return before.Schemas.Find(whole) is not null && review.Before.Schemas.Find(whole) is null;
    }

    /// <summary>Whether that is the object, or of operators one of its name.</summary>
    internal static bool Is(OtherObject other, DatabaseObject item) => other.Kind == item.Kind &&
        (other.Name.Name == item.Name.Name || (item.Kind == ObjectKind.Operator && other.Name.Name.StartsWith(item.Name.Name + " (", StringComparison.Ordinal)));

    private static IEnumerable<ObjectName> Places(DatabaseSchema schema, QualifiedName name) =>
        name.Schema is { } given ? [new(given, name.Name)] : schema.SearchPath.Select(place => new ObjectName(place, name.Name));
}
