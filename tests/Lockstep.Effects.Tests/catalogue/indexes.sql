-- rules A1
CREATE INDEX ON users (age);

-- rules A1
CREATE INDEX CONCURRENTLY users_age ON users (age);

DROP INDEX CONCURRENTLY users_email;

VACUUM users;

-- setup: ALTER TABLE users ADD CHECK (age > -1) NOT VALID
ALTER TABLE users VALIDATE CONSTRAINT users_age_check;

ALTER TABLE child ADD FOREIGN KEY (loose_parent) REFERENCES parent;

ALTER TABLE metrics DETACH PARTITION metrics_eu CONCURRENTLY;
