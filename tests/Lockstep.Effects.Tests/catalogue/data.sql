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
