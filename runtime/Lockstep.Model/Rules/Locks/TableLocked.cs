using Lockstep.Model.Operations;
using Lockstep.Model.Rules.Review;

namespace Lockstep.Model.Rules.Locks;

/// <summary>LS2084.</summary>
public sealed class TableLocked : OperationRule
{
    /// <inheritdoc />
    public override RuleInfo Info { get; } = new(
        "LS2084",
        RuleCategory.Locks,
        RuleSeverity.Warning,
        "No table is locked by LOCK TABLE for longer than it must be",
        "{0}",
        "A lock stays until the transaction ends, with all that is still to come in it. Statements that change a table lock it themselves, as weakly as they can.");

    /// <inheritdoc />
    protected override void Check(ReviewedOperation reviewed, MigrationReview review, Report report)
    {
        if (reviewed.Operation is not LockTables @lock) return;
        var tables = @lock.Tables.Where(table => reviewed.IsBusy(reviewed.NameOf(table), review)).ToList();
        var statement = reviewed.Statement;
        if (statement is { TransactionState: TransactionState.Alone, IsBlock: false })
        {
            report.Add(Info, @lock.Origin, "PostgreSQL refuses LOCK TABLE outside a transaction (error 25P01), for the lock would end at once; put it between BEGIN and COMMIT with what needs it");
        }
        else if (tables.Count > 0 && @lock.Mode is "SHARE" or "SHARE ROW EXCLUSIVE" or "EXCLUSIVE" or "ACCESS EXCLUSIVE")
        {
            var waiting = @lock.Mode == "ACCESS EXCLUSIVE" ? "reads and writes wait" : "writes wait";
            var limit = @lock.NoWait || statement.IsGuarded ? string.Empty : ", and set lock_timeout before it";
            report.Add(
                Info,
                @lock.Origin,
                $"LOCK TABLE keeps {@lock.Mode} on {ColumnTypeChange.Quoted(tables)} until the transaction ends: {waiting} for all that is still to come in it; leave it out, or let little follow it{limit}");
        }
    }
}
