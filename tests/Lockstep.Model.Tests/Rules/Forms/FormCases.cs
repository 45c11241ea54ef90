namespace Lockstep.Model.Tests.Rules.Forms;

/// <summary>At least one statement for each rule that has a safe form.</summary>
internal static class FormCases
{
    private const string Shop = """
        CREATE TYPE mood AS ENUM ('sad');
        CREATE TABLE users (id bigint PRIMARY KEY, login text NOT NULL DEFAULT 'nobody', age int NOT NULL DEFAULT 0, note text);
        CREATE TABLE orders (id bigint NOT NULL, user_id bigint, number text, total int, doc text, m mood);
        CREATE INDEX orders_user_id ON orders (user_id);
        CREATE TABLE things (id int PRIMARY KEY, a int, b int);
        INSERT INTO users SELECT i, 'u' || i, i, 'n' FROM generate_series(1, 2500) i;
        INSERT INTO orders SELECT i, i, 'A-' || i, i, 'd' FROM generate_series(1, 2500) i;
        INSERT INTO things SELECT i, i, i FROM generate_series(1, 10) i;
        """;

    private const string Parts = """
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        CREATE TABLE events_2025 (id bigint NOT NULL, at date NOT NULL);
        CREATE TABLE kinds (id bigint NOT NULL, kind text) PARTITION BY LIST (kind);
        CREATE TABLE kinds_ab (id bigint NOT NULL, kind text);
        INSERT INTO events SELECT i, '2024-03-01' FROM generate_series(1, 2000) i;
        INSERT INTO events_2025 SELECT i, '2025-03-01' FROM generate_series(1, 2000) i;
        INSERT INTO kinds_ab SELECT i, 'a' FROM generate_series(1, 2000) i;
        """;

    public static IReadOnlyList<FormCase> All { get; } =
    [
        new("LS2001", Shop, "CREATE INDEX orders_number ON orders (number)"),
        new("LS2001", Shop, "CREATE UNIQUE INDEX ON orders (lower(number)) WHERE total > 0"),
        new("LS2002", Shop, "DROP INDEX orders_user_id"),
        new("LS2003", Shop, "REINDEX INDEX orders_user_id"),
        new("LS2003", Shop, "REINDEX TABLE orders"),
        new("LS2003", Parts + "CREATE INDEX events_id ON events (id);", "REINDEX TABLE events") { Since = 14, IsRefused = true },
        new("LS2007", Shop, "CREATE INDEX CONCURRENTLY ON orders (number)"),
        new("LS2009", Shop, "ALTER INDEX orders_user_id SET TABLESPACE pg_default") { Since = 99 },
        new("LS2010", Shop + "ALTER TABLE orders ADD CONSTRAINT u UNIQUE (number);", "DROP INDEX u") { Differs = true, IsRefused = true, Also = "LS5018" },
        new("LS2018", Shop, "SET statement_timeout = '9s'; ALTER TABLE things ADD COLUMN c int; CREATE INDEX CONCURRENTLY i ON orders (number); ALTER TABLE things ADD COLUMN d int"),
        new("LS2020", Shop, "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users") { IsSeen = true },
        new("LS2020", Shop, "ALTER TABLE orders ADD FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE"),
        new("LS2020", Parts + "CREATE TABLE p (id bigint PRIMARY KEY); INSERT INTO p SELECT i FROM generate_series(1, 2000) i;", "ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES p") { Since = 18 },
        new("LS2021", Shop, "ALTER TABLE orders ADD COLUMN u bigint DEFAULT 1 REFERENCES users"),
        new("LS2023", Shop, "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0)") { IsSeen = true },
        new("LS2023", Shop, "ALTER TABLE orders ADD CHECK (total > 0)"),
        new("LS2023", Parts, "ALTER TABLE events ADD CONSTRAINT c CHECK (id > 0)"),
        new("LS2024", Shop, "ALTER TABLE orders ADD COLUMN size int CHECK (size > 0) CONSTRAINT small CHECK (size < 9)") { IsSeen = true },
        new("LS2025", Shop, "ALTER TABLE orders ADD CONSTRAINT orders_number UNIQUE (number)") { IsSeen = true },
        new("LS2025", Shop, "ALTER TABLE orders ADD UNIQUE (number, id) INCLUDE (total) DEFERRABLE INITIALLY DEFERRED"),
        new("LS2025", Shop, "ALTER TABLE orders ADD UNIQUE NULLS NOT DISTINCT (number)") { Since = 15 },
        new("LS2025", Shop, "ALTER TABLE orders ADD COLUMN token text UNIQUE"),
        new("LS2026", Shop, "ALTER TABLE orders ADD PRIMARY KEY (id)") { IsSeen = true },
        new("LS2026", Shop, "ALTER TABLE orders ADD CONSTRAINT pk PRIMARY KEY (number, id)"),
        new("LS2030", Shop, "ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0) NOT VALID; ALTER TABLE orders VALIDATE CONSTRAINT c"),
        new("LS2040", Shop, "ALTER TABLE things ADD COLUMN token uuid DEFAULT gen_random_uuid()") { During = "INSERT INTO things (id) VALUES (99)", Holds = "SELECT count(DISTINCT token) = 11 FROM things" },
        new("LS2040", Shop, "ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid()") { IsSeen = true, Holds = "SELECT count(DISTINCT token) = 2500 FROM users" },
        new("LS2042", Shop, "ALTER TABLE orders ALTER number SET NOT NULL") { IsSeen = true },
        new("LS2042", Shop, "ALTER TABLE orders ADD CONSTRAINT nn NOT NULL number") { Since = 18 },
        new("LS2050", Shop, "ALTER TABLE users ALTER age TYPE bigint")
        {
            IsSeen = true,
            During = "INSERT INTO users (id, login) VALUES (9999, 'new'); UPDATE users SET age = 77 WHERE id = 2",
            Holds = "SELECT count(*) = 2501 AND sum(age) = 2500 * 2501 / 2 + 75 FROM users",
        },
        new("LS2074", "CREATE TABLE t (a int); CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE UNIQUE INDEX ON m (a);", "REFRESH MATERIALIZED VIEW m"),
        new("LS2077", Parts, "ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO (MAXVALUE)") { IsSeen = true },
        new("LS2077", Parts, "ALTER TABLE kinds ATTACH PARTITION kinds_ab FOR VALUES IN ('a', 'b')") { IsSeen = true },
        // PostgreSQL leaves the bounds as a check.
        new("LS2080", Parts, "ALTER TABLE events DETACH PARTITION events_2024") { Since = 14, Differs = true },
        new("LS3001", Shop, "ALTER TABLE users DROP COLUMN note"),
        new("LS3002", Shop, "DROP TABLE things"),
        new("LS3003", Shop, "ALTER TABLE users RENAME COLUMN login TO name")
        {
            During = "INSERT INTO users (id) VALUES (9001); INSERT INTO users (id, name) VALUES (9002, 'by name'); UPDATE users SET login = 'old' WHERE id = 1; UPDATE users SET name = 'new' WHERE id = 2; UPDATE users SET age = 1",
            Holds = "SELECT string_agg(name, ',' ORDER BY id) = 'old,new,u3,nobody,by name' FROM users WHERE id < 4 OR id > 9000",
        },
        new("LS3004", Shop, "ALTER TABLE things RENAME TO items") { During = "INSERT INTO things VALUES (99, 1, 1); UPDATE things SET a = 2 WHERE id = 99", Holds = "SELECT a = 2 FROM items WHERE id = 99" },
        new("LS3014", Shop, "ALTER TABLE users ADD COLUMN extra json DEFAULT '{}'") { Differs = true },
        new("LS4020", Shop, "ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO orders (id, m) VALUES (1, 'happy')") { Differs = true, IsRefused = true },
        new("LS4030", Shop, "UPDATE users SET note = upper(login)") { Holds = "SELECT bool_and(note = upper(login)) FROM users" },
        new("LS4030", "CREATE TABLE t (a int, \"B\" text, c text, PRIMARY KEY (a, \"B\")); INSERT INTO t SELECT i, 'x' || i FROM generate_series(1, 3500) i;", "UPDATE t AS x SET c = x.\"B\" || '$$'") { Holds = "SELECT bool_and(c = \"B\" || '$$') FROM t" },
        new("LS4032", Shop, "UPDATE users SET note = 'x' WHERE age > 100") { Holds = "SELECT count(*) = 2400 FROM users WHERE note = 'x'" },
        new("LS4032", Shop, "DELETE FROM users WHERE age % 2 = 0 OR age = 3") { Holds = "SELECT count(*) = 1249 FROM users" },
        new("LS5010", Shop, "ALTER TABLE orders ADD COLUMN friend bigint REFERENCES users") { Differs = true },
        new("LS5010", Shop, "ALTER TABLE things ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES users NOT VALID") { Differs = true },
    ];
}
