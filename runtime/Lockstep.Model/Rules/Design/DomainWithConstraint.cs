using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Design;

/// <summary>LS5037.</summary>
public sealed class DomainWithConstraint : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS5037",
        RuleCategory.Design,
        RuleSeverity.Warning,
        "Constraints belong to tables, not to domains",
        "Domain '{0}' has a constraint: to change it later PostgreSQL reads every table that uses the domain while writes wait, and adding a column of it rewrites the table; give " +
        "the tables the check",
        "A table's check can be added NOT VALID and validated while others write. A domain's is checked in all tables at once.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsDown) return;
        switch (reviewed.Operation)
        {
            case CreateDomain create when create.NotNull || !create.Constraints.IsEmpty:
                Add(create.Domain);
                break;
            // Where tables are read for it, that is reported.
            case AddDomainConstraint { Constraint.NotValid: true } add:
                Add(add.Domain);
                break;
        }

        void Add(QualifiedName domain) => report.Add(Info, reviewed.Origin, domain.ToString());
    }
}
