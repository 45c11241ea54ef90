using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2060.</summary>
public sealed class DomainConstraintChecked : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2060",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "A domain that tables use gets a constraint NOT VALID",
        "Domain '{0}' gets {1}: writes to {2} wait (SHARE) while it is read whole; {3}",
        "PostgreSQL takes a SHARE lock on every table with a column of the domain, and reads all of them, one after the other, in the same transaction. NOT VALID " +
        "checks only what is written from then on, and locks no table.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        switch (reviewed.Operation)
        {
            case AddDomainConstraint { Constraint: CheckConstraint { NotValid: false } } add:
                Add(add.Domain, "a check", "add it NOT VALID, which holds for new values; for the old ones give each table the check as a constraint of its own, NOT VALID, and validate that");
                break;
            case AddDomainConstraint { Constraint: NotNullConstraint } add:
                Add(add.Domain, "NOT NULL", "a domain has no NOT VALID for it: make the tables' columns NOT NULL instead, each in its own time");
                break;
            case SetDomainNotNull { NotNull: true } set:
                Add(set.Domain, "NOT NULL", "a domain has no NOT VALID for it: make the tables' columns NOT NULL instead, each in its own time");
                break;
        }

        void Add(QualifiedName domain, string what, string whatToDo)
        {
            if (DomainUse.Tables(domain, reviewed, review) is { } tables) report.Add(Info, reviewed.Origin, domain.ToString(), what, tables, whatToDo);
        }
    }
}
