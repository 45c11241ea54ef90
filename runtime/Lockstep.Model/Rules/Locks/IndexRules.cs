namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about how indexes are made and dropped.</summary>
internal static class IndexRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new IndexWithoutConcurrently(),
        new IndexDroppedWithoutConcurrently(),
        new ReindexWithoutConcurrently(),
        new ConcurrentlyRefused(),
        new StepOutsideTransactionAmongOthers(),
        new InvalidIndexKept(),
        new ConcurrentIndexWithoutName(),
        new ConcurrentIndexOnFourteen(),
        new IndexMoved(),
        new ConstraintIndexDropped(),
        new TableMoved(),
        new UniqueIndexOnExistingRows(),
        new TimeoutDuringLongWork(),
    ];
}
