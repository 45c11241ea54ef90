using Lockstep.Faults.Support;
using Lockstep.Tests.Support;

namespace Lockstep.Faults;

/// <summary>Several runners on one database.</summary>
public sealed class ManyRunnersTests(TestServer server)
{
    [Fact]
    public async Task Sixteen_runners_at_once_all_succeed_and_apply_each_migration_once()
    {
        var reference = await Reference.OfAsync(server);
        await using var database = await server.CreateAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            await using var host = HostProcess.Start(database, EveryKindOfStep.Migrations, "migrate");
            return await host.EndAsync();
        }));
        Assert.All(results, result => Assert.Equal((0, ""), (result.ExitCode, result.Error)));
        var applied = results.SelectMany(result => result.Output.Split('\n')).Where(line => line.StartsWith("Lockstep: applied", StringComparison.Ordinal)).ToList();
        Assert.Equal(EveryKindOfStep.Migrations.Count, applied.Count);
        Assert.Empty((await DatabaseState.TakeAsync(database, new(Reference.Migrations))).DifferencesTo(reference.State));
        Summary.Tell($"16 runners at once: {results.Count(result => result.Output.Contains("Lockstep: applied", StringComparison.Ordinal))} of them applied {applied.Count} migrations");
    }
}
