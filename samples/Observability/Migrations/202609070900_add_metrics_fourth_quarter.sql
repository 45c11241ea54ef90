-- name: Add metrics partitions for October to December
-- ticket: OBS-261
--
-- Partitions for the fourth quarter, made apart and then attached.
-- Why: CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on metrics, ATTACH only SHARE UPDATE EXCLUSIVE, so measurements go on arriving.
-- What is in the default partition for these months already (clocks that run ahead) moves over; PostgreSQL refuses to attach otherwise.
-- Rollback: detaches the partitions and puts their rows into the default partition.
-- Impact: ACCESS EXCLUSIVE on metrics_default while it is read (it is watched and nearly empty), so milliseconds. Down takes
-- ACCESS EXCLUSIVE on metrics (a default partition rules out CONCURRENTLY) while it moves the rows.
--
-- lockstep: allow LS2078 because the default partition is watched and nearly empty
-- lockstep: allow LS4007 because a partition that goes again has the rows of a few hours at most

-- up
CREATE TABLE metrics_2026_10 (LIKE metrics INCLUDING ALL);
CREATE TABLE metrics_2026_11 (LIKE metrics INCLUDING ALL);
CREATE TABLE metrics_2026_12 (LIKE metrics INCLUDING ALL);

WITH strays AS (
    DELETE FROM metrics_default
    WHERE recorded_at >= '2026-10-01 00:00:00+00' AND recorded_at < '2026-11-01 00:00:00+00'
    RETURNING series_id, recorded_at, value)
INSERT INTO metrics_2026_10 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
ALTER TABLE metrics ATTACH PARTITION metrics_2026_10 FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');

WITH strays AS (
    DELETE FROM metrics_default
    WHERE recorded_at >= '2026-11-01 00:00:00+00' AND recorded_at < '2026-12-01 00:00:00+00'
    RETURNING series_id, recorded_at, value)
INSERT INTO metrics_2026_11 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
ALTER TABLE metrics ATTACH PARTITION metrics_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

WITH strays AS (
    DELETE FROM metrics_default
    WHERE recorded_at >= '2026-12-01 00:00:00+00' AND recorded_at < '2027-01-01 00:00:00+00'
    RETURNING series_id, recorded_at, value)
INSERT INTO metrics_2026_12 (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM strays;
ALTER TABLE metrics ATTACH PARTITION metrics_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

-- down
ALTER TABLE metrics DETACH PARTITION metrics_2026_12;
INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_12;
ALTER TABLE metrics DETACH PARTITION metrics_2026_11;
INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_11;
ALTER TABLE metrics DETACH PARTITION metrics_2026_10;
INSERT INTO metrics (series_id, recorded_at, value) SELECT series_id, recorded_at, value FROM metrics_2026_10;

DROP TABLE metrics_2026_12;
DROP TABLE metrics_2026_11;
DROP TABLE metrics_2026_10;
