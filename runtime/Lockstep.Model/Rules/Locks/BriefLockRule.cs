using Lockstep.Model.Effects;
using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Forms;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>
/// A rule about changes that only touch the catalog. Their lock is brief, but until it is there everybody else queues behind it, so what is asked for
/// is a limit on the wait: where Lockstep runs the script, or the script sets <c>lock_timeout</c>, there is nothing to report.
/// </summary>
public abstract class BriefLockRule : OperationRule
{
    /// <summary>The message of all of them.</summary>
    protected const string WaitsWithoutLimit =
        "{0} takes {1} on '{2}', with no lock_timeout: while it waits for a running query there, {3} queue behind it; set lock_timeout first, and try again if it runs out";

    /// <summary>What the operation does, as the beginning of a sentence; null if it is none of the rule's.</summary>
    protected abstract string? Describe(ReviewedOperation reviewed, MigrationReview review);

    /// <inheritdoc />
    public override SafeForm? SafeFormOf(ReviewedOperation reviewed, MigrationReview review) => SchemaForms.LimitedWait(reviewed);

    /// <inheritdoc />
    protected sealed override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsGuarded || Describe(reviewed, review) is not { } what || !IsFirst(reviewed, review) || reviewed.Blocking() is not { } held) return;
        report.Add(Info, reviewed.Origin, what, held.Mode.Words(), held.Relation.ToString(), held.Mode.BlocksReads() ? "all reads and writes" : "all writes");
    }

    /// <summary>Whether no earlier part of the statement, whose lock they share, is reported already. Code in a block is as many statements.</summary>
    private static bool IsFirst(ReviewedOperation reviewed, MigrationReview review) =>
        reviewed.Statement.IsBlock ||
        !reviewed.Statement.Operations
            .TakeWhile(other => !ReferenceEquals(other, reviewed))
            .Any(other => BriefLockRules.All.OfType<BriefLockRule>().Any(rule => rule.Describe(other, review) is not null && other.Blocking() is not null));

    /// <summary>An object that a statement names, in a message.</summary>
    internal static string Name(DatabaseObject item) => item.Kind.Words().ToLowerInvariant() + " '" + item.Name + "'";
}
