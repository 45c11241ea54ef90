using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2074.</summary>
public sealed class ViewRefreshed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2074",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A materialized view is refreshed concurrently",
        "Materialized view '{0}' {1}; {2}",
        "REFRESH MATERIALIZED VIEW takes ACCESS EXCLUSIVE on the view before it runs the query, so nobody reads the view until the query is done. CONCURRENTLY takes " +
        "EXCLUSIVE, which lets reads through; it needs a unique index on columns of the view, without WHERE, and a view that has been filled once.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Refreshed(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not RefreshView { Concurrently: false } refresh || !reviewed.IsBusy(reviewed.NameOf(refresh.View), review)) return;
        if (refresh.WithNoData)
        {
            report.Add(Info, refresh.Origin, refresh.View.ToString(), "is emptied, and PostgreSQL refuses to read it until it is refreshed (error 55000)", "leave WITH NO DATA out");
            return;
        }

        var isKnown = reviewed.Before.Find(refresh.View) is View;
        var canBe = UniqueIndex(reviewed, refresh) is not null;
        report.Add(
            Info,
            refresh.Origin,
            refresh.View.ToString(),
            "is refreshed: reads wait (ACCESS EXCLUSIVE) until its query is done",
            canBe ? "refresh it CONCURRENTLY" : "refresh it CONCURRENTLY, " + (isKnown ? "for which it needs a unique index on columns, without WHERE" : "if it has a unique index on columns, without WHERE; else create one first"));
    }

    /// <summary>The index that lets the view be refreshed concurrently; null if there is none.</summary>
    internal static TableIndex? UniqueIndex(ReviewedOperation reviewed, RefreshView refresh) =>
        reviewed.Before.IndexesOf(reviewed.NameOf(refresh.View)).FirstOrDefault(index =>
            index is { Unique: true, Where: null } && index.Elements.All(element => ExpressionText.ColumnOf(element) is not null));
}
