using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5016.</summary>
public sealed class ConstraintNotEnforced : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5016",
        RuleCategory.Design,
        RuleSeverity.Info,
        "A constraint is enforced",
        "{0} of '{1}' is NOT ENFORCED: nothing keeps rows from breaking it; add it NOT VALID and validate it, if it is to hold",
        "A constraint that is not enforced is documentation. The planner does not rely on it, and who reads the schema may think that it holds.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        if (reviewed.Operation is AlterConstraint { Enforced: false } alter) report.Add(Info, alter.Origin, $"Constraint '{alter.Name}'", alter.Table.ToString());
        foreach (var constraint in NewConstraints.Written(reviewed.Operation))
        {
            if (constraint.NotEnforced) report.Add(Info, reviewed.Origin, Wording.Name(constraint), NewConstraints.TableOf(reviewed.Operation)!.ToString());
        }
    }
}
