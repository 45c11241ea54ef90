--- Type changes: what is free, what rebuilds indexes, what rewrites.

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE varchar(20);

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE varchar;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE varchar(10);

-- rules D1
ALTER TABLE types ALTER COLUMN v TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE varchar;

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric(10,2);

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric;

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric(8,2);

-- rules D1
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamp(6);

-- rules D1
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamp;

-- rules D1
ALTER TABLE types ALTER COLUMN tz3 TYPE timestamptz;

-- rules D1
ALTER TABLE types ALTER COLUMN tm3 TYPE time;

-- rules D1
ALTER TABLE types ALTER COLUMN ttz3 TYPE timetz;

-- rules D1
ALTER TABLE types ALTER COLUMN iv3 TYPE interval;

-- rules D1
ALTER TABLE types ALTER COLUMN ts TYPE timestamp(6);

-- rules D1
ALTER TABLE types ALTER COLUMN vb TYPE varbit(16);

-- rules D1
ALTER TABLE types ALTER COLUMN vb TYPE varbit;

-- rules D1
ALTER TABLE types ALTER COLUMN ci TYPE inet;

-- rules D1
ALTER TABLE types ALTER COLUMN x TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN dp TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN dpi TYPE int;

-- rules D1
ALTER TABLE types ALTER COLUMN dc TYPE int;

-- rules D1
ALTER TABLE types ALTER COLUMN ds TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE plain_text;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE plain_int;

-- rules D1
ALTER TABLE types ALTER COLUMN rc TYPE oid;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE plain_text;

-- rules D1
ALTER TABLE types ALTER COLUMN b4 TYPE bit(4);

-- rules D1
ALTER TABLE types ALTER COLUMN i2 TYPE int;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE bigint;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE int8;

-- rules D1
ALTER TABLE types ALTER COLUMN i8 TYPE int;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE smallint;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE numeric;

-- rules D1
ALTER TABLE types ALTER COLUMN i8 TYPE numeric(20,0);

-- rules D1
ALTER TABLE types ALTER COLUMN f4 TYPE double precision;

-- rules D1
ALTER TABLE types ALTER COLUMN f8 TYPE real;

-- rules D1
ALTER TABLE types ALTER COLUMN c5 TYPE char(10);

-- rules D1
ALTER TABLE types ALTER COLUMN c5 TYPE varchar(5);

-- rules D1
ALTER TABLE types ALTER COLUMN c5 TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE varchar(5);

-- rules D1
ALTER TABLE types ALTER COLUMN v TYPE varchar(10);

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE varchar(10);

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE char(5);

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric(8,3);

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric(6,2);

-- rules D1
ALTER TABLE types ALTER COLUMN n TYPE numeric(8,1);

-- rules D1
ALTER TABLE types ALTER COLUMN nn TYPE numeric(10,2);

-- rules D1
ALTER TABLE types ALTER COLUMN ts TYPE timestamp(3);

-- rules D1
ALTER TABLE types ALTER COLUMN tz TYPE timestamptz(3);

-- rules D1
ALTER TABLE types ALTER COLUMN tm TYPE time(3);

-- rules D1
ALTER TABLE types ALTER COLUMN iv TYPE interval(3);

-- rules D1
ALTER TABLE types ALTER COLUMN b4 TYPE varbit(4);

-- rules D1
ALTER TABLE types ALTER COLUMN j TYPE jsonb;

-- rules D1
ALTER TABLE types ALTER COLUMN jb TYPE json;

-- rules D1
ALTER TABLE types ALTER COLUMN j TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN jb TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN e TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN u TYPE text;

-- rules D1 M12
ALTER TABLE types ALTER COLUMN va TYPE varchar(20)[];

-- rules D1 M12
ALTER TABLE types ALTER COLUMN va TYPE text[];

-- rules D1 M12
ALTER TABLE types ALTER COLUMN ta TYPE varchar[];

-- rules D1 M12
ALTER TABLE types ALTER COLUMN ia TYPE bigint[];

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE positive;

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE short_text;

-- rules D1
ALTER TABLE types ALTER COLUMN dc TYPE bigint;

-- rules D1
ALTER TABLE types ALTER COLUMN d TYPE timestamp;

-- rules D1
ALTER TABLE types ALTER COLUMN ts TYPE date;

-- rules D1
ALTER TABLE types ALTER COLUMN ip TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN na TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN nn TYPE double precision;

-- rules D1
ALTER TABLE types ALTER COLUMN ci TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN mo TYPE numeric;

-- rules D1
ALTER TABLE types ALTER COLUMN f8 TYPE numeric;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE text;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE name;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE oid;

-- rules D1
ALTER TABLE types ALTER COLUMN i8 TYPE oid;

-- rules D1
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1
ALTER TABLE types ALTER COLUMN tz TYPE timestamp;

-- rules D1
ALTER TABLE types ALTER COLUMN iv TYPE interval day to second;

-- rules D1
ALTER TABLE types ALTER COLUMN v10 TYPE varchar(20) COLLATE "C";

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE text COLLATE "C";

-- rules D1
ALTER TABLE types ALTER COLUMN tx TYPE text COLLATE "POSIX";

-- rules D1
ALTER TABLE types ALTER COLUMN o TYPE int;

-- rules D1
ALTER TABLE types ALTER COLUMN o TYPE bigint;

-- rules D1
ALTER TABLE types ALTER COLUMN o TYPE regclass;

-- rules D1
ALTER TABLE types ALTER COLUMN i4 TYPE unchecked;

-- rules D1
ALTER TABLE types ALTER COLUMN dpi TYPE positive;

-- rules D1
ALTER TABLE types ALTER COLUMN e TYPE mood;

-- rules D1
ALTER TABLE types ALTER COLUMN ci TYPE cidr;

-- rules D1
ALTER TABLE types ALTER COLUMN ad TYPE address;

-- rules D1
ALTER TABLE types ALTER COLUMN vb TYPE varbit(4);

-- rules D1
ALTER TABLE types ALTER COLUMN iv3 TYPE interval(0);

-- rules D1
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamptz;

-- rules D1
ALTER TABLE types ALTER COLUMN ts3 TYPE timestamptz(3);

-- rules D1
ALTER TABLE types ALTER COLUMN ttz TYPE time;

-- rules D1
ALTER TABLE types ALTER COLUMN tm TYPE interval;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN tx TYPE int;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN tx TYPE mood;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN tx TYPE uuid;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN tx TYPE jsonb;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN b4 TYPE bit(8);

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN bo TYPE int2;

-- rules D1 D7
-- fails
ALTER TABLE types ALTER COLUMN i4 TYPE timestamp;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE int USING tx::int;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE mood USING 'ok'::mood;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN v10 TYPE varchar(20) USING v10::varchar(20);

-- rules D1 M13
ALTER TABLE types ALTER COLUMN v10 TYPE text USING v10;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN v10 TYPE text USING v10::text;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN v10 TYPE text USING trim(v10);

-- rules D1 M13
ALTER TABLE types ALTER COLUMN i4 TYPE bigint USING i4::bigint;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz USING ts AT TIME ZONE 'UTC';

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tz TYPE timestamp USING tz AT TIME ZONE 'UTC';

-- rules D1 M13
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz USING ts::timestamptz;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE jsonb USING tx::jsonb;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN e TYPE text USING e::text;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE varchar USING tx::varchar;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN b4 TYPE bit(8) USING b4::bit(8);

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE text USING upper(tx);

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE text USING tx;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE mood USING to_moody('ok');

-- rules D1 M13
ALTER TABLE types ALTER COLUMN i4 TYPE int USING i4;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN i4 TYPE int USING i4 + 1;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN bo TYPE int USING bo::int;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tx TYPE text USING NULL;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN tz TYPE date USING tz::date;

-- rules D1 M13
ALTER TABLE types ALTER COLUMN i4 TYPE timestamptz USING to_timestamp(i4);

-- rules D1 D5
-- before: SET LOCAL timezone = 'Etc/UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1 D5
-- before: SET LOCAL timezone = 'GMT'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1 D5
-- before: SET LOCAL timezone = 'Europe/London'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1 D5
-- before: SET LOCAL timezone = 'Africa/Abidjan'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1 D5
-- before: SET LOCAL timezone = 'UTC'
ALTER TABLE types ALTER COLUMN ts TYPE timestamptz;

-- rules D1 D5
-- before: SET LOCAL timezone = 'Europe/London'
ALTER TABLE types ALTER COLUMN tz TYPE timestamp;

-- rules D1 D5
-- before: SET LOCAL timezone = 'Europe/London'
ALTER TABLE indexed ALTER COLUMN ts TYPE timestamptz;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN v TYPE text;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(10);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(5);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN n TYPE numeric(10,2);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN n TYPE numeric;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN ci TYPE inet;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN tx TYPE varchar;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN ts TYPE timestamptz;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN tz TYPE timestamp;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN i TYPE bigint;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN i TYPE oid;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN i TYPE int;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN lo TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN lo TYPE text;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN pa TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN inc TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN ck TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN cki TYPE bigint;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN uq TYPE varchar(20);

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN uq TYPE text;

-- rules D1 M11
ALTER TABLE indexed ALTER COLUMN ex TYPE int8range USING NULL;

-- rules D1 M11 D3
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(10) COLLATE "C";

-- rules D1 M11 D3
ALTER TABLE indexed ALTER COLUMN tx TYPE text COLLATE "C";

-- rules D1 M11 D3
ALTER TABLE indexed ALTER COLUMN lo TYPE varchar(10) COLLATE "C";

-- rules D1 M24
ALTER TABLE indexed ALTER COLUMN id TYPE bigint;

-- rules D1
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(20), ALTER COLUMN i TYPE bigint;

-- rules D4
ALTER TABLE indexed ALTER COLUMN v TYPE varchar(20), ALTER COLUMN v SET NOT NULL;

-- rules D4
ALTER TABLE users ALTER COLUMN email TYPE text, ALTER COLUMN email SET DEFAULT '';

-- rules D6 M15
ALTER TABLE parent ALTER COLUMN code TYPE varchar(20);

-- rules D6 M15
ALTER TABLE child ALTER COLUMN parent_code TYPE varchar(20);

-- rules D6 M15
ALTER TABLE child ALTER COLUMN parent_code TYPE text;

-- rules D6 M15
ALTER TABLE child ALTER COLUMN parent_id TYPE int;

-- rules D6 M15
ALTER TABLE parent ALTER COLUMN id TYPE int;

-- rules D6 M15
ALTER TABLE parent ALTER COLUMN id TYPE numeric;

-- rules D6 M15
ALTER TABLE child ALTER COLUMN unvalidated TYPE int;

-- rules D6
ALTER TABLE node ALTER COLUMN up TYPE int;

-- rules D6
ALTER TABLE node ALTER COLUMN id TYPE int;

-- rules D1
ALTER TABLE child ALTER COLUMN note TYPE varchar;

-- rules D6
ALTER TABLE ledger_lines ALTER COLUMN ledger_id TYPE int;

-- rules D6 F12
ALTER TABLE visits ALTER COLUMN user_id TYPE int;

-- rules D1 M7
-- fails
ALTER TABLE viewed ALTER COLUMN b TYPE varchar(20);

-- rules D1 M7
-- fails
ALTER TABLE viewed ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE viewed ALTER COLUMN unseen TYPE varchar(20);

-- rules D1 M7
-- fails
ALTER TABLE secured ALTER COLUMN tenant TYPE bigint;

-- rules D1 M7
-- fails
ALTER TABLE watched ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE watched ALTER COLUMN b TYPE varchar;

-- rules D1 M7
-- fails
ALTER TABLE generated ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE generated ALTER COLUMN twice TYPE bigint;

-- rules D1
-- fails
ALTER TABLE events ALTER COLUMN at TYPE timestamp;

-- rules D1 M7
-- fails
ALTER TABLE ruled ALTER COLUMN id TYPE bigint;

-- rules D1
ALTER TABLE ruled ALTER COLUMN a TYPE bigint;

-- rules D1 F12
ALTER TABLE events ALTER COLUMN note TYPE varchar(40);

-- rules D1 F12
ALTER TABLE events ALTER COLUMN region TYPE varchar(10);

-- rules D1 F12
ALTER TABLE events ALTER COLUMN id TYPE int;

-- rules D1
-- fails
ALTER TABLE events_2024 ALTER COLUMN note TYPE varchar(40);

-- rules D1
ALTER TABLE animals ALTER COLUMN name TYPE varchar(20);

-- rules D1
ALTER TABLE animals ALTER COLUMN id TYPE bigint;

-- rules D1
ALTER TABLE dogs ALTER COLUMN breed TYPE varchar;

-- rules D1 F12
ALTER TABLE metrics ALTER COLUMN value TYPE bigint;

-- rules D1
ALTER TABLE uses_domains ALTER COLUMN p TYPE int;

-- rules D1
ALTER TABLE uses_domains ALTER COLUMN t TYPE text;

-- rules D1 M24
ALTER TABLE serials ALTER COLUMN id TYPE bigint;

-- rules D1
ALTER TABLE published ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE clustered ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE moods ALTER COLUMN d TYPE text;

-- rules D1
ALTER TABLE moods ALTER COLUMN d DROP DEFAULT, ALTER COLUMN d TYPE text;

-- rules D1
ALTER TABLE moods ALTER COLUMN m TYPE colour USING 'red'::colour;

-- rules D1
-- fails
ALTER TYPE address ALTER ATTRIBUTE number TYPE bigint;

-- rules D1
-- fails
ALTER TYPE address ALTER ATTRIBUTE number TYPE bigint CASCADE;

-- rules D1
-- before: CREATE TABLE fresh (a int)
ALTER TABLE fresh ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE empty ALTER COLUMN a TYPE bigint;

-- rules D1
ALTER TABLE app.accounts ALTER COLUMN owner_name TYPE varchar;
