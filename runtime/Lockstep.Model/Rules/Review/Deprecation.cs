using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Review;

/// <summary>What earlier migrations declare deprecated.</summary>
internal static class Deprecation
{
    /// <summary>The first migration that declares the column, or the table as a whole, deprecated; null if none does.</summary>
    /// <param name="table">The table's whole name.</param>
    /// <param name="column">The column; null for the table.</param>
    /// <param name="review">The migration that is judged.</param>
    public static EarlierMigration? Of(ObjectName table, string? column, MigrationReview review)
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

    private static bool Names(string deprecated, ObjectName table, string column)
    {
        var dot = deprecated.LastIndexOf('.');
        return dot > 0 && deprecated.Substring(dot + 1) == column && Names(deprecated.Substring(0, dot), table);
    }

    private static bool Names(string deprecated, ObjectName table) => QualifiedName.Parse(deprecated).Matches(table.ToQualifiedName());
}
