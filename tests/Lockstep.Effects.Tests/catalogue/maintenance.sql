--- Maintenance: vacuum, cluster, analyze, statistics, refresh; and what must not be in a transaction block.

-- rules F1
VACUUM users;

-- rules F1
VACUUM (ANALYZE) users;

-- rules F1
VACUUM (FREEZE, DISABLE_PAGE_SKIPPING) users;

-- rules F1
VACUUM (INDEX_CLEANUP OFF) users;

-- rules F1
VACUUM FULL users;

-- rules F1
VACUUM (FULL, ANALYZE) bare;

-- rules F1
VACUUM FULL viewed_kept;

-- rules F1
VACUUM viewed_kept;

-- rules F1
VACUUM events;

-- rules F1
VACUUM FULL events;

-- rules F1
VACUUM FULL clustered;

-- rules F1
VACUUM bare, empty;

-- rules F1
VACUUM animals;

-- rules F1
-- since 18
VACUUM ONLY events;

-- rules F1
-- since 16
VACUUM (PROCESS_MAIN FALSE) users;

-- rules F1
CLUSTER clustered;

-- rules F1
CLUSTER users USING users_email;

-- rules F1
CLUSTER users USING users_pkey;

-- rules F1
CLUSTER (VERBOSE) clustered USING clustered_pkey;

-- rules F1
-- fails
CLUSTER bare;

-- rules F1
-- fails
CLUSTER users USING users_data;

-- rules F1 H12
CLUSTER;

-- rules F1 H12
CLUSTER events USING events_pkey;

-- rules I4
ANALYZE users;

-- rules I4
ANALYZE users (age, state);

-- rules I4
ANALYZE viewed_kept;

-- rules I4
ANALYZE bare, empty;

-- rules I4
-- since 18
ANALYZE ONLY events;

CREATE STATISTICS users_more ON age, score FROM users;

CREATE STATISTICS users_more (ndistinct) ON age, score FROM users;

CREATE STATISTICS IF NOT EXISTS users_stats ON age, state FROM users;

CREATE STATISTICS users_expression (mcv) ON age, (score * 2) FROM users;

CREATE STATISTICS events_stats ON id, at FROM events;

ALTER STATISTICS users_stats SET STATISTICS 500;

ALTER STATISTICS users_stats RENAME TO users_statistics;

ALTER STATISTICS users_stats OWNER TO app;

ALTER STATISTICS users_stats SET SCHEMA archive;

DROP STATISTICS users_stats;

-- rules F5
REFRESH MATERIALIZED VIEW viewed_kept;

-- rules F5
REFRESH MATERIALIZED VIEW CONCURRENTLY viewed_kept;

-- rules F5
REFRESH MATERIALIZED VIEW viewed_kept WITH NO DATA;

-- rules F5
REFRESH MATERIALIZED VIEW viewed_counted;

-- rules F5
-- fails
REFRESH MATERIALIZED VIEW CONCURRENTLY viewed_counted;

-- rules F5
REFRESH MATERIALIZED VIEW viewed_empty;

-- rules F5
-- fails
REFRESH MATERIALIZED VIEW CONCURRENTLY viewed_empty;

-- rules G10 H12
ALTER SYSTEM SET work_mem = '8MB';

-- rules H12
CREATE DATABASE another;

-- rules H12 E6
-- fails
DROP DATABASE nowhere_to_be_found;

-- rules H12
DROP DATABASE IF EXISTS nowhere_to_be_found;

-- rules H12 E6
CREATE TABLESPACE slow LOCATION '';

-- rules H12 E6
-- fails
DROP TABLESPACE nowhere_to_be_found;

-- rules H12
CREATE SUBSCRIPTION sub CONNECTION 'dbname=nowhere' PUBLICATION pub WITH (connect = false);

ALTER DATABASE shop SET work_mem = '8MB';

ALTER DATABASE shop OWNER TO app;

CHECKPOINT;

DISCARD PLANS;

-- rules H12
DISCARD ALL;

-- rules H1
SET lock_timeout = '1s';

-- rules H1
SET LOCAL lock_timeout = '1s';

-- rules H2
SELECT set_config('statement_timeout', '1s', true);

-- rules I5
SELECT setval('counter', 10);

-- rules I5
SELECT nextval('counter');

-- rules I5
SELECT setval(pg_get_serial_sequence('serials', 'id'), (SELECT max(id) FROM serials));

-- rules M27
SELECT pg_sleep(0);

SELECT pg_advisory_xact_lock(1);

-- rules H11 M25
DO $$ BEGIN ALTER TABLE users ADD COLUMN extra int; END $$;

-- rules H11 M25 A4
DO $$ BEGIN PERFORM 1; END $$;

-- rules A4 M25
-- fails
DO $$ BEGIN CREATE INDEX CONCURRENTLY users_age ON users (age); END $$;

-- rules H11 M25
DO $$ BEGIN EXECUTE 'UPDATE bare SET b = ''x'''; END $$;

CALL p_nothing();

-- rules F1
-- since 16
VACUUM (ONLY_DATABASE_STATS);

-- rules F1
CLUSTER viewed_kept USING viewed_kept_id;

-- rules I4
ANALYZE deep_2024;

-- rules F5
-- setup: CREATE MATERIALIZED VIEW of_views AS SELECT t.id, k.a FROM viewed_twice t JOIN viewed_kept k ON k.id = t.id
REFRESH MATERIALIZED VIEW of_views;
