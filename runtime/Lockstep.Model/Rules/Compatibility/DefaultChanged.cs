using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3017.</summary>
public sealed class DefaultChanged : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3017",
        RuleCategory.Compatibility,
        RuleSeverity.Info,
        "A changed default reaches rows of application versions that expect the old one",
        "The default of '{0}.{1}' changes from {2} to {3}: rows that running application versions insert without the column get the new one at once; have them write " +
        "the column if the old one matters",
        "A default is taken when a row is inserted, whichever version of the application inserts it. Rows that are there already keep what they have.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not SetColumnDefault { Default: { } now } set || reviewed.IsMadeHere(set.Table, set.Column)) return;
        if (reviewed.Column(set.Table, set.Column) is not { Default: { } old } || old == now) return;
        report.Add(Info, reviewed.Origin, set.Table.ToString(), set.Column, old, now);
    }
}
