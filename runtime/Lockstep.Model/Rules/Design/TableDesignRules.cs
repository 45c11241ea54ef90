namespace Lockstep.Model.Rules.Design;

/// <summary>Rules about which tables, columns and partitions there are.</summary>
internal static class TableDesignRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new TableWithoutPrimaryKey(),
        new ShortPrimaryKey(),
        new SequenceTooShort(),
        new TableInherits(),
        new TablePartitioned(),
        new DefaultPartitionMade(),
        new AutovacuumOff(),
        new ReplicaIdentityLost(),
        new TooManyIndexes(),
        new TooManyColumns(),
        new TextWithoutLimit(),
        new RewriteRuleCreated(),
        new RowSecurityWithoutPolicy(),
        new PolicyWithoutRowSecurity(),
        new VolatilityChanged(),
        new EnumValuePlace(),
        new EnumCreated(),
        new DomainWithConstraint(),
        new ColumnNotPublished(),
        new LargeTableGrows(),
    ];
}
