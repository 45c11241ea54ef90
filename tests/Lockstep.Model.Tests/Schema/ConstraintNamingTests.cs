using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Schema;

/// <summary>The names that constraints get which have none, wherever the question comes up.</summary>
public sealed class ConstraintNamingTests
{
    // (constraint, its name on the table t (a int, b int, c int, during tsrange) as PostgreSQL chooses it)
    public static TheoryData<string, string> Names => new()
    {
        { "PRIMARY KEY (a)", "t_pkey" },
        { "UNIQUE (a, b)", "t_a_b_key" },
        { "UNIQUE (a) INCLUDE (b)", "t_a_b_key" },
        { "EXCLUDE USING gist (during WITH &&)", "t_during_excl" },
        { "EXCLUDE USING btree (a WITH =, (b + c) WITH =)", "t_a_expr_excl" },
        { "FOREIGN KEY (a, b) REFERENCES u (x, y)", "t_a_b_fkey" },
        { "CHECK (a > 0)", "t_a_check" },
        { "CHECK (a > b)", "t_check" },
        { "CHECK (1 > 0)", "t_check" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_server_and_the_replay_choose_the_same(string constraint, string name)
    {
        var sql = $"CREATE TABLE u (x int, y int, UNIQUE (x, y)); CREATE TABLE t (a int, b int, c int, during tsrange); ALTER TABLE t ADD {constraint}";
        await using var database = await Servers.DatabaseAsync();
        await using var connection = await database.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql + "; SELECT conname::text FROM pg_constraint WHERE conrelid = 't'::regclass AND contype <> 'n'", connection);
        Assert.Equal(name, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read(sql)).Schema;
        Assert.Equal(name, Assert.Single(schema.FindTable(new(null, "t"))!.Constraints).Name);
    }

    /// <summary>Of a table that no migration made, too: what is added without a name can be dropped by the one that it got.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void So_it_is_where_nobody_knows_the_table(string constraint, string name)
    {
        var schema = DatabaseSchema.Empty.Apply(SqlReader.Read($"ALTER TABLE t ADD {constraint}")).Schema;
        Assert.Equal(name, Assert.Single(Assert.IsType<Table>(Assert.Single(schema.Assumed)).Constraints).Name);
    }
}
