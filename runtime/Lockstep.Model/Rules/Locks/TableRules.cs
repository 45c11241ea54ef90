namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about work on whole tables and materialized views.</summary>
internal static class TableRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new TableCompacted(),
        new TableLoggedRewritten(),
        new AccessMethodRewritten(),
        new TableEmptied(),
        new ViewRefreshed(),
        new ConcurrentRefreshRefused(),
        new QueryFillsRelation(),
        new TableLocked(),
    ];
}
