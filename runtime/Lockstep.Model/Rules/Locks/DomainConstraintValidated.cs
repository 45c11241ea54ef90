using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2061.</summary>
public sealed class DomainConstraintValidated : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2061",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "The constraint of a domain that big tables use is not validated",
        "Validating '{1}' of domain '{0}' blocks writes to {2} (SHARE) while it is read whole, unlike VALIDATE CONSTRAINT of a table; give each table the check as a " +
        "constraint of its own, NOT VALID, validate that, and leave the domain's as it is",
        "ALTER DOMAIN … VALIDATE CONSTRAINT takes a SHARE lock on every table with a column of the domain, up to PostgreSQL 18. For new values the constraint holds " +
        "without being validated.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not ValidateDomainConstraint validate) return;
        if (DomainUse.Tables(validate.Domain, reviewed, review) is { } tables) report.Add(Info, validate.Origin, validate.Domain.ToString(), validate.Name, tables);
    }
}
