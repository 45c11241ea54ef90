namespace Lockstep.Model.Tests.Schema.Forms;

/// <summary>Expressions and queries that PostgreSQL's catalog says otherwise than they were written.</summary>
internal static class FormSamples
{
    public const string Setup = """
        CREATE SCHEMA s;
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TYPE pair AS (x int, y text);
        CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
        CREATE FUNCTION f(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a';
        CREATE FUNCTION s.g(VARIADIC a int[]) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
        CREATE FUNCTION pairs() RETURNS SETOF pair LANGUAGE sql AS 'SELECT 1, ''a''';
        CREATE FUNCTION rows_of(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, ''a''';
        CREATE SEQUENCE counter;
        CREATE TABLE t (id int, a int, b text, c varchar(10), ch char(5), d date, ts timestamp, tz timestamptz, n numeric(8, 2), e mood, p positive, bo boolean, j jsonb, js json,
            ia int[], ta text[], va varchar[], iv interval, r int4range, pa pair, f4 real, f8 double precision, i8 bigint, i2 smallint, u uuid, by bytea, na name, x xml, ip inet, tm time, o oid, "Q q" int);
        CREATE TABLE u (id int, t_id int, name text, at timestamptz, "order" int);
        CREATE VIEW v AS SELECT id, a, b FROM t;
        """;

    /// <summary>Conditions on <c>t</c>; each means something else than the others.</summary>
    public static readonly string[] Conditions =
    [
        "a > 0", "a >= 0", "a > 1", "0 < a", "a > 0 AND b <> ''", "a > 0 OR b <> ''", "a > 0 AND (b <> '' OR d IS NULL)", "(a > 0 AND b <> '') AND d IS NULL", "NOT a > 0", "a <> -1", "a != 7", "a = -2147483648",
        "b = 'x'", "b = 'it''s'", "b = E'a\\nb'", "c = 'x'", "c <> b", "ch = 'x'", "ch = b", "na = 'x'", "na = b", "lower(c) = 'x'", "lower(c) = lower(b)", "length(c) > 3", "length(b) < 10::bigint", "char_length(ch) > 2",
        "b LIKE 'x%'", "b NOT LIKE 'x%'", "c ILIKE 'x'", "b LIKE 'x!%' ESCAPE '!'", "b SIMILAR TO 'x|y'", "b NOT SIMILAR TO 'x' ESCAPE 'e'", "b ~ '^[a-z]+$'", "c !~* 'x'",
        "a IN (1, 2)", "a NOT IN (1, 2)", "a IN (3)", "a IN (1, 2, id)", "a IN (id, 5)", "c IN ('a', 'b')", "b IN ('a', 'b')", "c NOT IN ('a', 'b', 'c')", "e IN ('ok', 'sad')", "d IN ('2024-01-01', '2025-1-1')", "n IN (1, 2.5)",
        "a = ANY (ARRAY[1, 2, 3])", "a = ANY (ia)", "a <> ALL ('{4,5}')", "c = ANY (ARRAY['a', 'b', 'z'])", "b = ANY (ta)", "c = ANY (va)", "b LIKE ANY (ARRAY['a%', 'b%'])", "a = ANY ('{1,2,3}'::int[])",
        "a BETWEEN 1 AND 5", "a NOT BETWEEN 1 AND 5", "d BETWEEN '2024-01-01' AND '2024-12-31'", "a BETWEEN SYMMETRIC 5 AND 1", "n BETWEEN 1 AND 2",
        "d > '2024-1-1'", "d > DATE '2023-05-06'", "ts > '2024-01-01'", "tz > '2024-01-01 10:00:00+02'", "d > ts", "tz > now()", "tz > now() - interval '1 day'", "tz > now() - interval '24 hours'", "ts + '1 day' > ts", "d + 1 > d", "d - d > 3", "iv > '1 week'", "iv > '1 year 2 mons'", "tm > '10:00'",
        "d = current_date", "tz = current_timestamp", "tz = CURRENT_TIMESTAMP(3)", "ts = localtimestamp", "tm = localtime", "b = current_user", "b = session_user", "na = current_user", "b = current_schema", "b = current_setting('x.y', true)",
        "n > 0", "n > 0.5", "n = a", "n > 1e3", "f8 > 1", "f4 > 1.5", "f8 > f4", "i8 > 5", "i8 = a", "i2 = 1", "i2 + a > 0", "i8 > 5000000000", "o = 1", "a + n > 1", "a / 2 > 1", "a % 2 = 0", "-a < 0", "@ a > 1", "a::numeric = n", "a::text = '1'", "n::int = 1", "f8::int > 1", "round(a) > 1", "round(n) > 1", "round(n, 1) > 1", "round(a::numeric) > 1", "abs(a) > 1", "power(a, 2) > 4", "greatest(a, n) > 2", "least(a, 5) < 3", "mod(a, 3) = 1", "div(n, 2) = 1", "trunc(f8) = 1",
        "e = 'ok'", "e <> 'sad'", "e::text = 'ok'", "e > 'sad'", "p > 5", "p + a > 5", "p::int = 1", "a::positive = 1", "bo", "NOT bo", "bo IS TRUE", "bo IS NOT TRUE", "bo IS UNKNOWN", "bo = true", "a IS NULL", "a IS NOT NULL", "NOT (a IS NULL)", "a ISNULL OR b NOTNULL",
        "n IS DISTINCT FROM 1", "a IS NOT DISTINCT FROM 1", "coalesce(a, 0) > 1", "coalesce(c, 'z') <> ''", "coalesce(n, a) > 1", "nullif(a, 0) > 1", "nullif(b, '') IS NOT NULL",
        "CASE WHEN a > 0 THEN b = 'x' ELSE false END", "CASE a WHEN 1 THEN true WHEN 2 THEN bo END", "CASE c WHEN 'x' THEN 1 ELSE 2.5 END > 1",
        "j ->> 'a' = 'x'", "j -> 'a' = '1'", "j #>> '{a,b}' = 'x'", "j @> '{\"a\": 1}'", "j @> '{\"b\":2,\"a\":[1, 2]}'", "j ? 'a'", "j ?| ARRAY['a', 'b']", "jsonb_typeof(j) = 'object'", "(j ->> 'n')::int > 5", "j['a'] = '1'", "jsonb_array_length(j -> 'x') > 0", "j @? '$.a'", "js ->> 'a' = 'x'",
        "ia[1] > 0", "ia[1:2] = ARRAY[1, 2]", "array_length(ia, 1) > 1", "cardinality(ia) > 1", "ia @> ARRAY[1]", "ia && '{1,2}'", "ia || 1 = ARRAY[1, 1]", "ia = '{}'", "array_position(ta, 'x') > 1", "ta = ARRAY[]::text[]", "va = ARRAY['a']::varchar[]", "'x' = ANY (ta)", "array_append(ia, 1) IS NOT NULL",
        "r @> 5", "r && int4range(1, 5)", "lower(r) > 1", "isempty(r)", "(pa).x > 1", "(pa).y = 'x'", "pa = ROW(1, 'x')::pair", "(a, b) = (1, 'x')", "(a, b) <> (1, 'x')", "(a, id) < (1, 2)", "(a, id) IN ((1, 2), (3, 4))", "(d, d) OVERLAPS (d, '2024-01-01')",
        "extract(year FROM tz) > 2000", "extract(epoch FROM iv) > 5", "date_part('month', ts) = 1", "date_trunc('day', tz) = tz", "ts AT TIME ZONE 'utc' = tz", "(tz AT TIME ZONE 'utc')::date = d", "timezone('utc', tz) = ts", "to_char(d, 'YYYY') = '2024'", "age(tz) > '1 day'", "make_interval(days => 10) < iv", "make_interval(secs => 1.5) < iv", "justify_days(iv) = iv", "d::timestamp = ts", "ts::date = d",
        "trim(b) = b", "trim(both 'x' from b) = b", "trim(leading from b) = b", "trim(trailing 'y' from b) = b", "substring(b from 1 for 2) = 'ab'", "substring(b for 3) = 'abc'", "substring(b from 2) = 'b'", "substring(b from '[a-z]+') = 'b'", "substring(b similar 'x#\"y#\"z' escape '#') = 'y'", "substr(b, 1, 2) = 'ab'", "position('x' in b) > 1", "overlay(b placing 'x' from 2) = b", "overlay(b placing 'x' from 2 for 1) = b", "upper(c) = c", "c || b <> 'q'", "a || b = 'q'", "concat(a, b, c) = 'x'", "format('%s', a) = 'x'", "replace(c, 'a', 'b') = 'c'", "left(b, 2) = 'ab'", "regexp_replace(b, 'x', 'y', 'g') = b", "split_part(b, '.', 1) = 'x'", "b COLLATE \"C\" > 'x'", "b > 'x' COLLATE \"POSIX\"", "b::varchar(3) = 'x'", "c::varchar(5) = 'y'", "c::text = 'y'", "b::char(3) = 'x'", "b::\"char\" = 'x'", "normalize(b) = b", "normalize(b, NFD) = b", "b IS NORMALIZED", "b IS NFKC NORMALIZED",
        "f(a) > 1", "f(a, 'y') > 1", "f(b) = 'x'", "f('lit') = 'x'", "s.g(1, 2, a)", "s.g(VARIADIC ia)", "f(b => 'x', a => 1) = 1", "pg_catalog.lower(b) = 'l'", "u = '00000000-0000-0000-0000-00000000000A'", "by = '\\x00ff'", "by = 'ab'", "ip << '10.0.0.0/8'", "md5(b) = 'x'", "num_nonnulls(a, b) = 1", "\"Q q\" > 0", "xpath('/a', x) IS NOT NULL", "x IS DOCUMENT", "to_tsvector('simple', b) @@ to_tsquery('a')", "pg_column_size(a) > 1", "a::bit(8) = B'00000001'", "a & 1 = 1", "a # 3 = 1", "~a = 1", "a << 2 = 4", "b ^@ 'x'", "OPERATOR(pg_catalog.-) a = 1", "a OPERATOR(pg_catalog.+) 1 = 2", "current_date - d > 7", "ts = to_timestamp(0)::timestamp", "tz = TIMESTAMPTZ '2024-01-01 00:00:00+00'", "gen_random_uuid() = u", "hashtext(b) % 4 = 0", "width_bucket(n, 0, 10, 5) = 1", "string_to_array(b, ',') = ta", "row_to_json(pa)::text = '{}'", "b < ALL (ta)", "exp(1) > n",
    ];

    /// <summary>More conditions on <c>t</c>; each means what the one beside it does.</summary>
    public static readonly (string Condition, string Same)[] Alike =
    [
        ("bo = 't'", "bo = true"), ("c::varchar(10) = 'y'", "c::text = 'y'"),
    ];

    /// <summary>Defaults with the types of the columns that get them.</summary>
    public static readonly (string Type, string Default)[] Defaults =
    [
        ("text", "'new'"), ("varchar(5)", "'new'"), ("int", "0"), ("int", "-1"), ("bigint", "0"), ("bigint", "-5000000000"), ("numeric(8, 2)", "0"), ("numeric", "1.50"), ("numeric", "'1.5'"), ("real", "1.5"), ("float8", "1 + random()"), ("bool", "true"), ("bool", "'f'"), ("bool", "'on'"),
        ("date", "'2024-1-1'"), ("date", "current_date"), ("timestamptz", "now()"), ("timestamptz", "current_timestamp"), ("timestamp", "now()"), ("timestamp", "timezone('utc', now())"), ("timestamp", "(now() AT TIME ZONE 'utc')"), ("timestamptz", "'2024-05-06 07:08:09.5+02'"), ("timestamptz", "'epoch'"), ("timestamptz", "'infinity'"),
        ("interval", "'1 day'"), ("interval", "'24 hours'"), ("interval", "'1 day 02:03:04.5'"), ("interval", "'-1 mon'"), ("time", "'10:00'"), ("jsonb", "'{\"bb\":1, \"a\":{}}'"), ("jsonb", "'[]'"), ("json", "'{ }'"), ("int[]", "'{1,2}'"), ("int[]", "ARRAY[1, 2]"), ("text[]", "'{}'"), ("text[]", "'{a,\"b c\",NULL}'"), ("text[]", "ARRAY['a', 'b']"), ("varchar[]", "ARRAY['a']"), ("text[]", "ARRAY['a', 'b']::varchar[]"), ("int[]", "ARRAY[]::int[]"),
        ("mood", "'ok'"), ("mood", "'sad'::mood"), ("positive", "1"), ("positive", "'2'"), ("uuid", "gen_random_uuid()"), ("uuid", "'00000000-0000-0000-0000-00000000000a'"), ("bigint", "nextval('counter')"), ("bigint", "nextval('public.counter'::regclass)"), ("text", "lower('X')"), ("text", "concat('a', 1, now())"), ("text", "CASE WHEN now() > '2020-01-01' THEN 'late' ELSE 'early' END"), ("text", "coalesce(NULL, random()::text)"), ("text", "md5(random()::text)"), ("text", "'a' || 'b'"), ("jsonb", "jsonb_build_object('a', 1)"),
        ("bytea", "'\\xdeadbeef'"), ("inet", "'10.0.0.1'"), ("pair", "ROW(1, 'a')"), ("int4range", "int4range(1, 5)"), ("int", "f(1)"), ("char(3)", "'abc'"), ("bit(3)", "B'101'"), ("oid", "1"), ("money", "1"), ("regclass", "'t'"), ("name", "'x'"), ("text", "current_user"), ("text", "to_char(now(), 'YYYY')"), ("float8", "(1 + random())::float8"), ("int", "floor(random() * 100)::int"), ("xml", "'<a/>'"), ("jsonpath", "'$.a[*].b'"), ("text", "NULL"), ("int", "(1 + 2)"), ("int", "('5')"), ("smallint", "5"), ("text", "E'a\\tb'"), ("text", "$$dollar$$"),
    ];

    /// <summary>Queries, for views; each means something else than the others.</summary>
    public static readonly string[] Queries =
    [
        "SELECT id, a, b FROM t", "SELECT * FROM t", "SELECT x.id FROM t x", "SELECT a AS alpha FROM t", "SELECT DISTINCT a FROM t", "SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b DESC", "SELECT DISTINCT ON (1) a, b FROM t ORDER BY 1",
        "SELECT t.id, u.name FROM t JOIN u ON u.t_id = t.id", "SELECT t.id, u.name FROM t, u WHERE u.t_id = t.id", "SELECT t.id, name FROM t LEFT JOIN u ON u.t_id = t.id AND u.id > 5", "SELECT id, name FROM t JOIN u USING (id)", "SELECT id, name FROM t FULL JOIN u USING (id)", "SELECT id, name FROM t RIGHT JOIN u USING (id)", "SELECT id, a FROM t NATURAL JOIN v", "SELECT 1 AS one FROM t CROSS JOIN u", "SELECT 1 AS one FROM t JOIN u ON true", "SELECT * FROM (v CROSS JOIN u) j (aa, bb, cc, dd)", "SELECT j.bb, name FROM (v JOIN u ON v.id = u.t_id) AS j (aa, bb)",
        "SELECT * FROM (SELECT id, a + 1 AS b FROM t) AS x WHERE b > 1", "SELECT x.p FROM (SELECT id, a FROM t) AS x (o, p)", "SELECT a, count(*) FROM t GROUP BY a", "SELECT a, count(*) FROM t GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC NULLS LAST", "SELECT a AS k, sum(n) FROM t GROUP BY k", "SELECT count(DISTINCT a), count(*) FILTER (WHERE a > 0) AS few, sum(a), avg(n), min(c), max(d), bool_or(bo), string_agg(b, ',' ORDER BY b), array_agg(a) FROM t", "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY f8) FROM t",
        "SELECT a, b, grouping(a) FROM t GROUP BY ROLLUP (a, b)", "SELECT a, b FROM t GROUP BY GROUPING SETS ((a), (b), ())", "SELECT a, row_number() OVER (PARTITION BY b ORDER BY a DESC) FROM t", "SELECT sum(a) OVER w, avg(a) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t WINDOW w AS (PARTITION BY b ORDER BY id)", "SELECT lag(a, 1, 0) OVER (ORDER BY id) FROM t", "SELECT sum(a) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) FROM t", "SELECT sum(a) OVER (ORDER BY id RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM t",
        "SELECT id FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.t_id = t.id)", "SELECT id FROM t WHERE EXISTS (SELECT * FROM u WHERE t_id = t.id)", "SELECT id FROM t WHERE EXISTS (SELECT FROM u WHERE t_id = t.id)", "SELECT id FROM t WHERE id IN (SELECT t_id FROM u)", "SELECT id FROM t WHERE id NOT IN (SELECT t_id FROM u WHERE name = 'x')", "SELECT id FROM t WHERE a > ALL (SELECT t_id FROM u)", "SELECT id FROM t WHERE (id, a) IN (SELECT id, t_id FROM u)", "SELECT id, (SELECT max(at) FROM u WHERE u.t_id = t.id) AS last FROM t", "SELECT ARRAY(SELECT name FROM u ORDER BY name) AS names",
        "WITH x AS (SELECT id, a FROM t WHERE a > 0) SELECT x.id, u.name FROM x JOIN u ON u.t_id = x.id", "WITH x (k) AS MATERIALIZED (SELECT id FROM t), y AS (SELECT k FROM x) SELECT k FROM y", "WITH RECURSIVE x AS (SELECT id, a FROM t WHERE a IS NULL UNION ALL SELECT t.id, t.a FROM t JOIN x ON t.a = x.id) SELECT * FROM x", "WITH RECURSIVE x (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM x WHERE n < 10) SELECT n FROM x",
        "SELECT id FROM t UNION SELECT id FROM u", "SELECT id FROM t UNION ALL SELECT id FROM u ORDER BY id LIMIT 5", "SELECT a, 'x' AS kind FROM t UNION ALL SELECT id, 'y' FROM u", "SELECT 1 AS a UNION SELECT 2.5", "SELECT id FROM t EXCEPT SELECT id FROM u INTERSECT SELECT t_id FROM u", "(SELECT id FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT id FROM u)", "SELECT id FROM t ORDER BY 1 DESC LIMIT 10 OFFSET 5", "SELECT id FROM t ORDER BY a NULLS FIRST, b FETCH FIRST 3 ROWS WITH TIES", "VALUES (1, 'a'), (2, NULL)", "TABLE u",
        "SELECT i FROM generate_series(1, 10) i", "SELECT g.n FROM generate_series(1, 10) WITH ORDINALITY g (n, o)", "SELECT k, value FROM t, jsonb_each(j) AS e (k, value)", "SELECT key, value FROM t, LATERAL jsonb_each_text(j)", "SELECT x, y FROM pairs()", "SELECT a, b FROM rows_of()", "SELECT i FROM t, unnest(ia) AS i", "SELECT q.a, q.b FROM t, jsonb_to_record(j) AS q (a int, b text)", "SELECT s.m FROM t, LATERAL (SELECT max(u.id) AS m FROM u WHERE u.t_id = t.id) s", "SELECT a.x, b.x AS bx FROM (VALUES (1, 'p'), (2, 'q')) AS a (x, y) JOIN (VALUES (3)) AS b (x) ON a.x = b.x",
        "SELECT count(*) AS n, sum(a) / 2 AS half, coalesce(max(n), 0) AS top FROM t", "SELECT lower(c) AS c, upper(b), a::text, d::timestamp, extract(year FROM d) FROM t", "SELECT 'x', 1 AS one, NULL AS nothing, true AS yes", "SELECT CASE WHEN a > 0 THEN 'pos' ELSE c END AS sign, (pa).x, ia[1], j -> 'a' AS ja FROM t", "SELECT t.id, u.name, u.\"order\" FROM t JOIN u ON t.id = u.id WHERE false", "SELECT id FROM v WHERE b LIKE 'x%'", "SELECT id FROM ONLY t", "SELECT id FROM t TABLESAMPLE bernoulli (10) REPEATABLE (1)", "SELECT id FROM t FOR UPDATE OF t SKIP LOCKED", "SELECT t AS whole FROM t", "SELECT count(x.*) FROM t x", "SELECT relname FROM pg_class", "SELECT c.relname, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace", "SELECT nextval('counter') AS n", "SELECT a FROM t GROUP BY a HAVING max(n) > 5 AND min(d) < '2024-01-01'",
    ];

    /// <summary>More queries; each means what the one beside it does.</summary>
    public static readonly (string Query, string Same)[] AlikeQueries =
    [
        ("SELECT t.* FROM t", "SELECT * FROM t"), ("SELECT t.id FROM public.t", "SELECT x.id FROM t x"), ("SELECT public.t.id FROM t", "SELECT x.id FROM t x"),
    ];
}
