using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2050.</summary>
public sealed class TypeChangeRewrites : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2050",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A column's type is not changed by rewriting a table in use",
        "Column '{0}.{1}' changes to {2}: {3} every row of '{0}' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE){4}; {5}",
        "Types that are not stored alike need every row and every index to be written under ACCESS EXCLUSIVE. Some changes need no rewrite: a longer or no limit " +
        "of varchar, more digits of numeric with the same scale, text to varchar without a limit and back, cidr to inet.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ColumnMove.Retyped(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (ColumnTypeChange.Of(reviewed, review) is not { Rewrites: true, IsRelabelledInUtc: false } change) return;
        report.Add(
            Info,
            reviewed.Origin,
            change.Alter.Table.ToString(),
            change.Alter.Column,
            change.Alter.Type,
            Reason(change),
            change.AndPartners,
            change.IsForUsing
                ? "without USING no row would be written: leave it out, and change values in batches"
                : "add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it");
    }

    private static string Reason(ColumnTypeChange change)
    {
        if (change.From is null) return "unless it has a type that is stored alike,";
        if (change.IsForUsing) return "USING is computed for each row, so";
        if (change.From.Bare == change.To.Bare && !change.To.IsArray) return "each value has to be made to fit, so";
        if (change.From.IsArray && change.To.IsArray) return "arrays are converted element by element, so";
        return "it is stored in another way, so";
    }
}
