namespace Lockstep.Faults.Support;

/// <summary>Migrations whose ways back have every kind of step; the last one is half applied. Each change of data would be seen if it were done twice.</summary>
internal static class EveryWayBack
{
    /// <summary>The first, which stays; all others are taken back.</summary>
    internal const long Stays = 1;

    /// <summary>Version, Up and Down, as the host's test registry takes them.</summary>
    internal static IReadOnlyDictionary<string, string?[]> Migrations { get; } = new Dictionary<string, string?[]>(StringComparer.Ordinal)
    {
        ["1"] =
        [
            """
            CREATE TABLE account (id int PRIMARY KEY, owner text, balance int NOT NULL, batch int, seen int NOT NULL DEFAULT 0);
            INSERT INTO account SELECT i, 'o' || i % 7, 100 FROM generate_series(1, 40) i;
            CREATE INDEX account_batch ON account (batch);
            CREATE TABLE log (what text);
            CREATE TABLE event (id int, at int) PARTITION BY RANGE (at);
            CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (0) TO (10);
            INSERT INTO event SELECT i, i FROM generate_series(0, 9) i;
            """,
            null,
        ],
        // An index is dropped, and rows are changed behind that.
        ["2"] =
        [
            "CREATE INDEX CONCURRENTLY account_owner ON account (owner)",
            "DROP INDEX CONCURRENTLY account_owner; UPDATE account SET balance = balance * 2; INSERT INTO log VALUES ('2')",
        ],
        // One is built again, with a setting of the session that lasts until the migration's end.
        ["3"] =
        [
            "DROP INDEX CONCURRENTLY account_batch",
            "SET work_mem = '1MB'; CREATE INDEX CONCURRENTLY account_batch ON account (batch); INSERT INTO log VALUES (current_setting('work_mem'))",
        ],
        // Several transactions.
        ["4"] =
        [
            "ALTER TABLE account ADD CONSTRAINT positive CHECK (balance > 0)",
            """
            ALTER TABLE account DROP CONSTRAINT positive;
            INSERT INTO log VALUES ('4');
            -- step
            UPDATE account SET balance = balance + 1;
            -- step
            UPDATE account SET balance = balance * 3;
            """,
        ],
        ["5"] =
        [
            "CREATE TABLE event_new PARTITION OF event FOR VALUES FROM (10) TO (20); INSERT INTO event SELECT i, i FROM generate_series(10, 19) i",
            "ALTER TABLE event DETACH PARTITION event_new CONCURRENTLY; INSERT INTO log SELECT 'event ' || count(*) FROM event; DROP TABLE event_new",
        ],
        ["6"] =
        [
            "CREATE TABLE six ()",
            "REINDEX INDEX CONCURRENTLY account_pkey; UPDATE account SET balance = balance + id; REINDEX TABLE CONCURRENTLY account; DROP TABLE six",
        ],
        ["7"] = ["CREATE TABLE seven ()", "VACUUM account; ANALYZE account; DROP TABLE seven"],
        // A block that commits may be run again after a cut: what it has done already it must see itself.
        ["8"] =
        [
            "ALTER TABLE account ALTER COLUMN batch SET DEFAULT 9",
            """
            ALTER TABLE account ALTER COLUMN batch DROP DEFAULT;
            DO $$ BEGIN FOR n IN 0..3 LOOP UPDATE account SET batch = n, balance = balance + 3 WHERE batch IS NULL AND id % 4 = n; COMMIT; END LOOP; END $$;
            INSERT INTO log SELECT 'batch ' || count(batch) FROM account;
            """,
        ],
        ["9"] = ["COMMENT ON COLUMN account.seen IS 'counts'", "-- backfill batch=9 target=60s\nUPDATE account SET seen = seen + 1;\n-- step\nCOMMENT ON COLUMN account.seen IS NULL"],
        ["10"] =
        [
            "CREATE UNIQUE INDEX CONCURRENTLY account_both ON account (owner, id); ALTER TABLE account ADD CONSTRAINT account_both UNIQUE USING INDEX account_both",
            "ALTER TABLE account DROP CONSTRAINT account_both;\n-- step\nINSERT INTO log VALUES ('10')",
        ],
        ["11"] = ["CREATE VIEW rich AS SELECT id FROM account WHERE balance > 250", "INSERT INTO log SELECT count(*)::text FROM rich; DROP VIEW rich"],
        // Nothing to run.
        ["12"] = ["COMMENT ON TABLE log IS 'words'", ""],
        // Fails at its last step, so that it is taken back from half way.
        ["13"] =
        [
            "CREATE TABLE half (id int); CREATE INDEX CONCURRENTLY half_id ON half (id); ALTER TABLE half ADD COLUMN late int;\n-- step\nALTER TABLE nowhere ADD COLUMN late int",
            "ALTER TABLE half DROP COLUMN late; DROP INDEX CONCURRENTLY half_id; DROP TABLE half",
        ],
    };
}
