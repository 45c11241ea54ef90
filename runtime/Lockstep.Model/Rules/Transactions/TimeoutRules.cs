namespace Lockstep.Model.Rules.Transactions;

/// <summary>Rules about settings that bound how long something waits.</summary>
internal static class TimeoutRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [new LockTimeoutMissing(), new SessionTimeoutsMissing(), new TimeoutWithoutEffect(), new LockTimeoutTooLong(), new LockTimeoutWithoutRetry()];
}
