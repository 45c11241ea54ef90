using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2047 and LS2090 to LS2098: changes of the catalog whose lock is brief, and publications.</summary>
public sealed class BriefLockTests
{
    private const string Schema = """
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
        CREATE TABLE users (id bigint PRIMARY KEY, age int, name text);
        CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE RULE users_keep AS ON DELETE TO users DO INSTEAD NOTHING;
        CREATE POLICY users_own ON users USING (age > 0);
        CREATE VIEW adults AS SELECT id FROM users;
        CREATE TABLE orders (id bigint PRIMARY KEY);
        CREATE PUBLICATION pub FOR TABLE users, orders;
        """;

    [Theory]
    [InlineData("CREATE TRIGGER x BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()", "LS2090")]
    [InlineData("CREATE TRIGGER x BEFORE INSERT ON unknown FOR EACH ROW EXECUTE FUNCTION touch()", "LS2090")]
    [InlineData("DROP TRIGGER users_touch ON users", "LS2092")]
    [InlineData("ALTER TRIGGER users_touch ON users RENAME TO x", "LS2092")]
    [InlineData("ALTER TABLE users DISABLE TRIGGER users_touch", "LS2092")]
    [InlineData("ALTER TABLE users ENABLE TRIGGER ALL", "LS2092")]
    [InlineData("CREATE RULE x AS ON UPDATE TO users DO INSTEAD NOTHING", "LS2093")]
    [InlineData("DROP RULE users_keep ON users", "LS2093")]
    [InlineData("ALTER RULE users_keep ON users RENAME TO x", "LS2093")]
    [InlineData("ALTER TABLE users DISABLE RULE users_keep", "LS2093")]
    [InlineData("ALTER TABLE users ENABLE ROW LEVEL SECURITY", "LS2094")]
    [InlineData("ALTER TABLE users NO FORCE ROW LEVEL SECURITY", "LS2094")]
    [InlineData("CREATE POLICY x ON users USING (true)", "LS2094")]
    [InlineData("ALTER POLICY users_own ON users USING (true)", "LS2094")]
    [InlineData("ALTER POLICY users_own ON users RENAME TO x", "LS2094")]
    [InlineData("DROP POLICY users_own ON users", "LS2094")]
    [InlineData("ALTER TABLE users REPLICA IDENTITY FULL", "LS2097")]
    [InlineData("ALTER TABLE users OWNER TO app", "LS2098")]
    [InlineData("ALTER VIEW adults OWNER TO app", "LS2098")]
    [InlineData("ALTER TABLE users ALTER name SET STORAGE external", "LS2047")]
    [InlineData("ALTER TABLE users ALTER name SET COMPRESSION lz4", "LS2047")]
    [InlineData("ALTER TABLE users SET (user_catalog_table = true)", "LS2047")]
    public void Locks_that_are_waited_for_without_a_limit(string up, string ids)
    {
        Assert.Equal(ids, Plain(up).Ids("LS2040", "LS2099"));
        Assert.Equal("", Plain("SET lock_timeout = '2s'; " + up).Ids("LS2040", "LS2099"));
        Assert.Equal("", new Judge(Schema, up).Ids("LS2040", "LS2099"));
        Assert.Equal(ids, new Judge(Schema, "SET lock_timeout = 0; " + up).Ids("LS2040", "LS2099"));
        Assert.Equal(ids, new Judge(Schema, "") { Down = up, Runner = ScriptRunner.StatementByStatement }.Ids("LS2040", "LS2099"));
    }

    [Theory]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); CREATE TRIGGER x BEFORE INSERT ON n FOR EACH ROW EXECUTE FUNCTION touch()")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n OWNER TO app; ALTER TABLE n ENABLE ROW LEVEL SECURITY; CREATE POLICY x ON n USING (true)")]
    [InlineData("ALTER FUNCTION touch() OWNER TO app")]
    [InlineData("ALTER TABLE users ALTER name SET STATISTICS 100")]
    [InlineData("ALTER TABLE users SET (fillfactor = 70)")]
    [InlineData("ALTER TABLE users ADD COLUMN c int")]
    [InlineData("ALTER TABLE users ALTER age SET DEFAULT 1")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c")]
    [InlineData("COMMENT ON TABLE users IS 'x'")]
    [InlineData("GRANT SELECT ON users TO app")]
    public void Locks_that_nobody_waits_for_and_everyday_ones(string up) => Assert.Equal("", Plain(up).Ids("LS2040", "LS2099"));

    [Fact]
    public void A_statement_with_several_is_reported_once() =>
        Assert.Equal("LS2098", Plain("ALTER TABLE users OWNER TO app, ALTER name SET STORAGE external, ENABLE ROW LEVEL SECURITY").Ids("LS2040", "LS2099"));

    [Fact]
    public void Each_statement_of_a_block_is_one() => Assert.Equal(
        "LS2090 LS2098",
        Plain("DO $$ BEGIN ALTER TABLE users OWNER TO app; CREATE TRIGGER x BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION touch(); END $$").Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE users DISABLE TRIGGER ALL", "LS2091")]
    [InlineData("ALTER TABLE users DISABLE TRIGGER \"RI_ConstraintTrigger_a_16400\"", "LS2091")]
    [InlineData("SET session_replication_role = replica", "LS2091")]
    [InlineData("SET LOCAL session_replication_role = 'replica'", "LS2091")]
    [InlineData("SET session_replication_role = 'origin'", "")]
    [InlineData("ALTER TABLE users DISABLE TRIGGER USER", "")]
    [InlineData("ALTER TABLE users DISABLE TRIGGER users_touch", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n DISABLE TRIGGER ALL", "")]
    public void Foreign_keys_that_are_switched_off(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS2040", "LS2099"));

    [Fact]
    public void Foreign_keys_that_are_switched_off_are_reported_once() => Assert.Equal("LS2091", Plain("ALTER TABLE users DISABLE TRIGGER ALL").Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("DROP PUBLICATION pub", "LS2096")]
    [InlineData("DROP PUBLICATION unknown", "LS2096")]
    [InlineData("ALTER PUBLICATION pub DROP TABLE users", "LS2096")]
    [InlineData("ALTER PUBLICATION pub SET TABLE users", "LS2096")]
    [InlineData("ALTER PUBLICATION unknown SET TABLE users", "LS2096")]
    [InlineData("ALTER PUBLICATION pub SET (publish = 'insert, update')", "LS2096")]
    [InlineData("ALTER PUBLICATION pub SET TABLE public.users, orders, adults", "")]
    [InlineData("ALTER PUBLICATION pub SET (publish = 'insert, update, delete, truncate')", "")]
    [InlineData("ALTER PUBLICATION pub SET (publish_via_partition_root = true)", "")]
    [InlineData("ALTER PUBLICATION pub ADD TABLE adults", "")]
    [InlineData("CREATE PUBLICATION n FOR TABLE users; DROP PUBLICATION n", "")]
    public void Publications(string up, string ids)
    {
        Assert.Equal(ids, new Judge(Schema, up).Ids("LS2040", "LS2099"));
        Assert.Equal("", new Judge(Schema, "") { Down = up }.Ids("LS2040", "LS2099"));
    }

    [Theory]
    [InlineData("LS2047", "ALTER TABLE users ALTER name SET STORAGE external", "SET STORAGE of 'users.name' takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2090", "CREATE TRIGGER x BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()", "Creating trigger 'x' takes SHARE ROW EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2091", "ALTER TABLE users DISABLE TRIGGER ALL", "DISABLE TRIGGER ALL turns off the foreign keys of 'users' too: rows that break them get in, and PostgreSQL never looks for them again; write DISABLE TRIGGER USER, which leaves them on")]
    [InlineData("LS2092", "DROP TRIGGER users_touch ON users", "Dropping trigger 'users_touch' takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2093", "ALTER TABLE users DISABLE RULE users_keep", "Disabling rule 'users_keep' takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2094", "ALTER TABLE users ENABLE ROW LEVEL SECURITY", "ENABLE ROW LEVEL SECURITY takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2096", "ALTER PUBLICATION pub SET TABLE users", "Publication 'pub' loses 'orders': subscribers miss the changes from then on, and nothing tells them; stop the subscriptions first, and copy the tables again if they come back")]
    [InlineData("LS2096", "ALTER PUBLICATION pub SET (publish = 'insert')", "Publication 'pub' no longer publishes UPDATE and DELETE: subscribers miss the changes from then on, and nothing tells them; stop the subscriptions first, and copy the tables again if they come back")]
    [InlineData("LS2097", "ALTER TABLE users REPLICA IDENTITY DEFAULT", "REPLICA IDENTITY takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2098", "ALTER TABLE users OWNER TO app", "OWNER TO app takes ACCESS EXCLUSIVE on 'users', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, Plain(up).Message(id));

    private static Judge Plain(string up) => new(Schema, up) { Runner = ScriptRunner.StatementByStatement };
}
