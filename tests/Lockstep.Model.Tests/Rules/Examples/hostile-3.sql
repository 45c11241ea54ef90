### LS2042 unknown: set not null check or, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL OR phone IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### LS2042 unknown: set not null other validated, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users ADD CONSTRAINT other CHECK (age > 0) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT other;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### LS2043 unknown: set not null drop same command, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
ALTER TABLE users ALTER COLUMN email SET NOT NULL, DROP CONSTRAINT nn;
### LS2042 unknown: set not null dropped before, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
ALTER TABLE users DROP CONSTRAINT nn;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### LS2042 18 unknown: add not null constraint, unknown
ALTER TABLE users ADD CONSTRAINT nn NOT NULL email;
### LS2077 unknown: attach check not validated, unknown
ALTER TABLE logs_2026 ADD CONSTRAINT ck CHECK (at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;
ALTER TABLE logs ATTACH PARTITION logs_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
### LS2077 unknown: attach check other bounds, unknown
ALTER TABLE logs_2026 ADD CONSTRAINT ck CHECK (at IS NOT NULL AND at >= '2025-01-01' AND at < '2027-01-01') NOT VALID;
ALTER TABLE logs_2026 VALIDATE CONSTRAINT ck;
ALTER TABLE logs ATTACH PARTITION logs_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
### LS2077 unknown: attach default, unknown
ALTER TABLE logs ATTACH PARTITION logs_rest DEFAULT;
### LS2031 unknown: using index partial, unknown
CREATE UNIQUE INDEX CONCURRENTLY ux ON users (email) WHERE deleted_at IS NULL;
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX ux;
### LS2031 unknown: using index expr, unknown
CREATE UNIQUE INDEX CONCURRENTLY ux ON users (lower(email));
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX ux;
### LS2031 unknown: using index desc, unknown
CREATE UNIQUE INDEX CONCURRENTLY ux ON users (email DESC);
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX ux;
### LS2031 unknown: using index not unique, unknown
CREATE INDEX CONCURRENTLY ix ON users (email);
ALTER TABLE users ADD CONSTRAINT u UNIQUE USING INDEX ix;
### LS2031 18 unknown: pk using index nn not valid, unknown
ALTER TABLE users ADD CONSTRAINT nn NOT NULL id NOT VALID;
CREATE UNIQUE INDEX CONCURRENTLY ux ON users (id);
ALTER TABLE users ADD CONSTRAINT pk PRIMARY KEY USING INDEX ux;
### LS2010 unknown: drop index of constraint, unknown
ALTER TABLE users ADD CONSTRAINT ux UNIQUE USING INDEX ux_users;
DROP INDEX CONCURRENTLY ux;
### LS2051 unknown: type lower index infile, unknown
CREATE INDEX CONCURRENTLY ix ON users (lower(name));
ALTER TABLE users ALTER COLUMN name TYPE text;
### LS2051 unknown: type collate, unknown
ALTER TABLE users ALTER COLUMN name TYPE text COLLATE "C";
### LS2042 unknown: function called, unknown
CREATE FUNCTION pg_temp.doit() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE users ALTER COLUMN email SET NOT NULL;
END $$;
SELECT pg_temp.doit();
### LS2073 unknown: function called perform, unknown
CREATE OR REPLACE FUNCTION migrate_it() RETURNS void AS 'TRUNCATE users' LANGUAGE sql;
DO $$ BEGIN PERFORM migrate_it(); END $$;
DROP FUNCTION migrate_it();
### LS4030 unknown: procedure called, unknown
CREATE PROCEDURE p() LANGUAGE plpgsql AS $x$ BEGIN UPDATE users SET flag = true; END $x$;
CALL p();
DROP PROCEDURE p();
### LS4031 unknown: function sql atomic, unknown
CREATE FUNCTION wipe() RETURNS void BEGIN ATOMIC DELETE FROM users; END;
SELECT wipe();
### LS2001 unknown: function execute called, unknown
CREATE FUNCTION ensure_index(tbl text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX ON %I (id)', tbl);
END $$;
SELECT ensure_index('users');
### LS4031 unknown: select from function called, unknown
CREATE FUNCTION wipe2() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM users; RETURN 1; END $$;
SELECT * FROM wipe2();
### LS5018 unknown: drop constraint, unknown
ALTER TABLE users DROP CONSTRAINT users_pkey;
### LS2022 unknown: fk drop, unknown
ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;
### LS2022 unknown: fk drop efname, unknown
ALTER TABLE "Orders" DROP CONSTRAINT IF EXISTS "FK_Orders_Users_UserId";
### LS3016 unknown: drop default, unknown
ALTER TABLE users ALTER COLUMN status DROP DEFAULT;
### LS2045 18 unknown: set expression, unknown
ALTER TABLE users ALTER COLUMN full_name SET EXPRESSION AS (a || b);
### LS4030 unknown: update where not null, unknown
UPDATE users SET email = lower(email) WHERE email IS NOT NULL;
### LS6003 unknown: grant with option, unknown
GRANT SELECT ON users TO app WITH GRANT OPTION;
### LS3002 unknown: do execute variable, unknown
DO $$
DECLARE q text := 'DROP TABLE users';
BEGIN
  EXECUTE q;
END $$;
### LS3001 unknown: do execute variable assigned, unknown
DO $$
DECLARE q text;
BEGIN
  q := 'ALTER TABLE users ' || 'DROP COLUMN email';
  EXECUTE q;
END $$;
### LS2073 unknown: do execute concat op, unknown
DO $$ BEGIN EXECUTE concat('TRUNCATE ', 'users'); END $$;
### LS4030 unknown: do upper format literal, unknown
DO $$ BEGIN EXECUTE FORMAT($f$UPDATE %I.%I SET %I = %L$f$, 'public', 'users', 'flag', 'x'); END $$;
### LS4030 unknown: x update hole, unknown
DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables LOOP EXECUTE format('UPDATE %I SET a = %L', t, 'x'); END LOOP; END $$;
### LS4031 unknown: x delete hole, unknown
DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables LOOP EXECUTE 'DELETE FROM ' || quote_ident(t); END LOOP; END $$;
### LS4017 unknown: x cmd, unknown
DO $$ DECLARE r record; BEGIN FOR r IN SELECT format('DROP TABLE %I', tablename) AS cmd FROM pg_tables LOOP EXECUTE r.cmd; END LOOP; END $$;
### LS4017 unknown: prepared, unknown
PREPARE x AS DELETE FROM users;
EXECUTE x;
### none unknown: not null via check, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT nn;
### none unknown: not null via check quoted, unknown
ALTER TABLE "Users" ADD CONSTRAINT "NN" CHECK (("Email" IS NOT NULL) AND length("Email") > 3) NOT VALID;
ALTER TABLE public."Users" VALIDATE CONSTRAINT "NN";
BEGIN;
SET LOCAL lock_timeout TO '500ms';
ALTER TABLE "Users" ALTER "Email" SET NOT NULL;
ALTER TABLE "Users" DROP CONSTRAINT "NN";
COMMIT;
### none 18 unknown: not null 18, unknown
ALTER TABLE users ADD CONSTRAINT nn NOT NULL email NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
### none unknown: attach with check, unknown
ALTER TABLE logs_2026 ADD CONSTRAINT ck CHECK (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;
ALTER TABLE logs_2026 VALIDATE CONSTRAINT ck;
ALTER TABLE logs ATTACH PARTITION logs_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
### none unknown: update range, unknown
UPDATE users SET flag = false WHERE id >= 1 AND id < 1000 AND flag IS NULL;
### none unknown: temp on commit drop, unknown
BEGIN;
CREATE TEMP TABLE t ON COMMIT DROP AS SELECT id FROM users WHERE id < 10;
CREATE UNIQUE INDEX ON t (id);
UPDATE users SET flag = true FROM t WHERE users.id = t.id AND users.id BETWEEN 1 AND 100;
COMMIT;
### none unknown: x do after begin set, unknown
BEGIN;
SET LOCAL lock_timeout = '2s';
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE users ADD COLUMN a int;
COMMIT;
### none unknown: x batched do, unknown
DO $$
DECLARE n bigint;
BEGIN
  LOOP
    UPDATE users SET x = 1 WHERE id IN (SELECT id FROM users WHERE x IS NULL LIMIT 1000);
    GET DIAGNOSTICS n = ROW_COUNT;
    EXIT WHEN n = 0;
    COMMIT;
  END LOOP;
END $$;
### none unknown: unique using index, unknown
CREATE UNIQUE INDEX CONCURRENTLY ux_users_email ON users (email);
ALTER TABLE users ADD CONSTRAINT ux_users_email UNIQUE USING INDEX ux_users_email;
### none unknown: check two tx, unknown
BEGIN;
SET LOCAL lock_timeout = '1s';
ALTER TABLE users ADD CONSTRAINT c CHECK (age >= 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE users VALIDATE CONSTRAINT c;
COMMIT;
### none unknown: drop added column, unknown
ALTER TABLE users ADD COLUMN tmp int;
ALTER TABLE users DROP COLUMN tmp;
### none unknown: do raise, unknown
DO $$ BEGIN RAISE NOTICE 'DROP TABLE users'; END $$;
### none unknown: swap pk, unknown
CREATE UNIQUE INDEX CONCURRENTLY users_new_pk ON users (id_new);
SET lock_timeout = '2s';
ALTER TABLE users DROP CONSTRAINT users_pkey, ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_new_pk;
### none unknown: drop helper check, unknown
SET lock_timeout = '2s';
ALTER TABLE users ADD CONSTRAINT users_email_nn CHECK (email IS NOT NULL) NOT VALID;
RESET lock_timeout;
ALTER TABLE users VALIDATE CONSTRAINT users_email_nn;
SET lock_timeout = '2s';
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT users_email_nn;
### none unknown: not null same tx, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (NOT (email IS NULL)) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
BEGIN;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT nn;
COMMIT;
### none unknown: add col then default, unknown
ALTER TABLE users ADD COLUMN token uuid;
ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();
### none unknown: add default drop default nullable, unknown
ALTER TABLE users ADD COLUMN a int DEFAULT 0;
ALTER TABLE users ALTER COLUMN a DROP DEFAULT;
### none unknown: plpgsql fn with execute, unknown
CREATE OR REPLACE FUNCTION drop_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record; q text;
BEGIN
  FOR r IN SELECT tablename FROM pg_tables LOOP EXECUTE q; EXECUTE 'DROP TABLE ' || r.tablename; END LOOP;
END $$;
### none unknown: select builtin, unknown
SELECT now(), pg_advisory_xact_lock(1);
### none unknown: rename new, unknown
CREATE TABLE users_v2 (id bigint PRIMARY KEY);
ALTER TABLE users_v2 RENAME TO users2;
ALTER TABLE users2 RENAME COLUMN id TO uid;
### none unknown: attach list, unknown
ALTER TABLE t_eu ADD CONSTRAINT c CHECK (region IN ('de','fr') AND region IS NOT NULL) NOT VALID;
ALTER TABLE t_eu VALIDATE CONSTRAINT c;
ALTER TABLE t ATTACH PARTITION t_eu FOR VALUES IN ('de', 'fr');
### none unknown: attach int between, unknown
BEGIN;
SET LOCAL lock_timeout = '1s';
ALTER TABLE t_1 ADD CONSTRAINT c CHECK (id >= 1 AND id < 1000) NOT VALID;
COMMIT;
ALTER TABLE t_1 VALIDATE CONSTRAINT c;
BEGIN;
SET LOCAL lock_timeout = '1s';
ALTER TABLE t ATTACH PARTITION t_1 FOR VALUES FROM (1) TO (1000);
ALTER TABLE t_1 DROP CONSTRAINT c;
COMMIT;
### none unknown: two settings, unknown
BEGIN;
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '10s';
ALTER TABLE users ADD COLUMN a text;
COMMENT ON COLUMN users.a IS 'x';
COMMIT;
### none unknown: update status batch, unknown
UPDATE users SET status = 'x' WHERE id IN (SELECT id FROM users WHERE status IS NULL ORDER BY id LIMIT 5000 FOR UPDATE SKIP LOCKED);
### none unknown: unique nulls using, unknown
CREATE UNIQUE INDEX CONCURRENTLY ux ON users (email) NULLS NOT DISTINCT;
ALTER TABLE users ADD CONSTRAINT ux UNIQUE USING INDEX ux;
### none unknown: drop invalid index first, unknown
DROP INDEX CONCURRENTLY IF EXISTS ix_bad;
CREATE INDEX CONCURRENTLY ix_bad ON users (lower(email)) WHERE deleted_at IS NULL;
### none unknown: fk new both, unknown
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NOT NULL REFERENCES a (id));
CREATE INDEX ON b (a_id);
### none unknown: truncate new, unknown
CREATE TABLE stage (id bigint PRIMARY KEY);
TRUNCATE stage;
### none unknown: search path new, unknown
SET search_path = app, public;
CREATE TABLE x (id bigint PRIMARY KEY, y int);
CREATE INDEX ix ON x (y);
### none unknown: call known procedure, unknown
CREATE PROCEDURE seed() LANGUAGE sql AS $$ INSERT INTO kinds (id, name) VALUES (1, 'a') ON CONFLICT DO NOTHING $$;
CALL seed();
DROP PROCEDURE seed();
### none unknown: do guarded add constraint, unknown
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'c') THEN
    ALTER TABLE users ADD CONSTRAINT c CHECK (age >= 0) NOT VALID;
  END IF;
END $$;
### LS4006 unknown: loop alter, unknown
DO $$ DECLARE t text; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'app' LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN note text', t); END LOOP; END $$;
### LS2001 unknown: helper fn called in select list, unknown
CREATE FUNCTION add_idx(t text) RETURNS void AS $f$ BEGIN EXECUTE 'CREATE INDEX ON ' || t || ' (x)'; END $f$ LANGUAGE plpgsql;
SELECT add_idx(tablename) FROM pg_tables;
### LS4001 unknown: nested fn, unknown
CREATE FUNCTION inner_f() RETURNS void LANGUAGE sql AS 'VACUUM FULL users';
CREATE FUNCTION outer_f() RETURNS void LANGUAGE plpgsql AS 'BEGIN PERFORM inner_f(); END';
SELECT outer_f();
### LS2042 unknown: not null renamed column, unknown
ALTER TABLE users ADD CONSTRAINT nn CHECK (mail IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT nn;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### LS2042 unknown: not null other schema, unknown
ALTER TABLE a.users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ALTER TABLE a.users VALIDATE CONSTRAINT nn;
ALTER TABLE b.users ALTER COLUMN email SET NOT NULL;
### LS2042 unknown: not null rolled back, unknown
BEGIN;
ALTER TABLE users ADD CONSTRAINT nn CHECK (email IS NOT NULL) NOT VALID;
ROLLBACK;
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### LS2022 unknown: fk name prefix, unknown
ALTER TABLE orders DROP CONSTRAINT fk_orders_users;
### LS5018 unknown: uq name, unknown
ALTER TABLE users DROP CONSTRAINT uq_users_email;
### LS4030 unknown: update neq, unknown
UPDATE users SET email = lower(email) WHERE email <> lower(email);
### LS4030 unknown: update distinct, unknown
UPDATE users SET flag = false WHERE flag IS DISTINCT FROM false;
### LS2030 unknown: validate under fk lock, unknown
BEGIN;
ALTER TABLE orders ADD COLUMN x int;
ALTER TABLE orders VALIDATE CONSTRAINT fk;
COMMIT;
### LS3004 unknown: set timeout late in tx, unknown
BEGIN;
ALTER TABLE users SET SCHEMA x;
SET LOCAL lock_timeout = '2s';
ALTER TABLE x.users ADD COLUMN b int;
COMMIT;
### LS2077 unknown: attach wrong column type, unknown
ALTER TABLE l26 ADD CONSTRAINT c CHECK (at >= '2026-01-01') NOT VALID;
ALTER TABLE l26 VALIDATE CONSTRAINT c;
ALTER TABLE l ATTACH PARTITION l26 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
### LS2001 unknown: index comment trick, unknown
CREATE INDEX -- CONCURRENTLY
  ix ON users (email); -- CREATE TABLE users ()
### LS2001 unknown: string create table, unknown
SELECT 'CREATE TABLE users (id int)';
CREATE INDEX ix ON users (email);
### LS2001 unknown: temp shadow, unknown
CREATE TEMP TABLE scratch (id int);
CREATE INDEX ix ON public.scratch (id);
### LS2042 unknown: case mismatch, unknown
ALTER TABLE "Users" ADD CONSTRAINT nn CHECK ("Email" IS NOT NULL) NOT VALID;
ALTER TABLE "Users" VALIDATE CONSTRAINT nn;
ALTER TABLE "Users" ALTER COLUMN email SET NOT NULL;
