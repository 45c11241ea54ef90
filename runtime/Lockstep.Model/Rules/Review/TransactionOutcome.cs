using Lockstep.Model.Operations;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Review;

/// <summary>What other sessions see of a change: only what there is when its transaction is committed.</summary>
internal static class TransactionOutcome
{
    /// <summary>The schema at the end of the statement's transaction.</summary>
    public static DatabaseSchema Of(ReviewedStatement statement, MigrationReview review)
    {
        var last = statement;
        foreach (var other in statement.IsDown ? review.Down : review.Up)
        {
            if (other.Transaction == statement.Transaction) last = other;
        }

        return last.After;
    }

    /// <summary>What the statement and those behind it in its transaction perform.</summary>
    public static IEnumerable<ReviewedOperation> Rest(ReviewedStatement statement, MigrationReview review) =>
        (statement.IsDown ? review.Down : review.Up)
            .Where(other => other.Index >= statement.Index && other.Transaction == statement.Transaction)
            .SelectMany(other => other.Operations);

    /// <summary>The relation with rows that has the name at the end of the transaction; null if none.</summary>
    public static RowRelation? Rows(ReviewedOperation reviewed, ObjectName name, MigrationReview review) =>
        Of(reviewed.Statement, review).Relations.Find(name) as RowRelation;

    /// <summary>The column at the end of the transaction; null if the schema does not hold it.</summary>
    public static Column? Column(ReviewedOperation reviewed, ColumnChange change, MigrationReview review) =>
        Rows(reviewed, reviewed.NameOf(change.Table), review)?.Column(change.Column);
}
