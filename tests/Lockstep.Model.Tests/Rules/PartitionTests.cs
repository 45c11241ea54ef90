using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2077 to LS2083, LS2085 and LS2086: partitions that come and go.</summary>
public sealed class PartitionTests
{
    private const string Schema = """
        CREATE TABLE users (id bigint PRIMARY KEY);
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
        CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE events_rest PARTITION OF events DEFAULT;
        CREATE TABLE events_2026 (id bigint NOT NULL, at date NOT NULL);
        CREATE TABLE events_ready (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at), CHECK (at >= '2026-01-01' AND at < '2027-01-01'));
        CREATE TABLE checked (id bigint NOT NULL, at date NOT NULL, CHECK (at >= '2026-01-01' AND at < '2027-01-01'));
        CREATE TABLE plain (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE plain_2024 PARTITION OF plain FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE plain_2025 PARTITION OF plain FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        CREATE TABLE guarded (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE guarded_rest PARTITION OF guarded DEFAULT;
        ALTER TABLE guarded_rest ADD CONSTRAINT guarded_old CHECK (at < '2024-01-01');
        CREATE TABLE visits (id bigint NOT NULL, user_id bigint REFERENCES users, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE visits_2026 (id bigint NOT NULL, user_id bigint, at date NOT NULL CHECK (at >= '2026-01-01' AND at < '2027-01-01'));
        CREATE TABLE visits_keyed (id bigint NOT NULL, user_id bigint REFERENCES users, at date NOT NULL CHECK (at >= '2026-01-01' AND at < '2027-01-01'));
        CREATE TABLE hashed (id int NOT NULL) PARTITION BY HASH (id);
        CREATE TABLE hashed_0 (id int NOT NULL);
        CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users);
        """;

    private const string Bounds = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')";

    [Theory]
    [InlineData("ALTER TABLE plain ATTACH PARTITION events_2026 " + Bounds, "LS2077")]
    [InlineData("ALTER TABLE plain ATTACH PARTITION unknown " + Bounds, "LS2077")]
    [InlineData("ALTER TABLE unknown ATTACH PARTITION events_2026 " + Bounds, "LS2077")]
    [InlineData("ALTER TABLE plain ATTACH PARTITION events_2026 DEFAULT", "LS2077")]
    [InlineData("ALTER TABLE hashed ATTACH PARTITION hashed_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0)", "LS2077")]
    [InlineData("ALTER TABLE visits ATTACH PARTITION visits_2026 " + Bounds, "LS2077")]
    [InlineData("ALTER TABLE visits ATTACH PARTITION visits_keyed " + Bounds, "")]
    [InlineData("ALTER TABLE plain ATTACH PARTITION events_ready " + Bounds, "")]
    [InlineData("ALTER TABLE guarded ATTACH PARTITION events_ready " + Bounds, "")]
    [InlineData("ALTER TABLE events ATTACH PARTITION events_ready " + Bounds, "LS2078")]
    [InlineData("ALTER TABLE events ATTACH PARTITION events_2026 " + Bounds, "LS2077 LS2078 LS2086")]
    [InlineData("ALTER TABLE plain ADD PRIMARY KEY (id, at); ALTER TABLE plain ATTACH PARTITION checked " + Bounds, "LS2086")]
    [InlineData("CREATE INDEX ON ONLY plain (id); ALTER TABLE plain ATTACH PARTITION checked " + Bounds, "LS2086")]
    [InlineData("CREATE TABLE n (id bigint NOT NULL, at date NOT NULL); ALTER TABLE plain ATTACH PARTITION n " + Bounds, "")]
    [InlineData("CREATE TABLE n (id bigint NOT NULL, at date NOT NULL); ALTER TABLE events ATTACH PARTITION n " + Bounds, "LS2078")]
    [InlineData("CREATE TABLE n PARTITION OF events " + Bounds, "LS2078")]
    [InlineData("CREATE TABLE n PARTITION OF guarded " + Bounds, "")]
    [InlineData("CREATE TABLE n PARTITION OF plain " + Bounds, "")]
    [InlineData("CREATE TABLE n PARTITION OF plain DEFAULT", "")]
    [InlineData("CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE d PARTITION OF p DEFAULT; CREATE TABLE n PARTITION OF p FOR VALUES FROM (1) TO (2)", "")]
    public void Partitions_that_come(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE events ATTACH PARTITION events_2026 " + Bounds, "events_2026", "LS2078")]
    [InlineData("ALTER TABLE events ATTACH PARTITION events_2026 " + Bounds, "events_rest", "LS2077 LS2086")]
    [InlineData("CREATE TABLE n PARTITION OF events " + Bounds, "events_rest", "")]
    public void Small_tables_may_be_read(string up, string small, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Options = RuleOptions.Default with { SmallTables = EquatableArray.Of(small) } }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE plain DETACH PARTITION plain_2024", 15, "LS2080")]
    [InlineData("ALTER TABLE unknown DETACH PARTITION plain_2024", 15, "LS2080")]
    [InlineData("ALTER TABLE plain DETACH PARTITION plain_2024", 13, "")]
    [InlineData("ALTER TABLE events DETACH PARTITION events_2024", 15, "")]
    [InlineData("ALTER TABLE plain DETACH PARTITION plain_2024 CONCURRENTLY", 15, "")]
    [InlineData("ALTER TABLE unknown DETACH PARTITION plain_2024 CONCURRENTLY", 15, "")]
    [InlineData("ALTER TABLE plain DETACH PARTITION plain_2024 CONCURRENTLY", 13, "LS2081")]
    [InlineData("ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY", 15, "LS2081")]
    [InlineData("ALTER TABLE events DETACH PARTITION events_rest; ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY", 15, "")]
    [InlineData("CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE n PARTITION OF p FOR VALUES FROM (1) TO (2); ALTER TABLE p DETACH PARTITION n", 15, "")]
    [InlineData("DROP TABLE plain_2024", 15, "")]
    public void Partitions_that_go(string up, int version, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Options = RuleOptions.Default with { PostgresVersion = version } }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("CREATE TABLE n PARTITION OF plain " + Bounds, "LS2079")]
    [InlineData("CREATE TABLE n PARTITION OF unknown " + Bounds, "LS2079")]
    [InlineData("CREATE TABLE n PARTITION OF visits " + Bounds, "LS2079")]
    [InlineData("CREATE TABLE n PARTITION OF events " + Bounds, "LS2078")]
    [InlineData("CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE n PARTITION OF p FOR VALUES FROM (1) TO (2)", "")]
    [InlineData("ALTER TABLE events DETACH PARTITION events_2024", "LS2080")]
    [InlineData("DROP TABLE plain_2024", "LS2082")]
    [InlineData("DROP TABLE visits_2024", "LS2082")]
    [InlineData("DROP TABLE plain_2024, plain", "")]
    [InlineData("DROP TABLE plain", "")]
    [InlineData("DROP TABLE orders", "LS2085")]
    [InlineData("DROP TABLE visits", "LS2085")]
    [InlineData("ALTER TABLE visits ATTACH PARTITION visits_keyed " + Bounds, "LS2085")]
    [InlineData("DROP TABLE events_2026", "")]
    [InlineData("SET lock_timeout = '2s'; CREATE TABLE n PARTITION OF plain " + Bounds + "; DROP TABLE plain_2024, orders; ALTER TABLE events DETACH PARTITION events_2024", "")]
    public void Without_a_limit_on_waiting(string up, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Runner = ScriptRunner.StatementByStatement }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE plain ADD COLUMN c int", 1)]
    [InlineData("ALTER TABLE ONLY plain ALTER id SET DEFAULT 1", 0)]
    [InlineData("ALTER TABLE visits ADD COLUMN c int", 0)]
    [InlineData("ALTER TABLE orders ADD COLUMN c int", 0)]
    [InlineData("ALTER TABLE plain DETACH PARTITION plain_2024 CONCURRENTLY", 0)]
    public void A_change_of_all_partitions_is_reported_on_demand(string up, int count) => Assert.Equal(count, Judge(up).Of("LS2083").Count);

    [Theory]
    [InlineData("LS2077", "ALTER TABLE plain ATTACH PARTITION events_2026 " + Bounds, "Table 'events_2026' becomes a partition of 'plain': it is read whole to see that its rows are within the bounds, while reads and writes of it wait (ACCESS EXCLUSIVE) and 'plain' can't be vacuumed or changed; first add a CHECK to it that says the same as the bounds, NOT VALID, and VALIDATE it in a transaction of its own")]
    [InlineData("LS2077", "ALTER TABLE visits ATTACH PARTITION visits_2026 " + Bounds, "Table 'visits_2026' becomes a partition of 'visits': it is read whole to check foreign keys for its rows, while reads and writes of it wait (ACCESS EXCLUSIVE) and 'visits' can't be vacuumed or changed; first give it the same foreign keys, NOT VALID, and VALIDATE them in a transaction of their own")]
    [InlineData("LS2077", "ALTER TABLE hashed ATTACH PARTITION hashed_0 FOR VALUES WITH (MODULUS 2, REMAINDER 0)", "Table 'hashed_0' becomes a partition of 'hashed': it is read whole to see that its rows are within the bounds, while reads and writes of it wait (ACCESS EXCLUSIVE) and 'hashed' can't be vacuumed or changed; attach it empty, and fill it afterwards")]
    [InlineData("LS2078", "CREATE TABLE n PARTITION OF events " + Bounds, "'events_rest', the default partition of 'events', is read whole to see that it has no rows for 'n', while reads and writes of it wait (ACCESS EXCLUSIVE); first add a CHECK to 'events_rest' that excludes the new bounds, NOT VALID, and VALIDATE it in a transaction of its own")]
    [InlineData("LS2080", "ALTER TABLE plain DETACH PARTITION plain_2024", "Partition 'plain_2024' is detached from 'plain' under ACCESS EXCLUSIVE on both: everybody who reads or writes any partition waits for it, and it waits for all of them; detach it CONCURRENTLY, in a statement of its own outside a transaction")]
    [InlineData("LS2081", "ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY", "PostgreSQL refuses to detach 'events_2024' from 'events' concurrently: there is a default partition, 'events_rest' (error 55000); detach it without CONCURRENTLY, which waits for all who use 'events', so with a lock_timeout")]
    [InlineData("LS2083", "ALTER TABLE plain ADD COLUMN c int", "The change of 'plain' takes ACCESS EXCLUSIVE on its 2 partitions too, and gets it only when no transaction uses any of them; choose a quiet time")]
    [InlineData("LS2086", "ALTER TABLE events ATTACH PARTITION events_2026 " + Bounds, "Table 'events_2026' becomes a partition of 'events' and lacks what corresponds to index 'events_pkey': it is built while reads and writes of 'events_2026' wait (ACCESS EXCLUSIVE); create it concurrently first, and attaching takes it over")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, Judge(up).Message(id));

    [Theory]
    [InlineData("LS2079", "CREATE TABLE n PARTITION OF plain " + Bounds, "Creating partition 'n' takes ACCESS EXCLUSIVE on 'plain', with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; create the table apart and ATTACH it, which takes only SHARE UPDATE EXCLUSIVE there, or set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2080", "ALTER TABLE events DETACH PARTITION events_2024", "Partition 'events_2024' is detached from 'events' under ACCESS EXCLUSIVE on both: everybody who reads or writes any partition waits for it, and it waits for all of them; set lock_timeout first, and try again if it runs out")]
    [InlineData("LS2082", "DROP TABLE plain_2024", "Dropping partition 'plain_2024' takes ACCESS EXCLUSIVE on 'plain' too, with no lock_timeout: while it waits for a running query on any partition, all reads and writes queue behind it; DETACH it CONCURRENTLY first, or set lock_timeout")]
    [InlineData("LS2085", "DROP TABLE orders", "Dropping 'orders' takes ACCESS EXCLUSIVE on 'users' too, which a foreign key connects with it, with no lock_timeout: while it waits for a running query there, all reads and writes queue behind it; set lock_timeout first, and try again if it runs out")]
    public void Messages_without_a_limit_on_waiting(string id, string up, string message) =>
        Assert.Equal(message, (Judge(up) with { Runner = ScriptRunner.StatementByStatement }).Message(id));

    private static Judge Judge(string up) => new(Schema, up);

    private static string Ids(string up) => Judge(up).Ids("LS2040", "LS2099");
}
