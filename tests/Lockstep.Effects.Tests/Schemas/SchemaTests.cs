using Lockstep.Effects.Tests.Harness;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Effects.Tests.Schemas;

/// <summary>What the replay makes of each statement of the catalogue is what a real server's catalog holds after it. A class a version, so that they run side by side.</summary>
/// <param name="version">The server's major version.</param>
/// <param name="isWritten">Whether the replay starts from the schema as it was written, and what undoes each statement is run too; or else from the loaded one.</param>
/// <param name="fixture">The server.</param>
public abstract class SchemaTests(int version, bool isWritten, SchemaFixture fixture)
{
    [Fact]
    public async Task The_base_is_as_the_catalog()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var server = await fixture.ServerAsync();
        await using var session = await server.FreshAsync(cancellation);
        var replay = Written();
        Assert.Empty(replay.Problems.Where(problem => !problem.IsNote).Select(problem => problem.Message));
        var real = await server.LoadAsync(session, cancellation);
        Assert.Equal("", string.Join('\n', SchemaDiff.Between(replay.Schema, real)));
    }

    /// <summary>After each statement the two are equal, also where the replay says that it can't be sure; and what undoes a statement brings the catalog back.</summary>
    [Fact]
    public async Task After_each_statement_it_is_as_the_catalog()
    {
        var server = await fixture.ServerAsync();
        await using var run = await RunAsync(server);
        var results = new List<SchemaResult>();
        foreach (var statement in Catalogue.Statements.Where(statement => statement.Versions.Has(version))) results.Add(await run.RunAsync(statement));

        var (accepted, refused) = (results.Count(result => result.Refusal is null), results.Count(result => result.Refusal is not null));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{accepted} accepted, {results.Count(result => result is { Refusal: null, IsUncertain: true })} of them said to be uncertain; " +
            $"{refused} refused, {results.Count(result => result is { Refusal: not null, RefusalByReplay: not null })} of them by the replay too, {results.Count(result => result.Refusal is { IsOfRows: true })} for their rows; " +
            $"{results.Count(result => result is { Inverse: not null, InverseRefusal: null })} undone, {results.Count(result => result.InverseRefusal is { IsOfRows: true })} not for their rows");
        Assert.Equal("", string.Join("\n\n", results.Select(result => result.Wrong).OfType<string>()));
        Assert.Equal("", string.Join("\n\n", results.Select(result => result.WrongInverse).OfType<string>()));
        Assert.InRange(accepted, 900, int.MaxValue);
        Assert.InRange(refused, 50, int.MaxValue);
        if (isWritten) Assert.InRange(results.Count(result => result is { Inverse: not null, InverseRefusal: null }), 500, int.MaxValue);
    }

    /// <summary>What the replay can't know, it says, and the comparison finds.</summary>
    [Fact]
    public async Task What_a_block_writes_for_itself_is_said_to_be_unknown()
    {
        const string Block = "DO $$ BEGIN EXECUTE 'CREATE TABLE ' || reverse('cimanyd') || ' (id int)'; END $$";
        var server = await fixture.ServerAsync();
        await using var run = await RunAsync(server);
        var result = await run.RunAsync(new("blocks", 1, Block));
        Assert.True(result.IsUncertain);
        Assert.Null(result.Inverse);
        Assert.Equal(["table dynamic stays"], result.Differences);
    }

    private SchemaReplay Written() => DatabaseSchema.Empty.ForServer(version).Apply(SqlReader.Read(Catalogue.ClusterSql + Catalogue.SchemaSql));

    private async Task<SchemaRun> RunAsync(SchemaServer server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = await server.FreshAsync(cancellation);
        return new(server, isWritten ? Written().Schema : await server.LoadAsync(session, cancellation), withInverses: isWritten, cancellation);
    }
}

public sealed class Schema15Tests(Schema15Tests.Fixture fixture) : SchemaTests(15, isWritten: true, fixture), IClassFixture<Schema15Tests.Fixture>
{
    public sealed class Fixture() : SchemaFixture(15);
}

public sealed class Schema16Tests(Schema16Tests.Fixture fixture) : SchemaTests(16, isWritten: false, fixture), IClassFixture<Schema16Tests.Fixture>
{
    public sealed class Fixture() : SchemaFixture(16);
}

public sealed class Schema17Tests(Schema17Tests.Fixture fixture) : SchemaTests(17, isWritten: false, fixture), IClassFixture<Schema17Tests.Fixture>
{
    public sealed class Fixture() : SchemaFixture(17);
}

public sealed class Schema18Tests(Schema18Tests.Fixture fixture) : SchemaTests(18, isWritten: true, fixture), IClassFixture<Schema18Tests.Fixture>
{
    public sealed class Fixture() : SchemaFixture(18);
}
