using Lockstep.Model.Rules;

namespace Lockstep.Model.Tests.Rules;

/// <summary>LS2050 to LS2056: columns that get another type.</summary>
public sealed class ColumnTypeTests
{
    private const string Schema = """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TABLE t (
            id bigint PRIMARY KEY, i int, s smallint, v varchar(50), n numeric(8, 2), nn numeric, tx text, words varchar(10)[],
            ts timestamp, tz timestamptz, ts3 timestamp(3), ci cidr, f float8, d date, m mood,
            checked varchar(10) CONSTRAINT checked_there CHECK (checked <> ''), number int CONSTRAINT number_positive CHECK (number > 0),
            lo varchar(10), pa varchar(10), stamped timestamp, listed text);
        CREATE INDEX t_v ON t (v);
        CREATE INDEX t_lo ON t (lower(lo));
        CREATE INDEX t_pa ON t (id) WHERE pa = 'x';
        CREATE INDEX t_stamped ON t (stamped);
        CREATE INDEX t_listed ON t (listed);
        CREATE TABLE codes (id int PRIMARY KEY, code varchar(10) UNIQUE);
        CREATE TABLE uses (id int PRIMARY KEY, code varchar(10) REFERENCES codes (code));
        CREATE TABLE small (id int PRIMARY KEY, i int, lo varchar(10));
        CREATE INDEX small_lo ON small (lower(lo));
        CREATE TABLE events (id bigint NOT NULL, at date NOT NULL, note varchar(10)) PARTITION BY RANGE (at);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX events_note ON events (lower(note));
        """;

    [Theory]
    [InlineData("ALTER TABLE t ALTER i TYPE bigint", "LS2050")]
    [InlineData("ALTER TABLE t ALTER words TYPE varchar(20)[]", "LS2050")]
    [InlineData("ALTER TABLE t ALTER words TYPE text[]", "LS2050")]
    [InlineData("ALTER TABLE t ALTER tx TYPE date USING tx::date", "LS2050")]
    [InlineData("ALTER TABLE t ALTER m TYPE text", "LS2050")]
    [InlineData("ALTER TABLE t ALTER i TYPE positive", "LS2050")]
    [InlineData("ALTER TABLE t ALTER v TYPE text USING trim(v)", "LS2050")]
    [InlineData("ALTER TABLE t ALTER number TYPE bigint", "LS2050")]
    [InlineData("ALTER TABLE unknown ALTER i TYPE bigint", "LS2050")]
    [InlineData("ALTER TABLE events ALTER id TYPE numeric", "LS2050")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar(50)", "")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar(100)", "")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar", "")]
    [InlineData("ALTER TABLE t ALTER v TYPE text", "")]
    [InlineData("ALTER TABLE t ALTER v TYPE text USING v::text", "")]
    [InlineData("ALTER TABLE t ALTER tx TYPE varchar", "")]
    [InlineData("ALTER TABLE t ALTER n TYPE numeric(10, 2)", "")]
    [InlineData("ALTER TABLE t ALTER n TYPE numeric", "")]
    [InlineData("ALTER TABLE t ALTER ts3 TYPE timestamp", "")]
    [InlineData("ALTER TABLE t ALTER ci TYPE inet", "")]
    [InlineData("ALTER TABLE small ALTER i TYPE bigint", "")]
    [InlineData("ALTER TABLE small ALTER lo TYPE varchar(20)", "")]
    [InlineData("ALTER TABLE unknown ALTER i TYPE text", "")]
    [InlineData("ALTER TABLE unknown ALTER i TYPE varchar", "")]
    [InlineData("CREATE TABLE n (i int); ALTER TABLE n ALTER i TYPE bigint", "")]
    public void Rewrites(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE t ALTER lo TYPE varchar(20)", "LS2051")]
    [InlineData("ALTER TABLE t ALTER pa TYPE text", "LS2051")]
    [InlineData("ALTER TABLE t ALTER listed TYPE text COLLATE \"C\"", "LS2051")]
    [InlineData("ALTER TABLE t ALTER tx TYPE text COLLATE \"C\"", "")]
    [InlineData("SET LOCAL timezone = 'UTC'; ALTER TABLE t ALTER stamped TYPE timestamptz", "LS2051")]
    [InlineData("ALTER TABLE events ALTER note TYPE varchar(20)", "LS2051")]
    [InlineData("ALTER TABLE t ALTER checked TYPE varchar(20)", "LS2052")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT checked_there; ALTER TABLE t ALTER checked TYPE varchar(20)", "")]
    [InlineData("ALTER TABLE uses ALTER code TYPE varchar(20)", "")]
    public void Indexes_and_checks_of_changes_that_keep_the_rows(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamptz", null, "LS2053")]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamptz", "Europe/Oslo", "LS2053")]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamptz USING ts AT TIME ZONE 'UTC'", "UTC", "LS2053")]
    [InlineData("ALTER TABLE t ALTER tz TYPE timestamp", null, "LS2053")]
    [InlineData("ALTER TABLE unknown ALTER ts TYPE timestamptz", null, "LS2053")]
    [InlineData("ALTER TABLE unknown ALTER ts TYPE timestamptz", "UTC", "")]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamptz", "UTC", "")]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamptz", "Etc/UTC", "")]
    [InlineData("ALTER TABLE t ALTER tz TYPE timestamp", "UTC", "")]
    [InlineData("SET timezone = 'UTC'; ALTER TABLE t ALTER ts TYPE timestamptz", "Europe/Oslo", "")]
    [InlineData("SET TIME ZONE 'UTC'; ALTER TABLE t ALTER ts TYPE timestamptz", null, "")]
    // Another precision is a rewrite in UTC too.
    [InlineData("ALTER TABLE t ALTER ts3 TYPE timestamptz(0)", "UTC", "LS2050 LS2054")]
    public void Time_zones(string up, string? zone, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Options = s_options with { TimeZone = zone } }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE t ALTER id TYPE int", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar(20)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER tx TYPE char(3)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER n TYPE numeric(8, 1)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER n TYPE numeric(7, 2)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER n TYPE int", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER id TYPE numeric(10, 2)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER f TYPE real", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER ts TYPE date", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER ts TYPE timestamp(0)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER s TYPE int", "LS2050")]
    [InlineData("ALTER TABLE t ALTER i TYPE numeric(12, 2)", "LS2050")]
    [InlineData("ALTER TABLE small ALTER i TYPE smallint", "LS2054")]
    [InlineData("CREATE TABLE n (i int); ALTER TABLE n ALTER i TYPE smallint", "")]
    public void Narrowing(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Fact]
    public void Down_is_judged_for_the_rewrite_and_not_for_what_is_lost() =>
        Assert.Equal("LS2050", new Judge(Schema, "") { Down = "ALTER TABLE t ALTER v TYPE varchar(20)" }.Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE codes ALTER code TYPE varchar(20)", "LS2055")]
    [InlineData("ALTER TABLE uses ALTER code TYPE varchar(20)", "LS2055")]
    [InlineData("SET lock_timeout = '2s'; ALTER TABLE codes ALTER code TYPE varchar(20)", "")]
    [InlineData("ALTER TABLE codes ALTER code TYPE varchar(5)", "LS2050 LS2054")]
    [InlineData("ALTER TABLE t ALTER v TYPE varchar(100)", "")]
    public void A_foreign_keys_column_locks_the_other_table(string up, string ids) =>
        Assert.Equal(ids, (Judge(up) with { Runner = ScriptRunner.StatementByStatement }).Ids("LS2040", "LS2099"));

    [Theory]
    [InlineData("ALTER TABLE t ALTER i TYPE bigint USING 0", "LS2050 LS2056")]
    [InlineData("ALTER TABLE t ALTER i TYPE bigint USING s::bigint", "LS2050 LS2056")]
    [InlineData("ALTER TABLE t ALTER n TYPE numeric(10, 2) USING n::int", "LS2050 LS2056")]
    [InlineData("ALTER TABLE t ALTER v TYPE text USING v::varchar", "")]
    [InlineData("ALTER TABLE t ALTER i TYPE bigint USING i::bigint", "LS2050")]
    [InlineData("ALTER TABLE t ALTER i TYPE bigint USING coalesce(i, 0)", "LS2050")]
    public void USING_names_the_column(string up, string ids) => Assert.Equal(ids, Ids(up));

    [Theory]
    [InlineData("LS2050", "ALTER TABLE t ALTER i TYPE bigint", "Column 't.i' changes to bigint: it is stored in another way, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it")]
    [InlineData("LS2050", "ALTER TABLE t ALTER words TYPE text[]", "Column 't.words' changes to text[]: arrays are converted element by element, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it")]
    [InlineData("LS2050", "ALTER TABLE t ALTER v TYPE text USING trim(v)", "Column 't.v' changes to text: USING is computed for each row, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); without USING no row would be written: leave it out, and change values in batches")]
    [InlineData("LS2050", "ALTER TABLE t ALTER v TYPE varchar(20)", "Column 't.v' changes to varchar(20): each value has to be made to fit, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it")]
    [InlineData("LS2050", "ALTER TABLE unknown ALTER i TYPE bigint", "Column 'unknown.i' changes to bigint: unless it has a type that is stored alike, every row of 'unknown' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it")]
    [InlineData("LS2050", "ALTER TABLE codes ALTER code TYPE int USING 1", "Column 'codes.code' changes to int: it is stored in another way, so every row of 'codes' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE), and so do those of 'uses', which a foreign key connects with the column; add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, and let readers move to it")]
    [InlineData("LS2051", "ALTER TABLE t ALTER lo TYPE varchar(20)", "Column 't.lo' changes to varchar(20) without a row being written, but index 't_lo' is built anew while reads and writes of 't' wait (ACCESS EXCLUSIVE); if queries can do without it for a while, drop it concurrently before and create it concurrently after; else let a new column take over")]
    [InlineData("LS2051", "ALTER TABLE events ALTER note TYPE varchar(20)", "Column 'events.note' changes to varchar(20) without a row being written, but index 'events_2026_lower_idx' is built anew while reads and writes of 'events' wait (ACCESS EXCLUSIVE); add a column of the new type, let a trigger fill it in new rows, fill the old ones in batches, index it concurrently, and let readers move to it")]
    [InlineData("LS2052", "ALTER TABLE t ALTER checked TYPE varchar(20)", "Column 't.checked' changes to varchar(20) without a row being written, but check 'checked_there' is checked again for every row while reads and writes wait (ACCESS EXCLUSIVE); drop the constraint first, and behind the change add it NOT VALID and, in a transaction of its own, VALIDATE CONSTRAINT")]
    [InlineData("LS2053", "ALTER TABLE t ALTER ts TYPE timestamptz", "Column 't.ts' changes to timestamptz: values are taken to be in the session's time zone, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); if the values are in UTC, SET LOCAL timezone = 'UTC' before it, then no row is written; if they are not, add a new column and fill it in batches")]
    [InlineData("LS2053", "ALTER TABLE t ALTER ts TYPE timestamptz USING ts AT TIME ZONE 'UTC'", "Column 't.ts' changes to timestamptz: USING is computed for each row, in whatever time zone, so every row of 't' and every index is written anew while reads and writes wait (ACCESS EXCLUSIVE); if the values are in UTC, SET LOCAL timezone = 'UTC' before it and leave USING out, then no row is written; if they are not, add a new column and fill it in batches")]
    [InlineData("LS2054", "ALTER TABLE t ALTER id TYPE int", "Column 't.id' changes from bigint to int: PostgreSQL refuses values beyond the range of integer (error 22003); look for such values first, and add a CHECK that keeps new ones out")]
    [InlineData("LS2054", "ALTER TABLE t ALTER v TYPE varchar(20)", "Column 't.v' changes from varchar(50) to varchar(20): PostgreSQL refuses longer values (error 22001); look for such values first, and add a CHECK that keeps new ones out")]
    [InlineData("LS2054", "ALTER TABLE t ALTER v TYPE varchar(20) USING v::varchar(20)", "Column 't.v' changes from varchar(50) to varchar(20): longer values are cut to 20 characters without a word; look for such values first, and add a CHECK that keeps new ones out")]
    [InlineData("LS2054", "ALTER TABLE t ALTER n TYPE numeric(6, 1)", "Column 't.n' changes from numeric(8, 2) to numeric(6, 1): digits beyond the scale are rounded away, and PostgreSQL refuses values with too many digits (error 22003); look for such values first, and add a CHECK that keeps new ones out")]
    [InlineData("LS2056", "ALTER TABLE t ALTER i TYPE bigint USING 0", "Column 't.i' changes to bigint, but USING does not name it, so 0 replaces all its values; if that is meant, say it in an UPDATE in batches; else write USING i::bigint")]
    [InlineData("LS2056", "ALTER TABLE t ALTER n TYPE numeric(10, 2) USING n::int", "Column 't.n' changes to numeric(10, 2), but USING casts it to int on the way; cast it to the new type itself")]
    public void Messages(string id, string up, string message) => Assert.Equal(message, Judge(up).Message(id));

    [Fact]
    public void The_message_about_the_other_table() => Assert.Equal(
        "Column 'codes.code' is part of a foreign key, so its change takes ACCESS EXCLUSIVE on 'uses' too, with no lock_timeout: while it waits for a running query there, all reads and " +
        "writes queue behind it; set lock_timeout first, and try again if it runs out",
        (Judge("ALTER TABLE codes ALTER code TYPE varchar(20)") with { Runner = ScriptRunner.StatementByStatement }).Message("LS2055"));

    [Fact]
    public void What_sets_the_time_zone_depends_on_the_transaction() => Assert.Contains(
        " SET timezone = 'UTC' before it",
        (Judge("ALTER TABLE t ALTER ts TYPE timestamptz") with { Runner = ScriptRunner.StatementByStatement }).Message("LS2053"),
        StringComparison.Ordinal);

    private static readonly RuleOptions s_options = RuleOptions.Default with { SmallTables = EquatableArray.Of("public.small") };

    private static Judge Judge(string up) => new(Schema, up) { Options = s_options };

    private static string Ids(string up) => Judge(up).Ids("LS2040", "LS2099");
}
