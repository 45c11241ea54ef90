using Lockstep.Embedded;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>The server that the tests of a class share, one after the other.</summary>
/// <param name="version">Its major version.</param>
public abstract class SchemaFixture(int version) : IAsyncDisposable
{
    private SchemaServer? _server;

    /// <summary>The server; leaves the test out if there is no PostgreSQL of that version.</summary>
    internal async Task<SchemaServer> ServerAsync()
    {
        try
        {
            return _server ??= await SchemaServer.StartAsync(version, TestContext.Current.CancellationToken);
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
