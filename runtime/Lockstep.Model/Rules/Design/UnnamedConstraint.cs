using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5012.</summary>
public sealed class UnnamedConstraint : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5012",
        RuleCategory.Design,
        RuleSeverity.Info,
        "What is added to a table has a name",
        "{0} on '{1}' has no name, so PostgreSQL chooses one, which may differ between databases; name it, so that later migrations can change or drop it",
        "The name that PostgreSQL chooses depends on which names are taken. A migration that drops the constraint by it may fail elsewhere.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => DesignForms.Named(reviewed);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case AddConstraint { Constraint: { Name: null } constraint } add:
                report.Add(Info, add.Origin, Wording.Name(constraint), add.Table.ToString());
                break;
            // LS2007 is about those that are created concurrently.
            case CreateIndex { Name: null, Concurrently: false } index:
                report.Add(Info, index.Origin, Wording.Name(index), index.Table.ToString());
                break;
        }
    }
}
