namespace Lockstep.Model.Tests.Rules;

/// <summary>Rules about what gets another name, LS3003 to LS3007 and LS3022.</summary>
public sealed class RenameTests
{
    private const string Shop = """
        CREATE TABLE users (id int PRIMARY KEY, name text);
        CREATE TABLE guarded (id int PRIMARY KEY, name text);
        GRANT SELECT, INSERT ON guarded TO app;
        CREATE VIEW names AS SELECT id, name FROM users;
        CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS n FROM users;
        CREATE INDEX ix ON users (name);
        CREATE SEQUENCE numbers;
        CREATE SEQUENCE owned OWNED BY users.id;
        CREATE TYPE mood AS ENUM ('ok', 'sad');
        CREATE TYPE pair AS (a int, b int);
        CREATE DOMAIN positive AS int CHECK (value > 0);
        CREATE FUNCTION price(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
        CREATE SCHEMA app; CREATE TABLE app.t (a int);
        """;

    private const string Places = """
        CREATE TABLE orders (id bigint PRIMARY KEY, ship_to text, bill_to text, note text);
        CREATE VIEW places AS SELECT id, ship_to AS first, bill_to AS second FROM orders;
        CREATE VIEW joined (a, b) AS SELECT o.ship_to, p.bill_to FROM orders o JOIN orders p USING (id);
        """;

    private const string Cost = "change places: application versions that are running go on without an error, and take the values of each for those of the other; give what is meant now a name of its own, and drop the old ones when nobody says them any more";

    [Theory]
    [InlineData("CREATE OR REPLACE VIEW places AS SELECT id, bill_to AS first, ship_to AS second FROM orders", "Columns 'second' and 'first' of 'places' " + Cost)]
    [InlineData("DROP VIEW places; CREATE VIEW places (id, first, second) AS SELECT o.id, o.bill_to, o.ship_to FROM orders o", "")]
    [InlineData("DROP VIEW places; CREATE VIEW public.places (id, first, second) AS SELECT id, orders.bill_to, orders.ship_to FROM  ORDERS", "Columns 'second' and 'first' of 'public.places' " + Cost)]
    [InlineData("CREATE OR REPLACE VIEW joined (a, b) AS SELECT p.bill_to, o.ship_to FROM orders o JOIN orders p USING (id)", "Columns 'b' and 'a' of 'joined' " + Cost)]
    [InlineData("CREATE OR REPLACE VIEW joined (a, b) AS SELECT p.ship_to, o.bill_to FROM orders o JOIN orders p USING (id)", "")]
    [InlineData("CREATE OR REPLACE VIEW places AS SELECT id, coalesce(ship_to, bill_to) AS first, coalesce(bill_to, ship_to) AS second FROM orders", "")]
    [InlineData("CREATE OR REPLACE VIEW places AS SELECT id, bill_to AS first, note AS second FROM orders", "")]
    [InlineData("CREATE OR REPLACE VIEW places AS SELECT id, bill_to AS first, ship_to AS second FROM orders; CREATE OR REPLACE VIEW places AS SELECT id, ship_to AS first, bill_to AS second FROM orders", "")]
    [InlineData("CREATE VIEW one AS SELECT ship_to AS a, bill_to AS b FROM orders; CREATE OR REPLACE VIEW one AS SELECT bill_to AS a, ship_to AS b FROM orders", "")]
    [InlineData("ALTER TABLE orders RENAME ship_to TO x; ALTER TABLE orders RENAME bill_to TO ship_to; ALTER TABLE orders RENAME x TO bill_to", "Columns 'ship_to' and 'bill_to' of 'orders' " + Cost)]
    [InlineData("ALTER TABLE orders RENAME ship_to TO x; ALTER TABLE orders RENAME bill_to TO ship_to; ALTER TABLE orders RENAME x TO bill_to; CREATE OR REPLACE VIEW places AS SELECT id, bill_to AS first, ship_to AS second FROM orders", "Columns 'ship_to' and 'bill_to' of 'orders' " + Cost)]
    [InlineData("ALTER TABLE orders ADD ship_to_new text; ALTER TABLE orders RENAME ship_to TO ship_to_old; ALTER TABLE orders RENAME ship_to_new TO ship_to", "")]
    [InlineData("ALTER TABLE orders RENAME ship_to TO x; ALTER TABLE orders RENAME x TO ship_to", "")]
    [InlineData("CREATE TABLE t (a int, b int); ALTER TABLE t RENAME a TO c; ALTER TABLE t RENAME b TO a; ALTER TABLE t RENAME c TO b", "")]
    public void Columns_that_change_places(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Places }.Messages("LS3022"));

    [Theory]
    [InlineData("ALTER TABLE users RENAME COLUMN name TO title", "Column 'users.name' is renamed to 'title': application versions that still say 'name' fail as soon as that is committed; add 'title', fill both while both versions run, and drop 'name' in a later release")]
    [InlineData("ALTER TABLE elsewhere RENAME a TO b", "Column 'elsewhere.a' is renamed to 'b': application versions that still say 'a' fail as soon as that is committed; add 'b', fill both while both versions run, and drop 'a' in a later release")]
    [InlineData("ALTER VIEW names RENAME COLUMN name TO title", "Column 'names.name' is renamed to 'title': application versions that still say 'name' fail as soon as that is committed; add a column 'title' at the end of the view with CREATE OR REPLACE VIEW, and drop 'name' in a later release")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t RENAME a TO b", "")]
    [InlineData("ALTER TABLE users ADD a int; ALTER TABLE users RENAME a TO b", "")]
    [InlineData("ALTER TABLE users RENAME COLUMN id TO key", "")]
    [InlineData("ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO title; CREATE VIEW users AS SELECT id, title AS name FROM people", "")]
    [InlineData("ALTER TABLE users RENAME name TO title; ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT id, title AS name FROM people", "")]
    public void Columns(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Deprecates = "users.id" }.Messages("LS3003"));

    [Fact]
    public void A_view_without_the_old_column_does_not_help() => Assert.Equal(
        1,
        new ScriptCase("ALTER TABLE users RENAME TO people; ALTER TABLE people RENAME name TO title; CREATE VIEW users AS SELECT id, title FROM people") { Before = Shop }.Count("LS3003"));

    [Theory]
    [InlineData("ALTER TABLE users RENAME TO people", "Table 'users' is renamed to 'people': application versions that still say 'users' fail as soon as that is committed; make a view 'users' AS SELECT * FROM people in the same transaction, and drop it in a later release")]
    [InlineData("ALTER TABLE users SET SCHEMA app", "Table 'users' is moved to the schema 'app': application versions that still say 'users' fail as soon as that is committed; make a view 'users' AS SELECT * FROM app.users in the same transaction, and drop it in a later release")]
    [InlineData("ALTER VIEW names RENAME TO titles", "View 'names' is renamed to 'titles': application versions that still say 'names' fail as soon as that is committed; make a view 'names' AS SELECT * FROM titles in the same transaction, and drop it in a later release")]
    [InlineData("ALTER MATERIALIZED VIEW counts RENAME TO sums", "Materialized view 'counts' is renamed to 'sums': application versions that still say 'counts' fail as soon as that is committed; make a view 'counts' AS SELECT * FROM sums in the same transaction, and drop it in a later release")]
    [InlineData("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT id FROM people", "Table 'users' is renamed to 'people': application versions that still say 'users' fail as soon as that is committed; what has that name now lacks column 'name'; complete it")]
    [InlineData("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT DISTINCT id, name FROM people", "Table 'users' is renamed to 'people': application versions that still say 'users' fail as soon as that is committed; what has that name now can't be written to: its query is more than a plain SELECT from one table; complete it")]
    [InlineData("ALTER TABLE guarded RENAME TO g; CREATE VIEW guarded AS SELECT * FROM g; GRANT SELECT ON guarded TO app", "Table 'guarded' is renamed to 'g': application versions that still say 'guarded' fail as soon as that is committed; what has that name now lacks what was granted (INSERT TO app); complete it")]
    [InlineData("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people", "")]
    [InlineData("ALTER TABLE elsewhere RENAME TO e; CREATE VIEW elsewhere AS SELECT * FROM e", "")]
    [InlineData("BEGIN; ALTER TABLE users RENAME TO people; CREATE VIEW users AS TABLE people; COMMIT", "")]
    [InlineData("BEGIN; ALTER TABLE users RENAME TO people; ROLLBACK", "")]
    [InlineData("CREATE TABLE new_users (id int PRIMARY KEY, name text); ALTER TABLE users RENAME TO old_users; ALTER TABLE new_users RENAME TO users", "")]
    [InlineData("ALTER TABLE guarded RENAME TO g; CREATE VIEW guarded AS SELECT * FROM g; GRANT SELECT, INSERT ON guarded TO app", "")]
    [InlineData("ALTER INDEX ix RENAME TO iy", "")]
    [InlineData("ALTER TABLE ix RENAME TO iy", "")]
    [InlineData("ALTER TABLE numbers RENAME TO digits", "")]
    [InlineData("CREATE TABLE t (a int); ALTER TABLE t RENAME TO u", "")]
    [InlineData("ALTER TABLE gone RENAME TO g", "")]
    public void Tables(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop, Deprecates = "gone" }.Messages("LS3004"));

    [Fact]
    public void A_view_in_another_transaction_comes_too_late() =>
        Assert.Equal(1, new ScriptCase("ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people") { Before = Shop, Plain = true }.Count("LS3004"));

    [Theory]
    [InlineData("ALTER SCHEMA app RENAME TO shop", "Schema 'app' is renamed to 'shop': application versions that still say 'app.…', or have 'app' in their search_path, fail on everything in it; make 'shop' beside it and move the tables one at a time, each with a view under its old name")]
    [InlineData("CREATE SCHEMA n; ALTER SCHEMA n RENAME TO m", "")]
    public void Schemas(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3005"));

    [Theory]
    [InlineData("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", "Value 'sad' of enum 'mood' is renamed to 'blue': application versions that still write or compare with 'sad' fail (error 22P02), and find 'blue' in every row; add 'blue' as a value of its own, change the rows in batches, and stop using 'sad'")]
    [InlineData("CREATE TYPE t AS ENUM ('a'); ALTER TYPE t RENAME VALUE 'a' TO 'b'", "")]
    [InlineData("ALTER TYPE mood ADD VALUE 'blue'", "")]
    public void Enum_values(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3006"));

    [Theory]
    [InlineData("ALTER FUNCTION price(int) RENAME TO cost", "Function 'price' is renamed to 'cost': application versions that still say 'price' fail as soon as that is committed; keep one of the old name that calls the new one, and drop it in a later release")]
    [InlineData("ALTER TYPE mood RENAME TO feeling", "Type 'mood' is renamed to 'feeling': application versions that still say 'mood' fail as soon as that is committed; leave its name, or move the application over first")]
    [InlineData("ALTER DOMAIN positive SET SCHEMA app", "Domain 'positive' is moved to the schema 'app': application versions that still say 'positive' fail as soon as that is committed; leave its name, or move the application over first")]
    [InlineData("ALTER SEQUENCE numbers RENAME TO digits", "Sequence 'numbers' is renamed to 'digits': application versions that still say 'numbers' fail as soon as that is committed; leave its name, or move the application over first")]
    [InlineData("ALTER SEQUENCE numbers SET SCHEMA app", "Sequence 'numbers' is moved to the schema 'app': application versions that still say 'numbers' fail as soon as that is committed; leave it there, or move the application over first")]
    [InlineData("ALTER TYPE pair RENAME ATTRIBUTE a TO x", "Attribute 'pair.a' is renamed to 'x': application versions that still say 'pair.a' fail as soon as that is committed; leave its name, or move the application over first")]
    [InlineData("ALTER FUNCTION price(int) RENAME TO cost; CREATE FUNCTION price(int) RETURNS int LANGUAGE sql AS 'SELECT cost($1)'", "")]
    [InlineData("ALTER SEQUENCE owned RENAME TO other", "")]
    [InlineData("CREATE TYPE t AS ENUM ('a'); ALTER TYPE t RENAME TO u", "")]
    [InlineData("ALTER TABLE users RENAME CONSTRAINT users_pkey TO pk", "")]
    [InlineData("ALTER TRIGGER t ON users RENAME TO u", "")]
    [InlineData("CREATE SEQUENCE s; ALTER SEQUENCE s RENAME TO s2", "")]
    public void Other_objects(string up, string message) => Assert.Equal(message, new ScriptCase(up) { Before = Shop }.Messages("LS3007"));

    [Fact]
    public void Down_gives_the_names_back() => Assert.Equal("", new ScriptCase("SELECT 1")
    {
        Before = Shop,
        Down = "ALTER TABLE users RENAME name TO n; ALTER TABLE users RENAME TO u; ALTER SCHEMA app RENAME TO b; ALTER TYPE mood RENAME VALUE 'ok' TO 'o'; ALTER TYPE mood RENAME TO m",
    }.All());
}
