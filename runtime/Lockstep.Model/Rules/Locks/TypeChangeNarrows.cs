using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2054.</summary>
public sealed class TypeChangeNarrows : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2054",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A column's new type holds all that its old type held",
        "Column '{0}.{1}' changes from {2} to {3}: {4}; look for such values first, and add a CHECK that keeps new ones out",
        "A narrower type refuses values that are too great and rounds those that are too fine, which only the data shows: the migration fails on one database and " +
        "not on another, or loses digits without a word.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || ColumnTypeChange.Of(reviewed, review) is not { From: { } from } change) return;
        if (TypeNarrowing.Of(from, change.To, isCast: change.Alter.Using is not null) is not { } loss) return;
        report.Add(Info, reviewed.Origin, change.Alter.Table.ToString(), change.Alter.Column, TypeNarrowing.Name(from), change.Alter.Type, loss);
    }
}
