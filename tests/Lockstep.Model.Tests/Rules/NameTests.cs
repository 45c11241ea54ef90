namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about names that mean something else than they seem to: LS3013, LS3020, LS3021.</summary>
public sealed class NameTests
{
    private const string Shop = """
        CREATE TABLE users (id serial PRIMARY KEY, email varchar(20) NOT NULL, nick text);
        CREATE INDEX ix ON users (email);
        CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS n FROM users;
        CREATE SEQUENCE numbers;
        """;

    private const string Stays = "): with IF NOT EXISTS nothing happens, and it stays as it is; change it with ALTER, or give the new one another name";

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, phone text)", "Table 'users' exists already, and is not what is written here (it has no column 'phone'" + Stays)]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id bigint)", "Table 'users' exists already, and is not what is written here (column 'id' is int4, not int8" + Stays)]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id int NOT NULL, email varchar(20))", "Table 'users' exists already, and is not what is written here (column 'email' is NOT NULL" + Stays)]
    [InlineData("CREATE TABLE IF NOT EXISTS numbers (a int)", "Table 'numbers' exists already, and is not what is written here (it is a sequence" + Stays)]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS email text NOT NULL", "Column 'users.email' exists already, and is not what is written here (it is varchar(20), not text" + Stays)]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text NOT NULL", "Column 'users.nick' exists already, and is not what is written here (it may be null" + Stays)]
    [InlineData("CREATE INDEX IF NOT EXISTS ix ON users (lower(email))", "Index 'ix' exists already, and is not what is written here (it is on email" + Stays)]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON users (email)", "Index 'ix' exists already, and is not what is written here (it is on values that may repeat of email" + Stays)]
    [InlineData("CREATE MATERIALIZED VIEW IF NOT EXISTS counts AS SELECT 1 AS n", "Materialized view 'counts' exists already, and is not what is written here (its query is another one" + Stays)]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email varchar(20) NOT NULL, nick text)", "")]
    [InlineData("CREATE TABLE IF NOT EXISTS users (id int NOT NULL, nick text)", "")]
    [InlineData("CREATE TABLE IF NOT EXISTS other (id int)", "")]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text", "")]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS phone text", "")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix ON users (email)", "")]
    [InlineData("CREATE INDEX IF NOT EXISTS iy ON users (email)", "")]
    public void If_not_exists(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3013"));

    [Theory]
    [InlineData("CREATE TABLE abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01 (a int)", "The name 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01' has 64 bytes: PostgreSQL keeps the first 63, so it is called 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0'; shorten it")]
    [InlineData("CREATE TABLE \"ääääääääääääääääääääääääääääääää\" (a int)", "The name 'ääääääääääääääääääääääääääääääää' has 64 bytes: PostgreSQL keeps the first 63, so it is called 'äääääääääääääääääääääääääääääää'; shorten it")]
    [InlineData("CREATE TABLE abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0 (a int)", "")]
    [InlineData("SELECT 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789'", "")]
    [InlineData("SELECT 1 -- abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789", "")]
    public void Long_names(string up, string message) => Assert.Equal(message, new ScriptCase(up).Messages("LS3020"));

    [Fact]
    public void A_long_name_that_stands_twice_in_a_statement_is_one() => Assert.Equal(
        1,
        new ScriptCase("CREATE TABLE abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0123456789 (a int CONSTRAINT ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz0123456789 CHECK (a > 0))").Count("LS3020"));

    [Theory]
    [InlineData("CREATE TABLE t (a int)", "'t' is written without its schema: which one is meant depends on the search_path of who runs the migration; write public.t")]
    [InlineData("ALTER TABLE s.t ADD FOREIGN KEY (a) REFERENCES r", "'r' is written without its schema: which one is meant depends on the search_path of who runs the migration; write public.r")]
    [InlineData("CREATE TABLE s.t (a int)", "")]
    [InlineData("CREATE TEMP TABLE t (a int)", "")]
    [InlineData("SET search_path = s; CREATE TABLE t (a int)", "")]
    public void Names_without_schema(string up, string message) => Assert.Equal(message, new ScriptCase(up).Messages("LS3021"));

    [Fact]
    public void Names_without_schema_are_everybodys_habit() => Assert.Equal("", new ScriptCase("CREATE TABLE t (a int)").All());
}
