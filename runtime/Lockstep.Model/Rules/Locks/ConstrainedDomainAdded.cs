using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2046.</summary>
public sealed class ConstrainedDomainAdded : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2046",
        RuleCategory.Locks,
        RuleSeverity.Error,
        "No column of a constrained domain is added to a table in use",
        "Column '{0}.{1}' is of the domain '{2}', {3}: every row of '{0}' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); {4}",
        "PostgreSQL tests the domain's constraints on the value of each row, even on null, and writes the rows to do so. The type under the domain, with the same " +
        "check as a constraint of the table, can be added without touching a row.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not AddColumn add || ColumnRewrites.CauseOf(add, reviewed, review) != ColumnRewrite.Domain) return;
        var types = new TypeCatalog(reviewed.Before);
        var type = types.Read(add.Column.Type);
        var isConstrained = types.HasConstraints(type);
        var name = types.DomainOf(type)?.Name.ToString() ?? add.Column.Type;
        var under = types.DomainOf(type) is { } domain ? domain.Type : add.Column.Type;
        report.Add(
            Info,
            add.Origin,
            add.Table.ToString(),
            add.Column.Name,
            name,
            isConstrained ? "which has constraints" : $"whose default {types.DefaultOf(type)} may be another value in each row",
            isConstrained
                ? $"add it as {under}, and the domain's check as a constraint of the table, NOT VALID, to validate in a transaction of its own"
                : "say DEFAULT NULL, then SET DEFAULT, then fill the old rows in batches");
    }
}
