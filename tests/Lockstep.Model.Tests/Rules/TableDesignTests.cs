using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS5020 to LS5039: which tables, columns and partitions there are.</summary>
public sealed class TableDesignTests
{
    private const string Schema = """
        CREATE SEQUENCE short AS integer;
        CREATE SEQUENCE long;
        CREATE TABLE users (id bigint PRIMARY KEY, name text);
        CREATE UNIQUE INDEX users_name ON users (name);
        CREATE TABLE orders (id serial PRIMARY KEY, at date NOT NULL);
        CREATE TABLE lines (id int PRIMARY KEY);
        CREATE TABLE secured (id int PRIMARY KEY);
        ALTER TABLE secured ENABLE ROW LEVEL SECURITY;
        CREATE POLICY secured_all ON secured USING (true);
        CREATE TABLE by_index (id int NOT NULL UNIQUE, code int);
        ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_id_key;
        CREATE PUBLICATION pub FOR TABLE users (id), orders, by_index;
        """;

    [Theory]
    [InlineData("LS5020", "CREATE TABLE n (a int)", 1)]
    [InlineData("LS5020", "CREATE TABLE n AS SELECT 1 AS a", 1)]
    [InlineData("LS5020", "CREATE TABLE n (a int UNIQUE NOT NULL)", 1)]
    [InlineData("LS5020", "CREATE TABLE n (a int PRIMARY KEY)", 0)]
    [InlineData("LS5020", "CREATE TABLE n (a int); ALTER TABLE n ADD PRIMARY KEY (a)", 0)]
    [InlineData("LS5020", "CREATE TEMP TABLE n (a int)", 0)]
    [InlineData("LS5020", "CREATE TABLE n (a int); DROP TABLE n", 0)]
    [InlineData("LS5020", "CREATE TABLE IF NOT EXISTS users (a int)", 0)]
    [InlineData("LS5020", "CREATE TABLE n (a int PRIMARY KEY) PARTITION BY RANGE (a); CREATE TABLE p PARTITION OF n FOR VALUES FROM (1) TO (2)", 0)]
    [InlineData("LS5021", "CREATE TABLE n (a int PRIMARY KEY)", 1)]
    [InlineData("LS5021", "CREATE TABLE n (a serial PRIMARY KEY)", 1)]
    [InlineData("LS5021", "CREATE TABLE n (a smallint, PRIMARY KEY (a))", 1)]
    [InlineData("LS5021", "CREATE TABLE n (a bigint PRIMARY KEY)", 0)]
    [InlineData("LS5021", "CREATE TABLE n (a uuid PRIMARY KEY)", 0)]
    [InlineData("LS5021", "CREATE TABLE n (a int, b int, PRIMARY KEY (a, b))", 0)]
    [InlineData("LS5023", "CREATE TABLE n (a int) INHERITS (users)", 1)]
    [InlineData("LS5023", "CREATE TYPE shape AS (a int); CREATE TABLE n OF shape", 1)]
    [InlineData("LS5023", "ALTER TABLE lines INHERIT users", 1)]
    [InlineData("LS5023", "ALTER TABLE lines NO INHERIT users", 0)]
    [InlineData("LS5023", "CREATE TABLE n (LIKE users)", 0)]
    [InlineData("LS5024", "CREATE TABLE n (a int) PARTITION BY RANGE (a)", 1)]
    [InlineData("LS5024", "CREATE TABLE n (a int)", 0)]
    [InlineData("LS5025", "CREATE TABLE n PARTITION OF unknown DEFAULT", 1)]
    [InlineData("LS5025", "ALTER TABLE unknown ATTACH PARTITION lines DEFAULT", 1)]
    [InlineData("LS5025", "ALTER TABLE unknown ATTACH PARTITION lines FOR VALUES IN ('a')", 0)]
    [InlineData("LS5030", "CREATE TABLE n (a text)", 1)]
    [InlineData("LS5030", "ALTER TABLE users ADD COLUMN a varchar", 1)]
    [InlineData("LS5030", "ALTER TABLE users ADD COLUMN a varchar(10)", 0)]
    [InlineData("LS5030", "CREATE TABLE n (a text CHECK (char_length(a) < 10))", 0)]
    [InlineData("LS5030", "ALTER TABLE users ADD COLUMN a text; ALTER TABLE users ADD CHECK (char_length(a) < 10) NOT VALID", 0)]
    [InlineData("LS5030", "ALTER TABLE unknown ADD COLUMN a text", 1)]
    [InlineData("LS5030", "ALTER TABLE unknown ADD COLUMN a text; ALTER TABLE unknown ADD CHECK (char_length(a) < 10) NOT VALID", 0)]
    [InlineData("LS5031", "CREATE RULE n AS ON INSERT TO users DO ALSO NOTHING", 1)]
    [InlineData("LS5035", "ALTER TYPE unknown ADD VALUE 'a'", 1)]
    [InlineData("LS5035", "ALTER TYPE unknown ADD VALUE 'a' AFTER 'b'", 0)]
    [InlineData("LS5035", "ALTER TYPE unknown ADD VALUE 'a' BEFORE 'b'", 0)]
    [InlineData("LS5036", "CREATE TYPE n AS ENUM ('a')", 1)]
    [InlineData("LS5036", "CREATE TYPE n AS (a int)", 0)]
    [InlineData("LS5037", "CREATE DOMAIN n AS int CHECK (VALUE > 0)", 1)]
    [InlineData("LS5037", "CREATE DOMAIN n AS int NOT NULL", 1)]
    [InlineData("LS5037", "CREATE DOMAIN n AS int; ALTER DOMAIN n ADD CHECK (VALUE > 0) NOT VALID", 1)]
    [InlineData("LS5037", "CREATE DOMAIN n AS int", 0)]
    public void What_a_team_may_ask_for(string id, string up, int count)
    {
        Assert.False(RuleSet.All.Single(rule => rule.Info.Id == id).Info.OnByDefault);
        Assert.Equal(count, new Judge(Schema, up).Of(id).Count);
        Assert.Empty(new Judge(Schema, "") { Down = up }.Of(id));
    }

    [Fact]
    public void Another_file_may_give_a_table_its_key() =>
        Assert.Empty(new Judge(Schema, "CREATE TABLE n (a int)") { Runner = ScriptRunner.StatementByStatement }.Of("LS5020"));

    [Theory]
    [InlineData("LS5028", "CREATE INDEX CONCURRENTLY i ON users (id, name)", 2, 1)]
    [InlineData("LS5028", "CREATE INDEX CONCURRENTLY i ON users (id, name)", 3, 0)]
    [InlineData("LS5028", "CREATE INDEX CONCURRENTLY i ON users (id, name); DROP INDEX CONCURRENTLY users_name", 2, 0)]
    [InlineData("LS5029", "ALTER TABLE users ADD COLUMN c int", 2, 1)]
    [InlineData("LS5029", "ALTER TABLE users ADD COLUMN c int", 3, 0)]
    [InlineData("LS5029", "CREATE TABLE n (a int, b int, c int)", 2, 1)]
    [InlineData("LS5029", "ALTER TABLE users ALTER name SET DEFAULT ''", 1, 0)]
    public void How_much_a_table_may_have(string id, string up, int most, int count) => Assert.Equal(
        count,
        new Judge(Schema, up) { Options = RuleOptions.Default with { MaxColumns = most, MaxIndexes = most } }.Of(id).Count);

    [Theory]
    [InlineData("ALTER TABLE orders ALTER id TYPE bigint", "LS5022")]
    [InlineData("ALTER TABLE orders ALTER id TYPE bigint; ALTER SEQUENCE orders_id_seq AS bigint", "")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY DEFAULT nextval('short'))", "LS5022")]
    [InlineData("ALTER TABLE users ALTER id SET DEFAULT nextval('short'::regclass)", "LS5022")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY DEFAULT nextval('long'))", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY DEFAULT nextval('short'))", "")]
    [InlineData("CREATE TABLE n (id bigserial PRIMARY KEY)", "")]
    [InlineData("CREATE TABLE n (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY); ALTER TABLE n ALTER id TYPE bigint", "")]
    [InlineData("ALTER SEQUENCE long AS integer", "LS5022")]
    [InlineData("ALTER SEQUENCE long MAXVALUE 1000", "LS5022")]
    [InlineData("ALTER SEQUENCE unknown AS smallint", "LS5022")]
    [InlineData("ALTER SEQUENCE orders_id_seq AS integer", "")]
    [InlineData("ALTER SEQUENCE orders_id_seq MAXVALUE 1000", "LS5022")]
    [InlineData("ALTER SEQUENCE long MAXVALUE 9000000000", "")]
    [InlineData("ALTER SEQUENCE long RESTART", "")]
    [InlineData("CREATE SEQUENCE n; ALTER SEQUENCE n AS integer", "")]
    public void Sequences(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5020", "LS5039"));

    [Theory]
    [InlineData("CREATE TABLE n (a bigint PRIMARY KEY) WITH (autovacuum_enabled = false)", "LS5026")]
    [InlineData("ALTER TABLE users SET (autovacuum_enabled = off)", "LS5026")]
    [InlineData("ALTER TABLE unknown SET (toast.autovacuum_enabled = '0')", "LS5026")]
    [InlineData("ALTER TABLE users SET (autovacuum_enabled = on)", "")]
    [InlineData("ALTER TABLE users SET (autovacuum_enabled = off); ALTER TABLE users RESET (autovacuum_enabled)", "")]
    [InlineData("CREATE TEMP TABLE n (a bigint PRIMARY KEY) WITH (autovacuum_enabled = false)", "")]
    [InlineData("ALTER TABLE users SET (autovacuum_vacuum_scale_factor = 0.01)", "")]
    [InlineData("ALTER TABLE users REPLICA IDENTITY NOTHING", "LS5027")]
    [InlineData("ALTER TABLE users REPLICA IDENTITY FULL", "LS5027")]
    [InlineData("ALTER TABLE lines REPLICA IDENTITY FULL", "")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_pkey", "LS5027")]
    [InlineData("ALTER TABLE orders DROP COLUMN id", "LS5027")]
    [InlineData("ALTER TABLE by_index DROP CONSTRAINT by_index_id_key", "LS5027")]
    [InlineData("ALTER TABLE by_index DROP COLUMN code", "")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (id, at)", "")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_pkey; ALTER TABLE orders REPLICA IDENTITY FULL", "LS5027")]
    [InlineData("ALTER TABLE secured DROP CONSTRAINT secured_pkey", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c int", "LS5038")]
    [InlineData("ALTER TABLE users ADD COLUMN c int; ALTER PUBLICATION pub SET TABLE users (id, c), orders, by_index", "")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", "")]
    public void Vacuum_and_replication(string up, string ids) => Assert.Equal(
        ids,
        new Judge(Schema, up) { Options = RuleOptions.Default with { SmallTables = EquatableArray.Of("lines") } }.Ids("LS5020", "LS5039"));

    [Theory]
    [InlineData("ALTER TABLE users ENABLE ROW LEVEL SECURITY", "LS5032")]
    [InlineData("ALTER TABLE unknown ENABLE ROW LEVEL SECURITY", "LS5032")]
    [InlineData("CREATE TABLE n (a bigint PRIMARY KEY); ALTER TABLE n ENABLE ROW LEVEL SECURITY", "LS5032")]
    [InlineData("ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON users AS RESTRICTIVE USING (true)", "LS5032")]
    [InlineData("DROP POLICY secured_all ON secured", "LS5032")]
    [InlineData("ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON users USING (true)", "")]
    [InlineData("ALTER TABLE unknown ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON unknown USING (true)", "")]
    [InlineData("DROP POLICY secured_all ON secured; CREATE POLICY p ON secured USING (id > 0)", "")]
    [InlineData("DROP POLICY secured_all ON secured; ALTER TABLE secured DISABLE ROW LEVEL SECURITY", "")]
    [InlineData("CREATE POLICY p ON users USING (true)", "LS5033")]
    [InlineData("CREATE POLICY p ON secured USING (true)", "")]
    [InlineData("CREATE POLICY p ON unknown USING (true)", "")]
    public void Row_security(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5020", "LS5039"));

    [Theory]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", "orders", "LS5039")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON orders (at)", "public.orders", "LS5039")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", "", "")]
    [InlineData("CREATE INDEX CONCURRENTLY i ON orders (at)", "other.orders", "")]
    [InlineData("ALTER TABLE orders DROP COLUMN at", "orders", "")]
    public void Large_tables_are_those_that_the_project_names(string up, string large, string ids) => Assert.Equal(
        ids,
        new Judge(Schema, up) { Options = RuleOptions.Read(key => key == "lockstep_large_tables" ? large : null) }.Ids("LS5020", "LS5039"));

    [Theory]
    [InlineData("LS5020", "CREATE TABLE n (a int)", "Table 'n' has no primary key: nothing tells two equal rows apart, and logical replication refuses its UPDATE and DELETE; give it one")]
    [InlineData("LS5021", "CREATE TABLE n (a int PRIMARY KEY)", "The primary key 'n.a' is integer and ends at 2147483647; make it bigint")]
    [InlineData("LS5022", "ALTER TABLE orders ALTER id TYPE bigint", "Sequence 'orders_id_seq' ends at 2147483647, long before the bigint column 'orders.id' that it numbers; ALTER SEQUENCE public.orders_id_seq AS bigint as well")]
    [InlineData("LS5022", "ALTER SEQUENCE long AS integer", "Sequence 'long' ends at 2147483647 from now on; leave it a bigint without MAXVALUE, unless the numbers must stay small")]
    [InlineData("LS5022", "ALTER SEQUENCE orders_id_seq MAXVALUE 1000", "Sequence 'orders_id_seq' ends at 1000 from now on, before its column 'orders.id' does; leave it a bigint without MAXVALUE, unless the numbers must stay small")]
    [InlineData("LS5023", "CREATE TABLE n (a int) INHERITS (users)", "Table 'n' inherits from 'users', whose primary key and foreign keys do not hold for it; partition the parent, or refer to it with a foreign key")]
    [InlineData("LS5024", "CREATE TABLE n (a int) PARTITION BY RANGE (a)", "Table 'n' is partitioned by RANGE (a); this project asks for ordinary tables")]
    [InlineData("LS5025", "CREATE TABLE n PARTITION OF unknown DEFAULT", "'n' becomes the default partition of 'unknown': every new partition has it read for rows that belong there, and no partition can be detached concurrently while it is there; make partitions in time instead, and keep rows without one out")]
    [InlineData("LS5026", "ALTER TABLE users SET (autovacuum_enabled = off)", "autovacuum_enabled is off for 'users': dead rows pile up and statistics grow old until somebody thinks of it; leave it on, and set autovacuum_vacuum_scale_factor or autovacuum_vacuum_cost_limit if it comes too often or too seldom")]
    [InlineData("LS5027", "ALTER TABLE users REPLICA IDENTITY NOTHING", "'users' gets REPLICA IDENTITY NOTHING: UPDATE and DELETE of it fail while it is published; leave it the primary key, or name a unique index on NOT NULL columns")]
    [InlineData("LS5027", "ALTER TABLE orders DROP CONSTRAINT orders_pkey", "'orders' is published and loses its replica identity: UPDATE and DELETE of it fail from then on (error 55000); first name another unique index: ALTER TABLE … REPLICA IDENTITY USING INDEX …")]
    [InlineData("LS5030", "CREATE TABLE n (a text)", "Column 'n.a' is text without a limit; add a CHECK such as CHECK (char_length(a) <= 255), NOT VALID and validated later where the table is in use")]
    [InlineData("LS5031", "CREATE RULE n AS ON INSERT TO users DO ALSO NOTHING", "Rule 'n' rewrites every INSERT of 'users' before it runs: values may be computed twice, and row counts do not tell what happened; write a trigger")]
    [InlineData("LS5032", "ALTER TABLE users ENABLE ROW LEVEL SECURITY", "'users' has row security on and no permissive policy when the migration is done: all its rows are hidden from everybody but its owner and superusers, without an error; create a policy before it")]
    [InlineData("LS5033", "CREATE POLICY p ON users USING (true)", "Policy 'p' does nothing while row security of 'users' is off; ALTER TABLE users ENABLE ROW LEVEL SECURITY")]
    [InlineData("LS5035", "ALTER TYPE unknown ADD VALUE 'a'", "'a' is added to enum 'unknown' without BEFORE or AFTER, so it is the last; say where it stands")]
    [InlineData("LS5036", "CREATE TYPE n AS ENUM ('a')", "'n' is an enum, from which no value can ever be taken away; make it a table that others refer to, or text with a CHECK")]
    [InlineData("LS5037", "CREATE DOMAIN n AS int CHECK (VALUE > 0)", "Domain 'n' has a constraint: to change it later PostgreSQL reads every table that uses the domain while writes wait, and adding a column of it rewrites the table; give the tables the check")]
    [InlineData("LS5038", "ALTER TABLE users ADD COLUMN c int", "Column 'users.c' is not in the column list with which 'users' is published, so subscribers do not get it; add it there if they should: ALTER PUBLICATION … SET TABLE …")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, new Judge(Schema, up).Message(id));

    [Fact]
    public void Messages_about_what_the_project_says()
    {
        var options = RuleOptions.Read(key => key switch
        {
            "lockstep_large_tables" => "orders, users",
            "lockstep_max_columns" => "2",
            "lockstep_max_indexes" => "2",
            _ => null,
        });
        Assert.Equal(
            "'orders' is one of lockstep_large_tables and gets the column 'c'; put new columns into a table of their own, build indexes in a quiet time, or say why it must be",
            new Judge(Schema, "ALTER TABLE orders ADD COLUMN c int") { Options = options }.Message("LS5039"));
        Assert.Equal(
            "'users' has 3 indexes with this one, and lockstep_max_indexes allows 2: each INSERT writes all of them, and so does each UPDATE that is not HOT; drop one that another makes needless",
            new Judge(Schema, "CREATE INDEX CONCURRENTLY i ON users (id, name)") { Options = options }.Message("LS5028"));
        Assert.Equal(
            "'users' has 3 columns when the migration is done, and lockstep_max_columns allows 2: each UPDATE copies all of them; put what is seldom needed into a table of its own",
            new Judge(Schema, "ALTER TABLE users ADD COLUMN c int") { Options = options }.Message("LS5029"));
    }
}
