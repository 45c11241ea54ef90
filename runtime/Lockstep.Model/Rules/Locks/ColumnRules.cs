namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about columns that are added or become NOT NULL.</summary>
internal static class ColumnRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new VolatileDefault(),
        new RequiredColumnWithoutDefault(),
        new NotNullScans(),
        new NotNullLosesItsCheck(),
        new NumberedColumnAdded(),
        new StoredColumnWritten(),
        new ConstrainedDomainAdded(),
    ];
}
