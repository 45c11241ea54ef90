--- Partitions and inheritance.

-- rules F7 M17
ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7 M17
ALTER TABLE events ATTACH PARTITION events_2026_checked FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7
ALTER TABLE guarded ATTACH PARTITION guarded_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7
ALTER TABLE metrics ATTACH PARTITION metrics_asia FOR VALUES IN ('asia');

-- rules F7
ALTER TABLE metrics ATTACH PARTITION metrics_asia_checked FOR VALUES IN ('asia');

-- rules F7
ALTER TABLE metrics ATTACH PARTITION metrics_asia_unvalidated FOR VALUES IN ('asia');

-- rules F7
ALTER TABLE metrics ATTACH PARTITION metrics_asia DEFAULT;

-- rules F7
-- fails
ALTER TABLE metrics ATTACH PARTITION metrics_asia FOR VALUES IN ('africa');

-- rules F7 B2
ALTER TABLE visits ATTACH PARTITION visits_bare FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7 B2 M16
ALTER TABLE visits ATTACH PARTITION visits_with_key FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7
ALTER TABLE deep ATTACH PARTITION deep_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F7
-- before: CREATE TABLE fresh (region text NOT NULL, value int)
ALTER TABLE metrics ATTACH PARTITION fresh FOR VALUES IN ('asia');

-- rules F7
ALTER TABLE ledger ATTACH PARTITION ledger_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

-- rules F8 M17
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- rules F8
CREATE TABLE guarded_2027 PARTITION OF guarded FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- rules F8
CREATE TABLE metrics_asia_new PARTITION OF metrics FOR VALUES IN ('asia');

-- rules F8
CREATE TABLE metrics_default PARTITION OF metrics DEFAULT;

-- rules F8 B2
CREATE TABLE visits_2027 PARTITION OF visits FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- rules F8
CREATE TABLE deep_2024_b PARTITION OF deep_2024 FOR VALUES IN ('c');

-- rules F8
CREATE TABLE deep_2027 PARTITION OF deep FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') PARTITION BY LIST (kind);

-- rules F8
CREATE TABLE ledger_2027 PARTITION OF ledger FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- rules F8
-- fails
CREATE TABLE events_2024_again PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- rules F8
CREATE TABLE IF NOT EXISTS events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- rules F14
CREATE TABLE measures (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);

-- rules F9
ALTER TABLE metrics DETACH PARTITION metrics_eu;

-- rules F9
ALTER TABLE events DETACH PARTITION events_2024;

-- rules F9
ALTER TABLE events DETACH PARTITION events_default;

-- rules F9
ALTER TABLE metrics DETACH PARTITION metrics_eu CONCURRENTLY;

-- rules F9 M4
-- fails
ALTER TABLE events DETACH PARTITION events_2024 CONCURRENTLY;

-- rules F9
ALTER TABLE hashed DETACH PARTITION hashed_1;

-- rules F9
ALTER TABLE hashed DETACH PARTITION hashed_1 CONCURRENTLY;

-- rules F9
ALTER TABLE deep DETACH PARTITION deep_2024;

-- rules F9
ALTER TABLE deep_2024 DETACH PARTITION deep_2024_a;

-- rules F9
ALTER TABLE visits DETACH PARTITION visits_2024;

-- rules F9
ALTER TABLE visits DETACH PARTITION visits_2024 CONCURRENTLY;

-- rules F9
-- fails
ALTER TABLE ledger DETACH PARTITION ledger_2024;

-- rules F9
ALTER TABLE ledger DETACH PARTITION ledger_2025;

-- rules F9
ALTER TABLE half DETACH PARTITION half_2024;

-- rules F9
-- fails
ALTER TABLE metrics DETACH PARTITION metrics_eu FINALIZE;

-- rules F10
DROP TABLE events_2024;

-- rules F10
DROP TABLE metrics_eu;

-- rules F10
DROP TABLE events_default;

-- rules F10
DROP TABLE deep_2024;

-- rules F10
DROP TABLE deep_2024_a;

-- rules F10
DROP TABLE visits_2024;

-- rules F10
-- fails
DROP TABLE ledger_2024;

-- rules F10
DROP TABLE ledger_2024 CASCADE;

-- rules F12 E4
DROP TABLE events;

-- rules F12 E4
DROP TABLE visits;

-- rules E4
DROP TABLE deep;

-- rules F12 E2
ALTER TABLE events RENAME TO happenings;

-- rules E2
ALTER TABLE events_2024 RENAME TO events_old;

-- rules F12 E1
ALTER TABLE events RENAME COLUMN note TO remark;

-- rules E1
-- fails
ALTER TABLE events_2024 RENAME COLUMN note TO remark;

-- rules F12 G12
ALTER TABLE events OWNER TO app;

-- rules F12 E3
ALTER TABLE events SET SCHEMA archive;

-- rules F12 F16
-- fails
ALTER TABLE events SET (fillfactor = 70);

-- rules F16
ALTER TABLE events_2024 SET (fillfactor = 70);

-- rules F12 A18
ALTER TABLE events SET TABLESPACE fast;

-- rules A18
ALTER TABLE events_2024 SET TABLESPACE fast;

-- rules F12 G5
ALTER TABLE events ENABLE ROW LEVEL SECURITY;

-- rules F12 G1
CREATE TRIGGER events_touch BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION f_touch();

-- rules F12 G1
CREATE TRIGGER events_touch AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION uses_mood();

-- rules F12 G3
DROP TRIGGER events_old ON events;

-- rules F12 G2
ALTER TABLE events DISABLE TRIGGER events_old;

-- rules F12 G2
ALTER TRIGGER events_old ON events RENAME TO events_touched;

-- rules F12 F4
TRUNCATE events;

-- rules F4
TRUNCATE events_2024;

-- rules F4
-- fails
TRUNCATE ledger;

-- rules F12
ANALYZE events;

-- rules F12
ANALYZE events_2024;

-- rules F12 F18
ALTER TABLE events REPLICA IDENTITY FULL;

-- rules F12 F3
-- fails until 16
ALTER TABLE events SET ACCESS METHOD heap_two;

-- rules F12
COMMENT ON TABLE events IS 'what happens';

-- rules F12 G7
GRANT SELECT ON events TO app;

-- rules F12 G9
ALTER PUBLICATION pub ADD TABLE events;

-- rules F14
CREATE TABLE fish (fins int) INHERITS (animals);

-- rules F14
ALTER TABLE birds INHERIT animals;

-- rules F14
ALTER TABLE dogs NO INHERIT animals;

-- rules E4
DROP TABLE dogs;

-- rules E4
-- fails
DROP TABLE animals;

-- rules E4 E5
DROP TABLE animals CASCADE;

-- rules E1
ALTER TABLE animals RENAME COLUMN name TO called;

-- rules E2
ALTER TABLE animals RENAME TO beasts;

-- rules F4
TRUNCATE animals;

-- rules F4
TRUNCATE ONLY animals;

ANALYZE animals;

-- rules C12
ALTER TABLE animals ALTER COLUMN age SET DEFAULT 1;

-- rules F16
ALTER TABLE animals SET (fillfactor = 70);

-- rules G12
ALTER TABLE animals OWNER TO app;

-- rules F14
ALTER TABLE lodgings OF address;

-- rules F14
ALTER TABLE addresses NOT OF;

-- rules F14
CREATE TABLE more_addresses OF address;

--- What proves that a default partition, or a new one, needs not be read.

-- rules F8
-- before: ALTER TABLE events_default ADD CONSTRAINT events_default_old CHECK (at < '2024-01-01')
CREATE TABLE events_2027 PARTITION OF events FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');

-- rules F8
-- before: ALTER TABLE deep_2024_rest ADD CONSTRAINT deep_2024_rest_kind CHECK (kind <> 'c')
CREATE TABLE deep_2024_c PARTITION OF deep_2024 FOR VALUES IN ('c');

-- rules F8
-- before: ALTER TABLE deep_2024_rest ADD CONSTRAINT deep_2024_rest_kind CHECK (kind IN ('b', 'x'))
CREATE TABLE deep_2024_c PARTITION OF deep_2024 FOR VALUES IN ('c', 'd');

-- rules F7
-- setup: CREATE TABLE deep_2024_c (id int NOT NULL, at date NOT NULL, kind text NOT NULL)
ALTER TABLE deep_2024 ATTACH PARTITION deep_2024_c FOR VALUES IN ('c');

-- rules F7
-- setup: ALTER TABLE metrics_asia ADD CHECK (region IN ('asia', 'oceania'))
ALTER TABLE metrics ATTACH PARTITION metrics_asia FOR VALUES IN ('asia', 'oceania', 'antarctica');

-- rules F7
-- setup: CREATE TABLE hashed_2 (id int NOT NULL, a int, CONSTRAINT hashed_unvalidated CHECK (a >= 0))
-- setup: ALTER TABLE hashed DETACH PARTITION hashed_1
-- setup: DROP TABLE hashed_1
ALTER TABLE hashed ATTACH PARTITION hashed_2 FOR VALUES WITH (MODULUS 2, REMAINDER 1);

-- rules F14
-- setup: CREATE TABLE puppies () INHERITS (dogs)
ALTER TABLE dogs NO INHERIT animals;

-- rules F14
-- setup: CREATE TABLE sparrows () INHERITS (birds)
ALTER TABLE birds INHERIT animals;
