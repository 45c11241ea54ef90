using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2055.</summary>
public sealed class KeyTypeChangeLocksPartner : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2055",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "A change of the type of a foreign key's column does not wait for locks without a limit",
        "Column '{0}.{1}' is part of a foreign key, so its change takes ACCESS EXCLUSIVE on {2} too, with no lock_timeout: while it waits for a running query there, all " +
        "reads and writes queue behind it; set lock_timeout first, and try again if it runs out",
        "The foreign key is made anew, with its triggers on both tables. The lock is brief, but until all running transactions let go of both tables it is waited for, " +
        "and everybody waits behind it.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Statement.IsGuarded || ColumnTypeChange.Of(reviewed, review) is not { Partners.Count: > 0 } change) return;
        // Where the tables are also written or read, that is what is reported, with the partners.
        if (change.Rewrites || change.Rebuilds.Count > 0 || change.Scans.Count > 0) return;
        report.Add(Info, reviewed.Origin, change.Alter.Table.ToString(), change.Alter.Column, ColumnTypeChange.Quoted(change.Partners));
    }
}
