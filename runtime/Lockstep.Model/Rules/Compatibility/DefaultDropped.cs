using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3016.</summary>
public sealed class DefaultDropped : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3016",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "A NOT NULL column keeps its default while application versions leave the column out",
        "Column '{0}.{1}' is NOT NULL and loses its default: inserts of application versions that leave it out fail (error 23502); drop the default in a later " +
        "release, when every running version writes the column",
        "While a release rolls out, the version before it still inserts rows without a column that it does not know, or leaves to the default. That is also why " +
        "a column that is added as NOT NULL with a default must keep the default for a release.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not SetColumnDefault { Default: null } drop || reviewed.IsMadeHere(drop.Table)) return;
        if (reviewed.Column(drop.Table, drop.Column) is not { NotNull: true, Default: not null }) return;
        // The end counts: DROP DEFAULT, TYPE and SET DEFAULT change a type; DROP DEFAULT and ADD GENERATED make an identity of a serial.
        if (TransactionOutcome.Column(reviewed, drop, review) is not { NotNull: true, Default: null, Identity: Identity.None, GeneratedAs: null }) return;
        report.Add(Info, reviewed.Origin, drop.Table.ToString(), drop.Column);
    }
}
