using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3015.</summary>
public sealed class NotNullDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3015",
        RuleCategory.Compatibility,
        RuleSeverity.Info,
        "Who reads a column that may become null is ready for it",
        "Column '{0}.{1}' may be null from now on: application versions that read it as never null fail on the first null; write none before no such version runs",
        "The change itself is safe. But while a release rolls out, the version before it still reads the column into something that can't be null. Let the new " +
        "version read nulls in this release and write them in a later one.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not DropNotNull drop || reviewed.IsMadeHere(drop.Table, drop.Column)) return;
        if (reviewed.Column(drop.Table, drop.Column) is { NotNull: false }) return;
        // Who stops using a column lets new rows leave it out.
        if (Deprecation.Of(reviewed.NameOf(drop.Table), drop.Column, review) is not null) return;
        if (TransactionOutcome.Of(reviewed.Statement, review).Relations.Find(reviewed.NameOf(drop.Table)) is Schema.Table now && now.Column(drop.Column) is null or { NotNull: true }) return;
        report.Add(Info, reviewed.Origin, drop.Table.ToString(), drop.Column);
    }
}
