using Lockstep.Model.Operations;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>What earlier migrations declare deprecated.</summary>
internal static class Deprecation
{
    /// <summary>The first migration that declares the column, or the table as a whole, deprecated; null if none does.</summary>
    /// <param name="table">The table's whole name.</param>
    /// <param name="column">The column; null for the table, or for another object that has one name.</param>
    /// <param name="review">The migration that is judged.</param>
    public static OtherMigration? Of(ObjectName table, string? column, MigrationReview review)
    {
        foreach (var migration in review.History.Migrations)
        {
            foreach (var deprecated in migration.Deprecates)
            {
                if (Names(deprecated, table) || (column is not null && Names(deprecated, table, column))) return migration;
            }
        }

        return null;
    }

    /// <summary>What to do before the column or table may go, as the end of a sentence; null if it was deprecated long enough ago.</summary>
    /// <param name="table">The table's whole name.</param>
    /// <param name="column">The column; null for the table.</param>
    /// <param name="name">How a deprecation calls it.</param>
    /// <param name="review">The migration that is judged.</param>
    public static string? Missing(ObjectName table, string? column, string name, MigrationReview review)
    {
        if (Of(table, column, review) is not { } migration) return $"deprecate it in this release ([Deprecates(\"{name}\")]) and drop it in a later one";
        var distance = review.History.Count - migration.Position;
        var needed = review.Options.DeprecationDistance;
        return distance >= needed
            ? null
            : $"'{migration.Name}' deprecates it only {Times(distance)} earlier, and lockstep_deprecation_distance wants {needed}; drop it in a later migration";
    }

    /// <summary>The same for a function, a type, a sequence or another object, which a deprecation calls by its name without its parameters.</summary>
    public static string? Missing(DatabaseObject item, ReviewedOperation reviewed, MigrationReview review)
    {
        var path = reviewed.Before.SearchPath;
        var schema = item.Name.Schema ?? (path.IsEmpty ? "public" : path[0]);
        return Missing(new ObjectName(schema, item.Name.Name), column: null, item.Name.ToString(), review);
    }

    private static string Times(int migrations) => migrations == 1 ? "1 migration" : $"{migrations} migrations";

    private static bool Names(string deprecated, ObjectName table, string column)
    {
        var dot = deprecated.LastIndexOf('.');
        return dot > 0 && deprecated.Substring(dot + 1) == column && Names(deprecated.Substring(0, dot), table);
    }

    private static bool Names(string deprecated, ObjectName table) => QualifiedName.Parse(deprecated).Matches(table.ToQualifiedName());
}
