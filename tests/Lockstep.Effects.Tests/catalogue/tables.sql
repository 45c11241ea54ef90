--- Tables: made, renamed, moved, dropped, emptied, and their options.

-- rules F13
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);

-- rules F13
CREATE TABLE orders (id bigint, note text);

-- rules E7 C9
CREATE TABLE IF NOT EXISTS users (id int);

-- rules E7
-- fails
CREATE TABLE users (id int);

-- rules G14
CREATE TEMP TABLE passing (id int);

-- rules G14
CREATE UNLOGGED TABLE fleeting (id int);

-- rules F6
CREATE TABLE users_copy AS SELECT * FROM users;

-- rules F6
CREATE TABLE users_copy AS SELECT * FROM users WITH NO DATA;

-- rules F6
SELECT * INTO users_copy FROM users;

CREATE TABLE users_like (LIKE users);

CREATE TABLE users_like (LIKE users INCLUDING ALL);

-- rules B10
CREATE TABLE rooms (room int4range, EXCLUDE USING gist (room WITH &&));

-- rules E2
ALTER TABLE bare RENAME TO barer;

-- rules E2
ALTER TABLE users RENAME TO people;

-- rules E2
ALTER TABLE parent RENAME TO ancestor;

-- rules E2
-- before: ALTER TABLE bare RENAME TO barer
CREATE VIEW bare AS SELECT * FROM barer;

-- rules E2
ALTER TABLE IF EXISTS nowhere_to_be_found RENAME TO somewhere;

-- rules E1
ALTER TABLE users RENAME COLUMN name TO full_name;

-- rules E1
ALTER TABLE users RENAME email TO mail;

-- rules E1
ALTER TABLE viewed RENAME COLUMN a TO alpha;

-- rules E1
ALTER TABLE parent RENAME COLUMN code TO token;

-- rules E1
-- before: CREATE TABLE fresh (a int)
ALTER TABLE fresh RENAME COLUMN a TO b;

-- rules E3
ALTER TABLE users SET SCHEMA archive;

-- rules E3
ALTER TABLE child SET SCHEMA archive;

-- rules E3
ALTER TABLE serials SET SCHEMA archive;

-- rules E3
ALTER SCHEMA app RENAME TO application;

-- rules E4
DROP TABLE bare;

-- rules E4
DROP TABLE users CASCADE;

-- rules E4
-- fails
DROP TABLE viewed;

-- rules E4 E5
DROP TABLE viewed CASCADE;

-- rules E4 B2 M15
DROP TABLE child;

-- rules E4
-- fails
DROP TABLE parent;

-- rules E4 E5 B2 M15
DROP TABLE parent CASCADE;

-- rules E4
DROP TABLE node;

-- rules E4 B2
DROP TABLE ledger_lines;

-- rules E4 E5
DROP TABLE ledger CASCADE;

-- rules E4
DROP TABLE published;

-- rules E4
DROP TABLE serials;

-- rules E4
DROP TABLE IF EXISTS nowhere_to_be_found;

-- rules E4
DROP TABLE bare, empty;

-- rules E4
DROP TABLE child, parent;

-- rules E4
-- before: CREATE TABLE fresh (id int PRIMARY KEY)
DROP TABLE fresh;

-- rules E4
-- before: CREATE TABLE fresh (id int PRIMARY KEY, parent_id bigint)
ALTER TABLE fresh ADD COLUMN more text;

-- rules E6
-- fails
DROP SCHEMA app;

-- rules E5 E6
DROP SCHEMA app CASCADE;

-- rules E6
DROP SCHEMA archive;

CREATE SCHEMA extra;

-- rules F4
TRUNCATE bare;

-- rules F4
TRUNCATE TABLE users;

-- rules F4
TRUNCATE child;

-- rules F4 M7
-- fails
TRUNCATE parent;

-- rules F4 E5
TRUNCATE parent CASCADE;

-- rules F4
TRUNCATE parent, child;

-- rules F4
TRUNCATE serials RESTART IDENTITY;

-- rules F4
TRUNCATE identities RESTART IDENTITY;

-- rules F4
TRUNCATE node;

-- rules F4
TRUNCATE bare, empty;

-- rules F4
-- before: CREATE TABLE fresh (id int)
TRUNCATE fresh;

-- rules G12
ALTER TABLE users OWNER TO app;

-- rules G12
ALTER TABLE serials OWNER TO app;

-- rules G12
ALTER TABLE users OWNER TO CURRENT_USER;

-- rules F2
ALTER TABLE users SET UNLOGGED;

-- rules F2
ALTER TABLE scratch SET LOGGED;

-- rules F2
ALTER TABLE bare SET LOGGED;

-- rules F2
-- fails
ALTER TABLE parent SET UNLOGGED;

-- rules F2
ALTER TABLE serials SET UNLOGGED;

-- rules F3
ALTER TABLE users SET ACCESS METHOD heap_two;

-- rules F3
ALTER TABLE users SET ACCESS METHOD heap;

-- rules A18
ALTER TABLE users SET TABLESPACE fast;

-- rules A18
ALTER TABLE users SET TABLESPACE pg_default;

-- rules A18
ALTER TABLE ALL IN TABLESPACE fast SET TABLESPACE pg_default;

-- rules A18
-- rules F16
ALTER TABLE users SET (fillfactor = 70);

-- rules F16
ALTER TABLE users SET (autovacuum_enabled = false);

-- rules F16
ALTER TABLE users SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01);

-- rules F16
ALTER TABLE users SET (toast.autovacuum_enabled = false);

-- rules F16
ALTER TABLE users SET (toast_tuple_target = 256);

-- rules F16
ALTER TABLE users SET (parallel_workers = 4);

-- rules F16
ALTER TABLE users SET (vacuum_truncate = off);

-- rules F16
ALTER TABLE users SET (log_autovacuum_min_duration = 0);

-- rules F16
ALTER TABLE users SET (user_catalog_table = true);

-- rules F16
ALTER TABLE users RESET (fillfactor);

-- rules F16
ALTER TABLE users SET (fillfactor = 70), ALTER COLUMN state SET STATISTICS 100;

-- rules F16
ALTER TABLE users SET (fillfactor = 70), ALTER COLUMN state SET DEFAULT 'x';

-- rules F16
ALTER TABLE users CLUSTER ON users_email;

-- rules F16
ALTER TABLE clustered SET WITHOUT CLUSTER;

ALTER TABLE users SET WITHOUT OIDS;

-- rules F18 M20
ALTER TABLE published REPLICA IDENTITY FULL;

-- rules F18 M20
ALTER TABLE published REPLICA IDENTITY NOTHING;

-- rules F18
ALTER TABLE published REPLICA IDENTITY DEFAULT;

-- rules F18
ALTER TABLE published REPLICA IDENTITY USING INDEX published_b;

-- rules F17
LOCK TABLE users IN SHARE MODE;

-- rules F17
LOCK TABLE users;

-- rules F17
LOCK TABLE users IN ACCESS SHARE MODE;

-- rules F17
LOCK TABLE users IN ROW EXCLUSIVE MODE NOWAIT;

-- rules F17
LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE;

-- rules F17
LOCK TABLE ONLY events IN EXCLUSIVE MODE;

-- rules F17
LOCK TABLE animals IN ROW SHARE MODE;

-- rules F17
LOCK TABLE viewed_simple IN SHARE UPDATE EXCLUSIVE MODE;

-- rules F17
LOCK TABLE parent, child IN EXCLUSIVE MODE;

COMMENT ON TABLE users IS 'people';

COMMENT ON COLUMN users.email IS 'where to write';

COMMENT ON COLUMN viewed_simple.a IS 'of a view';

COMMENT ON SCHEMA app IS 'accounts';

COMMENT ON TYPE mood IS 'how it is';

COMMENT ON FUNCTION f_unused(int) IS 'unused';

COMMENT ON SEQUENCE counter IS 'counts';

COMMENT ON VIEW viewed_simple IS 'a view';

COMMENT ON MATERIALIZED VIEW viewed_kept IS 'kept';

COMMENT ON TRIGGER watched_touch ON watched IS 'touches';

COMMENT ON POLICY secured_tenant ON secured IS 'by tenant';

COMMENT ON RULE ruled_no_delete ON ruled IS 'no delete';

COMMENT ON STATISTICS users_stats IS 'stats';
