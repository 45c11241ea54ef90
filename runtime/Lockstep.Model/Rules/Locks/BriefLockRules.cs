namespace Lockstep.Model.Rules.Locks;

/// <summary>Rules about changes of the catalog whose lock is brief, and long waited for.</summary>
internal static class BriefLockRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new StorageChanged(),
        new TriggerCreated(),
        new ForeignKeysOff(),
        new TriggerChanged(),
        new RewriteRuleChanged(),
        new RowSecurityChanged(),
        new PublicationLosesTables(),
        new ReplicaIdentityChanged(),
        new OwnerChanged(),
    ];
}
