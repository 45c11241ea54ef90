--- Indexes: made, dropped, rebuilt, renamed, attached.

-- rules A1
CREATE INDEX ON users (age);

-- rules A1 A7
CREATE INDEX CONCURRENTLY users_age ON users (age);

-- rules A1
CREATE INDEX users_name_lower ON users (lower(name));

-- rules A1
CREATE INDEX users_recent ON users (created) WHERE seen IS NULL;

-- rules A1 A19
CREATE UNIQUE INDEX users_email_unique ON users (email);

-- rules A1 A19
CREATE UNIQUE INDEX CONCURRENTLY users_email_unique ON users (email);

-- rules A1
CREATE INDEX IF NOT EXISTS users_email ON users (email);

-- rules A1 A6 M8
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email ON users (email);

-- rules A6 M8
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_age ON users (age);

-- rules A8
CREATE INDEX users_wide ON users (age, state, name, email, created);

-- rules A11
CREATE INDEX users_hash ON users USING hash (login);

-- rules A16
CREATE INDEX users_data_paths ON users USING gin (data jsonb_path_ops);

CREATE INDEX users_brin ON users USING brin (id);

CREATE INDEX indexed_ex ON indexed USING gist (ex);

CREATE INDEX users_included ON users (age) INCLUDE (state);

CREATE INDEX users_collated ON users (name COLLATE "C" text_pattern_ops DESC NULLS LAST);

CREATE INDEX users_filled ON users (age) WITH (fillfactor = 70);

CREATE INDEX users_fast ON users (age) TABLESPACE fast;

-- rules A19
CREATE UNIQUE INDEX bare_nulls ON bare (a) NULLS NOT DISTINCT;

-- rules A19
-- fails
CREATE UNIQUE INDEX bare_b ON bare (b);

-- rules A1
CREATE INDEX empty_a ON empty (a);

-- rules A1
CREATE INDEX ON app.accounts (owner_name);

-- rules A1
-- before: CREATE TABLE fresh (id int, a int)
CREATE INDEX fresh_a ON fresh (a);

-- rules A1
-- before: CREATE TEMP TABLE passing (id int, a int)
CREATE INDEX passing_a ON passing (a);

-- rules A10
-- before: ALTER TABLE users ADD COLUMN extra int
CREATE INDEX users_extra ON users (extra);

-- rules A13
CREATE INDEX CONCURRENTLY child_loose ON child (loose_parent);

-- rules A1 A14
CREATE INDEX events_region ON events (region);

-- rules A1 A14
CREATE INDEX events_region ON ONLY events (region);

-- rules A14 M3
-- fails
CREATE INDEX CONCURRENTLY events_region ON events (region);

-- rules A14
CREATE INDEX CONCURRENTLY events_2024_region ON events_2024 (region);

-- rules A14
CREATE UNIQUE INDEX events_unique ON events (at, id);

-- rules B13
-- fails
CREATE UNIQUE INDEX events_region_unique ON events (region);

-- rules A14
CREATE INDEX deep_kind ON deep (id);

-- rules A14
CREATE INDEX deep_2024_kind ON deep_2024 (id);

-- rules A14
ALTER INDEX half_a ATTACH PARTITION half_2024_a;

-- rules A14
CREATE INDEX half_a_again ON half (a);

CREATE INDEX animals_age ON animals (age);

CREATE INDEX dogs_breed ON dogs (breed);

-- rules A1
CREATE INDEX viewed_kept_a ON viewed_kept (a);

-- rules A1
CREATE INDEX CONCURRENTLY viewed_kept_a ON viewed_kept (a);

-- rules A2
DROP INDEX users_email;

-- rules A2
DROP INDEX CONCURRENTLY users_email;

-- rules A2
DROP INDEX IF EXISTS users_email;

-- rules A2
DROP INDEX IF EXISTS nowhere_to_be_found;

-- rules A2
DROP INDEX CONCURRENTLY IF EXISTS nowhere_to_be_found;

-- rules A2
DROP INDEX users_email, indexed_v;

-- rules A2
-- fails
DROP INDEX CONCURRENTLY users_email, indexed_v;

-- rules A2
-- fails
DROP INDEX CONCURRENTLY users_email CASCADE;

-- rules A17 M7
-- fails
DROP INDEX users_login_key;

-- rules A2 A14
DROP INDEX events_note;

-- rules A2 M3
-- fails
DROP INDEX CONCURRENTLY events_note;

-- rules A2
-- fails
DROP INDEX events_2024_note_idx;

-- rules A2
DROP INDEX half_2024_a;

-- rules A2
DROP INDEX half_a;

-- rules A2
DROP INDEX viewed_kept_id;

-- rules A2
DROP INDEX clustered_a;

-- rules A2
-- before: CREATE INDEX users_age ON users (age)
DROP INDEX users_age;

-- rules A3
REINDEX INDEX users_email;

-- rules A3
REINDEX INDEX CONCURRENTLY users_email;

-- rules A3 A6
REINDEX INDEX CONCURRENTLY users_pkey;

-- rules A3
REINDEX TABLE child;

-- rules A3
REINDEX TABLE CONCURRENTLY child;

-- rules A3
REINDEX TABLE bare;

-- rules A3
REINDEX (VERBOSE) TABLE clustered;

-- rules A3 A18
REINDEX (TABLESPACE fast) INDEX users_email;

-- rules A3 A18
REINDEX (TABLESPACE fast, CONCURRENTLY) INDEX users_email;

-- rules A3 H12
REINDEX TABLE events;

-- rules A3 M3
REINDEX TABLE CONCURRENTLY events;

-- rules A3 H12
REINDEX INDEX events_note;

-- rules A3 M3
REINDEX INDEX CONCURRENTLY events_note;

-- rules A3
REINDEX INDEX events_2024_note_idx;

-- rules A3
REINDEX TABLE viewed_kept;

-- rules A3 H12
REINDEX SCHEMA app;

-- rules A3 H12
REINDEX SCHEMA CONCURRENTLY app;

-- rules A3 H12
REINDEX DATABASE shop;

-- rules A3
-- fails
REINDEX SYSTEM CONCURRENTLY shop;

-- rules E3
ALTER INDEX users_email RENAME TO users_mail;

-- rules E3
ALTER TABLE users_email RENAME TO users_mail;

-- rules E3
ALTER INDEX events_note RENAME TO events_notes;

-- rules F16
ALTER INDEX users_email SET (fillfactor = 80);

-- rules F16
ALTER INDEX users_email RESET (fillfactor);

-- rules F16
ALTER INDEX users_data SET (fastupdate = off);

-- rules A18
ALTER INDEX users_email SET TABLESPACE fast;

-- rules A18
ALTER INDEX users_email SET TABLESPACE pg_default;

-- rules A18
ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE pg_default;

-- rules C16
ALTER INDEX users_lower_login ALTER COLUMN 1 SET STATISTICS 500;

ALTER INDEX users_email DEPENDS ON EXTENSION plpgsql;

ALTER INDEX users_email NO DEPENDS ON EXTENSION plpgsql;

COMMENT ON INDEX users_email IS 'by e-mail';

-- rules A12
CREATE INDEX users_email_again ON users (email);

--- Indexes of partitions of partitions.

-- rules A14
-- setup: CREATE INDEX deep_id ON deep (id)
REINDEX INDEX deep_id;

-- rules A14 M3
-- setup: CREATE INDEX deep_id ON deep (id)
REINDEX INDEX CONCURRENTLY deep_id;

-- rules A14
-- setup: CREATE INDEX deep_2024_id ON deep_2024 (id)
CREATE INDEX deep_id ON deep (id);

-- rules A14
-- setup: CREATE INDEX deep_id ON ONLY deep (id)
-- setup: CREATE INDEX deep_2024_id ON ONLY deep_2024 (id)
-- setup: ALTER INDEX deep_id ATTACH PARTITION deep_2024_id
-- setup: CREATE INDEX deep_2024_a_id ON deep_2024_a (id)
ALTER INDEX deep_2024_id ATTACH PARTITION deep_2024_a_id;

-- rules A2 A14
-- setup: CREATE INDEX deep_id ON deep (id)
DROP INDEX deep_id;

-- rules A14
-- setup: CREATE INDEX half_2024_a_down ON half_2024 (a DESC) WHERE id > 5
CREATE INDEX half_a_again ON half (a) WHERE id > 5;

-- rules G12
ALTER INDEX users_email OWNER TO app;

-- rules F16
ALTER INDEX indexed_brin SET (autosummarize = on);

-- rules F16
ALTER INDEX users_email SET (deduplicate_items = off);
