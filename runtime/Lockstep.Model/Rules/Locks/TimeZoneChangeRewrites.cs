using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2053.</summary>
public sealed class TimeZoneChangeRewrites : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2053",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "timestamp and timestamptz are changed into each other in UTC and without USING",
        "Column '{0}.{1}' changes to {2}: {3}, so every row of '{0}' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE){4}; {5}",
        "Both types are stored alike. If the session's TimeZone is UTC and there is no USING, the values mean the same in both, and PostgreSQL only changes the catalog; " +
        "an index on the column is built anew. In any other zone each value is converted with it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (ColumnTypeChange.Of(reviewed, review) is not { Rewrites: true, IsRelabelledInUtc: true } change) return;
        var zone = reviewed.Statement.Server.TimeZone;
        report.Add(
            Info,
            reviewed.Origin,
            change.Alter.Table.ToString(),
            change.Alter.Column,
            change.Alter.Type,
            change.Alter.Using is not null ? "USING is computed for each row, in whatever time zone" : "values are taken to be in the session's time zone" + (zone is null ? string.Empty : " (" + zone + ")"),
            change.AndPartners,
            $"if the values are in UTC, {Set(reviewed.Statement, review)} before it" + (change.Alter.Using is null ? string.Empty : " and leave USING out") +
            ", then no row is written; if they are not, add a new column and fill it in batches");
    }

    private static string Set(ReviewedStatement statement, MigrationReview review) =>
        review.Script.Runner == ScriptRunner.Lockstep || statement.TransactionState != TransactionState.Alone ? "SET LOCAL timezone = 'UTC'" : "SET timezone = 'UTC'";
}
