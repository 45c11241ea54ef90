using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2007.</summary>
public sealed class ConcurrentIndexWithoutName : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2007",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "An index that is created concurrently has a name",
        "The index on '{0}' has no name: {1}; write CREATE INDEX CONCURRENTLY name ON …",
        "A concurrent build that fails leaves an invalid index. Under a name it can be found again, dropped and built anew; without one the next run " +
        "makes a second index beside it. Lockstep does not run such a statement.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Named(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not CreateIndex { Concurrently: true, Name: null } create) return;
        report.Add(
            Info,
            create.Origin,
            create.Table.ToString(),
            review.Script.Runner == ScriptRunner.Lockstep
                ? "a run that is cut off could not find again what it left, so Lockstep refuses to run it"
                : "if it fails, the next run builds a second index beside the invalid one, and no script can drop it");
    }
}
