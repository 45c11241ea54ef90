namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about what goes, LS3001, LS3002 and LS3008 to LS3012.</summary>
public sealed class DropTests
{
    private const string Shop = """
        CREATE TABLE users (id int PRIMARY KEY, name text, email text);
        CREATE TABLE orders (id int PRIMARY KEY, user_id int CONSTRAINT orders_user REFERENCES users, note text);
        CREATE TABLE lines (order_id int REFERENCES orders ON DELETE CASCADE);
        CREATE VIEW names AS SELECT id, name FROM users;
        GRANT SELECT ON names TO app;
        CREATE TABLE alone (a int, b int GENERATED ALWAYS AS (a + 1) STORED);
        CREATE TABLE events (at date) PARTITION BY RANGE (at);
        CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
        CREATE TYPE mood AS ENUM ('ok');
        CREATE SEQUENCE numbers;
        CREATE SEQUENCE owned OWNED BY alone.a;
        CREATE FUNCTION price(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION secret() RETURNS int LANGUAGE sql AS 'SELECT 1';
        GRANT EXECUTE ON FUNCTION secret() TO app;
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
        CREATE SCHEMA old; CREATE TABLE old.a (x int);
        CREATE SCHEMA bare;
        """;

    [Theory]
    [InlineData("", 0, 1, "deprecate it in this release ([Deprecates(\"users.email\")]) and drop it in a later one")]
    [InlineData("users.email", 0, 1, null)]
    [InlineData("users", 0, 1, null)]
    [InlineData("users.email", 0, 3, "'Earlier' deprecates it only 1 migration earlier, and lockstep_deprecation_distance wants 3; drop it in a later migration")]
    [InlineData("users.email", 1, 3, "'Earlier' deprecates it only 2 migrations earlier, and lockstep_deprecation_distance wants 3; drop it in a later migration")]
    [InlineData("users.email", 2, 3, null)]
    public void Columns_deprecated_long_enough_ago(string deprecates, int between, int distance, string? whatToDo)
    {
        var found = new ScriptCase("ALTER TABLE users DROP COLUMN email")
        {
            Before = Shop,
            Deprecates = deprecates,
            Between = between,
            Options = new() { DeprecationDistance = distance },
        }.Messages("LS3001");
        Assert.Equal(whatToDo is null ? "" : "Column 'users.email' is dropped: its data is lost, and application versions that still name it fail; " + whatToDo, found);
    }

    [Fact]
    public void A_column_that_is_not_there_can_t_be_lost() =>
        Assert.Equal("", new ScriptCase("ALTER TABLE users DROP COLUMN IF EXISTS nothing") { Before = Shop }.Messages("LS3001"));

    [Theory]
    [InlineData("DROP TABLE orders", "Table 'orders' is dropped: its data is lost, and application versions that still use it fail; deprecate it in this release ([Deprecates(\"orders\")]) and drop it in a later one")]
    [InlineData("DROP TABLE IF EXISTS elsewhere", "Table 'elsewhere' is dropped: its data is lost, and application versions that still use it fail; deprecate it in this release ([Deprecates(\"elsewhere\")]) and drop it in a later one")]
    [InlineData("DROP TABLE events_2020", "Partition 'events_2020' of 'events' is dropped: its rows are lost; keep them elsewhere first, or say in a suppression that nobody wants them any more")]
    [InlineData("DROP FOREIGN TABLE far", "Foreign table 'far' is dropped: application versions that still use it fail; deprecate it in this release ([Deprecates(\"far\")]) and drop it in a later one")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t", "")]
    [InlineData("CREATE TEMP TABLE t (a int); DROP TABLE pg_temp.t", "")]
    [InlineData("DROP TABLE gone", "")]
    public void Tables(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Deprecates = "gone" }.Messages("LS3002"));

    [Fact]
    public void What_Down_drops_Up_has_made() => Assert.Equal("", new ScriptCase("SELECT 1")
    {
        Before = Shop,
        Down = "DROP TABLE orders CASCADE; ALTER TABLE users DROP email CASCADE; DROP VIEW names; DROP FUNCTION price(int); DROP TYPE mood; DROP SCHEMA old CASCADE",
    }.All());

    [Fact]
    public void A_table_that_no_migration_made_is_not_there_in_a_complete_schema() =>
        Assert.Equal("", new ScriptCase("DROP TABLE IF EXISTS nothing CASCADE; DROP VIEW IF EXISTS no_view") { Before = Shop, IsComplete = true }.All());

    [Theory]
    [InlineData("DROP TABLE users CASCADE", "CASCADE takes more than table 'users': view 'names', foreign key 'orders_user' of 'orders' go too; drop or change what depends on it in statements of its own, and leave CASCADE out")]
    [InlineData("ALTER TABLE users DROP COLUMN name CASCADE", "CASCADE takes more than column 'users.name': view 'names' goes too; drop or change what depends on it in statements of its own, and leave CASCADE out")]
    [InlineData("ALTER TABLE alone DROP COLUMN a CASCADE", "CASCADE takes more than column 'alone.a': column 'alone.b' goes too; drop or change what depends on it in statements of its own, and leave CASCADE out")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE", "CASCADE takes more than constraint 'users_pkey' of 'users': foreign key 'orders_user' of 'orders' goes too; drop or change what depends on it in statements of its own, and leave CASCADE out")]
    [InlineData("TRUNCATE users CASCADE", "CASCADE takes more than 'users': 'orders', 'lines' lose their rows too; name the tables that are to be emptied, and leave CASCADE out")]
    [InlineData("TRUNCATE orders CASCADE", "CASCADE takes more than 'orders': 'lines' loses its rows too; name the tables that are to be emptied, and leave CASCADE out")]
    [InlineData("TRUNCATE elsewhere CASCADE", "CASCADE takes more than 'elsewhere': every table that references it loses its rows too; name the tables that are to be emptied, and leave CASCADE out")]
    [InlineData("DROP VIEW elsewhere CASCADE", "CASCADE takes more than view 'elsewhere': whatever depends on it goes too, and the migration does not say what that is; look what depends on it, drop that in statements of its own, and leave CASCADE out")]
    [InlineData("DROP TABLE lines CASCADE", "")]
    [InlineData("DROP TABLE users", "")]
    [InlineData("DROP TABLE events CASCADE", "")]
    [InlineData("TRUNCATE lines CASCADE", "")]
    [InlineData("TRUNCATE users, orders, lines CASCADE", "")]
    [InlineData("DROP VIEW names CASCADE", "")]
    [InlineData("CREATE TABLE t (a int); DROP TABLE t CASCADE", "")]
    public void Cascade(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3008"));

    [Theory]
    [InlineData("DROP VIEW names", "View 'names' is dropped: application versions that still read it fail; deprecate it in this release ([Deprecates(\"names\")]) and drop it in a later one")]
    [InlineData("DROP VIEW names; CREATE VIEW names AS SELECT id, name, email FROM users", "View 'names' is dropped and made again: the new one lacks what was granted (SELECT TO app); use CREATE OR REPLACE VIEW where columns are only added at the end, else put back in the same transaction what running versions need")]
    [InlineData("DROP VIEW names; CREATE VIEW names AS SELECT id FROM users; GRANT SELECT ON names TO app", "View 'names' is dropped and made again: the new one lacks column 'name'; use CREATE OR REPLACE VIEW where columns are only added at the end, else put back in the same transaction what running versions need")]
    [InlineData("DROP VIEW elsewhere; CREATE VIEW elsewhere AS SELECT id FROM users", "View 'elsewhere' is dropped and made again: the new one has none of the grants that the old one had; use CREATE OR REPLACE VIEW where columns are only added at the end, else put back in the same transaction what running versions need")]
    [InlineData("DROP VIEW names; CREATE VIEW names AS SELECT id, name, email FROM users; GRANT SELECT ON names TO app", "")]
    [InlineData("DROP VIEW elsewhere; CREATE VIEW elsewhere AS SELECT id FROM users; GRANT SELECT ON elsewhere TO app", "")]
    [InlineData("CREATE VIEW v AS SELECT 1; DROP VIEW v", "")]
    [InlineData("DROP VIEW gone", "")]
    public void Views(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Deprecates = "gone" }.Messages("LS3009"));

    [Fact]
    public void A_view_that_is_made_again_in_another_transaction_is_gone_meanwhile() =>
        Assert.Equal(1, new ScriptCase("DROP VIEW names; CREATE VIEW names AS SELECT id, name FROM users; GRANT SELECT ON names TO app") { Before = Shop, Plain = true }.Count("LS3009"));

    [Theory]
    [InlineData("DROP FUNCTION price(int)", "Function 'price' is dropped: application versions that still call it fail; deprecate it in this release ([Deprecates(\"price\")]) and drop it in a later one, and give a changed one another name")]
    [InlineData("DROP FUNCTION secret(); CREATE FUNCTION secret() RETURNS bigint LANGUAGE sql AS 'SELECT 1'", "Function 'secret' is dropped and made again: what was granted on it or revoked is lost, so everybody may call the new one; use CREATE OR REPLACE where its arguments and result stay, else grant and revoke again in the same transaction")]
    [InlineData("DROP PROCEDURE elsewhere", "Procedure 'elsewhere' is dropped: application versions that still call it fail; deprecate it in this release ([Deprecates(\"elsewhere\")]) and drop it in a later one, and give a changed one another name")]
    [InlineData("DROP FUNCTION price(int); CREATE FUNCTION price(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1'", "")]
    [InlineData("DROP FUNCTION secret(); CREATE FUNCTION secret() RETURNS bigint LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION secret() TO app", "")]
    [InlineData("DROP FUNCTION touch()", "")]
    [InlineData("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; DROP FUNCTION f()", "")]
    [InlineData("DROP AGGREGATE IF EXISTS total(int)", "Aggregate 'total' is dropped: application versions that still call it fail; deprecate it in this release ([Deprecates(\"total\")]) and drop it in a later one, and give a changed one another name")]
    public void Routines(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3010"));

    [Theory]
    [InlineData("DROP SCHEMA old CASCADE", "Schema 'old' is dropped with CASCADE: its tables go with their rows ('a'); drop what is in it by name, in releases after the one that stopped using it, and the empty schema without CASCADE")]
    [InlineData("DROP SCHEMA elsewhere CASCADE", "Schema 'elsewhere' is dropped with CASCADE: all that is in it goes, tables with their rows; drop what is in it by name, in releases after the one that stopped using it, and the empty schema without CASCADE")]
    [InlineData("DROP DATABASE shop", "Database 'shop' is dropped: all of its data is lost at once, and no transaction can take that back; take it out; a database is dropped by hand, after a backup")]
    [InlineData("DROP OWNED BY app, web", "DROP OWNED BY app, web drops every object of the role in this database: tables go with their rows, and nobody reads in the migration which; move the objects with REASSIGN OWNED first, or drop them by their names")]
    [InlineData("DROP SCHEMA bare CASCADE", "")]
    [InlineData("DROP SCHEMA old", "")]
    [InlineData("CREATE SCHEMA n; CREATE TABLE n.t (a int); DROP SCHEMA n CASCADE", "")]
    public void Schemas(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3011"));

    [Theory]
    [InlineData("DROP TYPE mood", "Type 'mood' is dropped: application versions that still name it, in a cast or for a parameter, fail; deprecate it in this release ([Deprecates(\"mood\")]) and drop it in a later one")]
    [InlineData("DROP DOMAIN elsewhere", "Domain 'elsewhere' is dropped: application versions that still name it, in a cast or for a parameter, fail; deprecate it in this release ([Deprecates(\"elsewhere\")]) and drop it in a later one")]
    [InlineData("DROP SEQUENCE numbers", "Sequence 'numbers' is dropped: application versions that still draw from it fail; deprecate it in this release ([Deprecates(\"numbers\")]) and drop it in a later one")]
    [InlineData("DROP ROLE app", "Role 'app' is dropped: who still logs in with it, or is its member, is locked out; deprecate it in this release ([Deprecates(\"app\")]) and drop it in a later one")]
    [InlineData("DROP EXTENSION pgcrypto", "Extension 'pgcrypto' is dropped: application versions that still use its functions, types or operators fail; deprecate it in this release ([Deprecates(\"pgcrypto\")]) and drop it in a later one")]
    [InlineData("ALTER TYPE pair DROP ATTRIBUTE a", "Attribute 'a' of type 'pair' is dropped: its values are lost in every column of the type, and application versions that still name it fail; stop using it in this release and drop it in a later one")]
    [InlineData("DROP TYPE mood; CREATE TYPE mood AS ENUM ('ok', 'sad')", "")]
    [InlineData("CREATE TYPE t AS ENUM ('a'); DROP TYPE t", "")]
    [InlineData("DROP SEQUENCE owned", "")]
    [InlineData("DROP TRIGGER t ON users", "")]
    [InlineData("DROP POLICY p ON users", "")]
    [InlineData("CREATE EXTENSION hstore; DROP EXTENSION hstore", "")]
    public void Other_objects(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3012"));

    [Theory]
    [InlineData("LS3010", "DROP FUNCTION price(int)", "price")]
    [InlineData("LS3010", "DROP FUNCTION price(int)", "public.price")]
    [InlineData("LS3012", "DROP TYPE mood", "mood")]
    [InlineData("LS3012", "DROP SEQUENCE numbers", "public.numbers")]
    [InlineData("LS3012", "DROP EXTENSION pgcrypto", "pgcrypto")]
    public void What_an_earlier_migration_deprecates_may_go(string id, string up, string deprecated)
    {
        Assert.Equal(0, new ScriptCase(up) { Before = Shop, Deprecates = deprecated }.Count(id));
        Assert.Equal(1, new ScriptCase(up) { Before = Shop, Deprecates = "other." + deprecated.Split('.')[^1] }.Count(id));
        Assert.Equal(1, new ScriptCase(up) { Before = Shop, Deprecates = deprecated, Options = Lockstep.Model.Rules.RuleOptions.Default with { DeprecationDistance = 2 } }.Count(id));
    }
}
