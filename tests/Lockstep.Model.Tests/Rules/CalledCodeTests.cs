using Lockstep.Model.Operations;
using Lockstep.Model.Rules;
using Lockstep.Model.Rules.Review;
using Lockstep.Model.Schema;
using Lockstep.Model.Sql;

namespace Lockstep.Model.Tests.Rules;

/// <summary>What is said of the code of functions and procedures that a script calls.</summary>
public sealed class CalledCodeTests
{
    private const string Users = "CREATE TABLE users (id serial PRIMARY KEY, email text UNIQUE, name text, state text); CREATE TABLE orders (id int, user_id int);";

    private const string Rename = "CREATE FUNCTION f(user_id int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE users SET name = 'x' WHERE id = user_id; END $$;";

    [Theory]
    [InlineData(Rename, "SELECT f(7)")]
    [InlineData(Rename, "SELECT * FROM f(7)")]
    [InlineData(Rename, "SELECT f(7) FROM orders")]
    [InlineData(Rename, "INSERT INTO orders SELECT 1 WHERE f(7) IS NOT NULL")]
    [InlineData(Rename, "DO $$ DECLARE one int := 7; BEGIN PERFORM f(one); END $$")]
    [InlineData("CREATE FUNCTION f(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE users SET name = 'x' WHERE f.u = id AND state = 'new'; END $$", "SELECT f(7)")]
    [InlineData("CREATE FUNCTION f(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users WHERE id IN (u, u + 1); END $$", "SELECT f(7)")]
    [InlineData("CREATE FUNCTION f(u text) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE email = lower(u) $$", "SELECT f('a')")]
    [InlineData("CREATE FUNCTION f(int) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE id = $1 $$", "SELECT f(7)")]
    [InlineData("CREATE PROCEDURE f(INOUT u int) LANGUAGE sql BEGIN ATOMIC UPDATE users SET name = 'x' WHERE id = u; END", "CALL f(7)")]
    [InlineData("CREATE FUNCTION f(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE unknown SET name = 'x' WHERE id = u; END $$", "SELECT f(7)")]
    [InlineData(Rename + "CREATE FUNCTION g(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM f(u); END $$", "SELECT g(7)")]
    public void A_key_that_is_a_parameter_names_few_rows(string functions, string up) => Assert.Equal(0, Count(functions, up));

    [Theory]
    [InlineData("CREATE FUNCTION f(u int[]) RETURNS void LANGUAGE plpgsql AS $$ DECLARE i int; BEGIN FOREACH i IN ARRAY u LOOP UPDATE users SET name = 'x' WHERE id = i; END LOOP; END $$", "SELECT f('{7}')")]
    [InlineData("CREATE FUNCTION f(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN LOOP UPDATE users SET name = 'x' WHERE id = u; u := u + 1; END LOOP; END $$", "SELECT f(7)")]
    [InlineData("CREATE FUNCTION f(int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN LOOP UPDATE users SET name = 'x' WHERE id = $1; END LOOP; END $$", "SELECT f(7)")]
    [InlineData(Rename, "SELECT f(user_id) FROM orders")]
    [InlineData(Rename, "SELECT f(generate_series(1, 9))")]
    [InlineData(Rename, "SELECT (SELECT f(user_id) FROM orders)")]
    [InlineData(Rename, "SELECT * FROM orders, f(user_id)")]
    [InlineData(Rename, "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM orders LOOP PERFORM f(r.user_id); END LOOP; END $$")]
    [InlineData(Rename + "CREATE FUNCTION g(u int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM f(u); END $$", "SELECT g(user_id) FROM orders")]
    [InlineData(Rename + "CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM orders LOOP PERFORM f(r.user_id); END LOOP; END $$", "SELECT g()")]
    // No key, no equality, or a column of that name, which goes before the parameter.
    [InlineData("CREATE FUNCTION f(u text) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE state = u $$", "SELECT f('a')")]
    [InlineData("CREATE FUNCTION f(u int) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE id > u $$", "SELECT f(7)")]
    [InlineData("CREATE FUNCTION f(u int[]) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE id = ANY (u) $$", "SELECT f('{7}')")]
    [InlineData("CREATE FUNCTION f(name text) RETURNS void LANGUAGE sql AS $$ DELETE FROM users WHERE email = name $$", "SELECT f('a')")]
    [InlineData("CREATE FUNCTION f(id int) RETURNS void LANGUAGE sql AS $$ DELETE FROM unknown WHERE id = id $$", "SELECT f(7)")]
    [InlineData("CREATE FUNCTION f(OUT u int) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users WHERE id = u; END $$", "SELECT f()")]
    public void In_a_loop_or_without_a_key_it_may_be_many(string functions, string up) => Assert.Equal(1, Count(functions, up));

    [Fact]
    public void A_definition_is_read_once_however_often_it_is_called()
    {
        var schema = Schema(Users + Rename);
        var (first, second) = (Assert.Single(Called("SELECT f(1)", schema)), Assert.Single(Called("DO $$ BEGIN PERFORM f(2); END $$", schema)));
        Assert.NotEmpty(first.Sql);
        Assert.Same(first.Sql, second.Sql);
    }

    [Fact]
    public void What_changes_elsewhere_leaves_what_was_read_and_another_definition_is_read_anew()
    {
        var schema = Schema(Users + Rename);
        var first = Assert.Single(Called("SELECT f(1)", schema));
        var later = schema.Apply(SqlReader.Read("ALTER TABLE orders ADD note text; ALTER FUNCTION f COST 10")).Schema;
        Assert.Same(first.Sql, Assert.Single(Called("SELECT f(1)", later)).Sql);
        var replaced = later.Apply(SqlReader.Read(Rename.Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal).Replace("'x'", "'y'", StringComparison.Ordinal))).Schema;
        Assert.Contains("'y'", Assert.Single(Called("SELECT f(1)", replaced)).Sql, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Single(Called("SELECT f(1)", schema)).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyzers_at_the_same_time_find_the_same()
    {
        var schema = Schema(Users + Rename);
        var found = new string[64];
        Parallel.For(0, found.Length, at => found[at] = Assert.Single(Called("SELECT f(1)", schema)).Sql);
        Assert.All(found, sql => Assert.Same(found[0], sql));
    }

    private static int Count(string functions, string up) => new ScriptCase(up) { Before = Users + functions }.Count("LS4032");

    private static DatabaseSchema Schema(string sql) => DatabaseSchema.Empty.Apply(SqlReader.Read(sql)).Schema;

    /// <summary>The changes of rows in the code that a script calls.</summary>
    private static IEnumerable<DataStatement> Called(string up, DatabaseSchema schema)
    {
        var script = new MigrationScript("M", Origin.None, new(SqlReader.Read(up)), default) { DownState = DownState.Present };
        var review = MigrationReview.Of(script, new(schema, []), RuleOptions.Default);
        return review.Statements.SelectMany(statement => statement.Called).Select(reviewed => reviewed.Operation).OfType<DataStatement>();
    }
}
