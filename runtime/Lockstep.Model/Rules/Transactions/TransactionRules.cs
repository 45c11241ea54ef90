namespace Lockstep.Model.Rules.Transactions;

/// <summary>Rules about transactions.</summary>
internal static class TransactionRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new ConcurrentlyInTransaction(),
        new SeveralTablesLocked(),
        new HotTableLockedTwice(),
        new LongWorkUnderLock(),
        new AltersCombined(),
        new TransactionControlUsed(),
        new TransactionNotEnded(),
        new TransactionPrepared(),
        new SavepointUsed(),
    ];
}
