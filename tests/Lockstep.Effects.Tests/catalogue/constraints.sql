--- Constraints: foreign keys, checks, unique and primary keys, exclusion.

-- rules B1
ALTER TABLE child ADD CONSTRAINT child_loose FOREIGN KEY (loose_parent) REFERENCES parent;

-- rules B1
ALTER TABLE child ADD CONSTRAINT child_loose FOREIGN KEY (loose_parent) REFERENCES parent NOT VALID;

-- rules B1 B12
ALTER TABLE child ADD FOREIGN KEY (loose_parent) REFERENCES lone_parent (id) ON DELETE SET NULL;

-- rules B1
ALTER TABLE child ADD FOREIGN KEY (loose_parent) REFERENCES lone_parent DEFERRABLE INITIALLY DEFERRED;

-- rules B15
ALTER TABLE child ADD FOREIGN KEY (loose_parent) REFERENCES lone_parent ON DELETE CASCADE ON UPDATE CASCADE;

-- rules B17
-- since 18
ALTER TABLE child ADD FOREIGN KEY (loose_parent) REFERENCES lone_parent NOT ENFORCED;

-- rules B14
ALTER TABLE node ADD FOREIGN KEY (kind) REFERENCES lone_parent;

-- rules B1
ALTER TABLE node ADD CONSTRAINT node_free FOREIGN KEY (free) REFERENCES node;

-- rules B1
ALTER TABLE node ADD CONSTRAINT node_free FOREIGN KEY (free) REFERENCES node NOT VALID;

-- rules B1 M5
-- fails until 17
ALTER TABLE events ADD CONSTRAINT events_user FOREIGN KEY (id) REFERENCES users NOT VALID;

-- rules B1
ALTER TABLE events ADD CONSTRAINT events_parent FOREIGN KEY (id) REFERENCES lone_parent;

-- rules B1
ALTER TABLE events_2024 ADD CONSTRAINT events_parent FOREIGN KEY (id) REFERENCES lone_parent;

-- rules B1
ALTER TABLE lent ADD CONSTRAINT lent_ledger FOREIGN KEY (a, at) REFERENCES ledger NOT VALID;

-- rules B1
ALTER TABLE ledger_lines ADD CONSTRAINT ledger_lines_again FOREIGN KEY (ledger_id, ledger_at) REFERENCES ledger;

-- rules B1
ALTER TABLE ledger_lines ADD CONSTRAINT ledger_lines_again FOREIGN KEY (ledger_id, ledger_at) REFERENCES ledger NOT VALID;

-- rules B1
-- setup: INSERT INTO empty SELECT i, i FROM generate_series(1, 200) i
ALTER TABLE empty ADD CONSTRAINT empty_parent FOREIGN KEY (a) REFERENCES lone_parent;

-- rules B1 B2
-- before: CREATE TABLE fresh (id int, parent_id bigint)
-- before: INSERT INTO fresh SELECT i, i FROM generate_series(1, 200) i
ALTER TABLE fresh ADD FOREIGN KEY (parent_id) REFERENCES parent;

-- rules B1 B6
ALTER TABLE child VALIDATE CONSTRAINT child_unvalidated;

-- rules B6
ALTER TABLE child VALIDATE CONSTRAINT child_parent;

-- rules B6
-- before: ALTER TABLE child ADD CONSTRAINT child_loose FOREIGN KEY (loose_parent) REFERENCES parent NOT VALID
ALTER TABLE child VALIDATE CONSTRAINT child_loose;

-- rules B2 M16
CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent);

-- rules B2 M16
CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint REFERENCES parent, user_id bigint REFERENCES users);

-- rules B2
CREATE TABLE orders (id bigint PRIMARY KEY, up bigint REFERENCES orders);

-- rules B2
CREATE TABLE orders (id bigint, ledger_id bigint, ledger_at date, FOREIGN KEY (ledger_id, ledger_at) REFERENCES ledger);

-- rules B11 B2 M15
ALTER TABLE child DROP CONSTRAINT child_parent;

-- rules B11 B2
ALTER TABLE child DROP CONSTRAINT child_unvalidated;

-- rules B11
ALTER TABLE node DROP CONSTRAINT node_up;

-- rules B11 B2
ALTER TABLE ledger_lines DROP CONSTRAINT ledger_lines_ledger;

-- rules B11 B2
ALTER TABLE visits DROP CONSTRAINT visits_user;

-- rules B11
ALTER TABLE child DROP CONSTRAINT IF EXISTS nowhere_to_be_found;

-- rules B15
ALTER TABLE child ALTER CONSTRAINT child_parent DEFERRABLE INITIALLY DEFERRED;

-- rules B17
-- since 18
ALTER TABLE child ALTER CONSTRAINT child_parent NOT ENFORCED;

-- rules B17
-- since 18
-- setup: ALTER TABLE child ALTER CONSTRAINT child_parent NOT ENFORCED
ALTER TABLE child ALTER CONSTRAINT child_parent ENFORCED;

-- rules E3
ALTER TABLE child RENAME CONSTRAINT child_parent TO child_of_parent;

COMMENT ON CONSTRAINT child_parent ON child IS 'a child has a parent';

-- rules B4
ALTER TABLE users ADD CONSTRAINT users_age CHECK (age >= 0);

-- rules B4
ALTER TABLE users ADD CONSTRAINT users_age CHECK (age >= 0) NOT VALID;

-- rules B4 B12
ALTER TABLE users ADD CHECK (length(login) < 100);

-- rules B17
-- since 18
ALTER TABLE users ADD CONSTRAINT users_age CHECK (age >= 0) NOT ENFORCED;

-- rules B4
ALTER TABLE checked VALIDATE CONSTRAINT checked_b;

-- rules B4
ALTER TABLE checked VALIDATE CONSTRAINT checked_a;

-- rules B6
-- before: ALTER TABLE users ADD CONSTRAINT users_age CHECK (age >= 0) NOT VALID
ALTER TABLE users VALIDATE CONSTRAINT users_age;

-- rules B11
ALTER TABLE checked DROP CONSTRAINT checked_a;

-- rules B18
ALTER TABLE users ADD CONSTRAINT users_past CHECK (created < now()) NOT VALID;

-- rules B4
ALTER TABLE animals ADD CONSTRAINT animals_age CHECK (age > 0);

-- rules B4
ALTER TABLE animals ADD CONSTRAINT animals_age CHECK (age > 0) NOT VALID;

-- rules B4
ALTER TABLE animals ADD CONSTRAINT animals_age CHECK (age > 0) NO INHERIT;

-- rules B4
ALTER TABLE plants VALIDATE CONSTRAINT plants_unvalidated;

-- rules B4 F12
ALTER TABLE events ADD CONSTRAINT events_positive CHECK (id > 0);

-- rules B4 F12
ALTER TABLE events ADD CONSTRAINT events_positive CHECK (id > 0) NOT VALID;

-- rules B4 F12
ALTER TABLE hashed VALIDATE CONSTRAINT hashed_unvalidated;

-- rules B4
ALTER TABLE events_2024 ADD CONSTRAINT events_positive CHECK (id > 0);

-- rules B4
-- before: CREATE TABLE fresh (a int)
ALTER TABLE fresh ADD CHECK (a > 0);

-- rules B4
ALTER TABLE users ADD CHECK (age >= 0), ADD CHECK (score >= 0);

-- rules B4 B6
ALTER TABLE users ADD CONSTRAINT users_age CHECK (age >= 0) NOT VALID, VALIDATE CONSTRAINT users_age;

-- rules B7
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);

-- rules B7
ALTER TABLE users ADD UNIQUE (email);

-- rules B7
ALTER TABLE users ADD CONSTRAINT users_name_key UNIQUE NULLS NOT DISTINCT (name);

-- rules B7
ALTER TABLE users ADD UNIQUE (email) DEFERRABLE;

-- rules B7
-- fails
ALTER TABLE bare ADD UNIQUE (b);

-- rules B7
ALTER TABLE candidates ADD CONSTRAINT candidates_a_key UNIQUE USING INDEX candidates_a;

-- rules B7
ALTER TABLE candidates ADD UNIQUE USING INDEX candidates_b;

-- rules B7 M6
-- fails
ALTER TABLE candidates ADD UNIQUE USING INDEX candidates_partial;

-- rules B7 M6
-- fails
ALTER TABLE candidates ADD UNIQUE USING INDEX candidates_expression;

-- rules B7 M6
-- fails
ALTER TABLE candidates ADD UNIQUE USING INDEX candidates_desc;

-- rules B7
-- fails
ALTER TABLE candidates ADD UNIQUE USING INDEX candidates_plain;

-- rules B8
ALTER TABLE candidates ADD PRIMARY KEY (a);

-- rules B8 M10
ALTER TABLE candidates ADD PRIMARY KEY (b);

-- rules B8
ALTER TABLE candidates ADD PRIMARY KEY (c);

-- rules B8
ALTER TABLE bare ADD PRIMARY KEY (a);

-- rules B8 B9
ALTER TABLE candidates ADD CONSTRAINT candidates_pk PRIMARY KEY USING INDEX candidates_a;

-- rules B9 M10
ALTER TABLE candidates ADD CONSTRAINT candidates_pk PRIMARY KEY USING INDEX candidates_b;

-- rules B9
ALTER TABLE candidates ADD CONSTRAINT candidates_pk PRIMARY KEY USING INDEX candidates_c;

-- rules B9 M6
-- since 18
-- fails
-- before: ALTER TABLE candidates ADD CONSTRAINT candidates_b_nn NOT NULL b NOT VALID
ALTER TABLE candidates ADD CONSTRAINT candidates_pk PRIMARY KEY USING INDEX candidates_b;

-- rules B8 B13
ALTER TABLE metrics_asia ADD PRIMARY KEY (region, value);

-- rules B8 B13
ALTER TABLE metrics ADD PRIMARY KEY (region, value);

-- rules B7 B13
-- fails
ALTER TABLE metrics ADD UNIQUE (value);

-- rules B20
-- fails
ALTER TABLE users ADD PRIMARY KEY (login);

-- rules B8
ALTER TABLE animals ADD PRIMARY KEY (id);

-- rules B10
ALTER TABLE indexed ADD CONSTRAINT indexed_no_overlap EXCLUDE USING gist (ex WITH &&) WHERE (id > 0);

-- rules B10
ALTER TABLE users ADD EXCLUDE (login WITH =);

-- rules B10
-- since 18
-- fails
ALTER TABLE users ADD CONSTRAINT users_excluded EXCLUDE (login WITH =) NOT VALID;

-- rules B7
-- since 18
-- setup: CREATE TABLE rooms (room int4range, at tstzrange)
ALTER TABLE rooms ADD CONSTRAINT rooms_pk PRIMARY KEY (room, at WITHOUT OVERLAPS);

-- rules B11
ALTER TABLE keyed DROP CONSTRAINT keyed_a;

-- rules B11 F18
ALTER TABLE keyed DROP CONSTRAINT keyed_pk;

-- rules B11
ALTER TABLE keyed DROP CONSTRAINT keyed_pk, ADD CONSTRAINT keyed_pk PRIMARY KEY (a);

-- rules B11
-- fails
ALTER TABLE parent DROP CONSTRAINT parent_pkey;

-- rules B11 E5
ALTER TABLE parent DROP CONSTRAINT parent_pkey CASCADE;

-- rules B11 F12
ALTER TABLE events DROP CONSTRAINT events_pkey;

-- rules B11
-- fails
ALTER TABLE events_2024 DROP CONSTRAINT events_2024_pkey;

-- rules E3
ALTER TABLE keyed RENAME CONSTRAINT keyed_a TO keyed_unique_a;

-- rules E3
ALTER TABLE checked RENAME CONSTRAINT checked_a TO checked_positive;

-- rules E3
-- fails
ALTER TABLE users ALTER CONSTRAINT users_login_key DEFERRABLE;

-- rules B4
-- since 18
ALTER TABLE animals ADD CONSTRAINT animals_id NOT NULL id;

-- rules B11
-- since 18
-- setup: ALTER TABLE animals ADD CONSTRAINT animals_id NOT NULL id
ALTER TABLE animals ALTER CONSTRAINT animals_id NO INHERIT;
