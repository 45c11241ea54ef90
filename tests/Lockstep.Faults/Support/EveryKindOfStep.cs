namespace Lockstep.Faults.Support;

/// <summary>Ten migrations with every kind of step. Each change of data would be seen if it were done twice.</summary>
internal static class EveryKindOfStep
{
    /// <summary>Version, Up and Down, as the host's test registry takes them.</summary>
    internal static IReadOnlyDictionary<string, string?[]> Migrations { get; } = new Dictionary<string, string?[]>(StringComparer.Ordinal)
    {
        ["1"] =
        [
            """
            CREATE TABLE account (id int PRIMARY KEY, owner text, balance int NOT NULL, batch int);
            INSERT INTO account SELECT i, 'o' || i % 7, 100 FROM generate_series(1, 40) i;
            CREATE TABLE log (what text);
            CREATE TYPE mood AS ENUM ('glad');
            -- step
            UPDATE account SET balance = balance + 1;
            INSERT INTO log VALUES ('1');
            """,
            null,
        ],
        ["2"] = ["SET work_mem = '1MB'; CREATE INDEX CONCURRENTLY account_owner ON account (owner); UPDATE account SET balance = balance * 2; INSERT INTO log VALUES (current_setting('work_mem'))", null],
        ["3"] =
        [
            """
            ALTER TYPE mood ADD VALUE 'sad';
            ALTER TABLE account ADD CONSTRAINT positive CHECK (balance > 0) NOT VALID;
            -- step
            ALTER TABLE account VALIDATE CONSTRAINT positive;
            """,
            null,
        ],
        ["4"] = ["CREATE UNIQUE INDEX CONCURRENTLY account_both ON account (owner, id); ALTER TABLE account ADD CONSTRAINT account_both UNIQUE USING INDEX account_both", null],
        ["5"] =
        [
            """
            CREATE TABLE event (id int, at int) PARTITION BY RANGE (at);
            CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (0) TO (10);
            CREATE TABLE event_new PARTITION OF event FOR VALUES FROM (10) TO (20);
            INSERT INTO event SELECT i, i FROM generate_series(0, 19) i;
            ALTER TABLE event DETACH PARTITION event_old CONCURRENTLY;
            INSERT INTO log SELECT 'event ' || count(*) FROM event;
            UPDATE event_old SET id = id + 1;
            """,
            null,
        ],
        ["6"] = ["REINDEX INDEX CONCURRENTLY account_owner; UPDATE account SET balance = balance + id; REINDEX TABLE CONCURRENTLY account", null],
        ["7"] = ["VACUUM account; ANALYZE account", null],
        // A block that commits may be run again after a cut: what it has done already it must see itself.
        ["8"] = ["DO $$ BEGIN FOR n IN 0..3 LOOP UPDATE account SET batch = n, balance = balance + 3 WHERE batch IS NULL AND id % 4 = n; COMMIT; END LOOP; END $$; INSERT INTO log SELECT 'batch ' || count(batch) FROM account", null],
        ["9"] = ["DROP INDEX CONCURRENTLY account_owner; INSERT INTO log VALUES ('9')", null],
        ["10"] = ["INSERT INTO account SELECT id + 1000, owner, balance, batch FROM account; CREATE VIEW rich AS SELECT id FROM account WHERE balance > 250; INSERT INTO log SELECT count(*)::text FROM rich", null],
    };
}
