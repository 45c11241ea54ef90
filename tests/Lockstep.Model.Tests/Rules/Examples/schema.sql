CREATE TABLE users (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(50) NOT NULL,
    name text,
    age int,
    balance numeric(8, 2),
    tags varchar(10)[],
    data jsonb,
    seen timestamp,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE INDEX users_lower_email ON users (lower(email));
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);

CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id int NOT NULL REFERENCES users (id),
    number text NOT NULL,
    status text,
    note varchar(20),
    amount int,
    total numeric(10, 2)
);
CREATE INDEX orders_user_id ON orders (user_id);
ALTER TABLE orders ADD CONSTRAINT orders_status_nn CHECK (status IS NOT NULL) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT orders_amount_nn CHECK (amount IS NOT NULL);
CREATE VIEW order_totals AS SELECT user_id, total FROM orders;
CREATE MATERIALIZED VIEW order_stats AS SELECT user_id, count(*) AS orders FROM orders GROUP BY user_id;
CREATE UNIQUE INDEX order_stats_user ON order_stats (user_id);

CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint, product_id int, price numeric);
CREATE UNIQUE INDEX lines_product ON lines (product_id);
CREATE UNIQUE INDEX lines_partial ON lines (order_id) WHERE price > 0;

CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE events_2026 (id bigint NOT NULL, at date NOT NULL, kind text);
CREATE INDEX events_kind ON events (kind);

CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE logs_2025 PARTITION OF logs FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE logs_2026 (id bigint NOT NULL, at date NOT NULL, CONSTRAINT logs_2026_at CHECK (at >= '2026-01-01' AND at < '2027-01-01'));

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN label AS text;
CREATE TABLE moods (id int PRIMARY KEY, mood mood, score positive, tag label);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION token() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT md5(random()::text) $$;
CREATE FUNCTION area(int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT $1 * $1 $$;
CREATE PUBLICATION pub FOR TABLE users;
CREATE SEQUENCE ticket;
CREATE ROLE app;
