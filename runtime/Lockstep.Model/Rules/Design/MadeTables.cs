using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>The tables that Up makes, as they are at its end.</summary>
internal static class MadeTables
{
    /// <summary>The operations that make ordinary tables that stay, with those tables: none temporary, foreign, or a partition.</summary>
    public static IEnumerable<(ReviewedOperation Made, Table Table)> Of(MigrationReview review)
    {
        foreach (var reviewed in review.Up.SelectMany(statement => statement.Operations))
        {
            var name = reviewed.Operation switch
            {
                CreateTable { Temporary: false, Server: null } create => reviewed.NameOf(create.Table),
                CreateTableAs { Persistence: not Persistence.Temporary } create => reviewed.NameOf(create.Table),
                _ => (ObjectName?)null,
            };
            // With IF NOT EXISTS it may be an old one.
            if (name is { } made && reviewed.Before.Relations.Find(made) is null && review.AfterUp.Relations.Find(made) is Table { Bounds: null } table) yield return (reviewed, table);
        }
    }
}
