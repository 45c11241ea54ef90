using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>kill -9, anywhere in a run that has every kind of step.</summary>
public sealed class KillTests(TestServer server)
{
    [Fact]
    public async Task A_runner_that_is_killed_before_or_after_any_of_its_messages_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var points = reference.Messages.SelectMany(message => new[] { (message.Number, After: false), (message.Number, After: true) }).ToList();
        if (Summary.All) Assert.True(points.Count >= 300, $"{points.Count} points");
        await Summary.RunAsync(
            "killed",
            Summary.Spread(points, 10),
            point => run.RunAsync(point.Number, point.After, FaultyRun.KillAsync),
            FaultyRun.Killed,
            // Behind its last words to the server it may be done before it is killed.
            0);
    }

    [Fact]
    public async Task A_runner_that_is_killed_some_time_after_a_message_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var seed = Environment.TickCount;
        Summary.Tell($"random delays with seed {seed}");
        var random = new Random(seed);
        var points = Enumerable.Range(0, Summary.All ? 60 : 4)
            .Select(_ => (Message: random.Next(1, reference.Messages.Count + 1), Delay: TimeSpan.FromMilliseconds(random.Next(1, 40))))
            .ToList();
        await Summary.RunAsync("killed later", points, point => run.RunAsync(point.Message, after: true, FaultyRun.KillAsync, point.Delay), FaultyRun.Killed, 0);
    }

    [Fact]
    public async Task Runners_that_are_killed_one_after_the_other_leave_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var first = Environment.TickCount;
        Summary.Tell($"random series with seeds from {first}");
        await Summary.RunAsync(
            "killed again and again",
            [.. Enumerable.Range(first, Summary.All ? 20 : 1)],
            async seed =>
            {
                var random = new Random(seed);
                await using var database = await server.CreateAsync();
                var points = new List<string>();
                var exitCode = FaultyRun.Killed;
                for (var i = 0; i < 6 && exitCode == FaultyRun.Killed; i++)
                {
                    var message = random.Next(1, reference.Messages.Count / 3);
                    (var point, _, exitCode) = await FaultyRun.FaultAsync(database, at => at.Number == message, random.Next(2) == 0, FaultyRun.KillAsync);
                    points.Add(point);
                }

                return new($"seed {seed}: {string.Join(", then ", points)}", Struck: true, exitCode, await run.CompareAsync(database, exitCode));
            },
            FaultyRun.Killed,
            0);
    }
}
