using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4013.</summary>
public sealed class SavepointUsed : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4013",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "A migration does without savepoints",
        "{0} makes a subtransaction: what a part of the migration did may be undone without a trace, and locks taken in it stay; split the migration instead",
        "Each subtransaction that writes takes a transaction id of its own, and more than 64 in one transaction slow down every session that looks at its rows. A " +
        "migration whose parts may fail on their own is several migrations.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is TransactionControl { Verb: TransactionVerb.Savepoint }) report.Add(Info, reviewed.Origin, StatementText.Short(reviewed.Operation));
    }
}
