using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Transactions;

/// <summary>LS4014.</summary>
public sealed class LockTimeoutWithoutRetry : Rule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS4014",
        RuleCategory.Transactions,
        RuleSeverity.Info,
        "Who sets lock_timeout tries again",
        "The script sets lock_timeout, and nothing tries again when it runs out: {0} may fail on a busy table; have Lockstep run it, or run the script again until it succeeds",
        "A short lock_timeout is right, and it means that a statement fails now and then only because somebody was reading. Lockstep tries again after a while; psql does " +
        "not.")
    {
        OnByDefault = false,
    };

    /// <inheritdoc />
    public override void Check(MigrationReview review, Report report)
    {
        if (review.Script.Runner == ScriptRunner.Lockstep) return;
        var first = review.Statements.FirstOrDefault(statement => statement.IsGuarded && StrongLock.Of(statement) is not null);
        if (first is not null) report.Add(Info, first.Operation.Origin, StatementText.Short(first.Operation));
    }
}
