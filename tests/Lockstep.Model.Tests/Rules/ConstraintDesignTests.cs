using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS5010 to LS5018: which constraints there are.</summary>
public sealed class ConstraintDesignTests
{
    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY, code varchar(10) UNIQUE, at timestamptz UNIQUE);
        CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b));
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, a int, b int, number text, made timestamptz, CONSTRAINT orders_number UNIQUE (number));
        CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint);
        CREATE INDEX lines_order_id ON lines (order_id);
        ALTER TABLE lines ADD CONSTRAINT lines_order FOREIGN KEY (order_id) REFERENCES orders;
        """;

    [Theory]
    [InlineData("CREATE TABLE n (id int, user_id bigint REFERENCES users)", "LS5010")]
    [InlineData("ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID", "LS5010")]
    [InlineData("ALTER TABLE orders ADD COLUMN by_id bigint REFERENCES users", "LS5010")]
    [InlineData("CREATE TABLE n (id int, user_id bigint REFERENCES users); CREATE INDEX i ON n (id, user_id)", "LS5010")]
    [InlineData("CREATE TABLE n (user_id bigint REFERENCES users, a int); CREATE INDEX i ON n (user_id) WHERE a > 0", "LS5010")]
    [InlineData("CREATE TABLE n (user_id bigint REFERENCES users); CREATE INDEX i ON n USING brin (user_id)", "LS5010")]
    [InlineData("DROP INDEX CONCURRENTLY lines_order_id", "LS5010")]
    [InlineData("CREATE TABLE n (id int, user_id bigint REFERENCES users); CREATE INDEX i ON n (user_id, id)", "")]
    [InlineData("CREATE TABLE n (user_id bigint REFERENCES users); CREATE INDEX i ON n (user_id) WHERE user_id IS NOT NULL", "")]
    [InlineData("CREATE TABLE n (user_id bigint PRIMARY KEY REFERENCES users)", "")]
    [InlineData("ALTER TABLE orders ADD FOREIGN KEY (a, b) REFERENCES pairs NOT VALID; CREATE INDEX CONCURRENTLY i ON orders (b, a, id)", "")]
    [InlineData("CREATE TABLE n (user_id bigint REFERENCES users); DROP TABLE n", "")]
    [InlineData("DROP INDEX CONCURRENTLY lines_order_id; CREATE INDEX CONCURRENTLY i ON lines (order_id, id)", "")]
    [InlineData("ALTER TABLE lines DROP CONSTRAINT lines_order; DROP INDEX CONCURRENTLY lines_order_id", "")]
    public void A_foreign_key_has_an_index(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5010", "LS5010"));

    [Fact]
    public void One_script_does_not_show_which_indexes_there_are() =>
        Assert.Empty((new Judge(Schema, "CREATE TABLE n (id int, user_id bigint REFERENCES users)") { Runner = ScriptRunner.StatementByStatement }).Of("LS5010"));

    [Theory]
    [InlineData("CREATE TABLE n (user_id int PRIMARY KEY REFERENCES users)", "LS5011")]
    [InlineData("ALTER TABLE lines ADD COLUMN user_id int UNIQUE REFERENCES users", "LS5011")]
    [InlineData("CREATE TABLE n (at timestamp PRIMARY KEY REFERENCES users (at))", "LS5011")]
    [InlineData("CREATE TABLE n (code text PRIMARY KEY REFERENCES users (code))", "")]
    [InlineData("CREATE TABLE n (code varchar(5) PRIMARY KEY REFERENCES users (code))", "")]
    [InlineData("CREATE TABLE n (a bigint, b int, PRIMARY KEY (a, b), FOREIGN KEY (a, b) REFERENCES pairs)", "")]
    [InlineData("CREATE TABLE n (user_id bigint PRIMARY KEY REFERENCES users)", "")]
    [InlineData("CREATE DOMAIN key AS bigint; CREATE TABLE n (user_id key PRIMARY KEY REFERENCES users)", "")]
    [InlineData("CREATE TABLE n (user_id uuid PRIMARY KEY REFERENCES users)", "")]
    public void A_foreign_key_has_the_type_of_what_it_refers_to(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5011", "LS5011"));

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (made < now()) NOT VALID", "LS5017")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (made::date >= CURRENT_DATE) NOT VALID", "LS5017")]
    [InlineData("CREATE TABLE n (a float CHECK (a < random()))", "LS5017")]
    [InlineData("CREATE TABLE n (a text CHECK (a = current_user))", "LS5017")]
    [InlineData("CREATE TABLE n (a timestamptz, b timestamptz, CHECK (age(a) < interval '1 year'))", "LS5017")]
    [InlineData("CREATE FUNCTION ok(int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN random() > 0; END $$; CREATE TABLE n (a int CHECK (ok(a)))", "LS5017")]
    [InlineData("CREATE FUNCTION ok(int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 > 0 $$; CREATE TABLE n (a int CHECK (ok(a)))", "")]
    [InlineData("CREATE TABLE n (a timestamptz, b timestamptz, CHECK (age(a, b) < interval '1 year'))", "")]
    [InlineData("CREATE TABLE n (a text CHECK (length(a) < 100 AND a <> 'now()'), now int CHECK (now > 0))", "")]
    [InlineData("CREATE TABLE n (a timestamptz DEFAULT now() CHECK (a > '2020-01-01'))", "")]
    public void A_check_says_the_same_at_any_time(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5017", "LS5017"));

    [Theory]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_number", "LS5018")]
    [InlineData("ALTER TABLE pairs DROP CONSTRAINT pairs_pkey", "LS5018")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_number; ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number, id)", "LS5018")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_number, ADD CONSTRAINT orders_number_key UNIQUE (number)", "")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON orders (number); ALTER TABLE orders DROP CONSTRAINT orders_number", "")]
    [InlineData("ALTER TABLE lines DROP CONSTRAINT lines_order", "")]
    [InlineData("ALTER TABLE pairs DROP CONSTRAINT pairs_pkey; DROP TABLE pairs", "")]
    [InlineData("CREATE TABLE n (id int PRIMARY KEY); ALTER TABLE n DROP CONSTRAINT n_pkey", "")]
    [InlineData("ALTER TABLE lines ADD CONSTRAINT u UNIQUE (order_id, id); ALTER TABLE lines DROP CONSTRAINT u", "")]
    public void A_key_is_dropped(string up, string ids) => Assert.Equal(ids, new Judge(Schema, up).Ids("LS5018", "LS5018"));

    [Theory]
    [InlineData("LS5012", "ALTER TABLE orders ADD CHECK (a > 0) NOT VALID", 1)]
    [InlineData("LS5012", "CREATE TABLE n (a int); CREATE INDEX ON n (a)", 1)]
    [InlineData("LS5012", "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID", 0)]
    [InlineData("LS5012", "CREATE TABLE n (a int PRIMARY KEY)", 0)]
    [InlineData("LS5013", "CREATE TABLE n (a bigint REFERENCES users ON DELETE CASCADE)", 1)]
    [InlineData("LS5013", "CREATE TABLE n (a bigint REFERENCES users ON UPDATE CASCADE)", 1)]
    [InlineData("LS5013", "CREATE TABLE n (a bigint REFERENCES users ON DELETE SET NULL)", 0)]
    [InlineData("LS5014", "CREATE TABLE n (a bigint REFERENCES users)", 1)]
    [InlineData("LS5014", "CREATE TABLE n (a bigint REFERENCES users ON DELETE RESTRICT)", 0)]
    [InlineData("LS5015", "CREATE TABLE n (a bigint REFERENCES users)", 1)]
    [InlineData("LS5015", "CREATE TABLE n (a bigint)", 0)]
    [InlineData("LS5016", "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED", 1)]
    [InlineData("LS5016", "ALTER TABLE lines ALTER CONSTRAINT lines_order NOT ENFORCED", 1)]
    [InlineData("LS5016", "ALTER TABLE lines ALTER CONSTRAINT lines_order ENFORCED", 0)]
    [InlineData("LS5016", "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT VALID", 0)]
    public void Rules_that_are_asked_for(string id, string up, int findings)
    {
        var script = new Judge(Schema, up) { Options = RuleOptions.Default with { PostgresVersion = 18 } };
        Assert.Equal(findings, script.Of(id).Count);
        Assert.DoesNotContain(script.Findings, finding => finding.Rule.Id == id);
        Assert.Empty((script with { Up = "", Down = up }).Of(id));
    }

    [Theory]
    [InlineData("LS5010", "ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID", "Foreign key 'f' of 'orders' has no index on (user_id): each DELETE of a row of 'users', and each UPDATE of its key, reads the whole of 'orders' for rows that refer to it; create one concurrently")]
    [InlineData("LS5010", "DROP INDEX CONCURRENTLY lines_order_id", "Foreign key 'lines_order' of 'lines' loses its only index on (order_id): each DELETE of a row of 'orders', and each UPDATE of its key, reads the whole of 'lines' for rows that refer to it; keep it, or create one that begins with these columns")]
    [InlineData("LS5011", "CREATE TABLE n (user_id int PRIMARY KEY REFERENCES users)", "Column 'n.user_id' is int4, but refers to 'users.id', which is int8: values beyond its range can't be referred to; give it the type int8")]
    [InlineData("LS5012", "ALTER TABLE orders ADD CHECK (a > 0) NOT VALID", "A check on 'orders' has no name, so PostgreSQL chooses one, which may differ between databases; name it, so that later migrations can change or drop it")]
    [InlineData("LS5013", "CREATE TABLE n (a bigint CONSTRAINT f REFERENCES users ON DELETE CASCADE)", "Foreign key 'f' of 'n' says ON DELETE CASCADE: one statement on 'users' may change any number of rows here, in one transaction; use NO ACTION, and do it in batches")]
    [InlineData("LS5014", "CREATE TABLE n (a bigint REFERENCES users)", "A foreign key of 'n' leaves ON DELETE at NO ACTION: a DELETE of the row in 'users' fails; say ON DELETE RESTRICT, CASCADE or SET NULL")]
    [InlineData("LS5015", "CREATE TABLE n (a bigint REFERENCES users)", "A foreign key of 'n' ties it to 'users': each write here looks a row up and locks it there; leave it to the application, as this project does")]
    [InlineData("LS5016", "ALTER TABLE orders ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED", "Check 'c' of 'orders' is NOT ENFORCED: nothing keeps rows from breaking it; add it NOT VALID and validate it, if it is to hold")]
    [InlineData("LS5017", "ALTER TABLE orders ADD CONSTRAINT c CHECK (made < now()) NOT VALID", "Check 'c' of 'orders' calls now(), so a row that passes today may not pass tomorrow: then it can't be updated, and a backup with it can't be restored; check it where the row is written, in a trigger or in the application")]
    [InlineData("LS5018", "ALTER TABLE orders DROP CONSTRAINT orders_number", "Unique constraint 'orders_number' of 'orders' is dropped: its index goes with it, so nothing keeps (number) unique any more, ON CONFLICT on it fails, and queries that used the index read the whole table; create what takes its place first")]
    public void Messages_say_what_happens_and_what_to_do(string id, string up, string message) => Assert.Equal(message, new Judge(Schema, up).Message(id));
}
