namespace Lockstep.Model.Rules.Data;

/// <summary>Rules about rows that a migration reads or changes.</summary>
internal static class DataRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new UpdateOfAllRows(),
        new DeleteOfAllRows(),
        new ManyRowsAtOnce(),
        new SeedData(),
        new RowsBesideSchema(),
        new StatisticsLeftOld(),
        new ExplicitIds(),
        new InsertWithoutColumns(),
        new ComparedWithNull(),
        new NotInWithNulls(),
    ];
}
