using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Compatibility;

/// <summary>LS3006.</summary>
public sealed class EnumValueRenamed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS3006",
        RuleCategory.Compatibility,
        RuleSeverity.Warning,
        "An enum's value is not renamed while application versions use it",
        "Value '{0}' of enum '{1}' is renamed to '{2}': application versions that still write or compare with '{0}' fail (error 22P02), and find '{2}' in every " +
        "row; add '{2}' as a value of its own, change the rows in batches, and stop using '{0}'",
        "The rename shows in all rows at once. While a release rolls out, the version before it still sends the old value, which is no value of the enum " +
        "any more, and reads one that it does not know.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown || reviewed.Operation is not RenameEnumValue rename || SchemaLookup.IsMadeHere(reviewed, rename.Type, review)) return;
        report.Add(Info, reviewed.Origin, rename.Value, rename.Type.ToString(), rename.NewValue);
    }
}
