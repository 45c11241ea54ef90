namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about columns that get another type.</summary>
internal static class ColumnTypeRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new TypeChangeRewrites(),
        new TypeChangeRebuildsIndexes(),
        new TypeChangeRechecks(),
        new TimeZoneChangeRewrites(),
        new TypeChangeNarrows(),
        new KeyTypeChangeLocksPartner(),
        new UsingOfAnotherColumn(),
    ];
}
