using System.Collections.Concurrent;
using System.Globalization;
using Lockstep.Tests.Support;

namespace Lockstep.Faults.Support;

/// <summary>Runs many faults, two at a time, and sums up what came of them.</summary>
internal static class Summary
{
    /// <summary>Whether all points are asked for, and not only some of them.</summary>
    internal static bool All { get; } = Environment.GetEnvironmentVariable("LOCKSTEP_FAULTS") == "all";

    /// <summary>All of them if all are asked for, and so many spread evenly otherwise.</summary>
    internal static List<T> Spread<T>(IReadOnlyList<T> points, int few) =>
        All || points.Count <= few ? [.. points] : [.. Enumerable.Range(0, few).Select(i => points[(int)((i + 0.5) * points.Count / few)])];

    /// <summary>Runs them, and fails with all that is wrong.</summary>
    /// <param name="what">What the faults are, for the line that sums up.</param>
    /// <param name="points">Where.</param>
    /// <param name="run">Runs one.</param>
    /// <param name="exitCodes">Those that are right.</param>
    internal static async Task RunAsync<T>(string what, IReadOnlyCollection<T> points, Func<T, Task<Outcome>> run, params int[] exitCodes)
    {
        var outcomes = new ConcurrentBag<Outcome>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestDatabase.Cancellation };
        await Parallel.ForEachAsync(points, options, async (point, _) =>
        {
            outcomes.Add(await run(point));
            if (outcomes.Count % 100 == 0) Tell($"{what}: {outcomes.Count} of {points.Count} runs");
        });
        var codes = string.Join(", ", outcomes.GroupBy(outcome => outcome.ExitCode).OrderBy(group => group.Key).Select(group => $"{group.Count()} with {group.Key}"));
        var wrong = outcomes
            .Where(outcome => outcome.Problems.Count > 0 || !exitCodes.Contains(outcome.ExitCode))
            .Select(outcome => $"{outcome.Point}: exit code {outcome.ExitCode}; {string.Join("; ", outcome.Problems)}")
            .Order(StringComparer.Ordinal)
            .ToList();
        Tell(string.Create(CultureInfo.InvariantCulture, $"{what}: {outcomes.Count} runs, {outcomes.Count(outcome => outcome.Struck)} disturbed, ended {codes}; {wrong.Count} wrong"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Contains(outcomes, outcome => outcome.Struck);
    }

    /// <summary>A line for whoever runs the tests.</summary>
    internal static void Tell(string line)
    {
        Console.WriteLine($"Faults: {line}");
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
