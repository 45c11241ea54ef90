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
        "Column '{0}.{1}' {2} its default: inserts of application versions that leave it out {3}; drop the default in a later release, when every running version " +
        "writes the column",
        "While a release rolls out, the version before it still inserts rows without a column that it does not know, or leaves to the default. That is also why " +
        "a column that is added as NOT NULL with a default must keep the default for a release.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not SetColumnDefault { Default: null } drop || reviewed.IsMadeHere(drop.Table)) return;
        if (reviewed.Before.Find(drop.Table) is null)
        {
            if (!review.History.IsComplete && !IsOptional(drop, reviewed, review)) report.Add(Info, reviewed.Origin, drop.Table.ToString(), drop.Column, "loses", "put null into it, or fail if it is NOT NULL (error 23502)");
            return;
        }

        if (reviewed.Column(drop.Table, drop.Column) is not { NotNull: true, Default: not null }) return;
        // The end counts: DROP DEFAULT, TYPE and SET DEFAULT change a type; DROP DEFAULT and ADD GENERATED make an identity of a serial.
        if (TransactionOutcome.Column(reviewed, drop, review) is not { NotNull: true, Default: null, Identity: Identity.None, GeneratedAs: null }) return;
        report.Add(Info, reviewed.Origin, drop.Table.ToString(), drop.Column, "is NOT NULL and loses", "fail (error 23502)");
    }

    /// <summary>
    /// Of a column of a table that the schema does not hold: whether the script itself adds it, and not as NOT NULL, so that no version knows more of it, or
    /// gives it another default or an identity.
    /// </summary>
    private static bool IsOptional(SetColumnDefault drop, ReviewedOperation reviewed, MigrationReview review) =>
        review.Up.SelectMany(statement => statement.Operations).Select(other => other.Operation).OfType<TableChange>().Where(change => change.Table == drop.Table).Any(change => change switch
        {
            AddColumn add => add.Column.Name == drop.Column && !add.Column.NotNull,
            SetColumnDefault { Default: not null } set => set.Column == drop.Column,
            AddIdentity identity => identity.Column == drop.Column,
            _ => false,
        }) && !reviewed.Statement.IsDown;
}
