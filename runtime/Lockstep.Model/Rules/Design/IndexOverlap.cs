using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Design;

/// <summary>Pairs of indexes of which one does what the other does: a new one, and one beside it, both there when Up is done.</summary>
internal static class IndexOverlap
{
    /// <summary>The pairs of a new index and one that was there before it, or is made with it and comes first.</summary>
    public static IEnumerable<(TableIndex Added, TableIndex Other)> Pairs(ReviewedOperation reviewed, MigrationReview review)
    {
        if (reviewed.Statement.IsDown) yield break;
        var earlier = new HashSet<ObjectName>();
        foreach (var (table, index) in NewConstraints.Indexes(reviewed))
        {
            // What goes again, or takes the place of another under its name, is only for the time between.
            if (review.AfterUp.Relations.Find(index.Name) is TableIndex added && added.Table == table.Name)
            {
                foreach (var other in review.AfterUp.IndexesOf(table.Name))
                {
                    if (earlier.Contains(other.Name) || (reviewed.Before.Relations.Find(other.Name) is TableIndex old && old.Elements == other.Elements)) yield return (added, other);
                }
            }

            earlier.Add(index.Name);
        }
    }

    /// <summary>Whether both hold the same rows in the same order, so that each serves the queries that the other serves.</summary>
    public static bool AreSame(TableIndex one, TableIndex other) => AreAlike(one, other) && one.Elements == other.Elements && one.Include == other.Include;

    /// <summary>Whether all that the first serves, the second serves too: it has the same columns in front, and more behind them.</summary>
    public static bool IsPrefix(TableIndex shorter, TableIndex longer) =>
        AreAlike(shorter, longer) && longer.Method == "btree" && shorter.Elements.Count < longer.Elements.Count && shorter.Elements.SequenceEqual(longer.Elements.Take(shorter.Elements.Count)) &&
        shorter.Include.All(column => longer.Include.Contains(column) || longer.Elements.Contains(Sql.SqlIdentifier.Quote(column)));

    private static bool AreAlike(TableIndex one, TableIndex other) => one.Method == other.Method && one.Where == other.Where;
}
