using Lockstep.Tests.Support;
using static Lockstep.Tests.Support.Scripted;

namespace Lockstep.Tests.Engine;

public sealed class MigrateTests(TestServer server)
{
    [Fact]
    public async Task Migrations_are_applied_in_order_with_their_rows()
    {
        await using var database = await server.CreateAsync();
        MigrationDescriptor[] all = [Sql(20, "CREATE TABLE b (id int REFERENCES a (id))"), Sql(10, "CREATE TABLE a (id int PRIMARY KEY)") with { Ticket = "T-1" }];
        Assert.Equal(2, await database.MigrateAsync(all));
        Assert.Equal("a\nb", await database.TablesAsync());
        Assert.Equal("10 applied 1/1\n20 applied 1/1", await database.HistoryAsync());
        Assert.Equal("T-1", await database.RunAsync("SELECT ticket FROM lockstep.history WHERE version = 10"));
        Assert.Equal(["applied", "applied"], database.Events.Select(happened => happened.Event));
        Assert.Equal(0, await database.MigrateAsync(all));
    }

    [Fact]
    public async Task A_target_is_the_last_one_applied()
    {
        await using var database = await server.CreateAsync();
        MigrationDescriptor[] all = [Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b ()"), Sql(3, "CREATE TABLE c ()")];
        Assert.Equal(2, await database.MigrateAsync(all, target: 2));
        Assert.Equal("a\nb", await database.TablesAsync());
        Assert.Equal(0, await database.MigrateAsync(all, target: 1));
        var unknown = await Assert.ThrowsAsync<LockstepException>(() => database.MigrateAsync(all, target: 4));
        Assert.Equal("The project has no migration 4.", unknown.Message);
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
    }

    [Fact]
    public async Task A_migration_without_statements_takes_its_place_in_the_history_both_ways()
    {
        await using var database = await server.CreateAsync();
        var empty = Of(1, _ => { }, _ => { });
        Assert.Equal(1, await database.MigrateAsync(empty));
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Equal(1, await database.RollbackAsync(1, empty));
        Assert.Equal("", await database.HistoryAsync());
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing_and_those_before_it_stay()
    {
        await using var database = await server.CreateAsync();
        var failure = await database.FailsAsync(
            Sql(1, "CREATE TABLE a ()"),
            Sql(2, "CREATE TABLE b (); INSERT INTO nowhere\n  VALUES (1)"),
            Sql(3, "CREATE TABLE c ()"));
        Assert.Equal(ToolkitCode.MigrationFailed, failure.Code);
        Assert.Equal("2 (M2) failed: relation \"nowhere\" does not exist (SQLSTATE 42P01), in: INSERT INTO nowhere. It was rolled back; nothing is half done.", failure.Message);
        Assert.EndsWith("Scripted.cs", failure.Origin.File, StringComparison.Ordinal);
        Assert.True(failure.Origin.Line > 0);
        Assert.Equal("a", await database.TablesAsync());
        Assert.Equal("1 applied 1/1", await database.HistoryAsync());
        Assert.Equal(2, await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b ()"), Sql(3, "CREATE TABLE c ()")));
    }

    [Fact]
    public async Task A_constraint_that_fails_at_commit_leaves_nothing()
    {
        await using var database = await server.CreateAsync();
        var failure = await database.FailsAsync(Sql(1, """
            CREATE TABLE a (id int PRIMARY KEY, parent int REFERENCES a DEFERRABLE INITIALLY DEFERRED);
            INSERT INTO a VALUES (1, 7)
            """));
        Assert.Contains("violates foreign key constraint \"a_parent_fkey\" (SQLSTATE 23503)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("(parent)=(7)", failure.Message, StringComparison.Ordinal);
        Assert.Equal("Correct the rows that break the constraint, then run the same command again.", failure.Next);
        Assert.Equal("", await database.TablesAsync());
        Assert.Equal("", await database.HistoryAsync());
    }

    [Fact]
    public async Task An_edited_migration_that_was_applied_is_refused_before_anything_runs()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"));
        var failure = await database.FailsAsync(Sql(1, "CREATE TABLE b ()", fingerprint: "g"), Sql(2, "CREATE TABLE c ()"));
        Assert.Equal(ToolkitCode.History, failure.Code);
        Assert.StartsWith("1 (M1) was changed after it was applied", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a", await database.TablesAsync());
    }

    [Fact]
    public async Task Another_source_for_the_same_statements_is_no_drift()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE a (id bigint)"));
        Assert.Equal(1, await database.MigrateAsync(Sql(1, "-- says why\nCREATE TABLE a (id bigint) ;", fingerprint: "g"), Sql(2, "CREATE TABLE c ()")));
    }

    [Fact]
    public async Task What_a_newer_release_applied_does_not_stop_an_older_one()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"), Sql(9, "CREATE TABLE z ()"));
        Assert.Equal(1, await database.MigrateAsync(Sql(1, "CREATE TABLE a ()"), Sql(2, "CREATE TABLE b ()")));
        Assert.Equal("a\nb\nz", await database.TablesAsync());
    }

    [Fact]
    public async Task Settings_and_roles_of_a_migration_do_not_reach_the_next_one_or_the_history()
    {
        await using var database = await server.CreateAsync();
        var role = database.Name + "_owner";
        await database.RunAsync($"CREATE ROLE {role}", $"GRANT CREATE ON SCHEMA public TO {role}", "CREATE SCHEMA other");
        await database.MigrateAsync(
            Sql(1, $"SET ROLE {role}; CREATE TABLE of_role ()"),
            Sql(2, "SET search_path = other; SET statement_timeout = '1h'; CREATE TABLE in_other (id int)"),
            Sql(3, "DO $$ BEGIN PERFORM set_config('search_path', 'other', false); END $$"),
            Sql(4, "SET SESSION AUTHORIZATION " + role),
            Sql(5, "SET search_path = other; CREATE INDEX CONCURRENTLY i ON in_other (id); CREATE TABLE also_in_other ()"),
            Sql(6, "CREATE TABLE last AS SELECT current_user::text AS who, current_setting('search_path') AS path, current_setting('statement_timeout') AS timeout, current_setting('lock_timeout') AS lock"));
        Assert.Equal("postgres \"$user\", public 0 2s", await database.RunAsync("SELECT concat_ws(' ', who, path, timeout, lock) FROM public.last"));
        Assert.Equal("also_in_other\nin_other", await database.LinesAsync("SELECT relname FROM pg_class WHERE relnamespace = 'other'::regnamespace AND relkind = 'r' ORDER BY 1"));
        Assert.Equal(role, await database.RunAsync("SELECT tableowner::text FROM pg_tables WHERE tablename = 'of_role'"));
        Assert.Equal("postgres", await database.LinesAsync("SELECT DISTINCT applied_by FROM lockstep.history"));
    }

    [Fact]
    public async Task Sql_reaches_the_server_as_it_stands()
    {
        await using var database = await server.CreateAsync();
        await database.MigrateAsync(Sql(1, """
            CREATE TABLE t (id int, doc jsonb, note text);
            INSERT INTO t VALUES (1, '{"a": 1}', ':name @x $1 ? ; ünïcödé 日本語 😀 ''quoted'' -- no comment');
            CREATE VIEW v AS SELECT id, doc ? 'a' AS has_a, doc ?| array['a'] AS has_any, '2020-01-01'::date AS day FROM t WHERE note <> 'x:y';
            CREATE FUNCTION double(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN n > 0 THEN n * 2 END; SELECT n * 2; END;
            CREATE FUNCTION body() RETURNS text LANGUAGE plpgsql AS $fn$ BEGIN RETURN $$a;b$$ || ':c @d $1'; END $fn$;
            DO $$ DECLARE n int := 7; BEGIN RAISE NOTICE 'n is %', n; EXECUTE 'INSERT INTO t (id) VALUES ($1)' USING n; END $$;
            """));
        Assert.Equal(":name @x $1 ? ; ünïcödé 日本語 😀 'quoted' -- no comment", await database.RunAsync("SELECT note FROM t WHERE id = 1"));
        Assert.Equal(true, await database.RunAsync("SELECT has_a AND has_any FROM v WHERE id = 1"));
        Assert.Equal(14, await database.RunAsync("SELECT double(7)"));
        Assert.Equal("a;b:c @d $1", await database.RunAsync("SELECT body()"));
        Assert.Equal(7, await database.RunAsync("SELECT max(id) FROM t"));
    }

    [Fact]
    public async Task Thousands_of_statements_and_notices_go_through_one_batch()
    {
        await using var database = await server.CreateAsync();
        var inserts = string.Join(";\n", Enumerable.Range(0, 3000).Select(i => $"INSERT INTO t VALUES ({i}, '{new string('x', 200)}')"));
        await database.MigrateAsync(Sql(1, "CREATE TABLE t (id int, pad text); DO $$ BEGIN FOR i IN 1..3000 LOOP RAISE WARNING '%', repeat('w', 300); END LOOP; END $$;\n" + inserts));
        Assert.Equal(3000L, await database.RunAsync("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_statement_timeout_is_told_as_such()
    {
        await using var database = await server.CreateAsync();
        var failure = await database.FailsAsync(Sql(1, "SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(30)"));
        Assert.Contains("canceling statement due to statement timeout (SQLSTATE 57014), in: SELECT pg_sleep(30)", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("statement_timeout, or somebody, ended it", failure.Next, StringComparison.Ordinal);
    }
}
