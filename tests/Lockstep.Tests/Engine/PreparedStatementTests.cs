using System.Globalization;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

/// <summary>In a long run the server prepares what each step says of itself, and nothing of the migrations.</summary>
public sealed class PreparedStatementTests(TestServer server)
{
    private const string Note = "INSERT INTO seen SELECT string_agg(left(statement, 6), ', ' ORDER BY statement) FROM pg_prepared_statements";

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "BEGIN, COMMIT, INSERT, INSERT, SELECT, SELECT")]
    public async Task Of_a_long_run_only_what_each_step_says_of_itself_is_prepared(int more, string? prepared)
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(more + 1, await database.MigrateAsync([Sql(1, "CREATE TABLE seen (statements text)"), .. Many(more, Note)]));
        Assert.Equal((prepared, (long)more), (await database.RunAsync("SELECT max(statements) FROM seen") as string, await database.RunAsync("SELECT count(*) FROM seen")));
        Assert.Equal(more + 1L, await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"));
        Assert.Equal(more + 1L, await database.RunAsync("SELECT count(*) FROM lockstep.audit WHERE outcome = 'done' AND rows IS NOT DISTINCT FROM CASE WHEN version = 1 THEN NULL ELSE 1 END"));
    }

    [Fact]
    public async Task A_statement_may_be_run_again_after_its_result_has_changed()
    {
        await using var database = await server.CreateAsync();
        var look = Enumerable.Range(1, 12).SelectMany(number => (string[])["SELECT * FROM t", string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE t ADD COLUMN c{number} int")]);
        Assert.Equal(25, await database.MigrateAsync([Sql(1, "CREATE TABLE t (id int)"), .. look.Select((sql, at) => Sql(at + 2, sql))]));
    }

    [Theory]
    [InlineData("DEALLOCATE ALL")]
    [InlineData("discard plans; deallocate prepare all")]
    public async Task A_migration_may_forget_what_is_prepared(string forget)
    {
        await using var database = await server.CreateAsync();
        Assert.Equal(12, await database.MigrateAsync([Sql(1, "CREATE TABLE seen (statements text)"), .. Many(10, Note), Sql(12, forget)]));
        Assert.Equal(12L, await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"));
    }

    private static IEnumerable<MigrationDescriptor> Many(int count, string sql) => Enumerable.Range(2, count).Select(version => Sql(version, sql));
}
