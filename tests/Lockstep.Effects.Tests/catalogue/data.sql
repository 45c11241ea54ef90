--- Reading and writing rows.

SELECT * FROM users;

SELECT * FROM users WHERE id = 1;

SELECT count(*) FROM events;

SELECT count(*) FROM events WHERE at = '2024-06-01';

SELECT count(*) FROM animals;

SELECT count(*) FROM ONLY animals;

SELECT count(*) FROM viewed_joined;

SELECT count(*) FROM viewed_kept;

SELECT * FROM bare FOR UPDATE;

SELECT * FROM bare FOR NO KEY UPDATE;

SELECT * FROM bare FOR SHARE;

SELECT * FROM bare FOR KEY SHARE SKIP LOCKED;

SELECT * FROM parent p JOIN child c ON c.parent_id = p.id WHERE p.other >= 0 FOR UPDATE OF c;

SELECT * FROM events FOR UPDATE;

SELECT * FROM viewed_simple FOR UPDATE;

SELECT f_volatile();

EXPLAIN SELECT * FROM bare;

EXPLAIN ANALYZE SELECT * FROM bare;

-- rules I6
INSERT INTO bare VALUES (1, 'b', 'c');

INSERT INTO users (login) VALUES ('new');

-- rules I5
INSERT INTO users (id, login) VALUES (100000, 'new');

INSERT INTO serials (a) VALUES (1);

INSERT INTO child (id, parent_id) VALUES (100000, 1);

INSERT INTO bare SELECT id, login, state FROM users;

INSERT INTO users (login) VALUES ('u1') ON CONFLICT DO NOTHING;

INSERT INTO users (login) VALUES ('u1') ON CONFLICT (login) DO UPDATE SET age = 1;

INSERT INTO events VALUES (100000, '2024-06-01', 'eu', 'n');

INSERT INTO events VALUES (100000, '1999-06-01', 'eu', 'n');

INSERT INTO viewed_simple (id, a, b) VALUES (100000, 1, 'b');

INSERT INTO ledger_lines VALUES (1, 1, '2024-06-01');

-- fails
INSERT INTO child (id, parent_id) VALUES (100000, 100000);

-- rules I1
UPDATE bare SET b = 'x';

-- rules I1
UPDATE bare SET b = 'x' WHERE true;

-- rules I2
UPDATE bare SET b = 'x' WHERE a < 10;

-- rules I2
UPDATE users SET age = 1 WHERE id = 1;

-- rules I2
UPDATE users SET age = parent.other FROM parent WHERE parent.code = users.login;

UPDATE parent SET other = 1;

UPDATE parent SET id = 100000 WHERE id = 200 AND false;

UPDATE child SET note = 'x';

UPDATE child SET parent_id = 2 WHERE id = 1;

UPDATE events SET note = 'x';

UPDATE events SET note = 'x' WHERE at = '2024-06-01';

UPDATE animals SET age = 1;

UPDATE ONLY animals SET age = 1;

UPDATE viewed_simple SET b = 'x';

UPDATE watched SET a = 1;

UPDATE secured SET a = 1;

UPDATE published SET a = 1;

WITH moved AS (DELETE FROM bare RETURNING *) INSERT INTO users (login) SELECT 'm' || a FROM moved;

-- rules I1
DELETE FROM bare;

DELETE FROM bare WHERE a = 1;

DELETE FROM users WHERE id = 1;

DELETE FROM parent WHERE id = 1;

DELETE FROM child WHERE note = 'n';

DELETE FROM node WHERE id = 1;

DELETE FROM events;

DELETE FROM animals;

DELETE FROM bare USING users WHERE users.age = bare.a;

MERGE INTO bare USING users ON users.id = bare.a WHEN MATCHED THEN UPDATE SET b = 'x';

MERGE INTO bare USING (VALUES (1)) AS v (a) ON v.a = bare.a WHEN NOT MATCHED THEN INSERT VALUES (1, 'b', 'c');

MERGE INTO bare USING users ON users.id = bare.a WHEN MATCHED THEN DELETE;

MERGE INTO users USING bare ON users.age = bare.a WHEN MATCHED THEN DO NOTHING;

MERGE INTO events USING users ON users.id = events.id AND events.at = '2024-06-01' WHEN MATCHED THEN UPDATE SET note = 'm';

-- rules G11 M27
COPY bare (a) FROM PROGRAM 'echo 1';

-- rules G11
COPY bare (a) FROM '/dev/null';

-- rules G11
COPY bare TO '/dev/null';

-- rules G11
COPY (SELECT * FROM users) TO '/dev/null';

-- rules G11
COPY child (id, parent_id) FROM PROGRAM 'echo 100000,1' WITH (FORMAT csv);

-- rules G11
COPY events FROM '/dev/null';

-- rules G11
-- before: TRUNCATE bare
COPY bare (a) FROM PROGRAM 'echo 1' WITH (FREEZE);

VALUES (1);

SHOW lock_timeout;

PREPARE one AS SELECT * FROM bare;

DECLARE rows CURSOR FOR SELECT * FROM bare;

-- before: CREATE TABLE fresh (a int)
INSERT INTO fresh SELECT i FROM generate_series(1, 10) i;

SELECT lo_create(0);

NOTIFY changed;

SAVEPOINT here;

SET CONSTRAINTS ALL DEFERRED;

--- What an index finds, and what it does not.

SELECT * FROM parent WHERE id = 1 OR code = 'c1';

SELECT * FROM users WHERE id = 1 OR state = 'x';

SELECT max(id) FROM users;

SELECT * FROM child c JOIN parent p ON p.id = c.parent_id WHERE c.id = 7;

SELECT * FROM child c JOIN parent p USING (id) WHERE c.id = 7;

SELECT c.note, (SELECT p.other FROM parent p WHERE p.id = c.parent_id) FROM child c WHERE c.id = 7;

SELECT * FROM child WHERE ctid = '(0,1)';

UPDATE child SET note = 'x' WHERE 1 = 0;

UPDATE child SET parent_id = NULL WHERE id = 1;

-- rules I5
INSERT INTO users (login) VALUES ('u1') ON CONFLICT ON CONSTRAINT users_login_key DO NOTHING;

WITH RECURSIVE up AS (SELECT id FROM node WHERE id = 1 UNION SELECT n.id FROM node n JOIN up ON n.free = up.id) SELECT * FROM up;

SELECT a FROM bare EXCEPT SELECT a FROM checked;

--- Partitions that are left out, and those that a row goes to.

SELECT * FROM ONLY events;

SELECT count(*) FROM deep WHERE at = '2024-06-01' AND kind = 'a';

SELECT count(*) FROM deep WHERE at < '2024-03-01' AND kind <> 'a';

SELECT count(*) FROM metrics WHERE region IN ('eu', 'mars');

SELECT count(*) FROM events WHERE at >= '2025-01-01' AND at < '2025-07-01';

SELECT count(*) FROM hashed WHERE id = 5;

SELECT count(*) FROM hashed WHERE id = -5;

INSERT INTO hashed VALUES (5, 1), (7, 1);

-- setup: CREATE TABLE slots (y int, m int, n int) PARTITION BY RANGE (y, m)
-- setup: CREATE TABLE slots_a PARTITION OF slots FOR VALUES FROM (2024, 1) TO (2024, 7)
-- setup: CREATE TABLE slots_b PARTITION OF slots FOR VALUES FROM (2024, 7) TO (2025, 1)
-- setup: CREATE TABLE slots_rest PARTITION OF slots DEFAULT
SELECT count(*) FROM slots WHERE y = 2024 AND m = 3;

-- setup: CREATE TABLE slots (y int, m int, n int) PARTITION BY RANGE (y, m)
-- setup: CREATE TABLE slots_a PARTITION OF slots FOR VALUES FROM (2024, 1) TO (2024, 7)
-- setup: CREATE TABLE slots_b PARTITION OF slots FOR VALUES FROM (2024, 7) TO (2025, 1)
-- setup: CREATE TABLE slots_rest PARTITION OF slots DEFAULT
SELECT count(*) FROM slots WHERE y > 2024;

-- setup: CREATE TABLE listed (k text) PARTITION BY LIST (k)
-- setup: CREATE TABLE listed_none PARTITION OF listed FOR VALUES IN (NULL)
-- setup: CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('a', 'b')
-- setup: CREATE TABLE listed_rest PARTITION OF listed DEFAULT
SELECT count(*) FROM listed WHERE k IS NULL;

-- setup: CREATE TABLE listed (k text) PARTITION BY LIST (k)
-- setup: CREATE TABLE listed_none PARTITION OF listed FOR VALUES IN (NULL)
-- setup: CREATE TABLE listed_a PARTITION OF listed FOR VALUES IN ('a', 'b')
-- setup: CREATE TABLE listed_rest PARTITION OF listed DEFAULT
INSERT INTO listed VALUES (NULL), ('b');

-- setup: CREATE TABLE spread (t text, u uuid, d date, n bigint, s timestamptz) PARTITION BY HASH (t, u, d, n, s)
-- setup: CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 0)
-- setup: CREATE TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 1)
-- setup: CREATE TABLE spread_2 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 2)
-- setup: CREATE TABLE spread_3 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 3)
INSERT INTO spread VALUES ('as long as it takes', '12345678-9abc-def0-1234-56789abcdef0', '2024-02-29', -5000000000, '2024-02-29 12:34:56+00');

-- setup: CREATE TABLE spread (t text) PARTITION BY HASH (t)
-- setup: CREATE TABLE spread_0 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 0)
-- setup: CREATE TABLE spread_1 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 1)
-- setup: CREATE TABLE spread_2 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 2)
-- setup: CREATE TABLE spread_3 PARTITION OF spread FOR VALUES WITH (MODULUS 4, REMAINDER 3)
SELECT * FROM spread WHERE t = 'zwölf Bytes';

-- setup: CREATE TABLE later (parent_id bigint REFERENCES parent DEFERRABLE INITIALLY DEFERRED)
INSERT INTO later VALUES (1);

--- Code that runs: functions, triggers, rules.

-- setup: CREATE FUNCTION bare_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM bare'
SELECT bare_count();

-- setup: CREATE FUNCTION next_count() RETURNS bigint LANGUAGE sql AS $$ SELECT nextval('counter') $$
-- setup: CREATE TABLE counted (id bigint DEFAULT next_count(), a int)
INSERT INTO counted (a) VALUES (1);

-- setup: CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO empty VALUES (NEW.a, 1); RETURN NEW; END $$
-- setup: CREATE TRIGGER bare_note BEFORE INSERT OR UPDATE OF b ON bare FOR EACH ROW EXECUTE FUNCTION note()
INSERT INTO bare VALUES (100000, 'b', 'c');

-- setup: CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO empty VALUES (NEW.a, 1); RETURN NEW; END $$
-- setup: CREATE TRIGGER bare_note BEFORE INSERT OR UPDATE OF b ON bare FOR EACH ROW EXECUTE FUNCTION note()
UPDATE bare SET c = 'x';

-- setup: CREATE RULE bare_kept AS ON DELETE TO bare DO ALSO INSERT INTO scratch VALUES (OLD.a + 1000, 1)
DELETE FROM bare WHERE a = 3;

-- setup: CREATE FUNCTION write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE app.accounts SET amount = 1 WHERE id = 1; RETURN NEW; END $$
-- setup: CREATE VIEW sums AS SELECT owner_name, sum(amount) AS total FROM app.accounts GROUP BY owner_name
-- setup: CREATE TRIGGER sums_write INSTEAD OF UPDATE ON sums FOR EACH ROW EXECUTE FUNCTION write()
UPDATE sums SET total = 1;

SELECT owner_name, count(*) FROM app.accounts GROUP BY owner_name;

PREPARE two AS UPDATE users SET age = 1;

EXPLAIN UPDATE events SET note = 'x' WHERE at = '2024-06-01';
