using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>The runner lives on and its connection does not.</summary>
public sealed class BrokenConnectionTests(TestServer server)
{
    [Fact]
    public async Task A_backend_that_is_terminated_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        await using var administrator = await server.CreateAsync();
        var points = reference.Messages.Select(message => (message.Number, After: message.Number % 2 == 1)).ToList();
        await Summary.RunAsync(
            "backend terminated",
            Summary.Spread(points, 6),
            point => run.RunAsync(point.Number, point.After, FaultyRun.Terminate(administrator)),
            // The session that only holds the lock, and one that has said good-bye, may go without harm.
            (int)ExitCode.NoConnection,
            0);
    }

    [Fact]
    public async Task A_network_that_fails_in_the_middle_of_COMMIT_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        // Before: the server never hears of it. After: it has committed, and the runner never hears of that.
        var points = reference.Messages
            .Where(message => message.Sql == "COMMIT")
            .SelectMany(message => new[] { (message.Number, After: false), (message.Number, After: true) })
            .ToList();
        await Summary.RunAsync("cut in COMMIT", Summary.Spread(points, 6), point => run.RunAsync(point.Number, point.After, FaultyRun.CutAsync), (int)ExitCode.NoConnection);
    }

    [Fact]
    public async Task A_network_that_fails_anywhere_leaves_what_the_next_run_completes()
    {
        var reference = await Reference.OfAsync(server);
        var run = new FaultyRun(server, reference);
        var points = reference.Messages.Select(message => (message.Number, After: message.Number % 2 == 0)).ToList();
        await Summary.RunAsync("cut", Summary.Spread(points, 5), point => run.RunAsync(point.Number, point.After, FaultyRun.CutAsync), (int)ExitCode.NoConnection, 0);
    }
}
