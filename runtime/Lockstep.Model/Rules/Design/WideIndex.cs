using System.Globalization;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5001.</summary>
public sealed class WideIndex : OperationRule
{
    private const int Most = 3;

    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5001",
        RuleCategory.Design,
        RuleSeverity.Info,
        "An index has three columns at most",
        "{0} on '{1}' has {2} columns: columns behind the third rarely narrow a search, and every write pays for them; leave out those that no query needs " +
        "in the key, or put them behind INCLUDE",
        "A wide index is big, keeps less of itself in memory, and makes more updates touch it.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        // What is unique is what it has to be.
        if (reviewed.Statement.IsDown || reviewed.Operation is not CreateIndex { Unique: false } index || index.Elements.Count <= Most) return;
        report.Add(Info, index.Origin, Wording.Name(index), index.Table.ToString(), index.Elements.Count.ToString(CultureInfo.InvariantCulture));
    }
}
