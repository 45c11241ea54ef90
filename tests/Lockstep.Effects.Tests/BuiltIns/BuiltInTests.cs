using Lockstep.Effects.Tests.Harness;

namespace Lockstep.Effects.Tests.BuiltIns;

/// <summary>What the model knows of PostgreSQL's own types, casts, operators and functions is what real servers have. LOCKSTEP_UPDATE=1 writes it anew.</summary>
public sealed class BuiltInTests
{
    [Fact]
    public async Task The_model_knows_what_servers_bring()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var source = new BuiltInSource();
        foreach (var version in new[] { 15, 16, 17, 18 })
        {
            // All of them together: one alone tells nothing.
            var server = await PlainServers.OfAsync(version);
            await using var session = await Sessions.OpenAsync(server.ConnectionString("postgres"), cancellation);
            await source.AddAsync(session, cancellation);
        }

        foreach (var (path, text) in source.Files())
        {
            if (Environment.GetEnvironmentVariable("LOCKSTEP_UPDATE") == "1") await File.WriteAllTextAsync(path, text, cancellation);
            Assert.Equal(text, await File.ReadAllTextAsync(path, cancellation));
        }
    }
}
