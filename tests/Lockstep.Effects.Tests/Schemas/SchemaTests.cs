using Lockstep.Effects.Tests.Harness;
using Lockstep.Embedded;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>What the replay makes of each statement of the catalogue is what a real server's catalog holds after it. A class a version, so that they run side by side.</summary>
public abstract class SchemaTests(int version)
{
    [Fact]
    public async Task The_base_is_as_the_catalog()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await StartAsync();
        await using var session = await server.FreshAsync(cancellation);
        var replay = DatabaseSchema.Empty.ForServer(version).Apply(SqlReader.Read(Catalogue.ClusterSql)).Schema.Apply(SqlReader.Read(Catalogue.SchemaSql));
        Assert.Empty(replay.Problems.Where(problem => !problem.IsNote).Select(problem => problem.Message));
        var real = await SchemaServer.LoadAsync(session, cancellation);
        Assert.Equal("", string.Join('\n', SchemaDiff.Between(replay.Schema, real)));
    }

    private async Task<SchemaServer> StartAsync()
    {
        try
        {
            return await SchemaServer.StartAsync(version, TestContext.Current.CancellationToken);
        }
        catch (EmbeddedPostgresException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}

public sealed class Schema15Tests() : SchemaTests(15);

public sealed class Schema16Tests() : SchemaTests(16);

public sealed class Schema17Tests() : SchemaTests(17);

public sealed class Schema18Tests() : SchemaTests(18);
