using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2040 to LS2046: columns that are added or become NOT NULL.</summary>
public sealed class NewColumnTests
{
    private const string Schema = """
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE DOMAIN required AS int NOT NULL;
        CREATE DOMAIN filled AS int NOT NULL DEFAULT 1;
        CREATE DOMAIN chance AS float8 DEFAULT random();
        CREATE DOMAIN plain AS text;
        CREATE FUNCTION next_code() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'x'; END $$;
        CREATE FUNCTION first_code() RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN 'x'; END $$;
        CREATE TABLE users (id bigint PRIMARY KEY, age int, name text NOT NULL, email text CONSTRAINT email_there CHECK (email IS NOT NULL), twice int);
        ALTER TABLE users ADD COLUMN phone text;
        ALTER TABLE users ADD CONSTRAINT phone_there CHECK (phone IS NOT NULL AND phone <> '') NOT VALID;
        CREATE TABLE small (id bigint PRIMARY KEY, age int);
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, note text) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        """;

    [Theory]
    [InlineData("gen_random_uuid()")]
    [InlineData("clock_timestamp()::date")]
    [InlineData("nextval('counter')")]
    [InlineData("lower(random()::text)")]
    [InlineData("next_code()")]
    [InlineData("unknown_function()")]
    public void A_volatile_default_rewrites(string value) => Assert.Equal("LS2040", Ids($"ALTER TABLE users ADD COLUMN c text DEFAULT {value}"));

    [Theory]
    [InlineData("NULL")]
    [InlineData("-1")]
    [InlineData("(1)")]
    [InlineData("lower('X')")]
    [InlineData("current_date")]
    [InlineData("localtimestamp")]
    [InlineData("timezone('utc', now())")]
    [InlineData("pg_catalog.now()")]
    [InlineData("now() - interval '1 day'")]
    [InlineData("current_setting('x')")]
    [InlineData("CASE WHEN true THEN 1 ELSE 2 END")]
    [InlineData("first_code()")]
    public void A_default_that_is_one_value_for_all_rows_does_not(string value)
    {
        Assert.Empty(Judge($"ALTER TABLE users ADD COLUMN c text NOT NULL DEFAULT {(value == "NULL" ? "''" : value)}").Findings);
        Assert.Empty(Judge($"ALTER TABLE users ADD COLUMN c text DEFAULT {value}").Findings);
    }

    [Theory]
    [InlineData("ALTER TABLE unknown ADD COLUMN c uuid DEFAULT gen_random_uuid()", "LS2040")]
    [InlineData("ALTER TABLE events ADD COLUMN c uuid DEFAULT gen_random_uuid()", "LS2040")]
    [InlineData("ALTER TABLE users ADD COLUMN a int, ADD COLUMN c uuid DEFAULT gen_random_uuid()", "LS2040")]
    [InlineData("DO $$ BEGIN ALTER TABLE users ADD COLUMN c uuid DEFAULT gen_random_uuid(); END $$", "LS2040")]
    [InlineData("ALTER TABLE small ADD COLUMN c uuid DEFAULT gen_random_uuid()", "")]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS age uuid DEFAULT gen_random_uuid()", "")]
    [InlineData("CREATE TABLE n (id int); ALTER TABLE n ADD COLUMN c uuid DEFAULT gen_random_uuid()", "")]
    [InlineData("CREATE TEMP TABLE n (id int); ALTER TABLE n ADD COLUMN c uuid DEFAULT gen_random_uuid()", "")]
    [InlineData("CREATE TABLE n AS SELECT 1 AS a; COMMIT; ALTER TABLE n ADD COLUMN c serial", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c uuid; ALTER TABLE users ALTER c SET DEFAULT gen_random_uuid()", "")]
    public void Which_tables_are_meant(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN c int NOT NULL", "LS2041")]
    [InlineData("ALTER TABLE small ADD COLUMN c int NOT NULL", "LS2041")]
    [InlineData("ALTER TABLE unknown ADD COLUMN c int NOT NULL", "LS2041")]
    [InlineData("ALTER TABLE users ADD COLUMN c int NOT NULL DEFAULT NULL", "LS2041")]
    [InlineData("ALTER TABLE users ADD COLUMN c int CONSTRAINT there NOT NULL", "LS2041")]
    [InlineData("ALTER TABLE small ADD COLUMN c required", "LS2041")]
    [InlineData("ALTER TABLE small ADD COLUMN c required DEFAULT 1", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c filled", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c int NOT NULL DEFAULT 0", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c int", "")]
    [InlineData("ALTER TABLE users ADD COLUMN IF NOT EXISTS age int NOT NULL", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c bigint GENERATED ALWAYS AS IDENTITY", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c serial NOT NULL", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c int NOT NULL GENERATED ALWAYS AS (age * 2) STORED", "")]
    [InlineData("CREATE TABLE n (id int); ALTER TABLE n ADD COLUMN c int NOT NULL", "")]
    public void A_required_column_needs_a_value(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE users ALTER age SET NOT NULL", "LS2042")]
    [InlineData("ALTER TABLE users ALTER phone SET NOT NULL", "LS2042")]
    [InlineData("ALTER TABLE unknown ALTER age SET NOT NULL", "LS2042")]
    [InlineData("ALTER TABLE events ALTER note SET NOT NULL", "LS2042")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER age SET NOT NULL", "LS2042")]
    [InlineData("ALTER TABLE users ALTER name SET NOT NULL", "")]
    [InlineData("ALTER TABLE users ALTER email SET NOT NULL", "")]
    [InlineData("ALTER TABLE small ALTER age SET NOT NULL", "")]
    [InlineData("CREATE TABLE n (id int); ALTER TABLE n ALTER id SET NOT NULL", "")]
    [InlineData("ALTER TABLE users VALIDATE CONSTRAINT phone_there; ALTER TABLE users ALTER phone SET NOT NULL; ALTER TABLE users DROP CONSTRAINT phone_there", "")]
    [InlineData("ALTER TABLE users ALTER email SET NOT NULL, DROP CONSTRAINT email_there", "LS2043")]
    [InlineData("ALTER TABLE users DROP CONSTRAINT email_there, ALTER email SET NOT NULL", "LS2043")]
    [InlineData("ALTER TABLE users ALTER age SET NOT NULL, DROP CONSTRAINT email_there", "LS2042")]
    [InlineData("ALTER TABLE users ALTER name SET NOT NULL, DROP CONSTRAINT email_there", "")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT other CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT other; ALTER TABLE users ALTER email SET NOT NULL, DROP CONSTRAINT other", "")]
    public void SET_NOT_NULL_reads_the_table_unless_a_check_proves_it(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c NOT NULL age", "LS2042")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c NOT NULL age NOT VALID", "")]
    [InlineData("ALTER TABLE users ADD CONSTRAINT c NOT NULL age NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER age SET NOT NULL", "")]
    public void From_18_on_NOT_NULL_is_a_constraint(string up, string ids) => Assert.Equal(ids, (Judge(up) with { Options = s_options with { PostgresVersion = 18 } }).Ids("LS2040", "LS2046"));

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN c serial", "LS2044")]
    [InlineData("ALTER TABLE users ADD COLUMN c bigserial", "LS2044")]
    [InlineData("ALTER TABLE users ADD COLUMN c bigint GENERATED BY DEFAULT AS IDENTITY", "LS2044")]
    [InlineData("ALTER TABLE events ADD COLUMN c serial", "LS2044")]
    [InlineData("ALTER TABLE small ADD COLUMN c serial", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD COLUMN c serial", "")]
    [InlineData("ALTER TABLE users ALTER id ADD GENERATED BY DEFAULT AS IDENTITY", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c int GENERATED ALWAYS AS (age * 2) STORED", "LS2045")]
    [InlineData("ALTER TABLE small ADD COLUMN c int GENERATED ALWAYS AS (age * 2) STORED", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c positive", "LS2046")]
    [InlineData("ALTER TABLE users ADD COLUMN c positive DEFAULT 1", "LS2046")]
    [InlineData("ALTER TABLE users ADD COLUMN c chance", "LS2046")]
    [InlineData("ALTER TABLE users ADD COLUMN c chance DEFAULT 1", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c chance DEFAULT NULL", "")]
    [InlineData("ALTER TABLE users ADD COLUMN c plain", "")]
    [InlineData("ALTER TABLE small ADD COLUMN c positive", "")]
    [InlineData("CREATE TABLE n (a int); ALTER TABLE n ADD COLUMN c positive", "")]
    public void Numbered_stored_and_constrained_columns_rewrite(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE users ADD COLUMN c int GENERATED ALWAYS AS (age * 2) VIRTUAL", 18, "")]
    [InlineData("ALTER TABLE users ADD COLUMN c int GENERATED ALWAYS AS (age * 2) STORED; ALTER TABLE users ALTER c SET EXPRESSION AS (age * 3)", 17, "LS2045 LS2045")]
    public void Generated_columns_by_version(string up, int version, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Options = s_options with { PostgresVersion = version } }).Ids("LS2040", "LS2046"));

    [Fact]
    public void Down_is_judged_too() => Assert.Equal(
        "LS2040 LS2041 LS2042",
        new Judge(Schema, "") { Down = "ALTER TABLE users ADD a uuid DEFAULT gen_random_uuid(); ALTER TABLE users ADD b int NOT NULL; ALTER TABLE users ALTER age SET NOT NULL" }.Ids("LS2040", "LS2046"));

    [Theory]
    [InlineData("LS2040", 15, "ALTER TABLE users ADD COLUMN c uuid DEFAULT gen_random_uuid()", "Column 'users.c' gets gen_random_uuid() as its default, which may be another value in each row: every row of 'users' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add the column without a default, then SET DEFAULT, then fill the old rows in batches")]
    [InlineData("LS2041", 15, "ALTER TABLE users ADD COLUMN c int NOT NULL", "Column 'users.c' is NOT NULL and has no default: PostgreSQL refuses it as soon as 'users' has a row (error 23502); give it a constant default, which costs nothing, or add it nullable, fill it in batches, and make it NOT NULL then")]
    [InlineData("LS2042", 15, "ALTER TABLE users ALTER age SET NOT NULL", "Column 'users.age' becomes NOT NULL: 'users' is read whole while reads and writes wait (ACCESS EXCLUSIVE); first ADD CONSTRAINT … CHECK (age IS NOT NULL) NOT VALID and, in a transaction of its own, VALIDATE CONSTRAINT, which lets reads and writes through; SET NOT NULL then needs no scan, and the check can go")]
    [InlineData("LS2042", 18, "ALTER TABLE users ALTER age SET NOT NULL", "Column 'users.age' becomes NOT NULL: 'users' is read whole while reads and writes wait (ACCESS EXCLUSIVE); ADD CONSTRAINT … NOT NULL age NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own, which lets reads and writes through")]
    [InlineData("LS2042", 15, "ALTER TABLE users ALTER phone SET NOT NULL", "Column 'users.phone' becomes NOT NULL: 'users' is read whole while reads and writes wait (ACCESS EXCLUSIVE); constraint 'phone_there' already says so: VALIDATE CONSTRAINT it first, in a transaction of its own")]
    [InlineData("LS2043", 15, "ALTER TABLE users ALTER email SET NOT NULL, DROP CONSTRAINT email_there", "Constraint 'email_there' would spare SET NOT NULL on 'users.email' its scan, but the same ALTER TABLE drops it, so 'users' is read whole while reads and writes wait (ACCESS EXCLUSIVE); drop it in a statement of its own behind this one")]
    [InlineData("LS2044", 15, "ALTER TABLE users ADD COLUMN c serial", "Column 'users.c' is serial, so every row gets a number of its own: 'users' and every index are written anew while reads and writes wait (ACCESS EXCLUSIVE); add a nullable bigint column, create a sequence OWNED BY it, SET DEFAULT nextval(…), fill the old rows in batches, then make it NOT NULL")]
    [InlineData("LS2045", 15, "ALTER TABLE users ADD COLUMN c int GENERATED ALWAYS AS (age * 2) STORED", "Column 'users.c' is computed and stored in every row: 'users' and every index are written anew while reads and writes wait (ACCESS EXCLUSIVE); add an ordinary column, let a trigger fill it in new rows, and fill the old ones in batches")]
    [InlineData("LS2045", 18, "ALTER TABLE users ADD COLUMN c int GENERATED ALWAYS AS (age * 2) STORED", "Column 'users.c' is computed and stored in every row: 'users' and every index are written anew while reads and writes wait (ACCESS EXCLUSIVE); make it VIRTUAL, or add an ordinary column, let a trigger fill it in new rows, and fill the old ones in batches")]
    [InlineData("LS2046", 15, "ALTER TABLE users ADD COLUMN c positive", "Column 'users.c' is of the domain 'positive', which has constraints: every row of 'users' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add it as int4, and the domain's check as a constraint of the table, NOT VALID, to validate in a transaction of its own")]
    [InlineData("LS2046", 15, "ALTER TABLE users ADD COLUMN c chance", "Column 'users.c' is of the domain 'chance', whose default random() may be another value in each row: every row of 'users' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); say DEFAULT NULL, then SET DEFAULT, then fill the old rows in batches")]
    public void Messages(string id, int version, string up, string message) =>
        Assert.Equal(message, (Judge(up) with { Options = s_options with { PostgresVersion = version } }).Message(id));

    private static readonly RuleOptions s_options = RuleOptions.Default with { SmallTables = EquatableArray.Of("small") };

    private static Judge Judge(string up) => new(Schema, up) { Options = s_options };

    private static string Ids(string up) => Judge(up).Ids("LS2040", "LS2099");
}
