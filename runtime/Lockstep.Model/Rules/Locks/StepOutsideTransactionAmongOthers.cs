using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2005.</summary>
public sealed class StepOutsideTransactionAmongOthers : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2005",
        RuleCategory.Locks,
        RuleSeverity.Info,
        "A statement that can't be in a transaction has a migration of its own",
        "This statement can't be in a transaction, but '{0}' has others beside it: if one fails, those before it stay done; give it a migration of its own",
        "What is in one transaction is done as a whole or not at all. A statement outside commits on its own, and what came before it is committed first. " +
        "Lockstep resumes such a migration where it stopped; other runners start it again from the top.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        Check(review.Up, review, report);
        Check(review.Down, review, report);
    }

    private void Check(IReadOnlyList<ReviewedStatement> statements, MigrationReview review, Report report)
    {
        if (statements.Count(statement => !IsAboutTheSession(statement)) < 2) return;
        foreach (var statement in statements)
        {
            if (!statement.Operation.Transactional) report.Add(Info, statement.Operation.Origin, review.Script.Name);
        }
    }

    private static bool IsAboutTheSession(ReviewedStatement statement) =>
        statement.Operations is [{ Operation: SetSetting or ResetSetting or TransactionControl }];
}
