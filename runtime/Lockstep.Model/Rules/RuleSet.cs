using Lockstep.Model.Rules.Authoring;
using Lockstep.Model.Rules.Compatibility;
using Lockstep.Model.Rules.Data;
using Lockstep.Model.Rules.Design;
using Lockstep.Model.Rules.Locks;
using Lockstep.Model.Rules.Security;
using Lockstep.Model.Rules.Style;
using Lockstep.Model.Rules.Transactions;

namespace Lockstep.Model.Rules;

/// <summary>All rules.</summary>
public static class RuleSet
{
    /// <summary>Every rule, in the order of the ids.</summary>
    public static IReadOnlyList<Rule> All { get; } = InOrder(
        MigrationRules.All,
        IndexRules.All,
        ConstraintRules.All,
        ColumnRules.All,
        ColumnTypeRules.All,
        DomainRules.All,
        TableRules.All,
        PartitionRules.All,
        BriefLockRules.All,
        TableDesignRules.All,
        EnumRules.All,
        IndexDesignRules.All,
        ConstraintDesignRules.All,
        DropRules.All,
        RenameRules.All,
        ColumnCompatibilityRules.All,
        NameRules.All,
        TimeoutRules.All,
        ExecutionRules.All,
        TransactionRules.All,
        StyleRules.All,
        DataRules.All,
        SecurityRules.All);

    private static IReadOnlyList<Rule> InOrder(params IReadOnlyList<Rule>[] groups) =>
        [.. groups.SelectMany(group => group).OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];
}
