using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2075.</summary>
public sealed class ConcurrentRefreshRefused : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2075",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A materialized view that is refreshed concurrently has a unique index",
        "PostgreSQL refuses to refresh '{0}' concurrently: {1}; {2}",
        "To replace only the rows that changed, PostgreSQL has to tell the rows apart: by a unique index on columns of the view, on no expression and without WHERE.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not RefreshView { Concurrently: true } refresh) return;
        if (refresh.WithNoData)
        {
            report.Add(Info, refresh.Origin, refresh.View.ToString(), "CONCURRENTLY and WITH NO DATA exclude each other (error 42601)", "leave one of them out");
        }
        else if (reviewed.Before.Find(refresh.View) is View { Materialized: true } && ViewRefreshed.UniqueIndex(reviewed, refresh) is null)
        {
            report.Add(
                Info,
                refresh.Origin,
                refresh.View.ToString(),
                "it has no unique index on columns, without WHERE (error 55000)",
                "create one first, or leave CONCURRENTLY out while nobody reads the view");
        }
    }
}
