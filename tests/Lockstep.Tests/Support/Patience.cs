namespace Lockstep.Tests.Support;

/// <summary>How long tests wait for what must come: much longer than it takes, since a busy machine must not fail them.</summary>
internal static class Patience
{
    internal static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Waits until something is so; fails when it is not in time.</summary>
    internal static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="UntilAsync(Func{bool}, string)"/>
    internal static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var end = DateTime.UtcNow + Limit;
        while (!await condition())
        {
            if (DateTime.UtcNow > end) Assert.Fail($"not within {Limit}: {what}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
