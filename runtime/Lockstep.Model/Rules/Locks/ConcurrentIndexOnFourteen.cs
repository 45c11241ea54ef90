using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2008.</summary>
public sealed class ConcurrentIndexOnFourteen : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2008",
        RuleCategory.Locks,
        RuleSeverity.Info,
        "On PostgreSQL 14, concurrent index builds wait for 14.4",
        "{0} CONCURRENTLY on PostgreSQL 14.0 to 14.3 can leave rows out of the index; make sure that the server is 14.4 or newer",
        "PostgreSQL 14.0 to 14.3 had a bug (fixed in 14.4) by which CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY could miss rows that were changed " +
        "meanwhile. Only the major version is configured, so the rule can't know; ask for it where old servers are about.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (review.Options.PostgresVersion != 14) return;
        var what = reviewed.Operation switch
        {
            CreateIndex { Concurrently: true } => "CREATE INDEX",
            Reindex { Concurrently: true } => "REINDEX",
            _ => null,
        };
        if (what is not null) report.Add(Info, reviewed.Origin, what);
    }
}
