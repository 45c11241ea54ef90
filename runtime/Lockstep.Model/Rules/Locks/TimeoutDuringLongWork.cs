using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2018.</summary>
public sealed class TimeoutDuringLongWork : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2018",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "No timeout cuts off work that is meant to take long",
        "{0} runs with {1} = {2}: {3}; write  SET {1} = 0;  before it",
        "Statements with CONCURRENTLY wait for old transactions on purpose, and read the whole table; VALIDATE CONSTRAINT reads it too. A timeout that " +
        "protects short statements cuts them off, and what they have begun stays: an invalid index, a partition half detached.");

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => ConcurrentForms.Untimed(reviewed, review);

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (What(reviewed, review) is not var (what, left, waits)) return;
        var settings = reviewed.Statement.Settings;
        // Lockstep sets it to 0 for statements outside a transaction.
        if (waits && review.Script.Runner != ScriptRunner.Lockstep && settings.TryGetValue("lock_timeout", out var wait) && LockTimeout.IsLimit(wait))
        {
            report.Add(Info, reviewed.Origin, what, "lock_timeout", wait, "it waits for older transactions as it must, and when one takes longer it fails" + left);
        }
        else if (settings.TryGetValue("statement_timeout", out var limit) && LockTimeout.IsLimit(limit))
        {
            report.Add(Info, reviewed.Origin, what, "statement_timeout", limit, "on a big table it is cut off" + left);
        }
    }

    /// <summary>What takes long, what is left of it when it is cut off, and whether it waits for the transactions of others.</summary>
    private static (string What, string Left, bool Waits)? What(ReviewedOperation reviewed, MigrationReview review) => reviewed.Operation switch
    {
        CreateIndex { Concurrently: true } create when Work.Reads(reviewed.Effects, create.Table, reviewed, review) =>
            ("CREATE INDEX CONCURRENTLY", " and leaves an invalid index", true),
        DropIndex { Concurrently: true } => ("DROP INDEX CONCURRENTLY", " and leaves the index, invalid", true),
        Reindex { Concurrently: true } => ("REINDEX CONCURRENTLY", " and leaves an invalid index beside the old one", true),
        DetachPartition { Concurrently: true } => ("DETACH PARTITION CONCURRENTLY", " and leaves the partition half detached", true),
        // A lock that it can't have in time does no harm: nothing has happened yet.
        ValidateConstraint validate when Work.Reads(validate, reviewed, review) => ("VALIDATE CONSTRAINT", ", with nothing gained", false),
        _ => null,
    };
}
