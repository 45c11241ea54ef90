using Lockstep.Model.Rules.Authoring;
using Lockstep.Model.Rules.Compatibility;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Transactions;

namespace Lockstep.Model.Rules;

/// <summary>All rules.</summary>
public static class RuleSet
{
    /// <summary>Every rule, in the order of the ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new DownRequired(),
        new DownReversesUp(),
        new IndexWithoutConcurrently(),
        new ColumnDropped(),
        new ConcurrentlyInTransaction(),
    ];
}
