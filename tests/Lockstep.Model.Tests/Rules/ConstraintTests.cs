using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2020 to LS2037: how constraints are added and dropped.</summary>
public sealed class ConstraintTests
{
    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY, boss bigint, email text, age int NOT NULL, spare bigint);
        CREATE UNIQUE INDEX users_email ON users (email);
        CREATE UNIQUE INDEX users_age ON users (age);
        CREATE TABLE orders (id bigint, user_id bigint, total int, during tstzrange);
        CREATE INDEX orders_user_id ON orders (user_id);
        ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users;
        CREATE UNIQUE INDEX orders_id ON orders (id);
        CREATE TABLE small (id int NOT NULL, user_id bigint);
        CREATE TABLE events (id bigint NOT NULL, user_id bigint, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE TABLE animals (age int);
        CREATE TABLE dogs () INHERITS (animals);
        CREATE TABLE checked (a int, CONSTRAINT checked_a CHECK (a > 0) NOT VALID);
        """;

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users", "LS2020")]
    [InlineData("ALTER TABLE unknown ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users", "LS2020")]
    [InlineData("ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users", "LS2020")]
    [InlineData("ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users", "LS2020")]
    [InlineData("ALTER TABLE orders ADD COLUMN n int, ADD FOREIGN KEY (user_id) REFERENCES users", "LS2020")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users NOT VALID", "")]
    [InlineData("ALTER TABLE small ADD FOREIGN KEY (user_id) REFERENCES users", "")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY, user_id bigint); ALTER TABLE n ADD FOREIGN KEY (user_id) REFERENCES users; CREATE INDEX i ON n (user_id)", "")]
    [InlineData("ALTER TABLE orders ADD COLUMN boss bigint DEFAULT 1 REFERENCES users", "LS2021")]
    [InlineData("ALTER TABLE orders ADD COLUMN boss bigint DEFAULT 1 CONSTRAINT c REFERENCES users DEFERRABLE", "LS2021")]
    [InlineData("ALTER TABLE orders ADD COLUMN boss bigint REFERENCES users", "")]
    [InlineData("ALTER TABLE small ADD COLUMN boss bigint DEFAULT 1 REFERENCES users", "")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0)", "LS2023")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0), ADD CHECK (id > 0)", "LS2023 LS2023")]
    [InlineData("ALTER TABLE unknown ADD CHECK (total > 0)", "LS2023")]
    [InlineData("ALTER TABLE animals ADD CHECK (age > 0)", "LS2023")]
    [InlineData("ALTER TABLE events ADD CHECK (id > 0)", "LS2023")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0) NOT VALID", "")]
    [InlineData("ALTER TABLE small ADD CHECK (id > 0)", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD CHECK (a > 0)", "")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int CHECK (c > 0)", "LS2024")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int CONSTRAINT x CHECK (c > 0)", "LS2024")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c int CHECK (c > 0)", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD COLUMN c int CHECK (c > 0)", "")]
    public void Rows_are_checked_under_a_lock(string up, string ids) =>
        Assert.Equal(ids, Script("SET lock_timeout = '2s'; " + up).Ids("LS2020", "LS2024"));

    [Theory]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT u UNIQUE (total)", "LS2025")]
    [InlineData("ALTER TABLE unknown ADD UNIQUE (total)", "LS2025")]
    [InlineData("ALTER TABLE orders ADD UNIQUE (total) DEFERRABLE", "LS2025")]
    [InlineData("ALTER TABLE orders ADD COLUMN c int UNIQUE", "LS2025")]
    [InlineData("ALTER TABLE events ADD UNIQUE (id, at)", "LS2025")]
    [InlineData("ALTER TABLE ONLY events ADD UNIQUE (id, at)", "")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX users_email", "")]
    [InlineData("ALTER TABLE small ADD UNIQUE (id)", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD UNIQUE (a)", "")]
    [InlineData("ALTER TABLE orders ADD PRIMARY KEY (id)", "LS2026")]
    [InlineData("ALTER TABLE unknown ADD PRIMARY KEY (id)", "LS2026")]
    [InlineData("ALTER TABLE ONLY events ADD PRIMARY KEY (id, at)", "")]
    [InlineData("ALTER TABLE small ADD PRIMARY KEY (id)", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD PRIMARY KEY (a)", "")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_id", "LS2027")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (id IS NOT NULL); ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_id", "")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT users_pkey; ALTER TABLE users ADD PRIMARY KEY USING INDEX users_age", "")]
    [InlineData("ALTER TABLE unknown ADD PRIMARY KEY USING INDEX i", "")]
    [InlineData("ALTER TABLE orders ADD EXCLUDE USING gist (during WITH &&)", "LS2028")]
    [InlineData("CREATE TABLE n (during tstzrange); ALTER TABLE n ADD EXCLUDE USING gist (during WITH &&)", "")]
    public void Indexes_of_constraints_are_built_under_a_lock(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2025", "LS2028"));

    [Theory]
    [InlineData("BEGIN; ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c; COMMIT", "LS2030")]
    [InlineData("BEGIN; ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c; COMMIT", "LS2030")]
    [InlineData("BEGIN; ALTER TABLE checked ADD COLUMN b int; ALTER TABLE checked VALIDATE CONSTRAINT checked_a; COMMIT", "LS2030")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID, VALIDATE CONSTRAINT c", "LS2030")]
    [InlineData("BEGIN; ALTER TABLE unknown ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE unknown VALIDATE CONSTRAINT c; COMMIT", "LS2030")]
    [InlineData("ALTER TABLE unknown VALIDATE CONSTRAINT c", "")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c", "")]
    [InlineData("BEGIN; ALTER TABLE orders ADD COLUMN b int; ALTER TABLE checked VALIDATE CONSTRAINT checked_a; COMMIT", "")]
    [InlineData("BEGIN; ALTER TABLE checked VALIDATE CONSTRAINT checked_a; ALTER TABLE checked ADD COLUMN b int; COMMIT", "")]
    [InlineData("BEGIN; ALTER TABLE small ADD CONSTRAINT c CHECK (id > 0) NOT VALID; ALTER TABLE small VALIDATE CONSTRAINT c; COMMIT", "")]
    [InlineData("BEGIN; CREATE TABLE n (a int); ALTER TABLE n ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE n VALIDATE CONSTRAINT c; COMMIT", "")]
    public void A_constraint_is_validated_under_a_lock(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2030", "LS2030"));

    [Fact]
    public void Lockstep_puts_statements_in_a_row_into_one_transaction() => Assert.Equal(
        "LS2030",
        (Script("ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c") with { Runner = ScriptRunner.Lockstep }).Ids("LS2020", "LS2037"));

    [Theory]
    [InlineData("CREATE TABLE n (id bigint, user_id bigint REFERENCES users)", "LS2022")]
    [InlineData("CREATE TABLE n (id bigint, user_id bigint, FOREIGN KEY (user_id) REFERENCES unknown)", "LS2022")]
    [InlineData("ALTER TABLE orders ADD COLUMN boss bigint REFERENCES users", "LS2022")]
    [InlineData("CREATE TABLE n (id bigint, user_id bigint); ALTER TABLE n ADD FOREIGN KEY (user_id) REFERENCES users", "LS2022")]
    [InlineData("ALTER TABLE orders DROP CONSTRAINT orders_user", "LS2022")]
    [InlineData("CREATE TABLE n (id bigint PRIMARY KEY, up bigint REFERENCES n)", "")]
    [InlineData("CREATE TABLE m (id bigint PRIMARY KEY); CREATE TABLE n (id bigint PRIMARY KEY, m_id bigint REFERENCES m)", "")]
    [InlineData("CREATE TEMP TABLE n (id bigint)", "")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users NOT VALID", "")]
    [InlineData("ALTER TABLE checked DROP CONSTRAINT checked_a", "")]
    [InlineData("SET lock_timeout = '2s'; CREATE TABLE n (id bigint, user_id bigint REFERENCES users)", "")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE orders DROP CONSTRAINT orders_user", "")]
    public void The_referenced_table_is_locked_too(string up, string ids) => Assert.Equal(ids, Script(up).Ids("LS2022", "LS2022"));

    [Fact]
    public void Lockstep_sets_lock_timeout_and_tries_again() =>
        Assert.Empty((Script("ALTER TABLE orders DROP CONSTRAINT orders_user") with { Runner = ScriptRunner.Lockstep }).Findings);

    [Theory]
    [InlineData("ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID", 17, "LS2032")]
    [InlineData("ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID", 18, "")]
    [InlineData("ALTER TABLE events_2026 ADD FOREIGN KEY (user_id) REFERENCES users NOT VALID", 17, "")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED", 17, "LS2036")]
    [InlineData("ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED", 18, "")]
    [InlineData("ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES users NOT ENFORCED", 18, "")]
    [InlineData("ALTER TABLE orders ALTER CONSTRAINT orders_user NOT ENFORCED", 17, "LS2036")]
    [InlineData("ALTER TABLE orders ALTER CONSTRAINT orders_user DEFERRABLE", 17, "")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn NOT NULL total NOT VALID", 17, "LS2036")]
    [InlineData("ALTER TABLE orders ADD CONSTRAINT nn NOT NULL total NOT VALID", 18, "")]
    [InlineData("CREATE TABLE n (a int CONSTRAINT nn NOT NULL)", 15, "")]
    [InlineData("CREATE TABLE n (a int, b int, UNIQUE NULLS NOT DISTINCT (a))", 14, "LS2036")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON orders (total) NULLS NOT DISTINCT", 14, "LS2036")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY i ON orders (total) NULLS NOT DISTINCT", 15, "")]
    [InlineData("CREATE TABLE n (a int4range, during tstzrange, PRIMARY KEY (a, during WITHOUT OVERLAPS))", 17, "LS2036")]
    [InlineData("CREATE TABLE n (a int4range, during tstzrange, PRIMARY KEY (a, during WITHOUT OVERLAPS))", 18, "")]
    [InlineData("ALTER TABLE orders ADD UNIQUE (id, during WITHOUT OVERLAPS)", 18, "LS2028")]
    public void Versions_differ(string up, int version, string ids) =>
        Assert.Equal(ids, (Script(up) with { Options = RuleOptions.Default with { PostgresVersion = version } }).Ids("LS2023", "LS2037"));

    [Theory]
    [InlineData("LS2020", "ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users", "Foreign key 'c' of 'orders' is checked for all rows while it is added: writes to 'orders' and 'users' wait (SHARE ROW EXCLUSIVE lock) until that is done; add it NOT VALID, and validate it in a transaction of its own")]
    [InlineData("LS2020", "ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users", "A foreign key of 'events' is checked for all rows while it is added: writes to 'events' and 'users' wait (SHARE ROW EXCLUSIVE lock) until that is done; add the same key NOT VALID to each partition and validate it there, then add it to 'events', which takes the partitions' keys over without looking up a row")]
    [InlineData("LS2021", "ALTER TABLE orders ADD COLUMN boss bigint DEFAULT 1 REFERENCES users", "Column 'orders.boss' has a default and REFERENCES 'users', so the default is looked up for every row: reads of and writes to 'orders' (ACCESS EXCLUSIVE lock), and writes to 'users', wait until that is done; add the column without REFERENCES, then the foreign key NOT VALID, and validate it in a transaction of its own")]
    [InlineData("LS2022", "CREATE TABLE n (id bigint, user_id bigint REFERENCES users, order_id bigint REFERENCES unknown)", "CREATE TABLE 'n' also takes SHARE ROW EXCLUSIVE on 'users' and 'unknown': it waits for every transaction that writes to one of them, and all writes that come after it wait behind it; set lock_timeout before it, and try again when it gives up")]
    [InlineData("LS2022", "ALTER TABLE orders DROP CONSTRAINT orders_user", "Dropping constraint 'orders_user' of 'orders' also takes ACCESS EXCLUSIVE on 'users': it waits for every transaction that uses it, and all reads and writes that come after it wait behind it; set lock_timeout before it, and try again when it gives up")]
    [InlineData("LS2023", "ALTER TABLE orders ADD CHECK (total > 0)", "A check of 'orders' is tried on all rows while it is added: reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock) until that is done; add it NOT VALID, and validate it in a transaction of its own")]
    [InlineData("LS2024", "ALTER TABLE orders ADD COLUMN c int CHECK (c > 0)", "Column 'orders.c' is added with a check, which PostgreSQL tries on all rows although they all hold the same: reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock) until that is done; add the column without it, then the check NOT VALID, and validate it in a transaction of its own")]
    [InlineData("LS2025", "ALTER TABLE orders ADD CONSTRAINT u UNIQUE (total)", "Unique constraint 'u' of 'orders' builds its index while reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock); create a unique index concurrently, then add the constraint USING INDEX")]
    [InlineData("LS2025", "ALTER TABLE orders ADD COLUMN c int UNIQUE", "UNIQUE on new column 'c' of 'orders' builds its index while reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock); add the column without it, create a unique index concurrently, then add the constraint USING INDEX")]
    [InlineData("LS2025", "ALTER TABLE events ADD UNIQUE (id, at)", "A unique constraint of 'events' builds its index while reads of and writes to 'events' wait (ACCESS EXCLUSIVE lock); PostgreSQL can't take over an index for a partitioned table: add it to ONLY 'events', to each partition USING INDEX of a unique index that is created concurrently, and attach the partitions' indexes (ALTER INDEX … ATTACH PARTITION)")]
    [InlineData("LS2026", "ALTER TABLE orders ADD PRIMARY KEY (id)", "A primary key of 'orders' builds its index and looks for nulls in (id) while reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock); add CHECK (id IS NOT NULL) NOT VALID, and validate it in a transaction of its own, create a unique index concurrently, then add the key USING INDEX")]
    [InlineData("LS2027", "ALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX orders_id", "Primary key 'orders_pkey' of 'orders' uses an index that is there, but reads the whole table for nulls in (id) while reads of and writes to it wait (ACCESS EXCLUSIVE lock); add CHECK (id IS NOT NULL) NOT VALID, and validate it in a transaction of its own, then add the key")]
    [InlineData("LS2028", "ALTER TABLE orders ADD EXCLUDE USING gist (during WITH &&)", "An exclusion constraint of 'orders' builds its index and compares all rows while reads of and writes to 'orders' wait (ACCESS EXCLUSIVE lock); PostgreSQL has neither NOT VALID nor USING INDEX for it: add it while nobody works with the table, or to a new table into which the rows are copied")]
    [InlineData("LS2030", "BEGIN; ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (id) REFERENCES users NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c; COMMIT", "'c' of 'orders' is validated in the transaction that holds SHARE ROW EXCLUSIVE on 'orders' already: writes to 'orders' wait until every row is read; validate it in a transaction of its own")]
    [InlineData("LS2032", "ALTER TABLE events ADD CONSTRAINT c FOREIGN KEY (user_id) REFERENCES users NOT VALID", "PostgreSQL 15 refuses foreign key 'c' of 'events' NOT VALID, because 'events' is partitioned (possible since 18); add the same key NOT VALID to each partition and validate it there, then add it to 'events', which takes the partitions' keys over without looking up a row")]
    [InlineData("LS2036", "ALTER TABLE orders ADD CHECK (total > 0) NOT ENFORCED", "PostgreSQL 15 does not know NOT ENFORCED, which came with 18; take it out, or set lockstep_postgres_version if all servers are newer")]
    public void Messages_say_what_happens_and_what_to_do(string id, string up, string message) => Assert.Equal(message, Script(up).Message(id));

    [Fact]
    public void Since_18_NOT_NULL_itself_can_be_validated_later() => Assert.EndsWith(
        "add NOT NULL for (id) as a constraint NOT VALID, and validate it in a later migration, then add the key",
        (Script("ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_id") with { Runner = ScriptRunner.Lockstep, Options = RuleOptions.Default with { PostgresVersion = 18 } }).Message("LS2027"),
        StringComparison.Ordinal);

    private static Judge Script(string up) => new(Schema, up)
    {
        Runner = ScriptRunner.StatementByStatement,
        Options = RuleOptions.Default with { SmallTables = EquatableArray.Of("small") },
    };
}
