using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>kill -9, anywhere in a rollback whose ways back have every kind of step.</summary>
public sealed class KilledRollbackTests(TestServer server)
{
    [Fact]
    public async Task A_rollback_that_is_killed_before_or_after_any_of_its_messages_is_completed_by_the_next()
    {
        var way = await WayBack.OfAsync(server);
        if (Summary.All) Assert.True(way.Points.Count >= 300, $"{way.Points.Count} points");
        await Summary.RunAsync(
            "rollback killed",
            Summary.Spread(way.Points, 5),
            point => way.RunAsync(point, FaultyRun.KillAsync),
            FaultyRun.Killed,
            // Behind its last words to the server it may be done before it is killed.
            0);
    }

    [Fact]
    public async Task Rollbacks_that_are_killed_one_after_the_other_are_completed_by_the_next()
    {
        var way = await WayBack.OfAsync(server);
        var first = Environment.TickCount;
        Summary.Tell($"random series with seeds from {first}");
        await Summary.RunAsync(
            "rollback killed again and again",
            [.. Enumerable.Range(first, Summary.All ? 20 : 1)],
            seed =>
            {
                var random = new Random(seed);
                return way.RunAsync($"seed {seed}", Enumerable.Range(0, 5).Select(_ => way.Points[random.Next(way.Points.Count / 3)]).ToList(), FaultyRun.KillAsync);
            },
            FaultyRun.Killed,
            0);
    }

    [Fact]
    public async Task A_rollback_whose_connection_breaks_is_completed_by_the_next()
    {
        var way = await WayBack.OfAsync(server);
        // Those of the session that works: the other ones only look.
        var points = way.Points.FindAll(point => point.Connection == 1);
        await Summary.RunAsync(
            "rollback cut",
            Summary.Spread(points, 2),
            point => way.RunAsync(point, FaultyRun.CutAsync),
            (int)ExitCode.NoConnection,
            0);
    }
}
