using Lockstep.Planning;
using Lockstep.Proof;
using Lockstep.Reporting;
using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Proof;

public sealed class ProverTests(RolesServer server) : IClassFixture<RolesServer>
{
    [Fact]
    public async Task A_good_set_is_proved_and_stays_applied()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var errors = await ProveAsync(
            database,
            Sql(1, "CREATE TABLE t (id int, note text); INSERT INTO t VALUES (1, 'x')", "DROP TABLE t"),
            Sql(2, "CREATE INDEX CONCURRENTLY i ON t (id)", "DROP INDEX CONCURRENTLY i"),
            Sql(3, "ALTER TABLE t ADD COLUMN more int; CREATE INDEX CONCURRENTLY j ON t (more); COMMENT ON INDEX j IS 'x'", "DROP INDEX CONCURRENTLY j; ALTER TABLE t DROP COLUMN more"),
            Sql(4, "SET search_path = pg_catalog; GRANT SELECT ON public.t TO pg_monitor", "REVOKE SELECT ON t FROM pg_monitor"),
            Sql(5, "INSERT INTO t VALUES (2)", ""),
            Sql(6, "ALTER TABLE t DROP COLUMN note"),
            Of(7, _ => { }, _ => { }));
        Assert.Empty(errors);
        Assert.Equal(7L, await database.RunAsync("SELECT count(*) FROM lockstep.history WHERE state = 'applied'"));
    }

    [Fact]
    public async Task Backfills_are_proved_as_their_plain_statements_and_what_they_need_of_a_table()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var first = Sql(1, "CREATE TABLE t (id int PRIMARY KEY, n int); CREATE TABLE u (id int PRIMARY KEY, n int); INSERT INTO t VALUES (1), (2); INSERT INTO u VALUES (1)", "DROP TABLE t; DROP TABLE u");
        var both = Sql(
            2,
            "ALTER TABLE t ADD COLUMN note text;\n-- backfill\nUPDATE t SET note = 'x';\n-- backfill alongside\nUPDATE u SET n = 7;\nALTER TABLE t ALTER note SET NOT NULL",
            "ALTER TABLE t ALTER note DROP NOT NULL;\n-- backfill workers=2\nUPDATE t SET note = NULL;\nALTER TABLE t DROP COLUMN note");
        Assert.Empty(await ProveAsync(database, first, both));
        Assert.Equal("x x 7", await database.RunAsync("SELECT (SELECT string_agg(note, ' ') FROM t) || ' ' || n FROM u"));

        await using var other = await server.PreparedAsync("SELECT 1");
        var error = Assert.Single(await ProveAsync(other, first, Sql(2, "CREATE TABLE v (n int);\n-- backfill\nUPDATE v SET n = 1", "DROP TABLE v")));
        Assert.Equal(("LS9007", "The backfill of 2 (M2) can't be done: table v has no primary key to go by."), (error.Code, error.Text));
    }

    [Fact]
    public async Task Every_bad_Down_is_told_in_one_go_with_its_place()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var errors = await ProveAsync(
            database,
            Sql(1, "CREATE TABLE a (id int)", "DROP TABLE nowhere"),
            Sql(2, "CREATE TABLE b (id int); CREATE TABLE c (id int, x int)", "DROP TABLE b"),
            Sql(3, "CREATE TABLE d (id int)", ""),
            Of(4, m => m.Create.Table("e").WithColumn("id", new("int")), _ => throw new NotSupportedException("no way back")),
            Sql(5, "CREATE TABLE f (id int PRIMARY KEY, a int REFERENCES f DEFERRABLE INITIALLY DEFERRED)", "DROP TABLE f"),
            Sql(6, "INSERT INTO f VALUES (1, 1)", "UPDATE f SET a = 7"));
        Assert.Equal(
            [
                "LS9101 Down of 1 (M1) fails: table \"nowhere\" does not exist (SQLSTATE 42P01), in: DROP TABLE nowhere.",
                "LS9102 Down of 2 (M2) does not reverse Up: table public.c stays; column public.c.x stays; column public.c.id stays.",
                "LS9102 Down of 3 (M3) does not reverse Up: table public.d stays; column public.d.id stays.",
                "LS9006 Down of 4 (M4) threw NotSupportedException: no way back",
                "LS9101 Down of 6 (M6) fails: insert or update on table \"f\" violates foreign key constraint \"f_a_fkey\" (SQLSTATE 23503).",
            ],
            errors.Select(error => $"{error.Code} {error.Text}"));
        Assert.All(errors, error => Assert.EndsWith("Scripted.cs", error.File, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.True(error.Line > 0));
        Assert.All(errors, error => Assert.False(string.IsNullOrEmpty(error.Next)));
    }

    [Fact]
    public async Task A_failing_Up_ends_the_proof()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var errors = await ProveAsync(database, Sql(1, "CREATE TABLE a ()", ""), Sql(2, "CREATE TABLE a ()", "DROP TABLE a"), Sql(3, "nonsense", ""));
        Assert.Equal(["LS9102", "LS9103"], errors.Select(error => error.Code!));
        Assert.Equal("Up of 2 (M2) fails: relation \"a\" already exists (SQLSTATE 42P07), in: CREATE TABLE a ().", errors[1].Text);
        Assert.Equal("Correct the migration and build again.", errors[1].Next);
    }

    [Fact]
    public async Task An_Up_that_makes_something_else_the_second_time_is_told()
    {
        await using var database = await server.PreparedAsync("CREATE SEQUENCE runs");
        var errors = await ProveAsync(
            database,
            Sql(1, "DO $$ BEGIN EXECUTE 'CREATE TABLE t' || nextval('runs') || ' ()'; END $$", "DO $$ BEGIN EXECUTE 'DROP TABLE t' || currval('runs'); END $$"));
        var error = Assert.Single(errors);
        Assert.Equal("LS9105", error.Code);
        Assert.Equal("Up of 1 (M1) makes another schema after its Down than at first: table public.t2 stays; table public.t1 is missing.", error.Text);
    }

    [Fact]
    public async Task A_Down_of_several_steps_that_fails_stops_the_proof_and_says_so()
    {
        await using var database = await server.PreparedAsync("SELECT 1");
        var errors = await ProveAsync(
            database,
            Sql(1, "CREATE TABLE t (id int); CREATE INDEX CONCURRENTLY i ON t (id)", "DROP INDEX CONCURRENTLY i; DROP TABLE nowhere"),
            Sql(2, "CREATE TABLE u ()", ""));
        Assert.Equal(["LS9101", "LS9105"], errors.Select(error => error.Code!));
        Assert.StartsWith("The proof stops at 1", errors[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stamp_tells_statements_directions_and_servers_apart()
    {
        string Stamp(MigrationDescriptor migration, int? version = null) => ProofStamp.Of(new MigrationSet([migration]), version);
        var stamp = Stamp(Sql(1, "SELECT 1", "SELECT 2"));
        Assert.Equal(stamp, Stamp(Sql(1, "-- why\nSELECT 1;", "SELECT 2", fingerprint: "other")));
        Assert.NotEqual(stamp, Stamp(Sql(1, "SELECT 3", "SELECT 2")));
        Assert.NotEqual(stamp, Stamp(Sql(1, "SELECT 1", "SELECT 3")));
        Assert.NotEqual(stamp, Stamp(Sql(1, "SELECT 1")));
        Assert.NotEqual(stamp, Stamp(Sql(2, "SELECT 1", "SELECT 2")));
        Assert.NotEqual(stamp, Stamp(Sql(1, "SELECT 1", "SELECT 2"), 17));
    }

    private static async Task<List<RunEvent>> ProveAsync(TestDatabase database, params MigrationDescriptor[] migrations)
    {
        await using var connection = await database.Database.OpenAsync(TestDatabase.Cancellation);
        var told = new List<RunEvent>();
        var errors = await new Prover(connection, new MigrationSet(migrations), told.Add).ProveAsync(TestDatabase.Cancellation);
        Assert.Equal(errors, told.Count(happened => happened.Event == "error"));
        // How far it is, which a busy machine has the time to tell.
        told.RemoveAll(happened => happened.Event == "proving");
        return told;
    }
}
