--- Triggers, rules, policies, privileges, publications, views, functions, sequences, enums, domains.

-- rules G1
CREATE TRIGGER bare_touch BEFORE INSERT ON bare FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules G1
CREATE OR REPLACE TRIGGER watched_touch BEFORE UPDATE ON watched FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules G1
CREATE CONSTRAINT TRIGGER bare_later AFTER INSERT ON bare DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules G1
CREATE CONSTRAINT TRIGGER child_later AFTER INSERT ON child FROM parent DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules G1
CREATE TRIGGER bare_when AFTER UPDATE ON bare FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION f_touch();

-- rules G1
CREATE TRIGGER bare_tables AFTER UPDATE ON bare REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION f_touch();

-- rules G1
CREATE TRIGGER viewed_simple_instead INSTEAD OF UPDATE ON viewed_simple FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules G2
ALTER TABLE watched DISABLE TRIGGER watched_touch;

-- rules G2
ALTER TABLE watched ENABLE TRIGGER watched_touch;

-- rules G2
ALTER TABLE watched ENABLE REPLICA TRIGGER watched_touch;

-- rules G2
ALTER TABLE watched ENABLE ALWAYS TRIGGER watched_touch;

-- rules G2
ALTER TABLE watched DISABLE TRIGGER USER;

-- rules G2
ALTER TABLE child DISABLE TRIGGER ALL;

-- rules G2
ALTER TABLE child ENABLE TRIGGER ALL;

-- rules G3
DROP TRIGGER watched_touch ON watched;

-- rules G3
DROP TRIGGER IF EXISTS nowhere_to_be_found ON watched;

-- rules G2
ALTER TRIGGER watched_touch ON watched RENAME TO watched_touched;

-- rules G2
ALTER TRIGGER watched_touch ON watched DEPENDS ON EXTENSION plpgsql;

-- rules G4 M19
CREATE RULE bare_insert AS ON INSERT TO bare DO ALSO NOTHING;

-- rules G4
CREATE OR REPLACE RULE ruled_no_delete AS ON DELETE TO ruled DO INSTEAD NOTHING;

-- rules G4
CREATE RULE bare_copies AS ON UPDATE TO bare DO ALSO INSERT INTO empty VALUES (1, 1);

-- rules G4
ALTER RULE ruled_no_delete ON ruled RENAME TO ruled_never_delete;

-- rules G4
DROP RULE ruled_no_delete ON ruled;

-- rules G4
ALTER TABLE ruled DISABLE RULE ruled_no_delete;

-- rules G4
ALTER TABLE ruled ENABLE ALWAYS RULE ruled_no_delete;

-- rules G5 M19
ALTER TABLE users ENABLE ROW LEVEL SECURITY;

-- rules G5
ALTER TABLE secured DISABLE ROW LEVEL SECURITY;

-- rules G5
ALTER TABLE secured FORCE ROW LEVEL SECURITY;

-- rules G5
ALTER TABLE secured NO FORCE ROW LEVEL SECURITY;

-- rules G5 M19
CREATE POLICY users_own ON users USING (login = current_user);

-- rules G5
CREATE POLICY users_referring ON users FOR SELECT TO app USING (EXISTS (SELECT FROM parent p WHERE p.id = users.id));

-- rules G5
ALTER POLICY secured_tenant ON secured USING (tenant > 1);

-- rules G5
ALTER POLICY secured_tenant ON secured RENAME TO secured_by_tenant;

-- rules G5
DROP POLICY secured_tenant ON secured;

-- rules G5
DROP POLICY IF EXISTS nowhere_to_be_found ON secured;

-- rules G7
GRANT SELECT ON users TO app;

-- rules G7
GRANT SELECT (email) ON users TO app;

-- rules G7
GRANT ALL ON ALL TABLES IN SCHEMA app TO app;

-- rules G7
GRANT SELECT ON users TO app WITH GRANT OPTION;

-- rules G7
-- fails
GRANT SELECT ON users, nowhere_to_be_found TO app;

-- rules G7
GRANT USAGE ON SCHEMA app TO app;

-- rules G7
GRANT USAGE ON SEQUENCE counter TO app;

-- rules G7
GRANT EXECUTE ON FUNCTION f_unused(int) TO app;

-- rules G7
GRANT app TO reporting;

-- rules G7
GRANT USAGE ON TYPE mood TO app;

-- rules G7
REVOKE SELECT ON users FROM app;

-- rules G7
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM app;

-- rules G7
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO app;

CREATE ROLE newcomer;

ALTER ROLE app SET search_path = app;

REASSIGN OWNED BY app TO reporting;

DROP OWNED BY app;

REASSIGN OWNED BY reporting TO app;

DROP OWNED BY reporting;

-- rules G9
CREATE PUBLICATION everything FOR ALL TABLES;

-- rules G9
CREATE PUBLICATION another FOR TABLE users, bare;

-- rules G9
CREATE PUBLICATION another FOR TABLE users (id, login) WHERE (id > 10);

-- rules G9
CREATE PUBLICATION another FOR TABLES IN SCHEMA app;

-- rules G9
CREATE PUBLICATION another FOR TABLE animals;

-- rules G9
CREATE PUBLICATION another FOR TABLE ONLY animals;

-- rules G9
ALTER PUBLICATION pub ADD TABLE bare;

-- rules G9 M20
ALTER PUBLICATION pub DROP TABLE published;

-- rules G9 M20
ALTER PUBLICATION pub SET TABLE bare;

-- rules G9
ALTER PUBLICATION pub ADD TABLES IN SCHEMA app;

-- rules G9
ALTER PUBLICATION pub SET (publish = 'insert');

-- rules G9
ALTER PUBLICATION pub RENAME TO publication;

-- rules G9
ALTER PUBLICATION pub OWNER TO CURRENT_USER;

-- rules G9 M20
DROP PUBLICATION pub;

-- rules G9
DROP PUBLICATION pub_empty;

-- rules E9
CREATE VIEW bare_view AS SELECT a FROM bare;

-- rules E9
CREATE VIEW joined_view AS SELECT u.id, p.code FROM users u JOIN parent p ON p.id = u.id;

-- rules E9
CREATE VIEW view_on_view AS SELECT id FROM viewed_simple;

-- rules E9
CREATE OR REPLACE VIEW viewed_simple AS SELECT id, a, b, unseen FROM viewed;

-- rules E9
CREATE OR REPLACE VIEW viewed_simple AS SELECT id, a, b FROM viewed;

-- rules E9 M7
-- fails
CREATE OR REPLACE VIEW viewed_simple AS SELECT id FROM viewed;

-- rules E9 M7
-- fails
CREATE OR REPLACE VIEW viewed_simple AS SELECT id, a AS alpha, b FROM viewed;

-- rules E9
DROP VIEW viewed_joined;

-- rules E9
-- fails
DROP VIEW viewed_simple;

-- rules E9 E5
DROP VIEW viewed_simple CASCADE;

-- rules E9 M21
-- before: DROP VIEW viewed_joined
CREATE VIEW viewed_joined AS SELECT v.id FROM viewed v;

-- rules E3
ALTER VIEW viewed_simple RENAME TO viewed_simply;

-- rules E1
ALTER VIEW viewed_simple RENAME COLUMN a TO alpha;

-- rules E3
ALTER VIEW viewed_simple SET SCHEMA archive;

-- rules G12
ALTER VIEW viewed_simple OWNER TO app;

ALTER VIEW viewed_simple SET (security_barrier = true);

ALTER VIEW viewed_simple SET (security_invoker = true);

-- rules F6
CREATE MATERIALIZED VIEW bare_kept AS SELECT a FROM bare;

-- rules F6
CREATE MATERIALIZED VIEW bare_kept AS SELECT a FROM bare WITH NO DATA;

-- rules E9
DROP MATERIALIZED VIEW viewed_kept;

-- rules E3
ALTER MATERIALIZED VIEW viewed_kept RENAME TO viewed_stored;

-- rules E3
ALTER MATERIALIZED VIEW viewed_kept SET SCHEMA archive;

-- rules A18
ALTER MATERIALIZED VIEW viewed_kept SET TABLESPACE fast;

-- rules F3
ALTER MATERIALIZED VIEW viewed_kept SET ACCESS METHOD heap_two;

-- rules F16
ALTER MATERIALIZED VIEW viewed_kept SET (fillfactor = 70);

-- rules F16
ALTER MATERIALIZED VIEW viewed_kept CLUSTER ON viewed_kept_id;

-- rules G12
ALTER MATERIALIZED VIEW viewed_kept OWNER TO app;

-- rules G13
CREATE FUNCTION f_new() RETURNS int LANGUAGE sql AS 'SELECT 1';

-- rules G13
CREATE FUNCTION f_counts() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM bare';

-- rules G13
CREATE FUNCTION f_counts() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM bare);

-- rules E9
CREATE OR REPLACE FUNCTION f_touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;

-- rules E9 M7
-- fails
CREATE OR REPLACE FUNCTION f_unused(a int) RETURNS text LANGUAGE sql AS 'SELECT 1::text';

-- rules G13
ALTER FUNCTION f_unused(int) VOLATILE;

-- rules E3
ALTER FUNCTION f_unused(int) RENAME TO f_used;

-- rules G6
ALTER FUNCTION f_unused(int) SECURITY DEFINER SET search_path = pg_catalog;

-- rules E9
DROP FUNCTION f_unused(int);

-- rules E9
-- fails
DROP FUNCTION f_touch();

-- rules E5 E9
DROP FUNCTION f_touch() CASCADE;

CREATE PROCEDURE p_new() LANGUAGE sql AS 'SELECT 1';

DROP PROCEDURE p_nothing();

CREATE AGGREGATE own_sum (int) (sfunc = int4pl, stype = int);

CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);

CREATE CAST (address AS text) WITH INOUT;

CREATE COLLATION own_c FROM "C";

CREATE TEXT SEARCH CONFIGURATION own_simple (COPY = simple);

-- rules G14
CREATE EVENT TRIGGER noticed ON ddl_command_end EXECUTE FUNCTION f_event();

-- rules G8
CREATE EXTENSION IF NOT EXISTS plpgsql;

-- rules G8
-- fails
DROP EXTENSION plpgsql;

CREATE SEQUENCE another_counter;

CREATE SEQUENCE another_counter OWNED BY bare.a;

-- rules M24
ALTER SEQUENCE counter AS integer;

-- rules M24
ALTER SEQUENCE serials_id_seq AS bigint;

-- rules M24
ALTER SEQUENCE counter MAXVALUE 1000;

ALTER SEQUENCE counter RESTART WITH 5;

ALTER SEQUENCE counter INCREMENT BY 10;

ALTER SEQUENCE counter CACHE 100;

ALTER SEQUENCE counter OWNED BY bare.a;

ALTER SEQUENCE serials_id_seq OWNED BY NONE;

ALTER SEQUENCE counter RENAME TO counted;

ALTER SEQUENCE counter SET SCHEMA archive;

ALTER SEQUENCE counter OWNER TO app;

ALTER SEQUENCE counter SET UNLOGGED;

DROP SEQUENCE counter;

-- fails
DROP SEQUENCE serials_id_seq;

-- rules E5
DROP SEQUENCE serials_id_seq CASCADE;

-- rules J3
CREATE TYPE size AS ENUM ('s', 'm', 'l');

-- rules J1 J2
ALTER TYPE mood ADD VALUE 'ecstatic';

-- rules J1 J2
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'meh' BEFORE 'ok';

-- rules J1
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'ok';

-- rules J1 M26
-- fails
-- before: ALTER TYPE mood ADD VALUE 'ecstatic'
INSERT INTO moods VALUES (1000, 'ecstatic');

-- rules J1 M26
-- fails until 16
-- before: CREATE TYPE size AS ENUM ('s')
-- before: ALTER TYPE size ADD VALUE 'm'
SELECT 'm'::size;

-- rules E3 J3
ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';

-- rules E3
ALTER TYPE mood RENAME TO feeling;

-- rules E3
ALTER TYPE mood SET SCHEMA archive;

-- rules G12
ALTER TYPE mood OWNER TO app;

-- rules E6 J3
DROP TYPE colour;

-- rules E6
-- fails
DROP TYPE mood;

-- rules E5 E6
DROP TYPE mood CASCADE;

CREATE TYPE point3 AS (x int, y int, z int);

-- fails
ALTER TYPE address RENAME ATTRIBUTE street TO road;

ALTER TYPE address RENAME ATTRIBUTE street TO road CASCADE;

CREATE TYPE int_span AS RANGE (subtype = int);

-- rules J4
CREATE DOMAIN percentage AS int CHECK (VALUE BETWEEN 0 AND 100);

-- rules J4
ALTER DOMAIN positive ADD CONSTRAINT positive_small CHECK (VALUE < 1000);

-- rules J4
ALTER DOMAIN positive ADD CONSTRAINT positive_small CHECK (VALUE < 1000) NOT VALID;

-- rules J4 M18
ALTER DOMAIN unchecked VALIDATE CONSTRAINT unchecked_positive;

-- rules J4 M18
ALTER DOMAIN positive SET NOT NULL;

-- rules J4 M18
ALTER DOMAIN plain_int SET NOT NULL;

-- rules J4
ALTER DOMAIN plain_text ADD CHECK (VALUE <> '');

-- rules J4
ALTER DOMAIN required_int ADD CHECK (VALUE > 0);

-- rules J4
ALTER DOMAIN required_int DROP NOT NULL;

-- rules J4
ALTER DOMAIN positive DROP CONSTRAINT positive_check;

-- rules J4
ALTER DOMAIN positive SET DEFAULT 1;

-- rules J4
ALTER DOMAIN required_int DROP DEFAULT;

-- rules E3
ALTER DOMAIN positive RENAME TO above_zero;

-- rules E3
ALTER DOMAIN positive RENAME CONSTRAINT positive_check TO above_zero;

-- rules E3
ALTER DOMAIN positive SET SCHEMA archive;

-- rules E6
-- fails
DROP DOMAIN positive;

-- rules E5
DROP DOMAIN positive CASCADE;

-- rules E6
DROP DOMAIN required_int;

CREATE FOREIGN TABLE more_remote (id int) SERVER nowhere;

ALTER FOREIGN TABLE remote ALTER COLUMN a TYPE bigint;

DROP FOREIGN TABLE remote;

ALTER SERVER nowhere OPTIONS (ADD host 'x');

ALTER SERVER nowhere RENAME TO elsewhere;

CREATE RECURSIVE VIEW counting (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 5;

CREATE VIEW many AS WITH known AS (SELECT a FROM bare) SELECT s.a, j.login FROM known s JOIN viewed_joined j ON j.id = s.a WHERE s.a IN (SELECT a FROM checked);

-- rules G5
CREATE POLICY users_viewed ON users USING (id IN (SELECT id FROM viewed_joined)) WITH CHECK (age > (SELECT min(a) FROM bare));

-- rules G4
CREATE RULE bare_many AS ON INSERT TO bare WHERE NEW.a IN (SELECT a FROM checked) DO ALSO (UPDATE scratch SET a = 1; DELETE FROM empty);

-- rules G13
CREATE FUNCTION f_changes() RETURNS void LANGUAGE sql AS 'UPDATE viewed_simple SET b = ''x''; DELETE FROM scratch';

-- rules E9 E5
-- setup: CREATE FUNCTION f_default() RETURNS int LANGUAGE sql AS 'SELECT 1'
-- setup: ALTER TABLE bare ALTER COLUMN a SET DEFAULT f_default()
DROP FUNCTION f_default() CASCADE;

-- rules E5
-- setup: ALTER TABLE bare ALTER COLUMN a SET DEFAULT nextval('public.counter')
DROP SEQUENCE counter CASCADE;

-- rules E6 E5
-- setup: CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$
-- setup: CREATE TRIGGER bare_touch BEFORE INSERT ON bare FOR EACH ROW EXECUTE FUNCTION app.touch()
DROP SCHEMA app CASCADE;

-- rules J4
-- setup: CREATE DOMAIN tiny AS positive CHECK (VALUE < 10)
-- setup: CREATE TABLE tinies (t tiny)
ALTER DOMAIN positive ADD CONSTRAINT positive_small CHECK (VALUE < 1000);

-- rules G9
-- setup: CREATE PUBLICATION kin FOR TABLE ONLY animals
ALTER PUBLICATION kin SET TABLE dogs;

-- rules G9
-- setup: CREATE PUBLICATION kin FOR TABLE ONLY animals
ALTER PUBLICATION kin SET TABLES IN SCHEMA app;

-- rules E5
DROP SERVER nowhere CASCADE;
