using Npgsql;
using Polly;
using Polly.Retry;

namespace Lockstep.Execution;

/// <summary>Tries a step again that lost a fight for a lock, or gave way. It was rolled back, so nothing of it is left.</summary>
internal static class Retry
{
    /// <summary>A pipeline that tries again with pauses that double and vary, so that rivals do not meet again.</summary>
    /// <param name="options">How often, 0 for never, and how long to wait before the first.</param>
    /// <param name="retrying">Told the number of the retry that follows, the pause before it, and why.</param>
    public static ResiliencePipeline Pipeline(RunOptions options, Action<int, TimeSpan, StatementFailedException> retrying)
    {
        if (options.LockRetries <= 0) return ResiliencePipeline.Empty;
        return new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is StatementFailedException failure && IsWorthwhile(failure)),
                MaxRetryAttempts = options.LockRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.FirstPause,
                MaxDelay = TimeSpan.FromSeconds(30),
                OnRetry = retry =>
                {
                    retrying(retry.AttemptNumber + 1, retry.RetryDelay, (StatementFailedException)retry.Outcome.Exception!);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>Whether trying again may help: it gave way, or got no lock in time, or there was a deadlock or a serialization failure.</summary>
    public static bool IsWorthwhile(StatementFailedException failure) =>
        failure.GaveWay is not null || failure.Failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
