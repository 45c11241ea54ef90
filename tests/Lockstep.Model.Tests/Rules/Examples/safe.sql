### column
ALTER TABLE users ADD COLUMN nick text;
### column with a constant
ALTER TABLE users ADD COLUMN n int NOT NULL DEFAULT -1;
### column with a constant in parentheses
ALTER TABLE users ADD COLUMN n int DEFAULT (1);
### column with an immutable call
ALTER TABLE users ADD COLUMN n text DEFAULT lower('X');
### column with today
ALTER TABLE users ADD COLUMN n date DEFAULT current_date;
### column with the time
ALTER TABLE users ADD COLUMN n timestamp DEFAULT localtimestamp;
### column with the time in utc
ALTER TABLE users ADD COLUMN n timestamp DEFAULT timezone('utc', now());
### column with a qualified call
ALTER TABLE users ADD COLUMN n timestamptz NOT NULL DEFAULT pg_catalog.now();
### column with a difference
ALTER TABLE users ADD COLUMN n timestamptz DEFAULT now() - interval '1 day';
### column with a json value
ALTER TABLE users ADD COLUMN n jsonb NOT NULL DEFAULT '{}'::jsonb;
### column with an immutable function of the user
ALTER TABLE users ADD COLUMN n int DEFAULT area(3);
### column of a domain without constraint
ALTER TABLE users ADD COLUMN n label;
### nullable column with a reference
ALTER TABLE lines ADD COLUMN user_id int;
### index concurrently
CREATE INDEX CONCURRENTLY users_name ON users (name);
### index concurrently after a transaction
BEGIN; ALTER TABLE users ADD COLUMN nick text; COMMIT; CREATE INDEX CONCURRENTLY users_nick ON users (nick);
### index concurrently after a rollback
BEGIN; SELECT 1; ROLLBACK; CREATE INDEX CONCURRENTLY users_name ON users (name);
### index on a new table
CREATE TABLE notes (id bigint PRIMARY KEY, body text); CREATE INDEX notes_body ON notes (body);
### index on a new table in a transaction that fills it
BEGIN; CREATE TABLE notes (id bigint PRIMARY KEY, body text); INSERT INTO notes VALUES (1, 'a'); CREATE INDEX notes_body ON notes (body); COMMIT;
### index on a temporary table
CREATE TEMP TABLE notes (id int); CREATE INDEX notes_id ON notes (id);
### index on only the parent
CREATE INDEX events_at ON ONLY events (at);
### unique by way of an index
CREATE UNIQUE INDEX CONCURRENTLY users_name_key ON users (name); ALTER TABLE users ADD CONSTRAINT users_name_key UNIQUE USING INDEX users_name_key;
### drop index concurrently
DROP INDEX CONCURRENTLY users_lower_email;
### reindex concurrently
REINDEX TABLE CONCURRENTLY users;
### foreign key not valid
ALTER TABLE lines ADD CONSTRAINT lines_order FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID;
### foreign key validated later
ALTER TABLE lines ADD CONSTRAINT lines_order FOREIGN KEY (order_id) REFERENCES orders (id) NOT VALID; ALTER TABLE lines VALIDATE CONSTRAINT lines_order;
### check not valid
ALTER TABLE users ADD CONSTRAINT c CHECK (name <> '') NOT VALID;
### not null in four steps
ALTER TABLE users ADD CONSTRAINT nn CHECK (name IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT nn; ALTER TABLE users ALTER COLUMN name SET NOT NULL; ALTER TABLE users DROP CONSTRAINT nn;
### set not null with a valid check
ALTER TABLE orders ALTER COLUMN amount SET NOT NULL;
### set not null again
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
### varchar wider
ALTER TABLE orders ALTER COLUMN note TYPE varchar(100);
### varchar to text
ALTER TABLE orders ALTER COLUMN note TYPE text;
### numeric precision
ALTER TABLE users ALTER COLUMN balance TYPE numeric(12, 2);
### timestamp to timestamptz in utc
SET timezone = 'UTC'; ALTER TABLE users ALTER COLUMN seen TYPE timestamptz;
### rename with a view in its place
BEGIN; ALTER TABLE lines RENAME TO order_lines; CREATE VIEW lines AS SELECT * FROM order_lines; COMMIT;
### drop what was made
CREATE TABLE scratch (id int); DROP TABLE scratch;
### drop a column that was added
ALTER TABLE users ADD COLUMN x int; ALTER TABLE users DROP COLUMN x;
### detach concurrently
ALTER TABLE logs DETACH PARTITION logs_2025 CONCURRENTLY;
### attach with a check
ALTER TABLE logs ATTACH PARTITION logs_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
### enum value
ALTER TYPE mood ADD VALUE 'great' AFTER 'happy';
### refresh concurrently
REFRESH MATERIALIZED VIEW CONCURRENTLY order_stats;
### view
CREATE OR REPLACE VIEW order_totals AS SELECT user_id, total, number FROM orders;
### function
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := 'x'; RETURN NEW; END $$;
### update of one row
UPDATE users SET name = 'x' WHERE id = 7;
### comment
COMMENT ON TABLE users IS 'People who sign in';
### analyze
ANALYZE users;
### grant to a role
GRANT SELECT ON users TO app;
### timeout
SET lock_timeout = '2s'; ALTER TABLE users ADD COLUMN nick text;
### default for new rows
ALTER TABLE users ALTER COLUMN name SET DEFAULT 'anonymous';
### statistics
ALTER TABLE users ALTER COLUMN name SET STATISTICS 500;
### a new table
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
### a temporary copy
CREATE TEMP TABLE ids AS SELECT id FROM users LIMIT 10; DROP TABLE ids;
### danger in a string
INSERT INTO moods (id, tag) VALUES (1, 'DROP TABLE users; TRUNCATE orders');
### danger in the body of a function that nobody calls
CREATE FUNCTION purge() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DELETE FROM lines; END $$;
### a column that may be there
DO $$ BEGIN ALTER TABLE users ADD COLUMN nick text; EXCEPTION WHEN duplicate_column THEN NULL; END $$;
### several changes of one table in one transaction
BEGIN; ALTER TABLE users ADD COLUMN a int; ALTER TABLE users ADD COLUMN b int; ALTER TABLE users ALTER COLUMN b SET DEFAULT 3; COMMIT;
### two new tables with a key between them
CREATE TABLE a (id bigint PRIMARY KEY); CREATE TABLE b (id bigint PRIMARY KEY, a_id bigint NOT NULL REFERENCES a (id)); CREATE INDEX b_a ON b (a_id);
### a partitioned index by partition
CREATE INDEX logs_id ON ONLY logs (id); CREATE INDEX CONCURRENTLY logs_2025_id ON logs_2025 (id); ALTER INDEX logs_id ATTACH PARTITION logs_2025_id;
### a batch
UPDATE users SET age = 0 WHERE id IN (SELECT id FROM users WHERE age IS NULL ORDER BY id LIMIT 1000);
### not null by a check that says more
ALTER TABLE users ADD CONSTRAINT c CHECK (name IS NOT NULL AND name <> '') NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER COLUMN name SET NOT NULL;
### widened by a USING that does nothing
ALTER TABLE orders ALTER COLUMN note TYPE varchar(64) USING note::varchar(64);
### a role without powers
CREATE ROLE reader NOLOGIN;
### a guarded trigger
SET lock_timeout = '2s'; CREATE TRIGGER lines_touch BEFORE UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION touch();
### a transaction with a timeout of its own
BEGIN; SET LOCAL lock_timeout = '3s'; ALTER TABLE users ADD COLUMN z int; COMMIT;
### reindex of a table with keys concurrently
REINDEX TABLE CONCURRENTLY orders;
### drop what is not there
DROP TABLE IF EXISTS nothing_here; DROP VIEW IF EXISTS nothing_there;
### a function that stays immutable
CREATE OR REPLACE FUNCTION area(int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * 3 $$;
